"""Errors that a user can mend. They end a command with one clear text and exit code 1, never with a traceback."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class NmtError(Exception):
    """An expected error; its text names the place and the way to mend it."""


class Problem(NamedTuple):
    """One thing wrong in a file: where, what, how to mend it, and the stable code of the check that found it."""

    file: str
    line: int
    column: int
    message: str
    code: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}" + (f" [{self.code}]" if self.code else "")


class ProblemsError(NmtError):
    """All problems of one load, reported together."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(word: str, known: Iterable[str]) -> str:
    """' Did you mean X?' for the known word nearest to `word`, or '' when none is near."""
    from rapidfuzz import process  # only a mistake needs it

    found = process.extractOne(word, list(known), processor=str.lower, score_cutoff=70)
    return f" Did you mean '{found[0]}'?" if found else ""
