"""On which stated observations a conclusion rests, as sets of bits: one bit an observation of the case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import atom_of, family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Finding
from nmt_expert.reasoning.engines.interface import Firing
from nmt_expert.reasoning.facts import Fact, FactBase

# Sections whose findings are the complaint itself.
_COMPLAINT = {"symptom", "palpation", "motion", "neuro", "test"}


def to_explain(finding: Finding | None) -> bool:
    """Where it was found, is a hypothesis expected to explain it? That something is normal explains itself."""
    return finding is not None and finding.section in _COMPLAINT and not finding.rules_out


def union(sets: Iterable[int]) -> int:
    """The observations in any of the sets."""
    found = 0
    for bits in sets:
        found |= bits
    return found


class Resting:
    """The observations behind the facts of one case, patterns followed down to what was observed."""

    def __init__(self, kb: KnowledgeBase, facts: FactBase, firings: Iterable[Firing]) -> None:
        self._kb = kb
        self._facts = facts
        self._support: dict[str, list[tuple[str, frozenset[Fact]]]] = {}
        for firing in firings:
            rule = kb.rules[firing.rule]
            if rule.kind == "pattern":
                self._support.setdefault(rule.target, []).append((firing.side, firing.facts))
        self._bit = {o: 1 << i for i, o in enumerate(dict.fromkeys(o for o in facts.observations if o == o.stated))}
        self._behind = _Behind(self._found_behind)

    def bits(self, matched: Iterable[Fact]) -> int:
        """The observations on which these facts rest."""
        return reduce(or_, map(self._behind.__getitem__, matched), 0)

    def bit(self, o: Observation) -> int:
        """The bit of a stated observation."""
        return self._bit[o]

    def observations(self, bits: int) -> list[Observation]:
        """The observations of a set of bits, in the order of the case."""
        return [o for o, bit in self._bit.items() if bits & bit]

    def under_pattern(self, pattern: str) -> int:
        """The observations on which a concluded pattern rests, whatever the side."""
        return union(self.bits(facts) for _, facts in self._support.get(pattern, ()))

    def found(self) -> int:
        """All that was found, but for what says that something is normal."""
        present = (o for o in self._bit if o.state == "present")
        return union(self._bit[o] for o in present if (f := self._kb.finding(o.key)) is not None and not f.rules_out)

    def explainable(self, side: str) -> int:
        """What was found, and what a hypothesis on this side is asked to explain; that something is normal, none is."""
        found = 0
        for o, bit in self._bit.items():
            here = not o.sides or side in o.sides or side not in ("left", "right")
            if here and o.state == "present" and to_explain(self._kb.finding(o.key)):
                found |= bit
        return found

    def naming(self, side: str) -> int:
        """What was found on this side, named."""
        return union(bit for o, bit in self._bit.items() if o.state == "present" and side in o.sides)

    def felt_in_muscles(self) -> int:
        """What was felt in muscles."""
        families, muscles = self._kb.families, "muscles"
        keys = {o: family_of(o.key) for o in self._bit}
        return union(bit for o, bit in self._bit.items() if keys[o] in families and families[keys[o]].over == muscles)

    def dangers(self) -> int:
        """What was found that the safety screen asks for."""
        found = (o for o in self._bit if o.state == "present")
        return union(self._bit[o] for o in found if (f := self._kb.finding(o.key)) is not None and f.screen)

    def _found_behind(self, fact: Fact) -> int:
        found = union(self._bit[o.stated] for o in self._facts.origins.get(fact, ()))
        atom = atom_of(self._kb.atoms[fact.atom])
        if atom.key is None:
            for side, facts in self._support.get(atom.pattern, ()):
                if side == fact.side or "central" in (side, fact.side) or atom.mark:
                    found |= self.bits(facts)
        return found


class _Behind(dict[Fact, int]):
    """The observations behind each fact, looked for when they are first asked for."""

    def __init__(self, found_behind: Callable[[Fact], int]) -> None:
        super().__init__()
        self._found_behind = found_behind

    def __missing__(self, fact: Fact) -> int:
        self[fact] = 0  # a pattern that rests on itself ends here
        self[fact] = self._found_behind(fact)
        return self[fact]
