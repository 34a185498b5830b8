"""The part of the way that depends on the leading hypotheses: history, examination by position, factors, and the stop.

How far it goes is set by its depth (`depth.py`); what of that is done, `course.py` knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from nmt_expert.interview.choice.confirming import confirmed, confirming
from nmt_expert.interview.choice.questions import Question, Questions
from nmt_expert.interview.choice.stop import Outlook, outlook
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import LOWER, POSITIONS, UPPER, place_of
from nmt_expert.interview.way.course import Course
from nmt_expert.interview.way.depth import PAGE
from nmt_expert.interview.way.open_questions import HANDS, MOVEMENTS, NERVES, TOLD, OpenQuestion, belongs
from nmt_expert.knowledge.atoms import family_of
from nmt_expert.knowledge.model import Finding
from nmt_expert.reasoning.judge import LOSS
from nmt_expert.reasoning.words import first_of, observation_label

_SCANS = (NERVES, MOVEMENTS, HANDS)
_HALVES = (UPPER | {"abdomen"}, LOWER | {"abdomen", "thorax"})
_COMING = (0.9, 0.7, 0.5)  # of the most lines of history, examination and factors, so much comes on average
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
        self.course = Course(picture)
        self._depth = self.course.depth

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
        """What could still move the first rank, in words; and what feeling or strength was lost that it does not explain."""
        left = self._lost_and_open() if self.stopped else []
        return self.outlook.words + (f"; it does not explain {first_of(left, 2)}" if left else "")

    def _lost_and_open(self) -> list[str]:
        """A place is settled by sums; a lost sense or power beside it still wants a reason."""
        left = self._picture.resting.observations(self._picture.ranking[0].scored.unexplained)
        return [observation_label(o, self._picture.kb) for o in left if family_of(o.key) in LOSS]

    # -- what comes next

    def history(self) -> list[Finding]:
        if self.course.history_left() == 0 or self.course.places or self.stopped:
            return []
        return self._best(lambda f: self._place_of(f) == "interview" and f.section != "factor", self._depth.ask)

    def examination(self) -> OpenScan | tuple[str, list[Finding]] | None:
        """The position to go on in and what to examine there; None when nothing is left that is worth it.

        A general look at strength, feeling and movement, and what the hands find, come before the checklists: each is
        one question that tells which tests are worth doing, so the stop rule leaves them in.
        """
        here = POSITIONS[max(self.course.place, self.course.scan_place)]
        return self._scan((NERVES, MOVEMENTS, HANDS), here) or self._checklist()

    def factors(self) -> list[Finding]:
        """Perpetuating factors of the leading muscles and nerves that were not asked yet, the best supported first."""
        if self.course.factor_lists_left == 0:
            return []
        picture, kb = self._picture, self._picture.kb
        leading = [line.hypothesis for line in self._picture.ranking[:3]]
        muscles = {name.removeprefix("trigger_point.") for name in leading}
        muscles |= {muscle for name in leading for muscle in kb.hypotheses[name].muscles}
        keys = [key for name in leading for key in kb.hypotheses[name].factors]
        keys += [factor.id for factor in kb.factors.values() if muscles & set(factor.muscles)]
        order = {"strong": 0, "moderate": 1, "weak": 2}
        wanted = sorted(
            (k for k in dict.fromkeys(keys) if k in kb.factors and k not in picture.asked and picture.concerns(k)),
            key=lambda key: order.get(kb.factors[key].evidence, 3),
        )
        return [finding for key in wanted[:PAGE] if (finding := kb.finding(key))]

    # -- how much is left

    def left(self, weighed: bool) -> Left:
        """What is still to come after the safety screen, about; `weighed`: only what could still tell something now."""
        if not (weighed and self._picture.ranking):
            return Left(self._open_left(weighed=False), self._usually_listed())
        confirming = len(self._confirming[1]) if self.stopped and self._confirming else 0
        listed = confirming if self.stopped else self._listed_left()
        return Left(self._open_left(weighed=True), listed + len(self.factors()))

    @property
    def _most_listed(self) -> tuple[int, int]:
        """Lines of checklists that this depth still has at most: of the history, of the examination."""
        most = min(self.course.examination_lists_left, sum(map(self.course.lists_left_in, POSITIONS)))
        return self.course.history_lists_left * self._depth.ask, most * self._depth.test

    def _usually_listed(self) -> int:
        lines = (*self._most_listed, self.course.factor_lists_left * PAGE)
        return round(sum(most * share for most, share in zip(lines, _COMING, strict=True)))

    def _listed_left(self) -> int:
        """Lines of checklists at most: so many as the depth has, and as now would separate."""
        history, examination = self._most_listed
        worth = self._questions.worth_asking(lambda finding: finding.section != "factor", self._depth.least_worth)
        told = sum(self._place_of(question.finding) == "interview" for question in worth)
        found = [question for question in worth if self._concerns(question.finding)]
        to_go = POSITIONS[self.course.place :] if self.course.turned_back else POSITIONS
        return min(history, told) + min(examination, sum(self._lines_in(p, found) for p in to_go))

    def _lines_in(self, position: str, among: list[Question]) -> int:
        """Lines of checklists in a position at most: none where the client is not moved for them."""
        here = [question for question in among if self._place_of(question.finding) == position]
        moved = sum(question.worth for question in here[: self._depth.test]) >= self._depth.least_worth * _WORTH_MOVING
        return min(len(here), self.course.lists_left_in(position) * self._depth.test) if moved else 0

    def _open_left(self, weighed: bool) -> int:
        """Open questions that are still to come: those of the history, and looks that could still tell something."""
        scans = [q for q in _SCANS if q.id not in self._picture.passed]
        if weighed:
            scans = [q for q in scans if self._tells(q)]
        return sum(q.id not in self._picture.passed for q in TOLD) + len(scans)

    # -- inside

    def _checklist(self) -> tuple[str, list[Finding]] | None:
        if first := self._first_of_all():
            return first
        if not self.course.examination_lists_left:
            return None
        return (None if self.stopped else self._separating()) or self._confirming

    def _first_of_all(self) -> tuple[str, list[Finding]] | None:
        """What a pattern that holds has examined first, whatever leads, with the best tests of its position beside it."""
        picture, kb = self._picture, self._picture.kb
        held = {kb.rules[firing.rule].target for firing in picture.firings if kb.rules[firing.rule].kind == "pattern"}
        wanted = [key for name, pattern in kb.patterns.items() if name in held for key in pattern.examine]
        first = [f for key in dict.fromkeys(wanted) if key not in picture.log and (f := kb.finding(key))]
        if not first:
            return None
        place = self._place_of(first[0])
        found = [f for f in first if self._place_of(f) == place]
        beside = [] if self.stopped else [f for f in self._best_in(place) if f not in found]
        return place, [*found, *beside[: max(self._depth.test - len(found), 0)]]

    def _separating(self) -> tuple[str, list[Finding]] | None:
        for position in POSITIONS[self.course.place :]:
            found = self._best_in(position)
            if self._worth_moving(found):
                return position, found
        if self.course.turned_back:
            return None
        for position in POSITIONS[: self.course.place]:
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
        """Could a general look separate, or show what the first hypothesis rests on? Where nothing is ranked, it may begin."""
        if not self._picture.ranking:
            return True
        belonging = partial(belongs, scan)
        confirms = self._depth.confirms and confirming(self._questions, belonging, 1)
        return bool(confirms or self._questions.worth_asking(belonging, self._depth.least_worth))

    def _scan(self, questions: tuple[OpenQuestion, ...], position: str) -> OpenScan | None:
        for question in questions:
            if question.id not in self._picture.passed and self._tells(question):
                return OpenScan(question, position)
        return None

    def _best_in(self, position: str) -> list[Finding]:
        if not self.course.lists_left_in(position):
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
            return self.course.factor_lists_left > 0
        place = self._place_of(finding)
        if place == "interview":
            return self.course.history_left() > 0 and not self.course.places
        if any(belongs(q, finding) and q.id not in self._picture.passed for q in _SCANS):
            return True
        return self.course.examination_lists_left > 0 and self.course.lists_left_in(place) > 0

    def _place_of(self, finding: Finding) -> str:
        return place_of(finding, self._picture.kb)
