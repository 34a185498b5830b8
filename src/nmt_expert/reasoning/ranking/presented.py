"""How well a case looks like the usual presentation of each hypothesis: two arguments, what is usual in it and what is not.

Each finding that was stated speaks by how often the condition shows it (knowledge/presenting.py). A presentation
makes no hypothesis by itself: it is heard of those for which an argument was found.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.presenting import named, says
from nmt_expert.reasoning.assessment import PRESENTED
from nmt_expert.reasoning.facts import CENTRAL, FactBase
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
Numbered = tuple[tuple[int, float], ...]  # weights by the number of the hypothesis
Sums = tuple[list[float], list[float]]  # for every hypothesis by its number: what is usual in it, and what is unusual


class _Told(NamedTuple):
    """What one observation says for those that name it, and for those that do not."""

    weights: dict[int, float]  # by the number of the hypothesis
    usual: Numbered
    unusual: Numbered
    unnamed: float
    band: tuple[str, int] | None = None  # of age, sex or time


class Presented(NamedTuple):
    """What the presentation of a hypothesis says in one direction."""

    word: str  # usual or unusual
    weight: float
    rests_on: int  # observations, as bits (Resting)


class Presentation:
    """The presentations of one case, seen from each side."""

    def __init__(self, kb: KnowledgeBase, facts: FactBase, resting: Resting) -> None:
        self._kb = kb
        self._facts = facts
        self._resting = resting
        stated = ((o, _told(kb, o)) for o in facts.observations if o == o.stated)
        self._said = [(o.sides, resting.bit(o), told) for o, told in stated if told is not None]
        self._heard_from: dict[str, list[tuple[int, _Told]]] = {}
        self._sums_of: dict[str, Sums] = {}

    def of(self, hypothesis: str, side: str, beside: int) -> tuple[Presented, ...]:
        """What is usual and what is unusual; () for a hypothesis without a presentation. `beside`: observations, as bits,
        that may be there beside it: not to be named by it says nothing."""
        number = self._kb.presentations.numbers.get(hypothesis)
        if number is None:
            return ()
        usual = unusual = 0.0
        fits = fits_not = 0
        for bit, told in self._heard(side):
            weight = told.weights.get(number)
            if weight is None:
                if told.unnamed and not bit & beside:
                    unusual += told.unnamed
                    fits_not |= bit
            elif weight > 0:
                usual += weight
                fits |= bit
            elif weight < 0:
                unusual += weight
                fits_not |= bit
        # rounded, so that the order of the findings changes nothing
        both = ((USUAL, round(usual, 6), fits), (UNUSUAL, round(unusual, 6), fits_not))
        return tuple(Presented(word, weight, bits) for word, weight, bits in both if weight)

    def sums(self, side: str) -> Sums:
        """What is usual and what is unusual in every hypothesis by its number, what it does not name left aside."""
        if side not in self._sums_of:
            heard = self._heard(side)
            usual, unusual = (each[:] for each in _of_people(self._kb, [told for _, told in heard if told.band]))
            for _, told in heard:
                if not told.band:
                    _add(told, usual, unusual)
            self._sums_of[side] = usual, unusual
        return self._sums_of[side]

    def usual_from(self, least: float, among: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Those of some hypotheses in which so much is usual, and of it something that was found, each with the side on which
        it is: that nothing was found brings nothing to mind."""
        numbers = self._kb.presentations.numbers
        told = [(id, self._kb.hypotheses[id].sided, numbers[id]) for id in among if id in numbers]
        found = self._resting.found()
        for side in self._facts.views:
            usual, lateral = self.sums(side)[0], side != CENTRAL
            yield from (
                (id, side)
                for id, sided, number in told
                if sided == lateral and round(usual[number], 6) >= least and self._fits(number, side) & found
            )

    def _fits(self, number: int, side: str) -> int:
        """The observations that are usual in a hypothesis, as bits."""
        return union(bit for bit, told in self._heard(side) if told.weights.get(number, 0.0) > 0)

    def _heard(self, side: str) -> list[tuple[int, _Told]]:
        """What is heard from a side, with the bits of the observations."""
        heard = self._heard_from.get(side)
        if heard is None:
            lateral = side in ("left", "right")
            heard = [(bit, told) for sides, bit, told in self._said if not sides or not lateral or side in sides]
            self._heard_from[side] = heard
        return heard


def _add(told: _Told, usual: list[float], unusual: list[float]) -> None:
    for number, weight in told.usual:
        usual[number] += weight
    for number, weight in told.unusual:
        unusual[number] += weight


def _of_people(kb: KnowledgeBase, people: Sequence[_Told]) -> Sums:
    """The sums of age, sex and time, of which every presentation says something: kept, since there are few of them."""
    known: dict[frozenset[object], Sums] = kb.__dict__.setdefault("sums_of_people", {})
    bands = frozenset(told.band for told in people)
    if bands not in known:
        size = len(kb.presentations.hypotheses)
        known[bands] = [0.0] * size, [0.0] * size
        for told in sorted(people, key=lambda told: told.band or ("", 0)):
            _add(told, *known[bands])
    return known[bands]


def _told(kb: KnowledgeBase, o: Observation) -> _Told | None:
    """What an observation says by how often conditions show it; None where no presentation speaks of it."""
    known: dict[tuple[str, str | int], _Told] = kb.__dict__.setdefault("told_by_presentations", {})
    shown = kb.presentations.shown.get(o.key)
    if shown is not None:
        if (o.key, o.state) not in known:
            said = says(kb.scale, shown)
            here = o.state == "present"
            levels = said.present if here else said.absent
            each = {n: levels[level] for n, level in zip(array("H", shown.who), shown.levels, strict=True)}
            known[o.key, o.state] = _weighed(each, said.unnamed if here else 0.0)
        return known[o.key, o.state]
    people = _people(kb, o)
    if people is None:
        return None
    band, of_all = people
    if (o.key, band) not in known:
        weights = {n: of_bands[band] for n, of_bands in enumerate(of_all) if of_bands}
        known[o.key, band] = _weighed(weights, 0.0, (o.key, band))
    return known[o.key, band]


def _weighed(weights: dict[int, float], unnamed: float, band: tuple[str, int] | None = None) -> _Told:
    usual, unusual = (tuple((n, w) for n, w in weights.items() if (w > 0 if up else w < 0)) for up in (True, False))
    return _Told(weights, usual, unusual, unnamed, band)


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
