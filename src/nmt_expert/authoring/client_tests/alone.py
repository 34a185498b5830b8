"""Does one rule hold for a client? Only the patterns that it rests on are evaluated, so that many clients are quick."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines.interface import concluded
from nmt_expert.reasoning.engines.plain import PlainEngine, holds
from nmt_expert.reasoning.facts import CENTRAL, FactBase


class RuleByRule(PlainEngine):
    """The plain engine, which also evaluates a rule alone."""

    def __init__(self, kb: KnowledgeBase) -> None:
        super().__init__(kb)
        self._places = {rule.id: place for place, rule in enumerate(kb.rules)}
        self._concluding: dict[int, list[int]] = {}  # patterns by the atom that they add
        for place, rule in enumerate(kb.rules):
            for atom in set(kb.pattern_atoms(rule.target)) - {None} if rule.kind == "pattern" else ():
                self._concluding.setdefault(atom or 0, []).append(place)
        self._below = cache(self._resting_on)

    def any_alone(self, ids: Iterable[str], facts: FactBase) -> bool:
        """Does any of these rules hold from any side? Ids that are no rule's say nothing."""
        return any(self.sides(id, facts) for id in ids if id in self._places)

    def sides(self, id: str, facts: FactBase) -> list[str]:
        """The sides from which a rule holds."""
        place = self._places[id]
        seen, fired, grew = facts.seen(), set(), True
        while grew:
            grew = False
            for below in self._below(place):
                for side in self._views(below, facts):
                    if (below, side) not in fired and holds(self.kb.rules[below], seen[side]):
                        fired.add((below, side))
                        for atom, view in concluded(self.kb, below, side, facts.sides):
                            grew = grew or atom not in seen[view]
                            seen[view].add(atom)
        return [side for side in self._views(place, facts) if holds(self.kb.rules[place], seen[side])]

    def _views(self, place: int, facts: FactBase) -> tuple[str, ...]:
        return facts.sides if self.kb.rules[place].sided else (CENTRAL,)

    def _resting_on(self, place: int) -> tuple[int, ...]:
        """The patterns on which a rule rests, and those on which they rest."""
        found, queue = [], [place]
        for each in queue:  # grows while it is read
            rule = self.kb.rules[each]
            for atom in set(rule.nots).union(*(atoms for _, atoms in rule.groups)):
                new = [p for p in self._concluding.get(atom, ()) if p not in found]
                found += new
                queue += new
        return tuple(found[::-1])
