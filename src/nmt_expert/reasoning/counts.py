"""Rules that count - clusters of tests, clinical prediction rules - as a reader sees them: how much of each was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nmt_expert.knowledge.atoms import atom_of, finding_key
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.facts import Fact

_MOST = 10  # items of a cluster; longer lists are alternatives, nobody counts them


@dataclass(frozen=True)
class Count:
    """One cluster, seen from one side."""

    hypothesis: str
    why: str  # what it means when enough is found
    number: int  # found, those that have no label of their own among them
    found: tuple[str, ...]  # labels
    open: tuple[str, ...]  # labels of what is neither found nor denied
    of: int
    enough: int


def counts(kb: KnowledgeBase, known: Iterable[Fact], asked: set[str], hypothesis: str, side: str) -> list[Count]:
    """The clusters with a source that speak for a hypothesis and of which something was found. Of those that count the same
    tests in another choice (one evidence group) the one that is nearest to its number."""
    known = set(known)
    best: dict[tuple[int, ...], Rule] = {}
    for rule in kb.rules_of(hypothesis):
        if len(rule.groups) == 1 and rule.groups[0][0] > 1 and rule.sources and rule.weight > 0 and not rule.graded:
            atoms = rule.groups[0][1]
            if len(atoms) <= _MOST and (atoms not in best or rule.groups[0][0] < best[atoms].groups[0][0]):
                best[atoms] = rule
    nearest: dict[str, Count] = {}
    for rule in best.values():
        count = _count(kb, known, asked, rule, side)
        before = nearest.get(rule.group)
        if count.number and (before is None or count.number - count.enough > before.number - before.enough):
            nearest[rule.group] = count
    return list(nearest.values())


def _count(kb: KnowledgeBase, known: set[Fact], asked: set[str], rule: Rule, side: str) -> Count:
    enough, atoms = rule.groups[0]
    found = [atom for atom in atoms if Fact(atom, side) in known]
    rest = [a for a in atoms if a not in found and (key := finding_key(kb.atoms[a])) and key not in asked]
    return Count(rule.target, rule.because, len(found), _labels(kb, found), _labels(kb, rest), len(atoms), enough)


def _labels(kb: KnowledgeBase, atoms: Iterable[int]) -> tuple[str, ...]:
    labels = []
    for atom in (atom_of(kb.atoms[number]) for number in atoms):
        known = kb.finding(atom.key) if atom.key else kb.patterns.get(atom.pattern)
        if known is not None and "#" not in known.label:
            labels.append(known.label + atom.bound.replace(">=", " from ").replace("<=", " up to "))
    return tuple(dict.fromkeys(labels))
