"""Places and movements of which it was not stated which one: what they are, and which alternatives they meet.

Pain somewhere in the neck meets `pain in @neck_back`, since it would whichever spot it is. It stands for no single spot, and
counts as none where several are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from nmt_expert.errors import Problem, nearest
from nmt_expert.knowledge.atoms import atom_of, family_of, subject_of
from nmt_expert.knowledge.base import SINGULAR, KnowledgeBase
from nmt_expert.knowledge.compiled.conditions import Group as Condition
from nmt_expert.knowledge.language.groups import Group
from nmt_expert.knowledge.model import Subject
from nmt_expert.knowledge.written.load import RuleFiles
from nmt_expert.knowledge.written.schema.vocabulary import WholeEntry

_HALF = 0.5
Reach = Literal["all", "danger", "drawing"]  # how much of a whole a rule must name


def wholes(
    files: RuleFiles, kb: KnowledgeBase, groups: Mapping[str, Group], problems: list[Problem]
) -> dict[str, dict[str, Subject]]:
    """The wholes of these files by kind and id; what is wrong in one is added to the problems."""
    found: dict[str, dict[str, Subject]] = {}
    for item in files.of("whole"):
        e = item.entry
        single = kb.subjects(e.of)
        if e.id in single:
            problems.append(item.problem(("id",), f"'{e.id}' is also one of the {e.of}; give it another id", "group"))
        spots: dict[str, list[str]] = {"any_of": [], "near": []}
        for field, i, word in _words(e):
            group = groups.get(word[1:]) if word.startswith("@") else None
            if word not in single and (group is None or group.of != e.of):
                known = [*single, *(f"@{g.id}" for g in groups.values() if g.of == e.of)]
                message = f"unknown {SINGULAR[e.of]} '{word}'.{nearest(word, known)}"
                problems.append(item.problem((field, i), message, "unknown"))
            spots[field] += group.members if group else [word]
        parts, near = map(tuple, spots.values())
        found.setdefault(e.of, {})[e.id] = Subject(e.id, e.label, e.region, e.position, e.sided, "", parts, near)
    return found


def _words(e: WholeEntry) -> Iterator[tuple[str, int, str]]:
    for field in ("any_of", "near"):
        for i, word in enumerate(getattr(e, field)):
            yield field, i, word


def widened(kb: KnowledgeBase, atoms: Iterable[str], reach: Reach = "all") -> tuple[str, ...]:
    """Alternatives with every whole of which they name all parts.

    A danger is met by a place of which it names half of the spots, and errs to the safe side. So is a drawing that fits by
    degree, and by a place in which half of what it names lies: whoever has a sore kneecap has knee pain, though the rule
    names one spot of four.
    """
    atoms = tuple(atoms)
    named: dict[tuple[str, str], set[str]] = {}
    for atom in atoms:
        asked = atom_of(atom)
        if asked.key and subject_of(asked.key) and not asked.absent:
            sign = atom[: atom.index("+") + 1]
            named.setdefault((sign, family_of(asked.key)), set()).add(subject_of(asked.key))
    more = [
        f"{sign}{family}({whole.id})"
        for (sign, family), subjects in named.items()
        for over in (kb.families[family].over,)
        for whole in kb.wholes.get(over, {}).values()
        if _met(subjects, whole, reach if over == "zones" else "all")
    ]
    return (*atoms, *more)


def _met(named: set[str], whole: Subject, reach: Reach) -> bool:
    if reach == "drawing":
        return whole.share(named) >= _HALF
    return len(named.intersection(whole.parts)) >= len(whole.parts) * (_HALF if reach == "danger" else 1)


def widened_groups(kb: KnowledgeBase, groups: Iterable[Condition], reach: Reach) -> list[tuple[int, tuple[str, ...]]]:
    """How many of which alternatives: groups of which one is enough are met by a whole as well."""
    return [(g.n, widened(kb, g.atoms, reach) if g.n == 1 else g.atoms) for g in groups]


def widened_keys(kb: KnowledgeBase, keys: Iterable[str]) -> tuple[str, ...]:
    """Present findings as alternatives, with every whole of which they name all parts."""
    return tuple(atom[1:] for atom in widened(kb, [f"+{key}" for key in keys]))
