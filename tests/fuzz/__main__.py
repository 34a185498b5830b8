"""Fuzzes the program: `python -m tests.fuzz [--inputs N] [--minutes N] [--seed N] [NAME ...]`, or `make fuzz`.

NAME is an input of an earlier run, such as case-7-123: it is made and tried again, in this process, with its trace.
What fails is written to build/fuzz/, and its name is printed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.pool import made, run
from tests.fuzz.targets import TARGETS, known, own_folders

_SHARES = {"case": 29, "rules": 10, "cache": 1}  # of forty inputs


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Tries damaged inputs.")
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(TARGETS), help="one kind of input")
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args()
    with TemporaryDirectory() as place:
        own_folders(place)
        if options.names:
            for name in options.names:
                files, chance = made(name)
                print(name, TARGETS[name.partition("-")[0]][1](files, chance))
            return 0
        return _fuzz(options)


def _fuzz(options: argparse.Namespace) -> int:
    known()  # once, before processes are forked
    started = time.monotonic()
    outcome = run(_names(options.inputs, options.seed, options.only), started + options.minutes * 60)
    for count, number in sorted(outcome.counts.items()):
        print(f"{number:>7,} {count}")
    total = sum(outcome.counts.values())
    slowest = ", ".join(f"{name} {seconds:.1f} s" for seconds, name in sorted(outcome.slowest.values(), reverse=True))
    print(f"{total:>7,} inputs of seed {options.seed} in {time.monotonic() - started:.0f} s; slowest: {slowest}")
    for fault in outcome.faults:
        place = Path("build/fuzz", fault.name)
        for name, content in fault.files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(content)
        print(f"{fault.name}: {fault.what}")
    return 1 if outcome.faults else 0


def _names(inputs: int, seed: int, only: str | None) -> Iterator[str]:
    kinds = [only] if only else [kind for kind, share in _SHARES.items() for _ in range(share)]
    for number in range(inputs):
        yield f"{kinds[number % len(kinds)]}-{seed}-{number}"


if __name__ == "__main__":
    sys.exit(main())
