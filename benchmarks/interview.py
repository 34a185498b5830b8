"""How few questions the guided assessment needs, and how fast it is: the published cases answer it.

A finding that a case does not state is 'not tested'. Questions are counted after the safety screen; the body chart is
one. The baseline asks the same case in the fixed order of the vocabulary: every finding of the regions concerned.
"""

from __future__ import annotations

import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from nmt_expert.case.load import Case, load_case
from nmt_expert.case.observation import Observation
from nmt_expert.case.record import Answer, Change
from nmt_expert.case.save import CaseDocument
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import POSITIONS
from nmt_expert.interview.way.open_questions import CHART, belongs
from nmt_expert.interview.way.scripted import ScriptedClient
from nmt_expert.interview.way.session import Session
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.paths import shipped

THRESHOLDS = (10, 20, 30)
FIRST_SCREEN_RUNS = 7


@dataclass
class Course:
    """One interview: the ranking after every question, and what it cost."""

    case: Case
    firsts: list[str] = field(default_factory=list)  # first rank after each question
    hits: list[bool] = field(default_factory=list)  # published answer among the first three, after each question
    screens: list[int] = field(default_factory=list)  # questions asked when each screen was finished
    waits: list[float] = field(default_factory=list)  # seconds from answer to next screen
    positions: list[str] = field(default_factory=list)
    stopped: bool = False  # by an emergency

    def settled_after(self, first: str) -> int | None:
        """Questions until `first` stands first and stays; None when it does not at the end."""
        if not self.firsts or self.firsts[-1] != first:
            return None
        wrong = [i for i, name in enumerate(self.firsts) if name != first]
        return wrong[-1] + 2 if wrong else 1

    def hit_after(self, questions: int) -> bool:
        return bool(self.hits) and self.hits[min(questions, len(self.hits)) - 1]

    def turns_back(self) -> int:
        places = [POSITIONS.index(p) for p in self.positions]
        return sum(later < earlier for earlier, later in pairwise(places))


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
            if screen.progress.stage == 5:
                course.positions.append(screen.position)
        start = time.perf_counter()
        session.answer(answers)
        screen = session.screen()
        course.waits.append(time.perf_counter() - start)
    course.stopped = screen.kind == "stop"
    document.close()
    return course


def fixed_order(kb: KnowledgeBase, case: Case) -> Course:
    """The baseline: after the body chart, findings of the regions concerned in the order of the vocabulary."""
    course = Course(case)
    client = ScriptedClient(kb, case)
    asked: list[Observation] = []
    regions = {"general", *case.file.complaint.regions}
    drawn = [o for o in client.observations if (f := kb.finding(o.key)) and belongs(CHART, f)]
    head = [
        o for o in client.observations if o.key in ("age", "sex_female", "sex_male", "duration_days", "course_chronic")
    ]
    _note(kb, course, (*head, *drawn))
    asked = [*head, *drawn]
    screened = {key for block in kb.screens for key in block.questions}
    keys = [f.key for f in kb.findings.values() if regions & set(f.regions) and f.key not in screened]
    for family in kb.families.values():
        if not (family.over == "zones" and family.section == "symptom"):
            keys += [f"{family.id}({s.id})" for s in kb.subjects(family.over).values() if s.region in regions]
    for key in keys:
        found = [o for o in client.observations if o.key == key]
        asked += found
        if found:
            _note(kb, course, tuple(asked))
        else:
            course.firsts.append(course.firsts[-1])
            course.hits.append(course.hits[-1])
    course.screens = list(range(1, len(keys) + 1, 6))
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


def summary(name: str, courses: list[Course], finals: dict[str, str]) -> None:
    """One line of the table."""
    settled = [n for c in courses if (n := c.settled_after(finals[c.case.file.id])) is not None]
    screens = [
        next(i for i, done in enumerate(c.screens, 1) if done >= n)
        for c in courses
        if (n := c.settled_after(finals[c.case.file.id])) is not None and c.screens and c.screens[-1] >= n
    ]
    own = [n for c in courses if c.firsts and (n := c.settled_after(c.firsts[-1])) is not None]
    asked = [len(c.firsts) for c in courses]
    hits = "  ".join(f"{sum(c.hit_after(n) for c in courses) / len(courses):>4.0%}" for n in THRESHOLDS)
    full = sum(c.hits[-1] for c in courses if c.hits) / len(courses)
    print(
        f"  {name:<12}{statistics.median(asked):>7.0f}{statistics.median(own):>9.0f}{len(settled) / len(courses):>9.0%}"
        f"{statistics.median(settled) if settled else 0:>7.0f}{statistics.median(screens) if screens else 0:>8.0f}   {hits}  {full:>5.0%}"
        f"{max((c.turns_back() for c in courses), default=0):>6}"
    )


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


def measure(kb: KnowledgeBase, cases: list[Case], depths: tuple[str, ...] = ("quick", "standard")) -> None:
    """Prints the table for these cases; the full depth takes some minutes more."""
    finals = {c.file.id: (ranking[0].hypothesis if (ranking := Picture(kb, c).ranking) else "") for c in cases}
    print(f"\nGuided assessment: {len(cases)} published cases answer it; what a case does not state is not tested")
    print("  order        asked  settled  = whole   after  screens  published answer in first 3 after    turned")
    print("               (med)  own 1st    case     (med)    (med)   10    20    30   all questions      back")
    with tempfile.TemporaryDirectory() as folder:
        waits: list[float] = []
        for depth in depths:
            courses = [interview(kb, case, depth, Path(folder)) for case in cases]
            waits += [w for c in courses for w in c.waits]
            summary(depth, [c for c in courses if not c.stopped], finals)
            stopped = sum(c.stopped for c in courses)
        summary("vocabulary", [fixed_order(kb, case) for case in cases], finals)
    whole = sum(
        bool(
            {line.hypothesis for line in Picture(kb, c).ranking[:3]}
            & {*c.file.answer.hypotheses, *c.file.answer.secondary}
        )
        for c in cases
        if c.file.answer
    ) / len(cases)
    print(
        f"  Whole case at once: published answer in first 3 in {whole:.0%}. Stopped by an emergency: {stopped} of {len(cases)}."
    )
    waits.sort()
    print(
        f"  Answer to next screen: median {statistics.median(waits) * 1000:.0f} ms, 95% within {waits[int(len(waits) * 0.95)] * 1000:.0f} ms, "
        f"longest {waits[-1] * 1000:.0f} ms ({len(waits)} screens; at most 100 ms wanted)"
    )


def published(kb: KnowledgeBase) -> list[Case]:
    """Cases with a published answer that is a hypothesis; red flags are not a matter of ranking."""
    cases = [load_case(path, kb) for path in sorted(shipped("cases").rglob("*.yaml"))]
    return [c for c in cases if c.file.answer and c.file.answer.mechanism != "red_flag"]


def run() -> None:
    """Prints the measurements of the guided assessment."""
    kb = knowledge_base()
    measure(kb, published(kb))
    print(f"  Enter to first screen: {first_screen() * 1000:.0f} ms (at most 700 ms wanted)")


if __name__ == "__main__":
    run()
    if "--full" in sys.argv:
        everything = knowledge_base()
        measure(everything, published(everything), ("full",))
