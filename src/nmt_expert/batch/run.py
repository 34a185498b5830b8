"""Runs a batch on any executor of concurrent.futures: in order, with few cases in memory, going on where it stopped."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path

import msgspec

from nmt_expert.batch.source import Item
from nmt_expert.batch.work import Job, assessed
from nmt_expert.errors import NmtError, as_argument

_AT_ONCE = 16  # cases that one call of a worker assesses
_AHEAD = 4  # calls a worker that are handed out before the first is back


class Done(msgspec.Struct):
    """What of a line is read again."""

    source: str
    rules: str = ""
    error: str = ""


def lines(items: Iterable[Item], job: Job, executor: Executor, workers: int) -> Iterator[bytes]:
    """The line of every case in the order of the cases. Holds no more than a few cases a worker."""
    waiting: deque[Future[list[bytes]]] = deque()
    rest = iter(items)
    try:
        while True:
            while len(waiting) < workers * _AHEAD and (some := list(islice(rest, _AT_ONCE))):
                waiting.append(executor.submit(assessed, job, some))
            if not waiting:
                return
            yield from waiting.popleft().result()
    except BrokenProcessPool:
        raise NmtError(
            "a worker ended unasked (out of memory?); what was written stays. Go on with --resume."
        ) from None
    finally:
        for future in waiting:
            future.cancel()


def already_done(output: Path, items: Iterator[Item], rules: str) -> int:
    """How many cases the output holds already; they are taken off `items`, and a line cut short off the output.

    Raises NmtError when the lines are not the first ones of these cases under these rules.
    """
    done = 0
    whole = 0
    with output.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                break
            try:
                found = msgspec.json.decode(line, type=Done)
            except msgspec.MsgspecError:
                raise NmtError(f"{output}:{done + 1}: no line of a batch; name another file with -o.") from None
            expected = next(items, None)
            if expected is None or expected.source != found.source:
                raise NmtError(
                    f"{output}:{done + 1}: of other cases ({found.source}); name the same ones, or another -o."
                )
            if found.rules != rules:
                raise NmtError(f"{output}:{done + 1}: made with other rules ({found.rules}); begin anew with --force.")
            done += 1
            whole += len(line)
    os.truncate(output, whole)
    return done


def opened(output: Path, resume: bool, force: bool) -> int:
    """A descriptor to append lines to, readable by its owner only. Raises NmtError when the file exists and is not meant."""
    if output.exists() and not (resume or force):
        ask = as_argument(output)
        raise NmtError(
            f"{output} exists; go on with --resume, begin anew with --force, or name another file than {ask}."
        )
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | (0 if resume else os.O_TRUNC)
    try:
        return os.open(output, flags, 0o600)
    except OSError as error:
        raise NmtError(f"{output}: cannot be written ({error.strerror}).") from None
