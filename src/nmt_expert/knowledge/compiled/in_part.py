"""What an argument says while one of its conditions was neither found nor denied: the same, in part.

A written argument often asks for several findings together, and a hurried examination names all but one: then a rule
that waits for the last says nothing. So each argument for a hypothesis also speaks without any one of its conditions,
for a small share of its weight, as long as nothing is known of that condition. Once it is found the whole argument
speaks; once it is denied neither does. (In INTERNIST-1, Miller 1982, each finding speaks by itself.)

A place of which the spot was not told (wholes.py) is half of what such an argument asks for: "worse on stairs, the knee
hurts" leaves open whether it is the kneecap. It counts for a larger share than a place of which nothing is known.

Places of complaint alone say nothing in part: the drawing is weighed by itself. Published ratios hold as published only.
What is said in part makes no hypothesis unless something felt or examined is among it (reasoning/ranking/gather.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from nmt_expert.knowledge.atoms import family_of, subject_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule

STRENGTH = "in part"


def with_parts(kb: KnowledgeBase) -> KnowledgeBase:
    """The knowledge base of the rules as written, with what they say in part."""
    numbers = dict(kb.atom_index)
    parts = list(_all_parts(kb, lambda atom: numbers.setdefault(atom, len(numbers))))
    return replace(kb, rules=[*kb.rules, *parts], atoms=list(numbers))


def _all_parts(kb: KnowledgeBase, number: Callable[[str], int]) -> Iterator[Rule]:
    """`number` gives an atom its number, a new one to a new atom."""
    for rule in kb.rules:
        if not kb.scale.in_part or not _is_own(kb, rule):
            continue
        for i, (n, left_open) in enumerate(rule.groups):
            before, after = rule.groups[:i], rule.groups[i + 1 :]
            names = [kb.atoms[a] for a in left_open]
            if not _can_be_denied(n, names):
                continue
            places = tuple(map(number, _places_around(kb, names)))
            nots = (*rule.nots, *left_open, *(number(f"-{name[1:]}") for name in names))
            if not all(_of_places(kb, group) for _, group in (*before, *after)):
                yield _part(rule, f"{i + 1}", before + after, (*nots, *places), kb.scale.in_part)
            if places and before + after:
                yield _part(rule, f"{i + 1}/place", (*before, (1, places), *after), nots, kb.scale.spot_open)


def _part(
    rule: Rule, id: str, groups: tuple[tuple[int, tuple[int, ...]], ...], nots: tuple[int, ...], share: float
) -> Rule:
    return replace(
        rule,
        id=f"{rule.id}~{id}",
        part_of=rule.id,
        groups=groups,
        nots=nots,
        strength=STRENGTH,
        weight=rule.weight * share,
        low=rule.low * share,
        high=rule.high * share,
        basis="consensus",
        sources=(),
    )


def _places_around(kb: KnowledgeBase, names: Iterable[str]) -> list[str]:
    """The places, as alternatives, in which one of these spots lies."""
    around = {
        f"+{family_of(name[1:])}({whole.id})": None
        for name in names
        for whole in kb.wholes.get("zones", {}).values()
        if subject_of(name[1:]) in (*whole.parts, *whole.near) and kb.families[family_of(name[1:])].over == "zones"
    }
    return [name for name in around if name not in names]


def _of_places(kb: KnowledgeBase, group: Iterable[int]) -> bool:
    return any(_is_drawn(kb, atom) for atom in group)


def _is_own(kb: KnowledgeBase, rule: Rule) -> bool:
    """A written argument for one hypothesis, with a word of strength."""
    return rule.kind == "argument" and rule.text == rule.id and rule.weight > 0 and rule.strength in kb.scale.strengths


def _is_drawn(kb: KnowledgeBase, atom: int) -> bool:
    family = kb.families.get(kb.atoms[atom].lstrip("~|&+-").partition("(")[0])
    return family is not None and family.over == "zones" and family.section == "symptom"


def _can_be_denied(n: int, names: list[str]) -> bool:
    """One of some findings that can be asked; not a pattern, a bound, another side or an absence."""
    return n == 1 and all(name[0] == "+" and "=" not in name for name in names)
