"""Runs inputs in processes of their own, so that a crash, a hang or a hunger for memory is one input's fault."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.targets import TARGETS, Files

SECONDS = (
    5  # of processor time for one input; compiling all shipped rules, as a damaged cache makes it do, takes as long
)
MEMORY = 500_000_000  # bytes that one input may ask for, beside what the program holds already
_OUTSIDE = 60  # seconds of processor time after which a process hangs outside Python, where no alarm is heard
_SILENT = 1800  # seconds after which a process waits for something that never comes


@dataclass
class Fault:
    """An input for which something did not hold."""

    name: str
    files: Files
    what: str


@dataclass
class Outcome:
    counts: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, tuple[float, str]] = field(default_factory=dict)  # of each target: seconds, input
    faults: list[Fault] = field(default_factory=list)


def made(name: str) -> tuple[Files, Random]:
    """The input with a name such as `case-7-123`: target, seed and number. The same name gives the same input."""
    chance = Random(name)
    return TARGETS[name.partition("-")[0]][0](chance), chance


def run(names: Iterable[str], until: float, processes: int = 2) -> Outcome:
    """Tries the inputs until the clock (time.monotonic) says `until`."""
    outcome = Outcome()
    waiting = iter(names)
    workers = [_Worker() for _ in range(processes)]
    try:
        while busy := [worker.line for worker in workers if worker.step(waiting, outcome, until)]:
            multiprocessing.connection.wait(busy, timeout=1)
    finally:
        for worker in workers:
            worker.stop()
    return outcome


class _Worker:
    """One process. It is forked from a parent that has the knowledge base already."""

    def __init__(self) -> None:
        self.name = ""
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("fork")
        self.line, other = context.Pipe()
        self._process = context.Process(target=_work, args=(other,), daemon=True)
        self._process.start()
        other.close()

    def step(self, waiting: Iterator[str], outcome: Outcome, until: float) -> bool:
        """Takes a result in and gives a new input out. False when there is nothing more to do."""
        if self.name:
            if self.line.poll():
                try:
                    result, seconds = self.line.recv()
                    self._done(result, seconds, outcome)
                except (EOFError, OSError):
                    self._lost("the process died", outcome)
            elif self._used() - self._before > _OUTSIDE or time.monotonic() - self._since > _SILENT:
                self._lost("hangs", outcome)
        if not self.name and time.monotonic() < until:
            self.name = next(waiting, "")
            if self.name:
                self._since, self._before = time.monotonic(), self._used()
                self.line.send(self.name)
        return bool(self.name)

    def _used(self) -> float:
        """Seconds of processor time that the process has used so far."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _done(self, result: str, seconds: float, outcome: Outcome) -> None:
        target = self.name.partition("-")[0]
        if result.startswith("!"):
            outcome.faults.append(Fault(self.name, made(self.name)[0], result[1:]))
            result = "fault"
        outcome.counts[f"{target} {result}"] += 1
        outcome.slowest[target] = max(outcome.slowest.get(target, (0.0, "")), (seconds, self.name))
        self.name = ""

    def _lost(self, what: str, outcome: Outcome) -> None:
        self.stop()
        self._done(f"!{what} (exit {self._process.exitcode})", 0, outcome)
        self._start()

    def stop(self) -> None:
        self._process.kill()
        self._process.join()
        self.line.close()


def _work(line: Any) -> None:
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY, held + MEMORY))
    signal.signal(signal.SIGPROF, _too_long)
    while True:
        try:
            name = line.recv()
        except EOFError:
            return
        started = time.process_time()
        line.send((tried(*made(name), name), time.process_time() - started))


def tried(files: Files, chance: Random, name: str) -> str:
    """What came of an input; with `!` before it when something did not hold."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        return TARGETS[name.partition("-")[0]][1](files, chance)
    except BaseException as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"!{type(error).__name__}: {str(error)[:300]} ({Path(where.filename).name}:{where.lineno})"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _too_long(_signal: int, _frame: object) -> None:
    raise TimeoutError(f"more than {SECONDS} s")
