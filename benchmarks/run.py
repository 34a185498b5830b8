"""What `make bench` prints: times of this machine as ratios within one run, ours against the floor or the peer.

Every figure is the median of several runs; interleaved where two are compared, so that a busy machine slows both.
"""

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from nmt_expert.case.load import Case, load_case
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.paths import shipped
from nmt_expert.reasoning.engines.clips_engine import ClipsEngine
from nmt_expert.reasoning.engines.experta_engine import ExpertaEngine
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts

NMT = [str(Path(sys.executable).with_name("nmt"))]
DEMO = "uq-035"


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def cold(*command: str) -> float:
    return seconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True))


def row(name: str, value: float, unit: str, ratio: float | None = None, of: str = "") -> None:
    print(f"  {name:<46} {value:>9.1f} {unit}" + (f"   {ratio:6.2f} x {of}" if ratio is not None else ""))


def inference() -> None:
    kb = knowledge_base()
    cases: list[Case] = [load_case(path, kb) for path in sorted(shipped("cases").rglob("*.yaml"))]
    facts = [build_facts(case.observations, kb) for case in cases]
    engines = [ExpertaEngine(kb), ClipsEngine(kb), PlainEngine(kb)]
    for engine in engines:
        engine.infer(facts[0])
    times: dict[str, list[float]] = {}
    # one engine after the other: what experta leaves for the garbage collector would be paid by its neighbour
    for engine in engines:
        gc.collect()
        times[engine.name] = [1000 * seconds(lambda e=engine, f=f: e.infer(f)) for f in facts]  # type: ignore[misc]
    print(f"\nInference, one case of {len(cases)}, {len(kb.rules)} rules")
    clips = statistics.median(times["clips"])
    for name, found in times.items():
        row(f"{name}, median", statistics.median(found), "ms", statistics.median(found) / clips, "CLIPS")
        row(f"{name}, 95th percentile", sorted(found)[int(0.95 * len(found))], "ms")


def cold_rank() -> None:
    print("\nCold start, whole process")
    times: dict[str, list[float]] = {}
    commands = {
        "bare interpreter": [sys.executable, "-c", "pass"],
        "nmt --help": [*NMT, "--help"],
        "nmt rank, experta": [*NMT, "rank", DEMO],
        "nmt rank, clips": [*NMT, "rank", DEMO, "--engine", "clips"],
    }
    for _ in range(7):
        for name, command in commands.items():
            times.setdefault(name, []).append(cold(*command))
    floor = statistics.median(times["bare interpreter"])
    for name, found in times.items():
        row(name, 1000 * statistics.median(found), "ms", statistics.median(found) / floor, "the interpreter")


def memory() -> None:
    print("\nPeak memory")
    for name, command in {
        "bare interpreter": [sys.executable, "-c", "pass"],
        "nmt rank, experta": [*NMT, "rank", DEMO],
    }.items():
        code = f"import resource, subprocess; subprocess.run({command!r}, stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        row(name, int(out) / 1024, "MB")
    row("this process, all engines loaded", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")


def main() -> None:
    sys.path.insert(0, str(Path(__file__).parent))
    import interview
    import report

    cold_rank()
    inference()
    memory()
    report.run()
    interview.run()


if __name__ == "__main__":
    main()
