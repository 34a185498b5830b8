"""Which findings to ask next: those whose answers would separate the leading hypotheses most."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import NamedTuple

from nmt_expert.case.contradictions import ruled_out
from nmt_expert.interview.choice.potential import Potential
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.atoms import family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Finding
from nmt_expert.reasoning.ranking.untested import askable

LEADING = {"quick": 8, "standard": 12, "full": 16}  # hypotheses that questions are chosen to separate
_REPEATED = 0.45  # worth of a second finding that says the same thing about the same hypothesis
_SAY_FULL = {  # what asks for a whole joint whether it moves in full
    "limited(neck_movement)": "neck_movement_full",
    "limited(back_movement)": "lumbar_movement_normal",
    "limited(shoulder_movement)": "range_full_shoulder",
    "limited(hip_movement)": "hip_movement_normal",
}
_BASE_RATE = 0.15  # how often a finding is present that no leading hypothesis expects


class Effect(NamedTuple):
    """How an answer would move one hypothesis."""

    present: float
    absent: float
    group: str  # the evidence group through which it moves it most


@dataclass(frozen=True)
class Question:
    """A finding that is worth asking."""

    finding: Finding
    worth: float
    effects: dict[tuple[str, str], Effect]  # by hypothesis and side


class Questions:
    """Open questions of one state of a case, with what each is worth."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.leaders = picture.ranking[: LEADING[picture.depth]]
        self._all = self._open()

    def worth_asking(self, wanted: Callable[[Finding], bool], least_worth: float) -> list[Question]:
        """All questions among the wanted that separate at least so much; best first."""
        return [q for q in self._all if q.worth >= least_worth and wanted(q.finding)]

    def best(self, wanted: Callable[[Finding], bool], most: int, least_worth: float) -> list[Question]:
        """The best questions among the wanted, not several that say the same thing; best first."""
        return varied(self.worth_asking(wanted, least_worth), most, least_worth)

    def of(self, key: str) -> Question | None:
        return next((q for q in self._all if q.finding.key == key), None)

    def _open(self) -> list[Question]:
        picture = self.picture
        potential = Potential(picture, _Unasked(picture.asked, _drawn(picture.kb)))
        top = self.leaders[0].scored.score if self.leaders else 0.0
        chances = {(line.hypothesis, line.scored.side): 10 ** (line.scored.score - top) for line in self.leaders}
        total = sum(chances.values()) or 1.0
        chances = {h: chance / total for h, chance in chances.items()}
        effects: dict[str, dict[tuple[str, str], Effect]] = {}
        for h in chances:
            for key, effect in _effects(potential, *h).items():
                if not self._far_muscle(h[0], key):
                    effects.setdefault(key, {})[h] = effect
        for h in chances:
            for key, there, not_there in potential.presented(h[0]):  # alone it says too little to be asked for
                if key in effects:
                    by_rules = effects[key].get(h, Effect(0.0, 0.0, key))
                    effects[key][h] = Effect(by_rules.present + there, by_rules.absent + not_there, by_rules.group)
        found = []
        present = [o for o in picture.facts.observations if o.state == "present"]
        seen = {o.key.partition("(")[0] for o in present}
        one_side = len({side for o in present for side in o.sides}) == 1
        for key, by_hypothesis in effects.items():
            finding = picture.kb.finding(key)
            if finding is None or not askable(finding, seen) or (finding.both_sides and one_side) or self._free(key):
                continue
            if not picture.concerns(key) or self._answered(key):
                continue
            found.append(Question(finding, _worth(self._in_play(by_hypothesis), chances), by_hypothesis))
        return sorted(found, key=lambda q: (-q.worth, q.finding.key))

    def _far_muscle(self, hypothesis: str, key: str) -> bool:
        """Is it of a muscle that lies elsewhere, asked for what may be in any muscle?"""
        kb = self.picture.kb
        finding, family = kb.finding(key), kb.families.get(family_of(key))
        if "general" not in kb.hypotheses[hypothesis].regions or finding is None or family is None:
            return False
        return family.over == "muscles" and set(finding.regions).isdisjoint(self.picture.regions)

    def _answered(self, key: str) -> bool:
        """Does what was stated leave one answer only?"""
        stated = self.picture.case.observations
        return any(ruled_out(self.picture.kb, key, present, stated) for present in (True, False))

    def _free(self, key: str) -> bool:
        """Does it ask whether a movement is held, or full, which the client was found to make in full?"""
        return bool(self._full) and not self._full.isdisjoint((key, *self.picture.kb.implied(key)))

    @cached_property
    def _full(self) -> set[str]:
        """What asks after movements of which it is known that the client makes them in full."""
        said: dict[str, set[str]] = {}
        for o in self.picture.facts.observations:
            if o.key.startswith("limited("):
                said.setdefault(o.key, set()).add(o.state)
        full = [key for key, states in said.items() if states == {"absent"}]
        held = {f"limited_passive{key.removeprefix('limited')}" for key in full}
        return held | {_SAY_FULL[key] for key in full if key in _SAY_FULL}

    def _in_play(self, effects: dict[tuple[str, str], Effect]) -> dict[tuple[str, str], Effect]:
        """Effects that can change what is said: one that leads beyond doubt is not helped by more of the same."""
        first = self._beyond_doubt
        if first not in effects:
            return effects
        there = effects[first]
        return {**effects, first: Effect(min(there.present, 0.0), min(there.absent, 0.0), there.group)}

    @cached_property
    def _beyond_doubt(self) -> tuple[str, str] | None:
        """The first hypothesis, where its support has the strongest word and the second is well behind."""
        scale, lines = self.picture.kb.scale, [line.scored for line in self.leaders[:2]]
        if not lines or lines[0].score < scale.support["strong"]:
            return None
        behind = len(lines) == 1 or lines[0].score - lines[1].score >= scale.apart
        return (lines[0].hypothesis, lines[0].side) if behind else None


class _Unasked:
    """Everything but what was asked, and what is drawn: the body chart says it, no question does."""

    def __init__(self, asked: set[str], drawn: Set[str]) -> None:
        self._closed = asked | drawn

    def __contains__(self, key: object) -> bool:
        return key not in self._closed


def varied(pool: list[Question], most: int, least_worth: float) -> list[Question]:
    """The best of a pool that is in order, not several that say the same thing; best first."""
    pool = [question for question in pool if question.worth >= least_worth]
    chosen: list[Question] = []
    said: dict[tuple[tuple[str, str], str], int] = {}
    while len(chosen) < most:
        top, most_worth = None, least_worth
        for question in pool:
            if question.worth < most_worth:
                break  # the rest is worth less even when nothing like it was chosen
            worth = question.worth * _REPEATED ** _repeats(question, said)
            if worth > most_worth or (top is None and worth == most_worth):
                top, most_worth = question, worth
        if top is None:
            break
        pool.remove(top)
        chosen.append(top)
        for h, effect in top.effects.items():
            said[h, effect.group] = said.get((h, effect.group), 0) + 1
    return chosen


def _effects(potential: Potential, hypothesis: str, side: str) -> dict[str, Effect]:
    """By finding: what its presence and its absence would do. Of one evidence group the strongest rule counts."""
    by_group: dict[str, dict[tuple[str, bool], float]] = {}
    for prospect in potential.of(hypothesis, side):
        moves, most = by_group.setdefault(prospect.rule.group, {}), prospect.gain
        for (key, _, present), share in prospect.shares.items():
            move = most * share if share < 1.0 else most
            if abs(move) > abs(moves.get((key, present), 0.0)):
                moves[key, present] = move
    sums: dict[str, list[float]] = {}  # absent, present
    strongest: dict[str, tuple[float, str]] = {}
    for group, moves in by_group.items():
        for (key, present), move in moves.items():
            sums.setdefault(key, [0.0, 0.0])[present] += move
            strongest[key] = max(strongest.get(key, (0.0, "")), (abs(move), group))
    return {key: Effect(there, not_there, strongest[key][1]) for key, (not_there, there) in sums.items()}


def _worth(effects: dict[tuple[str, str], Effect], chances: dict[tuple[str, str], float]) -> float:
    """Expected separation: how differently an answer moves the hypotheses, each as far as it is in the lead."""
    expected = sum(chances[h] for h, e in effects.items() if e.present > 0)
    likely = _BASE_RATE + 0.5 * expected
    present = _spread([(chances[h], e.present) for h, e in effects.items()])
    return likely * present + (1 - likely) * _spread([(chances[h], e.absent) for h, e in effects.items()])


def _spread(moves: list[tuple[float, float]]) -> float:
    """The standard deviation of moves, each with its chance; whatever chance is left does not move."""
    mean = mean_square = 0.0
    for chance, move in moves:
        mean += chance * move
        mean_square += chance * move * move
    return sqrt(max(mean_square - mean * mean, 0.0))


def _repeats(question: Question, said: dict[tuple[tuple[str, str], str], int]) -> int:
    return max((said.get((h, e.group), 0) for h, e in question.effects.items()), default=0)


def _drawn(kb: KnowledgeBase) -> Set[str]:
    """Keys of the symptoms of the body chart: drawn, never asked place by place."""
    return {
        f"{family.id}({zone})"
        for family in kb.families.values()
        if family.over == "zones" and family.section == "symptom"
        for zone in kb.zones
    }
