"""The part of the way that depends on the leading hypotheses: history, examination by position, factors, and the stop.

How far the assessment goes is set by its depth: screens a stage and position at most, and when it stops of itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import NamedTuple

from nmt_expert.interview.choice.confirming import confirmed, confirming
from nmt_expert.interview.choice.questions import Question, Questions
from nmt_expert.interview.choice.stop import NEVER, Outlook, outlook
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import LOWER, POSITIONS, UPPER, place_of
from nmt_expert.interview.way.open_questions import HANDS, MOVEMENTS, NERVES, TOLD, OpenQuestion, belongs
from nmt_expert.knowledge.model import Finding

PAGE = 6  # perpetuating factors on a checklist


@dataclass(frozen=True)
class Depth:
    """How far an assessment goes after the safety screen. With six open questions: 16 questions, 40, or to the end."""

    history: int  # screens at most
    ask: int  # questions on one of them
    position: int  # screens at most in one position
    examination: int  # screens at most in all positions
    test: int  # tests on one of them
    factors: int  # screens at most
    least_worth: float  # questions that separate less are not asked
    stop_at: int  # stops when it would take at least so many answers to move the first rank
    confirms: bool  # offers the tests of the first hypothesis itself, where it would stop before any test


DEPTHS = {
    "quick": Depth(1, 4, 2, 2, 3, 0, 0.03, 2, False),
    "standard": Depth(2, 5, 3, 6, 3, 1, 0.03, 4, True),
    "full": Depth(4, 6, 4, 16, 6, 2, 0.01, NEVER, True),
}
_SCANS = (NERVES, MOVEMENTS, HANDS)
_HALVES = (UPPER | {"abdomen"}, LOWER | {"abdomen", "thorax"})
_WORTH_MOVING = 3  # times the least worth, before a client is moved for questions, or turned back for one


@dataclass(frozen=True)
class OpenScan:
    """A general look in one position, answered in free words."""

    question: OpenQuestion
    position: str


class Left(NamedTuple):
    """Questions that are still to come."""

    opened: int  # answered in free words
    listed: int  # lines of checklists


def plan_of(picture: Picture) -> Plan:
    """The plan of a picture, made once."""
    plan = picture.__dict__.get("plan")
    if not isinstance(plan, Plan):
        plan = picture.__dict__["plan"] = Plan(picture)
    return plan


class Plan:
    """What is still worth asking for one state of a case."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._depth = DEPTHS[picture.depth]

    @cached_property
    def _questions(self) -> Questions:
        return Questions(self._picture)

    def question(self, key: str) -> Question | None:
        """A finding as a question, when it could still move a leading hypothesis."""
        return self._questions.of(key)

    # -- what could still happen

    @cached_property
    def outlook(self) -> Outlook:
        """What the questions that this depth could still ask may do to the first rank."""
        open_keys = {q.finding.key for q in self._questions.worth_asking(self._reachable, self._depth.least_worth)}
        return outlook(self._picture, open_keys)

    @property
    def stopped(self) -> bool:
        return bool(self.outlook.leader) and self.outlook.answers >= self._depth.stop_at

    def first_rank(self) -> str:
        """What could still move the first rank, in words."""
        return self.outlook.words

    # -- what comes next

    def history(self) -> list[Finding]:
        if self.history_left() == 0 or self.places or self.stopped:
            return []
        return self._best(lambda f: self._place_of(f) == "interview" and f.section != "factor", self._depth.ask)

    def examination(self) -> OpenScan | tuple[str, list[Finding]] | None:
        """The position to go on in and what to examine there; None when nothing is left that is worth it.

        A general look at strength, feeling and movement, and what the hands find, come before the checklists: each is
        one question that tells which tests are worth doing, so the stop rule leaves them in.
        """
        here = POSITIONS[max(self._place, POSITIONS.index(self._scan_place))]
        return self._scan((NERVES, MOVEMENTS, HANDS), here) or self._checklist()

    def factors(self) -> list[Finding]:
        """Perpetuating factors of the leading muscles and nerves that were not asked yet, the best supported first."""
        if self.factors_left() == 0:
            return []
        kb, asked = self._picture.kb, self._picture.asked
        leading = [line.hypothesis for line in self._picture.ranking[:3]]
        muscles = {name.removeprefix("trigger_point.") for name in leading}
        muscles |= {muscle for name in leading for muscle in kb.hypotheses[name].muscles}
        keys = [key for name in leading for key in kb.hypotheses[name].factors]
        keys += [factor.id for factor in kb.factors.values() if muscles & set(factor.muscles)]
        order = {"strong": 0, "moderate": 1, "weak": 2}
        wanted = sorted(
            (key for key in dict.fromkeys(keys) if key in kb.factors and key not in asked),
            key=lambda key: order.get(kb.factors[key].evidence, 3),
        )
        return [finding for key in wanted[:PAGE] if (finding := kb.finding(key))]

    # -- how much is left

    def history_left(self) -> int:
        """Screens of history at most."""
        told = sum(q.id not in self._picture.passed for q in TOLD)
        return told + (0 if self.places else max(self._depth.history - len(self._done("history")), 0))

    def left(self, weighed: bool) -> Left:
        """What is still to come after the safety screen, about; `weighed`: only what could still tell something now."""
        weighed = weighed and bool(self._picture.ranking)
        factors = len(self.factors()) if weighed else self.factors_left() * PAGE
        if weighed and self.stopped:
            listed = len(self._confirming[1]) if self._confirming else 0
        else:
            listed = self._listed_left(weighed)
        return Left(self._open_left(weighed), listed + factors)

    def _listed_left(self, weighed: bool) -> int:
        """Questions on lists at most: so many as the depth has, and as now would separate."""
        lists = self._depth.history - len(self._done("history")) if not self.places else 0
        tests = min(self._depth.examination - len(self._checklists), sum(self._left_in(p) for p in POSITIONS))
        most = max(lists, 0) * self._depth.ask, max(tests, 0) * self._depth.test
        if not weighed:
            return sum(most)
        worth = self._questions.worth_asking(lambda finding: finding.section != "factor", self._depth.least_worth)
        told = sum(self._place_of(question.finding) == "interview" for question in worth)
        found = sum(self._concerns(question.finding) for question in worth) - told
        return min(most[0], told) + min(most[1], max(found, 0))

    def _open_left(self, weighed: bool) -> int:
        """Open questions that are still to come: those of the history, and looks that could still tell something."""
        scans = [q for q in _SCANS if q.id not in self._picture.passed]
        if weighed:
            scans = [q for q in scans if self._tells(q)]
        return sum(q.id not in self._picture.passed for q in TOLD) + len(scans)

    def factors_left(self) -> int:
        return max(self._depth.factors - len(self._done("factors")), 0)

    # -- inside

    def _checklist(self) -> tuple[str, list[Finding]] | None:
        if len(self._checklists) >= self._depth.examination:
            return None
        return (None if self.stopped else self._separating()) or self._confirming

    def _separating(self) -> tuple[str, list[Finding]] | None:
        for position in POSITIONS[self._place :]:
            found = self._best_in(position)
            if self._worth_moving(found):
                return position, found
        if self._turned_back:
            return None
        for position in POSITIONS[: self._place]:
            found = self._best_in(position)
            if found and self._worth(found[0]) >= self._depth.least_worth * _WORTH_MOVING:
                return position, found
        return None

    @cached_property
    def _confirming(self) -> tuple[str, list[Finding]] | None:
        """What the first hypothesis is known by, in one position, where nothing of it was tested yet."""
        if not self._depth.confirms or confirmed(self._picture, self._is_test):
            return None
        found = confirming(self._questions, self._is_test, self._depth.test)
        place = self._place_of(found[0]) if found else ""
        return (place, [finding for finding in found if self._place_of(finding) == place]) if found else None

    def _is_test(self, finding: Finding) -> bool:
        """Is it a test here that neither a general look nor the safety screen takes in?"""
        looked = finding.screen or any(belongs(question, finding) for question in _SCANS)
        return self._place_of(finding) in POSITIONS and self._concerns(finding) and not looked

    def _tells(self, scan: OpenQuestion) -> bool:
        """Could a general look separate, or show what the first hypothesis rests on?"""
        belonging = partial(belongs, scan)
        confirms = self._depth.confirms and confirming(self._questions, belonging, 1)
        return bool(confirms or self._questions.worth_asking(belonging, self._depth.least_worth))

    def _scan(self, questions: tuple[OpenQuestion, ...], position: str) -> OpenScan | None:
        for question in questions:
            if question.id not in self._picture.passed and self._tells(question):
                return OpenScan(question, position)
        return None

    def _best_in(self, position: str) -> list[Finding]:
        if not self._left_in(position):
            return []
        return self._best(lambda f: self._place_of(f) == position and self._concerns(f), self._depth.test)

    def _best(self, wanted: Callable[[Finding], bool], most: int) -> list[Finding]:
        return [q.finding for q in self._questions.best(wanted, most, self._depth.least_worth)]

    def _concerns(self, finding: Finding) -> bool:
        """Does a test concern the half of the body where the complaint is? No ankles for a hand."""
        if not self._picture.regions or "general" in finding.regions:
            return True
        halves = [half for half in _HALVES if half.intersection(self._picture.regions)]
        return any(half.intersection(finding.regions) for half in halves)

    def _worth_moving(self, found: list[Finding]) -> bool:
        """Do the questions together separate enough to move the client for them?"""
        return sum(self._worth(finding) for finding in found) >= self._depth.least_worth * _WORTH_MOVING

    def _worth(self, finding: Finding) -> float:
        question = self._questions.of(finding.key)
        return question.worth if question else 0.0

    def _reachable(self, finding: Finding) -> bool:
        """Could this depth still ask it?"""
        if finding.section == "factor":
            return self.factors_left() > 0
        place = self._place_of(finding)
        if place == "interview":
            return self.history_left() > 0 and not self.places
        if any(belongs(q, finding) and q.id not in self._picture.passed for q in _SCANS):
            return True
        return len(self._checklists) < self._depth.examination and self._left_in(place) > 0

    def _place_of(self, finding: Finding) -> str:
        return place_of(finding, self._picture.kb)

    @property
    def _scan_place(self) -> str:
        """Strength, feeling and movement of neck and arm are tested sitting, of trunk and leg lying on the back."""
        return "sitting" if UPPER & set(self._picture.regions) else "supine"

    def _done(self, stage: str) -> list[str]:
        """The checklists of a stage that were finished, in order."""
        return [name for name in self._picture.passed if name.startswith(stage + ".")]

    @cached_property
    def _checklists(self) -> list[int]:
        """The positions of the checklists that were finished, as places in POSITIONS."""
        return [POSITIONS.index(name.split(".")[1]) for name in self._done("examination")]

    @cached_property
    def places(self) -> list[int]:
        """The positions that the client was in, in order; a general look is taken where the client is, or its own place."""
        places: list[int] = []
        for name in self._picture.passed:
            if name.startswith("examination."):
                places.append(POSITIONS.index(name.split(".")[1]))
            elif name in (NERVES.id, MOVEMENTS.id, HANDS.id):
                places.append(max(places[-1] if places else 0, POSITIONS.index(self._scan_place)))
        return places

    @property
    def _place(self) -> int:
        return self.places[-1] if self.places else 0

    @property
    def _turned_back(self) -> bool:
        return any(later < earlier for earlier, later in pairwise(self.places))

    def _left_in(self, position: str) -> int:
        return max(self._depth.position - self._checklists.count(POSITIONS.index(position)), 0)
