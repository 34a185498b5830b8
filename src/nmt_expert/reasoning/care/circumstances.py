"""What of a client decides how treatment is done: cautions, factors, findings, hypotheses by name, and bounds of numbers."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import family_of, subject_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Caution, Hypothesis
from nmt_expert.reasoning.ranking.rank import WELL

POINT = ("hypersensitive_spot", "referred_pain", "familiar_pain", "taut_band", "twitch")  # speak of a trigger point
SORE = ("tender", "tight", "spasm", "painful_stretch")
_BOUND = re.compile(r"(\w+) (>=|<=) (\d+)")
_COMPARE = {">=": operator.ge, "<=": operator.le}


class Circumstances:
    """Answers whether a condition of rules/protocols holds for this client."""

    def __init__(
        self,
        kb: KnowledgeBase,
        observations: Iterable[Observation],
        listed: Iterable[Hypothesis],
        warned: Iterable[Caution],
    ) -> None:
        observations, warned = list(observations), list(warned)
        self._values = {o.key: o.value for o in observations if o.value is not None}
        self._names = {o.key for o in observations if o.state == "present"} | {c.id for c in warned}
        listed = list(listed)
        self._names |= {h.id for h in listed if h.support in WELL or (h.rank == 1 and h.support != "little")}
        self.palpated = _palpated(observations)
        self.pointed = pointed(observations)
        self.spared = {m: c.label for c in warned for m in c.forbids}  # muscle -> what forbids work on it
        sore = {*self.pointed}
        if any(
            h.mechanism == "entrapment" and h.support != "little" and sore & {*kb.hypotheses[h.id].muscles}
            for h in listed
        ):
            self._names.add("nerve_pressed")
        if any(set(signs) & set(SORE) and not set(signs) & set(POINT) for signs in self.palpated.values()):
            self._names.add("sore_without_point")

    def any_of(self, conditions: Iterable[str]) -> bool:
        """Whether one of the conditions holds: a name, or a bound such as 'age >= 70'."""
        return any(self._holds(condition) for condition in conditions)

    def _holds(self, condition: str) -> bool:
        bound = _BOUND.fullmatch(condition)
        if bound is None:
            return condition in self._names
        value = self._values.get(bound[1])
        return value is not None and bool(_COMPARE[bound[2]](value, float(bound[3])))


def pointed(observations: Iterable[Observation]) -> list[str]:
    """The muscles in which a hand found a sign of a trigger point."""
    return [muscle for muscle, signs in _palpated(observations).items() if set(signs) & set(POINT)]


def _palpated(observations: Iterable[Observation]) -> dict[str, list[str]]:
    """The signs found by hand in each muscle."""
    found: dict[str, list[str]] = {}
    for o in observations:
        family, muscle = family_of(o.key), subject_of(o.key)
        if o.state == "present" and family in (*POINT, *SORE):
            found.setdefault(muscle, []).append(family)
    return found
