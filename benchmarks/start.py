"""What a command costs from Enter to its last line, beside an interpreter that does nothing."""

from __future__ import annotations

from collections.abc import Iterator

from figures import DEMO, NMT, PYTHON, Figure, interleaved, peak_memory

ROUNDS = 11
FLOOR = [PYTHON, "-c", "pass"]
COMMANDS = {
    "nmt --help": ([NMT, "--help"], 4.5),
    "nmt rank, plain": ([NMT, "rank", DEMO, "--engine", "plain"], 15),
    "nmt rank, CLIPS": ([NMT, "rank", DEMO, "--engine", "clips"], 18),
    "nmt rank, experta": ([NMT, "rank", DEMO], 30),
}


def run() -> Iterator[Figure]:
    commands = {name: command for name, (command, _) in COMMANDS.items()}
    interleaved({"floor": FLOOR, **commands}, 1)  # fills the caches
    times = interleaved({"floor": FLOOR, **commands}, ROUNDS)
    yield Figure("the bare interpreter", 1000 * times["floor"], "ms")
    for name, (command, goal) in COMMANDS.items():
        yield Figure(name, times[name] / times["floor"], "x", "the bare interpreter", f"{goal:g}")
        yield Figure(f"{name}, peak memory", peak_memory(command), "MB")
