"""A figure of `make bench`, and how times are taken: medians, interleaved where two are compared."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

# As on a user's machine: compiled modules are kept after the first run, whatever this shell says.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
PYTHON = sys.executable
NMT = str(Path(PYTHON).with_name("nmt"))
DEMO = "uq-035"


class Figure(NamedTuple):
    """`value` in `unit` (ms, s, MB, %, x, a second, or a count); a ratio says to what (`of`)."""

    name: str
    value: float
    unit: str
    of: str = ""
    goal: str = ""

    def text(self) -> str:
        said = f"{self.value:.3g} {self.unit}" if self.value < 100 else f"{self.value:.0f} {self.unit}"
        return f"{said} {self.of}".rstrip()


class MissingError(Exception):
    """What a part's figures rest on is not on this machine; the text says what and how to get it."""


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def interleaved(commands: dict[str, list[str]], rounds: int) -> dict[str, float]:
    """Median seconds of each whole process; one after the other, so that a busy machine slows all of them."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(seconds(lambda c=command: subprocess.run(c, stdout=-3, stderr=-3, check=True)))  # type: ignore[misc]
    return {name: statistics.median(found) for name, found in times.items()}


def peak_memory(command: list[str]) -> float:
    """Peak memory, in MB, of the largest process that `command` starts."""
    child = (
        "import resource, subprocess, sys; code = subprocess.run(sys.argv[1:], stdout=-3, stderr=-3).returncode;"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)"
    )
    done = subprocess.run([PYTHON, "-S", "-c", child, *command], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024
