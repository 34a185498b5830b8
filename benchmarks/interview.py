"""What the guided assessment costs and finds: published cases answer it, as a therapist who knows what a case states.

A finding that a case does not state is 'not tested'. `python benchmarks/interview.py [CASES]`: so many of each kind, drawn
by a fixed seed (default 20); the figures that docs/assessment.md prints are of such a draw.
"""

from __future__ import annotations

import gc
import itertools
import os
import pty
import random
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path

from figures import Figure
from play import Course, full_screen, play

from nmt_expert.case.load import Case, load_case
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.paths import shipped
from nmt_expert.reasoning.assessment import level_of

SEED = 7
FIRST_SCREEN_RUNS = 7
AFTER = {10: "", 16: "80", 40: "88"}  # questions since the safety screen, and what is wanted
_kb: KnowledgeBase  # in the process of a sitting
RECOGNISED = {10: "", 15: "95", 20: "", 30: "", 1000: "100"}


def ninetieth(values: Sequence[float]) -> float:
    return sorted(values)[min(int(len(values) * 0.9), len(values) - 1)]


def _middle(name: str, values: Sequence[float]) -> Iterator[Figure]:
    yield Figure(f"{name}, median", statistics.median(values), "")
    yield Figure(f"{name}, 90 % within", ninetieth(values), "")


def ranking(kb: KnowledgeBase, cases: list[Case], depths: tuple[str, ...] = ("quick", "standard")) -> Iterator[Figure]:
    """Questions and screens until the first rank is settled, and the published answer among three."""
    waits: list[float] = []
    for depth in depths:
        courses = list(_sittings(kb, cases, depth))
        waits += [w for c in courses for w in c.waits]
        done = [c for c in courses if not c.stopped]
        settled = [c.settled() for c in done]
        told = [pair for c in done for pair in c.told]
        true = sum(abs(said - real) <= max(real / 3, 2) for said, real in told) / len(told)
        yield from _middle(f"{depth}: safety questions", [c.safety for c in done])
        yield from _middle(f"{depth}: safety screens", [c.safety_screens for c in done])
        yield from _middle(f"{depth}: questions after them", [len(c.firsts) - 1 for c in done])
        yield from _middle(f"{depth}: screens after them", [len(c.screens) for c in done])
        yield from _middle(f"{depth}: questions to the settled first rank", [q for q, _ in settled])
        for n, goal in AFTER.items():
            hit = sum(c.hit_after(n) for c in done) / len(done)
            yield Figure(f"{depth}: published answer among three after {n}", 100 * hit, "%", goal=goal)
        yield Figure(f"{depth}: questions left, said truly within a third", 100 * true, "%")
    whole = sum(_among_three(kb, case) for case in cases) / len(cases)
    yield Figure("whole case at once: published answer among three", 100 * whole, "%")
    waits.sort()
    yield Figure("answer to next screen, median", statistics.median(waits) * 1000, "ms")
    yield Figure("answer to next screen, 95 % within", waits[int(len(waits) * 0.95)] * 1000, "ms", goal="100")


def _sittings(kb: KnowledgeBase, cases: list[Case], depth: str) -> Iterator[Course]:
    """Each in a process of its own, as with a client: nothing is at hand from the sitting before."""
    gc.freeze()
    with get_context("fork").Pool(1, _begin, (kb,), maxtasksperchild=1) as pool:
        yield from pool.imap(_sitting, [(case, depth) for case in cases])


def _begin(kb: KnowledgeBase) -> None:
    global _kb
    _kb = kb
    gc.disable()  # as the terminal does


def _sitting(of: tuple[Case, str]) -> Course:
    return play(_kb, *of)


def danger(kb: KnowledgeBase, cases: list[Case]) -> Iterator[Figure]:
    """Cases in which the complete list finds something urgent: after how many safety questions it is recognised."""
    courses = [(play(kb, case, "standard", safety_only=True), full_screen(kb, case)) for case in cases]
    for n, goal in RECOGNISED.items():
        share = sum(c.recognised(level, n) for c, (level, _) in courses) / len(courses)
        yield Figure(f"danger recognised after {n} safety questions", 100 * share, "%", goal=goal)
    yield from _middle("danger: safety questions", [c.safety for c, _ in courses])
    yield from _middle("danger: questions of the complete list", [q for _, (_, q) in courses])


def _among_three(kb: KnowledgeBase, case: Case) -> bool:
    first = {line.hypothesis for line in Picture(kb, case).ranking[:3]}
    return bool(case.file.answer and first & {*case.file.answer.hypotheses, *case.file.answer.secondary})


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


def run(count: int = 20) -> Iterator[Figure]:
    kb = knowledge_base()
    cases = [load_case(path, kb) for path in sorted(shipped("cases").rglob("*.yaml"))]
    choose = random.Random(SEED)
    choose.shuffle(cases)
    ranked = [c for c in cases if c.file.answer and c.file.answer.mechanism != "red_flag"]
    yield from ranking(kb, ranked[:count])
    urgent = (c for c in cases if full_screen(kb, c)[0] <= level_of("urgent"))
    yield from danger(kb, list(itertools.islice(urgent, 3 * count)))
    yield Figure("Enter to the first screen", first_screen() * 1000, "ms", goal="700")


if __name__ == "__main__":
    for figure in run(*map(int, sys.argv[1:2])):
        print(f"{figure.name:<60} {figure.text()}", flush=True)
