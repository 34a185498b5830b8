"""Rules against a case: which of their conditions it meets, and which rules nearly spoke."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from nmt_expert.knowledge.atoms import atom_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.condition_words import atom_words, group_words
from nmt_expert.reasoning.engines.interface import Firing, concluded
from nmt_expert.reasoning.facts import Fact, FactBase
from nmt_expert.reasoning.joined_words import joined

State = Literal["met", "unmet", "not tested"]


class Condition(Struct, frozen=True):
    """One condition of a rule in words, and whether the case meets it."""

    text: str
    state: State
    found: tuple[str, ...] = ()  # what the case has of it, in words
    missing: int = 0  # how many more findings it needs


class NearMiss(Struct, frozen=True):
    """A rule that did not fire, with what it would have needed."""

    rule: str
    because: str
    weight: float  # log10 of a likelihood ratio; negative: it would have spoken against
    conditions: tuple[Condition, ...]

    @property
    def distance(self) -> tuple[bool, int, float, str]:
        """Smaller is nearer: nothing tested and not met, then few findings missing, then a weighty rule."""
        tested_and_not_met = any(c.state == "unmet" for c in self.conditions)
        return tested_and_not_met, sum(c.missing for c in self.conditions), -abs(self.weight), self.rule


def known_facts(kb: KnowledgeBase, facts: FactBase, firings: Iterable[Firing]) -> set[Fact]:
    """What was observed and what patterns were concluded."""
    fired = [f for f in firings if kb.rules[f.rule].kind == "pattern"]
    return {*facts.origins, *(fact for f in fired for fact in concluded(kb, f.rule, f.side, facts.sides))}


def near_misses(
    kb: KnowledgeBase, facts: FactBase, hypothesis: str, side: str, fired: Iterable[str], known: set[Fact]
) -> list[NearMiss]:
    """Rules about a hypothesis that did not fire, the nearest first."""
    done = set(fired)
    seen = _Seen(kb, facts, known, side)
    misses = [
        NearMiss(rule.id, rule.because, rule.weight, seen.conditions(rule))
        for rule in kb.rules_of(hypothesis)
        if rule.id not in done and rule.kind == "argument" and not rule.part_of and not rule.id.endswith("/absent")
    ]
    return sorted(misses, key=lambda miss: miss.distance)


class _Seen:
    """A case seen from one side: which conditions it meets."""

    def __init__(self, kb: KnowledgeBase, facts: FactBase, known: set[Fact], side: str) -> None:
        self._kb, self._known, self._side = kb, known, side
        self._tested = {o.key for o in facts.observations}

    def conditions(self, rule: Rule) -> tuple[Condition, ...]:
        """Every group of the rule, and what forbids it where that was found."""
        groups = [self._group(n, atoms) for n, atoms in rule.groups]
        forbidding = [atom for atom in rule.nots if self._has(atom)]
        if forbidding:
            words = tuple(joined(atom_words(self._kb, atom) for atom in forbidding))
            groups.append(Condition("unless: " + "; ".join(words), "unmet", words, 1))
        return tuple(groups)

    def _group(self, n: int, atoms: tuple[int, ...]) -> Condition:
        met = [atom for atom in atoms if self._has(atom)]
        could = len(met) + sum(self._open(atom) for atom in atoms if atom not in met)
        state: State = "met" if len(met) >= n else "not tested" if could >= n else "unmet"
        found = joined(atom_words(self._kb, atom) for atom in met) if len(atoms) > 1 else ()
        return Condition(group_words(self._kb, n, atoms), state, tuple(found), max(0, n - len(met)))

    def _has(self, atom: int) -> bool:
        return Fact(atom, self._side) in self._known

    def _open(self, atom: int) -> bool:
        """Could what nobody tested make it hold?"""
        asked = atom_of(self._kb.atoms[atom])
        if asked.key is not None:
            return asked.key not in self._tested
        return any(all(c.state != "unmet" for c in self.conditions(rule)) for rule in self._kb.rules_of(asked.pattern))
