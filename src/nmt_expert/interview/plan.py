"""The part of the way that depends on the leading hypotheses: history, examination by position, factors, and the stop.

How far the assessment goes is set by its depth: screens a stage and position at most, and when it stops of itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from nmt_expert.interview.picture import Picture
from nmt_expert.interview.questions import Question, Questions
from nmt_expert.interview.screen import POSITIONS, place_of
from nmt_expert.interview.stop import NEVER, Outlook, outlook
from nmt_expert.knowledge.model import Finding

PAGE = 6  # findings on a checklist of history or examination


@dataclass(frozen=True)
class Depth:
    """How far an assessment goes."""

    history: int  # screens at most
    position: int  # screens at most in one position
    examination: int  # screens at most in all positions
    factors: int
    least_worth: float  # questions that separate less are not asked
    stop_at: int  # stops when it would take at least so many answers to move the first rank


DEPTHS = {
    "quick": Depth(1, 1, 3, 0, 0.06, 2),
    "standard": Depth(2, 2, 6, 1, 0.03, 4),
    "full": Depth(4, 4, 16, 2, 0.01, NEVER),
}
_WORTH_MOVING = 3  # times the least worth, before a client is moved for one question, or turned back


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

    @cached_property
    def outlook(self) -> Outlook:
        """What the questions that this depth could still ask may do to the first rank."""
        open_keys = {q.finding.key for q in self._questions.worth_asking(self._reachable, self._depth.least_worth)}
        return outlook(self._picture, open_keys)

    @property
    def stopped(self) -> bool:
        return bool(self.outlook.leader) and self.outlook.answers >= self._depth.stop_at

    def history(self) -> list[Finding]:
        if self.history_left() == 0 or self._examined or self.stopped:
            return []
        return self._best(lambda f: self._place_of(f) == "interview" and f.section != "factor")

    def examination(self) -> tuple[str, list[Finding]] | None:
        """The position to go on in and what to examine there; None when nothing is left that is worth it."""
        if self._screens_done(self._examined) >= self._depth.examination or self.stopped:
            return None
        for position in POSITIONS[self._place:]:
            if self._left_in(position):
                found = self._best(lambda f, p=position: self._place_of(f) == p)  # type: ignore[misc]
                if self._worth_moving(found):
                    return position, found
        if self._turned_back:
            return None
        back = [p for p in POSITIONS[: self._place] if self._left_in(p)]
        best = self._questions.best(lambda f: self._place_of(f) in back, 1, self._depth.least_worth * _WORTH_MOVING)
        if not best:
            return None
        position = self._place_of(best[0].finding)
        return position, self._best(lambda f: self._place_of(f) == position)

    def factors(self) -> list[Finding]:
        """Perpetuating factors of the leading muscles and nerves that were not asked yet."""
        if self.factors_left() == 0:
            return []
        kb, asked = self._picture.kb, self._picture.asked
        keys = [key for line in self._picture.ranking[:3] for key in kb.hypotheses[line.hypothesis].factors if key not in asked]
        muscles = {line.hypothesis.removeprefix("trigger_point.") for line in self._picture.ranking[:3]}
        keys += [f.id for f in kb.factors.values() if f.id not in asked and muscles & set(f.muscles)]
        order = {"strong": 0, "moderate": 1, "weak": 2}
        unique = sorted(dict.fromkeys(keys), key=lambda key: order.get(kb.factors[key].evidence, 3) if key in kb.factors else 3)
        return [finding for key in unique[:PAGE] if (finding := kb.finding(key))]

    def history_left(self) -> int:
        return max(self._depth.history - self._screens_done(self._told), 0)

    def examination_left(self) -> int:
        left = sum(self._left_in(p) for p in POSITIONS)
        return max(min(self._depth.examination - self._screens_done(self._examined), left), 0)

    def factors_left(self) -> int:
        done = [key for key in self._later if (f := self._finding(key)) and f.section == "factor"]
        return max(self._depth.factors - self._screens_done(done), 0)

    def first_rank(self) -> str:
        """What could still move the first rank, in words."""
        now = self.outlook
        if not now.leader:
            return "nothing is ranked yet"
        if now.settled:
            return f"settled: no answers to the {now.open} questions left could change it"
        if now.answers == 1:
            return "open: one answer may change it"
        return f"would take at least {now.answers} of {now.open} answers to change"

    def question(self, key: str) -> Question | None:
        return self._questions.of(key)

    def _best(self, wanted: object) -> list[Finding]:
        return [q.finding for q in self._questions.best(wanted, PAGE, self._depth.least_worth)]  # type: ignore[arg-type]

    def _reachable(self, finding: Finding) -> bool:
        """Could this depth still ask it?"""
        if finding.section == "factor":
            return self.factors_left() > 0
        place = self._place_of(finding)
        if place == "interview":
            return self.history_left() > 0 and not self._examined
        return self.examination_left() > 0 and self._left_in(place) > 0

    @cached_property
    def _told(self) -> list[str]:
        """Answered findings of the history: not those of the safety screen, the body chart or the head."""
        return [key for key in self._later if (f := self._finding(key)) and self._place_of(f) == "interview" and f.section != "factor"]

    @cached_property
    def _examined(self) -> list[str]:
        return [key for key in self._later if (f := self._finding(key)) and self._place_of(f) != "interview"]

    @cached_property
    def _later(self) -> list[str]:
        kb, screen = self._picture.kb, self._picture.screen_keys
        drawn = {name for name, family in kb.families.items() if family.over == "zones" and family.section == "symptom"}
        return [
            key for key in self._picture.log
            if key not in screen and key.partition("(")[0] not in drawn and key not in ("duration_days", "course_chronic")
        ]

    @cached_property
    def _places(self) -> list[int]:
        """The positions examined so far, in order, as places in POSITIONS."""
        return [POSITIONS.index(self._place_of(f)) for key in self._examined if (f := self._finding(key))]

    @property
    def _place(self) -> int:
        return self._places[-1] if self._places else 0

    @property
    def _turned_back(self) -> bool:
        return any(later < earlier for earlier, later in zip(self._places, self._places[1:], strict=False))

    def _left_in(self, position: str) -> int:
        done = self._places.count(POSITIONS.index(position))
        return max(self._depth.position - -(-done // PAGE), 0)

    def _worth_moving(self, found: list[Finding]) -> bool:
        """Two questions are worth a screen; one only when it separates much."""
        if len(found) != 1:
            return bool(found)
        question = self._questions.of(found[0].key)
        return question is not None and question.worth >= self._depth.least_worth * _WORTH_MOVING

    def _finding(self, key: str) -> Finding | None:
        return self._picture.kb.finding(key)

    def _place_of(self, finding: Finding) -> str:
        return place_of(finding, self._picture.kb)

    def _screens_done(self, keys: list[str]) -> int:
        return -(-len(keys) // PAGE)
