"""How well a drawing fits the zones that a rule speaks of."""

from __future__ import annotations

from typing import NamedTuple

from nmt_expert.knowledge.atoms import atom_of, family_of, subject_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.engines.interface import Firing
from nmt_expert.reasoning.facts import FactBase


class _Drawn(NamedTuple):
    """What was drawn, and what a rule may name beside it that says nothing of a drawing."""

    zones: set[str]
    passed_over: set[str]


class Fits:
    """How well a drawing fits the zones that a rule speaks of."""

    def __init__(self, kb: KnowledgeBase, facts: FactBase) -> None:
        self._kb = kb
        self._facts = facts
        self._wholes = kb.wholes.get("zones", {})
        self._drawings: dict[tuple[frozenset[str], str], _Drawn] = {}

    def of(self, rule: Rule, firing: Firing) -> float:
        """0 to 1: the square of a mean of two shares, so that a pattern that explains all counts far more than a part.

        The shares: of what was drawn, how much the pattern explains (counted double: pain outside a pattern says more
        than a pattern that is not filled); of the pattern, how much was drawn.
        """
        families, pattern = self._kb.drawing_of(firing.rule)
        drawn, passed_over = self._drawn(families, firing.side)
        if not drawn:
            return 0.0
        atoms = self._kb.atoms
        hit = {subject_of(atom_of(atoms[fact.atom]).key or "") for fact in firing.facts} - passed_over
        met = sum(self._share(zone, pattern) for zone in hit)
        explained = min(1.0, (met + 0.5 * len((drawn - hit) & set(rule.partly))) / len(drawn))
        filled = min(1.0, met / min(len(pattern), len(drawn)))
        return ((2 * explained + filled) / 3) ** 2

    def _share(self, zone: str, pattern: frozenset[str]) -> float:
        whole = self._wholes.get(zone)
        return whole.share(pattern) if whole else 1.0

    def _drawn(self, families: frozenset[str], side: str) -> _Drawn:
        drawn = self._drawings.get((families, side))
        if drawn is None:
            drawn = self._drawings[families, side] = self._look(families, side)
        return drawn

    def _look(self, families: frozenset[str], side: str) -> _Drawn:
        drawn = {
            subject_of(o.key)
            for o in self._facts.observations
            if o.state == "present"
            and family_of(o.key) in families
            and (not o.sides or side in o.sides or side not in ("left", "right"))
        }
        # a place adds nothing to a spot in it that was drawn too
        drawn = {zone for zone in drawn if zone not in self._wholes or not drawn.intersection(self._wholes[zone].parts)}
        return _Drawn(drawn, {"", *(self._wholes.keys() - drawn)})
