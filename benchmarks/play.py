"""One published case plays the guided assessment as a therapist who answers what the case states and nothing else."""

from __future__ import annotations

import gc
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import structs

from nmt_expert.case.load import Case
from nmt_expert.case.observation import Observation
from nmt_expert.case.record import Answer, Change
from nmt_expert.case.save import CaseDocument
from nmt_expert.interview.answering import background
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Screen
from nmt_expert.interview.way.open_questions import CHART, belongs
from nmt_expert.interview.way.scripted import ScriptedClient
from nmt_expert.interview.way.session import Session
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assess import case_regions
from nmt_expert.reasoning.assessment import Flag, level_of
from nmt_expert.reasoning.safety.gate import screen_blocks

NONE = level_of("treat")  # no flag stands
_SAID = ("present", "absent", "value")
_SIDES = {"both": frozenset({"left", "right"}), "left": frozenset({"left"}), "right": frozenset({"right"})}


@dataclass
class Course:
    """What one sitting cost, and what was known when. Questions are lines of a screen; an open question is one."""

    case: Case
    safety: int = 0  # questions of the safety screen
    safety_screens: int = 0
    danger_at: dict[int, int] = field(default_factory=dict)  # level of the flags -> safety questions until they had it
    firsts: list[str] = field(
        default_factory=list
    )  # first rank after chart and safety screen, and after each question since
    hits: list[bool] = field(default_factory=list)  # published answer among the first three, likewise
    screens: list[int] = field(default_factory=list)  # questions since then when each screen was finished
    waits: list[float] = field(default_factory=list)  # seconds from an answer to the next screen
    stopped: bool = False  # by an emergency
    told: list[tuple[int, int]] = field(default_factory=list)  # questions left as the screen said, and as it was

    def settled(self) -> tuple[int, int]:
        """Questions and screens since the safety screen until the first rank was that of the end, and stayed so."""
        wrong = [i for i, name in enumerate(self.firsts) if name != self.firsts[-1]]
        questions = wrong[-1] + 1 if wrong else 0
        return questions, sum(done < questions for done in self.screens) + bool(questions)

    def hit_after(self, questions: int) -> bool:
        return bool(self.hits) and self.hits[min(questions, len(self.hits) - 1)]

    def recognised(self, level: int, within: int) -> bool:
        """Did flags of this level, or more urgent, stand after so many safety questions?"""
        return any(found <= level and at <= within for found, at in self.danger_at.items())


def play(kb: KnowledgeBase, case: Case, depth: str, safety_only: bool = False) -> Course:
    """The whole sitting, saved to disk as with a client; or up to the end of the safety screen."""
    course, client = Course(case), ScriptedClient(kb, case)
    said: list[tuple[int, int]] = []  # questions left as a screen said, and how many it asked
    with tempfile.TemporaryDirectory() as folder:
        document = CaseDocument.open(Path(folder) / f"{case.file.id}.yaml", depth)
        session = Session(kb, document)
        screen = session.screen()
        background.load(kb)  # as while somebody reads the first page
        while screen.kind not in ("stop", "ranking") and not (safety_only and screen.progress.stage > 3):
            answers = client.answers(screen)
            _watch(session.picture, course, screen, answers)
            if screen.kind in ("open", "checklist"):
                said.append((screen.progress.questions_left, len(screen.items) if screen.kind == "checklist" else 1))
            gc.collect()  # as the terminal does before it reads
            start = time.perf_counter()
            session.answer(answers)
            screen = session.screen()
            course.waits.append(time.perf_counter() - start)
        course.danger_at.setdefault(level(session.picture.flags), course.safety)
        course.stopped = screen.kind == "stop"
        course.told = [(left, sum(asked for _, asked in said[i:])) for i, (left, _) in enumerate(said)]
        document.close()
    return course


def _watch(before: Picture, course: Course, screen: Screen, answers: list[Change]) -> None:
    """Counts a screen and looks at flags or ranking after every single answer."""
    course.danger_at.setdefault(level(before.flags), course.safety)
    if screen.id.startswith("safety."):
        for picture in _one_by_one(before, screen, answers):
            course.safety += 1
            course.danger_at.setdefault(level(picture.flags), course.safety)
        course.safety_screens += 1
    elif screen.progress.stage > 3 and screen.kind != "readback":
        if not course.firsts:
            _note(before, course)
        for picture in (
            _one_by_one(before, screen, answers) if screen.kind == "checklist" else [_after(before, answers)]
        ):
            _note(picture, course)
        course.screens.append(len(course.firsts) - 1)


def _one_by_one(before: Picture, screen: Screen, answers: list[Change]) -> list[Picture]:
    """What is known after each line of a checklist; one broad question may say several findings."""
    pictures, last = [], before
    for item in screen.items:
        keys = {item.key, *(one.key for one in item.named)}
        found = [a for a in answers if isinstance(a, Answer) and a.key in keys and a.state in _SAID]
        last = _after(last, found) if found else last
        pictures.append(last)
    return pictures


def _after(before: Picture, answers: list[Change]) -> Picture:
    new = [
        Observation(a.key, a.state, _SIDES.get(a.side or "", frozenset()), a.value)
        for a in answers
        if isinstance(a, Answer) and a.state in _SAID
    ]
    return Picture(before.kb, Case(before.case.file, (*before.case.observations, *new)))


def _note(picture: Picture, course: Course) -> None:
    first = [line.hypothesis for line in picture.ranking[:3]]
    answer = course.case.file.answer
    course.firsts.append(first[0] if first else "")
    course.hits.append(bool(answer and set(first) & {*answer.hypotheses, *answer.secondary}))


def level(flags: tuple[Flag, ...]) -> int:
    """How urgent the most urgent of these flags is: 0 an emergency."""
    return min((level_of(flag.urgency) for flag in flags), default=NONE)


def full_screen(kb: KnowledgeBase, case: Case) -> tuple[int, int]:
    """(level, questions): what the complete list finds in a case beside its head and its chart, and what it asks."""
    drawn = tuple(o for o in case.observations if (f := kb.finding(o.key)) and belongs(CHART, f))
    zones = [kb.zones[z].region for o in drawn if (z := o.key.partition("(")[2].rstrip(")")) in kb.zones]
    keys = {q for b in screen_blocks(kb, (*case_regions(case, kb), *zones)) for q in b.questions}
    head = {"age", "sex_female", "sex_male", "duration_days", "course_chronic"}
    known = [
        structs.replace(o, follows_from=None) for o in ScriptedClient(kb, case).observations if o.key in keys | head
    ]
    return level(Picture(kb, Case(case.file, (*known, *drawn))).flags), len(keys)
