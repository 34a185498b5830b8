"""How well a case looks like the usual presentation of each hypothesis: two arguments, what is usual in it and what is not.

Each finding that was stated speaks by how often the condition shows it (knowledge/presenting.py). A presentation
makes no hypothesis by itself: it is heard of those for which an argument was found.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.presenting import named, says
from nmt_expert.reasoning.assessment import PRESENTED
from nmt_expert.reasoning.facts import CENTRAL, FactBase
from nmt_expert.reasoning.ranking.resting import Resting

USUAL, UNUSUAL = PRESENTED
_TELLING = 0.05  # weight of a finding that is named where a presentation is told
_MOST = 5  # kinds of them
_AGES = (16, 30, 50, 70)  # years: below the first, from each on
_SINCE = (7, 31, 92, 366)  # days: up to each, and beyond the last
_BECAUSE = {
    USUAL: "It usually presents like this.",
    UNUSUAL: "It seldom presents like this.",
}
Weights = Sequence[tuple[int, float]]  # by the number of the hypothesis


class _Told(NamedTuple):
    """What one observation says for those that name it, and for those that do not."""

    weights: Weights
    unnamed: float


class Presented(NamedTuple):
    """What the presentation of a hypothesis says in one direction."""

    word: str  # usual or unusual
    weight: float
    rests_on: int  # observations, as bits (Resting)


class _Sums:
    """For every hypothesis by its number what was found usual and unusual in it, and the observations, as bits."""

    def __init__(self, size: int) -> None:
        self.usual, self.unusual = [0.0] * size, [0.0] * size
        self.fits, self.fits_not = [0] * size, [0] * size
        self.named = [0] * size
        self._unnamed: dict[int, float] = {}  # what each finding says for those that do not name it
        self._all_unnamed = 0
        self._heard: dict[int, float] = {}

    def copy(self) -> _Sums:
        """The same so far, to go on with."""
        other = _Sums(0)
        other.usual, other.unusual = self.usual[:], self.unusual[:]
        other.fits, other.fits_not, other.named = self.fits[:], self.fits_not[:], self.named[:]
        other._unnamed, other._all_unnamed = dict(self._unnamed), self._all_unnamed
        return other

    def add(self, weights: Weights, bit: int) -> None:
        """What one observation says for each hypothesis."""
        usual, unusual, fits, fits_not = self.usual, self.unusual, self.fits, self.fits_not
        for number, weight in weights:
            if weight > 0:
                usual[number] += weight
                fits[number] |= bit
            elif weight < 0:
                unusual[number] += weight
                fits_not[number] |= bit

    def name(self, weights: Weights, bit: int, unnamed: float) -> None:
        """One that is unusual for whoever does not name it."""
        self._unnamed[bit] = unnamed
        self._all_unnamed |= bit
        for number, _ in weights:
            self.named[number] |= bit

    def unnamed(self, passed: int) -> tuple[float, int]:
        """What those say that are unusual and not passed over, and which they are: the same for many hypotheses."""
        left = self._all_unnamed & ~passed
        if left not in self._heard:
            self._heard[left] = sum(weight for bit, weight in self._unnamed.items() if bit & left)
        return self._heard[left], left


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
        sums = self._of(side)
        unnamed, not_named = sums.unnamed(sums.named[number] | beside)
        # rounded, so that the order of the findings changes nothing
        usual, unusual = round(sums.usual[number], 6), round(sums.unusual[number] + unnamed, 6)
        found = (Presented(USUAL, usual, sums.fits[number]),) if usual else ()
        return (*found, Presented(UNUSUAL, unusual, sums.fits_not[number] | not_named)) if unusual else found

    def usual_from(self, least: float, among: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Those of some hypotheses in which so much is usual, and of it something that was found, each with the side on which
        it is: that nothing was found brings nothing to mind."""
        numbers = self._kb.presentations.numbers
        told = [(id, self._kb.hypotheses[id].sided, numbers[id]) for id in among if id in numbers]
        found = self._resting.found()
        for side in self._facts.views:
            usual, fits, lateral = self._of(side).usual, self._of(side).fits, side != CENTRAL
            yield from (
                (id, side)
                for id, sided, number in told
                if usual[number] >= least and sided == lateral and fits[number] & found
            )

    def _of(self, side: str) -> _Sums:
        if side not in self._of_side:
            self._of_side[side] = self._sums(side)
        return self._of_side[side]

    def _sums(self, side: str) -> _Sums:
        sums = self._without_side.copy()
        for o in self._facts.observations:
            if o.sides and (side in o.sides or side not in ("left", "right")):
                self._add(sums, o)
        return sums

    @cached_property
    def _without_side(self) -> _Sums:
        """What is heard from every side."""
        sums = _Sums(len(self._kb.presentations.hypotheses))
        for o in self._facts.observations:
            if not o.sides:
                self._add(sums, o)
        return sums

    def _add(self, sums: _Sums, o: Observation) -> None:
        told = _told(self._kb, o) if o == o.stated else None
        if told is not None:
            bit = self._resting.bit(o)
            sums.add(told.weights, bit)
            if told.unnamed:
                sums.name(told.weights, bit, told.unnamed)


def _told(kb: KnowledgeBase, o: Observation) -> _Told | None:
    """What an observation says by how often conditions show it; None where no presentation speaks of it."""
    known: dict[tuple[str, str | int], _Told] = kb.__dict__.setdefault("told_by_presentations", {})
    shown = kb.presentations.shown.get(o.key)
    if shown is not None:
        if (o.key, o.state) not in known:
            said = says(kb.scale, shown)
            here = o.state == "present"
            weights = said.present if here else said.absent
            each = [(n, weights[level]) for n, level in zip(array("H", shown.who), shown.levels, strict=True)]
            known[o.key, o.state] = _Told(each, said.unnamed if here else 0.0)
        return known[o.key, o.state]
    people = _people(kb, o)
    if people is None:
        return None
    band, of_all = people
    if (o.key, band) not in known:
        known[o.key, band] = _Told([(n, of_bands[band]) for n, of_bands in enumerate(of_all) if of_bands], 0.0)
    return known[o.key, band]


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
