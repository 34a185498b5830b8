"""What the guided assessment costs and finds: published cases answer it, as a therapist who knows what a case states.

A finding that a case does not state is 'not tested'. `python benchmarks/interview.py [CASES]`: so many of each kind, drawn
by a fixed seed (default 80); the figures that docs/assessment.md prints are of such a draw.
"""

from __future__ import annotations

import os
import pty
import random
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from play import full_screen, play

from nmt_expert.case.load import Case, load_case
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.paths import shipped
from nmt_expert.reasoning.assessment import level_of

SEED = 7
FIRST_SCREEN_RUNS = 7
AFTER = (0, 10, 16, 40)  # questions since the safety screen


def ninetieth(values: Sequence[float]) -> float:
    return sorted(values)[min(int(len(values) * 0.9), len(values) - 1)]


def middle(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.0f} / {ninetieth(values):.0f}"


def ranking(kb: KnowledgeBase, cases: list[Case], depths: tuple[str, ...] = ("quick", "standard")) -> None:
    """Questions and screens until the first rank is settled, and the published answer among three."""
    print(f"\nGuided assessment, {len(cases)} published cases (median / 90th)")
    print("            safety screen       then to the end     to the settled first rank    answer among three after")
    print("            questions screens   questions screens   questions screens           0    10    16    40   end")
    waits: list[float] = []
    for depth in depths:
        courses = [play(kb, case, depth) for case in cases]
        waits += [w for c in courses for w in c.waits]
        done = [c for c in courses if not c.stopped]
        settled = [c.settled() for c in done]
        hits = [sum(c.hit_after(n) for c in done) / len(done) for n in (*AFTER, 10_000)]
        told = [pair for c in done for pair in c.told]
        true = sum(abs(said - real) <= max(real / 3, 2) for said, real in told) / len(told)
        print(
            f"  {depth:<10}{middle([c.safety for c in done]):>9}{middle([c.safety_screens for c in done]):>9}"
            f"{middle([len(c.firsts) - 1 for c in done]):>12}{middle([len(c.screens) for c in done]):>9}"
            f"{middle([q for q, _ in settled]):>12}{middle([s for _, s in settled]):>9}      "
            + "".join(f"{hit:>6.0%}" for hit in hits)
            + f"   questions left true within a third: {true:.0%}"
        )
    whole = sum(_among_three(kb, case) for case in cases) / len(cases)
    print(f"  Whole case at once: {whole:.0%}. Stopped by an emergency: {sum(c.stopped for c in courses)}.")
    waits.sort()
    print(
        f"  Answer to next screen: median {statistics.median(waits) * 1000:.0f} ms, 95 % {waits[int(len(waits) * 0.95)] * 1000:.0f} ms"
    )


def danger(kb: KnowledgeBase, cases: list[Case]) -> None:
    """Cases in which the complete list finds something urgent: after how many safety questions it is recognised."""
    courses = [(play(kb, case, "standard", safety_only=True), full_screen(kb, case)) for case in cases]
    print(
        f"\nDanger, {len(cases)} cases in which the complete list of questions finds something urgent or an emergency"
    )
    shares = "  ".join(
        f"{n}: {sum(c.recognised(level, n) for c, (level, _) in courses) / len(courses):.0%}"
        for n in (10, 15, 20, 30, 1000)
    )
    print(f"  recognised after so many safety questions  {shares}")
    print(
        f"  safety questions {middle([c.safety for c, _ in courses])}, of the complete list {middle([q for _, (_, q) in courses])}"
    )


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


def run(count: int = 80) -> None:
    """Prints the measurements of the guided assessment."""
    kb = knowledge_base()
    cases = [load_case(path, kb) for path in sorted(shipped("cases").rglob("*.yaml"))]
    choose = random.Random(SEED)
    ranked = [c for c in cases if c.file.answer and c.file.answer.mechanism != "red_flag"]
    ranking(kb, choose.sample(ranked, min(count, len(ranked))))
    urgent = [c for c in cases if full_screen(kb, c)[0] <= level_of("urgent")]
    danger(kb, choose.sample(urgent, min(count, len(urgent))))
    print(f"  Enter to first screen: {first_screen() * 1000:.0f} ms (at most 700 ms wanted)")


if __name__ == "__main__":
    run(*map(int, sys.argv[1:2]))
