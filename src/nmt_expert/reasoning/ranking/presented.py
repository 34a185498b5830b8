"""How well a case looks like the usual presentation of each hypothesis: two arguments, what is usual in it and what is not.

Each finding that was stated speaks by how often the condition shows it (knowledge/presenting.py). A presentation
makes no hypothesis by itself: it is heard of those for which an argument was found.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.presentations import Shown
from nmt_expert.knowledge.presenting import Says, named, says
from nmt_expert.reasoning.assessment import PRESENTED
from nmt_expert.reasoning.engines.interface import Firing
from nmt_expert.reasoning.facts import FactBase
from nmt_expert.reasoning.ranking.resting import Resting, union

USUAL, UNUSUAL = PRESENTED
_TELLING = 0.05  # weight of a finding that is named where a presentation is told
_MOST = 5  # kinds of them
_AGES = (16, 30, 50, 70)  # years: below the first, from each on
_SINCE = (7, 31, 92, 366)  # days: up to each, and beyond the last
_BECAUSE = {
    USUAL: "It usually presents like this.",
    UNUSUAL: "It seldom presents like this.",
}


class Presented(NamedTuple):
    """What the presentation of a hypothesis says in one direction."""

    rule: Rule
    firing: Firing
    rests_on: int  # observations, as bits (Resting)


class _Sums:
    """For every hypothesis by its number what was found usual and unusual in it, and the observations, as bits."""

    def __init__(self, size: int) -> None:
        self.usual, self.unusual = [0.0] * size, [0.0] * size
        self.fits, self.fits_not = [0] * size, [0] * size
        self.named = [0] * size
        self.unnamed: list[tuple[int, float]] = []  # what each finding says for those that do not name it

    def add(self, number: int, weight: float, bit: int) -> None:
        if weight > 0:
            self.usual[number] += weight
            self.fits[number] |= bit
        elif weight < 0:
            self.unusual[number] += weight
            self.fits_not[number] |= bit


class Presentation:
    """The presentations of one case, seen from each side."""

    def __init__(self, kb: KnowledgeBase, facts: FactBase, resting: Resting) -> None:
        self._kb = kb
        self._facts = facts
        self._resting = resting
        self._of_side: dict[str, _Sums] = {}

    def of(self, hypothesis: str, side: str, beside: int) -> tuple[Presented, ...]:
        """What is usual and what is unusual; () for a hypothesis without a presentation. `beside`: observations, as bits,
        that may be there beside it: not to be named by it says nothing."""
        number = self._kb.presentations.numbers.get(hypothesis)
        if number is None:
            return ()
        if side not in self._of_side:
            self._of_side[side] = self._sums(side)
        sums = self._of_side[side]
        passed = sums.named[number] | beside
        unnamed = [(bit, weight) for bit, weight in sums.unnamed if not bit & passed]
        unusual = sums.unusual[number] + sum(weight for _, weight in unnamed)
        fits_not = sums.fits_not[number] | union(bit for bit, _ in unnamed)
        both = ((USUAL, sums.usual[number], sums.fits[number]), (UNUSUAL, unusual, fits_not))
        return tuple(
            Presented(presents(hypothesis, word, round(weight, 6)), Firing(-1, side, frozenset()), bits)
            for word, weight, bits in both  # rounded, so that the order of the findings changes nothing
            if weight
        )

    def _sums(self, side: str) -> _Sums:
        told = self._kb.presentations
        sums = _Sums(len(told.hypotheses))
        for o in self._facts.observations:
            if o == o.stated and (not o.sides or side in o.sides or side not in ("left", "right")):
                bit = self._resting.bit(o)
                if (shown := told.shown.get(o.key)) is not None:
                    _add_shown(sums, shown, says(self._kb.scale, shown), bit, here=o.state == "present")
                elif (people := _people(self._kb, o)) is not None:
                    band, weights = people
                    for number, of_bands in enumerate(weights):
                        if of_bands:
                            sums.add(number, of_bands[band], bit)
        return sums


def _add_shown(sums: _Sums, shown: Shown, said: Says, bit: int, *, here: bool) -> None:
    if here and said.unnamed:
        sums.unnamed.append((bit, said.unnamed))
    weights = said.present if here else said.absent
    for number, level in zip(array("H", shown.who), shown.levels, strict=True):
        sums.named[number] |= bit
        sums.add(number, weights[level], bit)


def _people(kb: KnowledgeBase, o: Observation) -> tuple[int, Sequence[Sequence[float]]] | None:
    """In which band of age, sex or time an observation lies, and what each band weighs by hypothesis."""
    people = kb.presentations.people
    if o.key == "age" and o.value is not None:
        return sum(o.value >= year for year in _AGES), people.ages
    if o.key == "duration_days" and o.value is not None:
        return sum(o.value > days for days in _SINCE), people.since
    if o.key in ("sex_female", "sex_male") and o.state == "present":
        return int(o.key == "sex_male"), people.sexes
    return None


def telling(kb: KnowledgeBase, rule: Rule, found: Sequence[Observation]) -> list[Observation]:
    """Of what a presentation rests on the kinds of findings that say most, the strongest first."""
    own = {key: (present, absent) for key, present, absent in named(kb, rule.target)}

    def size(o: Observation) -> float:
        if o.key in own:
            return abs(own[o.key][o.state == "absent"])
        shown = kb.presentations.shown.get(o.key)
        return abs(says(kb.scale, shown).unnamed) if shown else 0.0

    order = sorted(found, key=lambda o: -size(o))
    order = [o for o in order if size(o) >= _TELLING] or order[:1]
    kinds = list(dict.fromkeys(family_of(o.key) for o in order))[:_MOST]
    return [o for o in order if family_of(o.key) in kinds]


def presents(hypothesis: str, word: str, weight: float) -> Rule:
    """What a presentation says, as a rule: as a whole (`usual`, `unusual`), or by one finding that is still open."""
    return Rule(
        id=f"{hypothesis}/{word}",
        kind="argument",
        target=hypothesis,
        sided=False,
        groups=(),
        strength=word,
        weight=weight,
        low=weight,
        high=weight,
        group=word,
        because=_BECAUSE.get(word, ""),
        text=f"{hypothesis}/{word}",
    )
