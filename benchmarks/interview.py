"""How few questions the guided assessment needs, and how fast it is: the published cases answer it.

A finding that a case does not state is 'not tested'. Questions are counted after the safety screen; the body chart is
one.
"""

from __future__ import annotations

import functools
import os
import pty
import random
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from figures import Figure

from nmt_expert.case.load import Case, load_case
from nmt_expert.case.observation import Observation
from nmt_expert.case.record import Answer, Change
from nmt_expert.case.save import CaseDocument
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.way.scripted import ScriptedClient
from nmt_expert.interview.way.session import Session
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.paths import shipped

CASES = 24  # drawn by a fixed seed
_rules = functools.cache(knowledge_base)  # once in each process
THRESHOLDS = {10: "", 16: "80", 40: "88"}
FIRST_SCREEN_RUNS = 7


@dataclass
class Course:
    """One interview: the ranking after every question, and what it cost."""

    case: Case
    firsts: list[str] = field(default_factory=list)  # first rank after each question
    hits: list[bool] = field(default_factory=list)  # published answer among the first three, after each question
    screens: list[int] = field(default_factory=list)  # questions asked when each screen was finished
    waits: list[float] = field(default_factory=list)  # seconds from answer to next screen
    stopped: bool = False  # by an emergency

    def settled_after(self, first: str) -> int | None:
        """Questions until `first` stands first and stays; None when it does not at the end."""
        if not self.firsts or self.firsts[-1] != first:
            return None
        wrong = [i for i, name in enumerate(self.firsts) if name != first]
        return wrong[-1] + 2 if wrong else 1

    def hit_after(self, questions: int) -> bool:
        return bool(self.hits) and self.hits[min(questions, len(self.hits)) - 1]


def played(case: Case, depth: str) -> Course:
    with tempfile.TemporaryDirectory() as folder:
        return interview(_rules(), case, depth, Path(folder))


def interview(kb: KnowledgeBase, case: Case, depth: str, folder: Path) -> Course:
    """Lets a case answer the guided assessment, saved to disk as with a client."""
    course = Course(case)
    client = ScriptedClient(kb, case)
    document = CaseDocument.open(folder / f"{case.file.id}-{depth}.yaml", depth)
    session = Session(kb, document)
    screen = session.screen()
    while screen.kind not in ("stop", "ranking"):
        answers = client.answers(screen)
        if screen.progress.stage > 2 and screen.kind != "readback":
            _follow(kb, session.picture, course, answers, one=screen.kind == "open")
        start = time.perf_counter()
        session.answer(answers)
        screen = session.screen()
        course.waits.append(time.perf_counter() - start)
    course.stopped = screen.kind == "stop"
    document.close()
    return course


def _follow(kb: KnowledgeBase, before: Picture, course: Course, answers: list[Change], one: bool) -> None:
    """Ranks after every single answer of a screen."""
    stated = list(before.case.observations)
    if one:
        answers = [a for a in answers if isinstance(a, Answer)]
        _note(kb, course, (*stated, *(_observation(a) for a in answers if isinstance(a, Answer))))
    else:
        for key in dict.fromkeys(a.key for a in answers if isinstance(a, Answer)):
            new = [
                _observation(a) for a in answers if isinstance(a, Answer) and a.key == key and a.state != "not_tested"
            ]
            stated += new
            if new or not course.firsts:
                _note(kb, course, tuple(stated))
            else:
                course.firsts.append(course.firsts[-1])
                course.hits.append(course.hits[-1])
    course.screens.append(len(course.firsts))


def _observation(a: Answer) -> Observation:
    sides = {"both": frozenset({"left", "right"}), "left": frozenset({"left"}), "right": frozenset({"right"})}
    return Observation(a.key, a.state, sides.get(a.side or "", frozenset()), a.value)  # type: ignore[arg-type]


def _note(kb: KnowledgeBase, course: Course, observations: tuple[Observation, ...]) -> None:
    ranking = [line.hypothesis for line in Picture(kb, Case(course.case.file, observations)).ranking[:3]]
    answer = course.case.file.answer
    course.firsts.append(ranking[0] if ranking else "")
    course.hits.append(bool(answer and set(ranking) & {*answer.hypotheses, *answer.secondary}))


def summary(depth: str, courses: list[Course], finals: dict[str, str]) -> Iterator[Figure]:
    """What a length costs and how well it ranks; courses that an emergency stopped are left out."""
    settled = [n for c in courses if (n := c.settled_after(finals[c.case.file.id])) is not None]
    screens = sorted(
        next(i for i, done in enumerate(c.screens, 1) if done >= n)
        for c in courses
        if (n := c.settled_after(finals[c.case.file.id])) is not None and c.screens and c.screens[-1] >= n
    )
    yield Figure(f"{depth}: questions, median", statistics.median(len(c.firsts) for c in courses), "")
    yield Figure(f"{depth}: first rank of the whole case at the end", 100 * len(settled) / len(courses), "%")
    yield Figure(f"{depth}: questions until it stays first, median", statistics.median(settled), "")
    yield Figure(f"{depth}: screens until then, median", statistics.median(screens), "")
    yield Figure(f"{depth}: screens until then, 90 % within", screens[int(0.9 * len(screens))], "")
    for questions, goal in THRESHOLDS.items():
        hit = sum(c.hit_after(questions) for c in courses) / len(courses)
        yield Figure(f"{depth}: published answer among three after {questions}", 100 * hit, "%", goal=goal)


def first_screen() -> float:
    """Seconds from Enter to the first screen of `nmt assess`, in a terminal; median of several runs."""
    command = [str(Path(sys.executable).with_name("nmt")), "assess"]
    times = []
    for run in range(FIRST_SCREEN_RUNS):
        with tempfile.TemporaryDirectory() as folder:
            ours, theirs = pty.openpty()
            start = time.perf_counter()
            process = subprocess.Popen([*command, f"{folder}/{run}.yaml"], stdin=theirs, stdout=theirs, stderr=theirs)
            seen = b""
            while b"reference" not in seen and select.select([ours], [], [], 20)[0]:
                seen += os.read(ours, 4096)
            times.append(time.perf_counter() - start)
            process.terminate()
            process.wait()
            os.close(ours)
            os.close(theirs)
    return statistics.median(times)


def measure(kb: KnowledgeBase, cases: list[Case], depths: tuple[str, ...] = ("quick", "standard")) -> Iterator[Figure]:
    """Plays these cases; the full depth takes some minutes more."""
    finals = {c.file.id: (ranking[0].hypothesis if (ranking := Picture(kb, c).ranking) else "") for c in cases}
    waits: list[float] = []
    with ProcessPoolExecutor() as pool:
        for depth in depths:
            courses = list(pool.map(played, cases, [depth] * len(cases)))
            waits += [w for c in courses for w in c.waits]
            yield from summary(depth, [c for c in courses if not c.stopped], finals)
    waits.sort()
    yield Figure("answer to next screen, median", statistics.median(waits) * 1000, "ms")
    yield Figure("answer to next screen, 95 % within", waits[int(len(waits) * 0.95)] * 1000, "ms", goal="100")


def published(kb: KnowledgeBase) -> list[Case]:
    """Cases with a published answer that is a hypothesis; red flags are not a matter of ranking."""
    cases = [load_case(path, kb) for path in sorted(shipped("cases").rglob("*.yaml"))]
    return [c for c in cases if c.file.answer and c.file.answer.mechanism != "red_flag"]


def run() -> Iterator[Figure]:
    kb = knowledge_base()
    yield from measure(kb, random.Random(1).sample(published(kb), CASES))
    yield Figure("Enter to the first screen", first_screen() * 1000, "ms")


if __name__ == "__main__":  # all of them, and all lengths: several minutes
    everything = knowledge_base()
    for figure in measure(everything, published(everything), ("quick", "standard", "full")):
        print(figure.name, figure.text(), flush=True)
