"""Small wrong edits of one written condition, as an author could make them by accident."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from nmt_expert.knowledge.language.names import Names
from nmt_expert.knowledge.language.spell import spelled
from nmt_expert.knowledge.language.tree import AllOf, AnyOf, Compare, CountOf, Finding, Side, Tree, Unless, Word

Change = Literal["drop", "sign", "side", "widen", "strength", "urgency", "lowered", "triage", "prior"]
_LONGEST_LIST = 6  # subjects of which each is dropped in turn


class Edit(NamedTuple):
    change: Change
    tree: Tree  # the condition as the edit leaves it
    words: str  # what was changed


def edits(tree: Tree, names: Names) -> Iterator[Edit]:
    """Every edit of a condition whose names are not looked up yet. Some cannot be written; looking up refuses them."""
    match tree:
        case AllOf(parts) | AnyOf(parts) | CountOf(_, parts):
            if isinstance(tree, CountOf) and tree.n > 1:
                yield Edit("widen", replace(tree, n=tree.n - 1), f"{tree.n - 1} of instead of {spelled(tree)}")
            for i, part in enumerate(parts):
                rest = (*parts[:i], *parts[i + 1 :])
                if not isinstance(tree, CountOf) or tree.n <= len(rest):
                    shorter = replace(tree, parts=rest) if len(rest) > 1 or isinstance(tree, CountOf) else rest[0]
                    yield Edit("drop", shorter, f"drops {spelled(part)}")
                for change, new, words in edits(part, names):
                    yield Edit(change, replace(tree, parts=(*parts[:i], new, *parts[i + 1 :])), words)
        case Unless(base, nots):
            yield Edit("drop", base, f"drops unless {spelled(nots)}")
            for change, new, words in edits(base, names):
                yield Edit(change, Unless(new, nots), words)
            for change, new, words in edits(nots, names):
                yield Edit(change, Unless(base, new), f"unless: {words}")
        case Compare(name, op, bound):
            other: Literal[">=", "<="] = "<=" if op == ">=" else ">="
            wider = replace(tree, bound=round(bound * (0.8 if op == ">=" else 1.25), 2))
            yield Edit("sign", replace(tree, op=other), f"{name} {other} {bound:g} instead of {op}")
            yield Edit("widen", wider, f"{spelled(wider)} instead of {bound:g}")
        case Finding():
            for change, new in _finding(tree, names):
                yield Edit(change, new, f"{spelled(new)} instead of {spelled(tree)}")


def _finding(tree: Finding, names: Names) -> Iterator[tuple[Change, Tree]]:
    yield "sign", replace(tree, absent=not tree.absent)
    sides: dict[Side, Side] = {"same": "opposite", "opposite": "same", "both": "same", "either": "both"}
    if any((f := names.kb.finding(key)) and f.sided for key in _keys(tree, names)):
        yield "side", replace(tree, side=sides[tree.side])
        if tree.side == "same":
            yield "side", replace(tree, side="both")
    if tree.n and tree.n > 1:
        yield "widen", replace(tree, n=tree.n - 1)
    for i in range(len(tree.names) if len(tree.names) > 1 else 0):
        yield "drop", replace(tree, names=(*tree.names[:i], *tree.names[i + 1 :]))
    for i in range(len(tree.subjects) if 1 < len(tree.subjects) <= _LONGEST_LIST else 0):
        yield "drop", replace(tree, subjects=(*tree.subjects[:i], *tree.subjects[i + 1 :]))
    if further := _further(tree, names):
        yield "widen", replace(tree, subjects=(*tree.subjects, *map(Word, further)))
    finding = names.kb.finding(tree.names[0]) if not tree.subjects and not tree.absent else None
    if finding and finding.implies:
        yield "widen", AnyOf((tree, replace(tree, names=(Word(finding.implies[0]),))))


def _keys(tree: Finding, names: Names) -> list[str]:
    """Some of the findings that are meant, enough to know whether they have sides."""
    subjects = _spread(tree, names)
    return [f"{name}({subject})" for name in tree.names for subject in subjects] if subjects else list(tree.names)


def _spread(tree: Finding, names: Names) -> list[str]:
    found: list[str] = []
    for subject in tree.subjects:
        group = names.groups.get(subject[1:]) if subject.startswith("@") else None
        found += group.members if group else [subject]
    return found


def _further(tree: Finding, names: Names) -> list[str]:
    """The other subjects in the region of the first that has some: one list too wide."""
    family = names.kb.families.get(tree.names[0])
    known = names.kb.subjects(family.over) if family else {}
    named = _spread(tree, names)
    for region in dict.fromkeys(known[s].region for s in named if s in known):
        others = [s for s, subject in known.items() if subject.region == region and s not in named]
        if others:
            return others
    return []
