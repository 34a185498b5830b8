"""Errors that a user can mend. They end a command with one clear text and exit code 1, never with a traceback."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from nmt_expert.printable import printable

ENOUGH = 200  # problems after which looking for more is a waste, since each looks for the nearest known word
_MOST_TOLD = 50  # problems of one load
_LONGEST = 500  # characters of one problem
_LONGEST_WORD = 80  # that can be a misspelt one
_NEAR = 3  # names that are suggested
_PART = re.compile(r"[a-z0-9]+")


class NmtError(Exception):
    """An expected error; its text names the place and the way to mend it, and cannot steer a terminal."""

    def __init__(self, text: str) -> None:
        super().__init__(printable(text))


class Problem(NamedTuple):
    """One thing wrong in a file: where, what, how to mend it, and the stable code of the check that found it."""

    file: str
    line: int
    column: int
    message: str
    code: str = ""

    def __str__(self) -> str:
        """One line. Of a long message, which quotes a long word, beginning and end are kept."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        message = self.message
        if len(message) > _LONGEST:
            message = f"{message[: _LONGEST // 2]} ... {message[-_LONGEST // 2 :]}"
        return f"{place}: {message}".replace("\n", "\\n") + (f" [{self.code}]" if self.code else "")


class ProblemsError(NmtError):
    """All problems of one load, reported together; the text names the first ones."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        told = [str(problem) for problem in self.problems[:_MOST_TOLD]]
        if len(self.problems) > _MOST_TOLD:
            told.append(f"... and {len(self.problems) - _MOST_TOLD:,} more problems.")
        super().__init__("\n".join(told))


def as_argument(path: object) -> str:
    """A path as it can be copied behind a command, in quotes where it needs them."""
    from shlex import quote

    return quote(printable(str(path)))


def nearest(word: str, known: Iterable[str]) -> str:
    """' Did you mean X?' for the known word nearest to `word`, those that are as near beside it; '' when none is near."""
    if len(word) > _LONGEST_WORD:
        return ""
    names = list(dict.fromkeys(known))
    near = _rearranged(word, names) or _spelt_alike(word, names)
    as_near = " or ".join(f"'{name}'" for name in near)
    return f" Did you mean {as_near}?" if near else ""


def _rearranged(word: str, names: list[str]) -> list[str]:
    """The names that hold every part of a word of several, in whichever order: pain_severe of severe_pain."""
    parts = set(_PART.findall(word.lower()))
    held = [(len(of), name) for name in names if parts <= (of := set(_PART.findall(name.lower())))]
    return [name for size, name in held if size == min(held)[0]][:_NEAR] if len(parts) > 1 else []


def _spelt_alike(word: str, names: list[str]) -> list[str]:
    """The names spelt most like a word; when none is, those of which the parts are, in whichever order."""
    from rapidfuzz import fuzz, process  # only a mistake needs it

    found = process.extract(word, names, processor=str.lower, score_cutoff=70, limit=_NEAR)
    if not found:
        apart, scorer = lambda name: " ".join(_PART.findall(name.lower())), fuzz.token_sort_ratio
        found = process.extract(word, names, scorer=scorer, processor=apart, score_cutoff=70, limit=_NEAR)
    return [name for name, score, _ in found if score == found[0][1]]


def counted(n: int, what: str) -> str:
    """A number with what it counts, in the plural where it needs it: '1 rule', '2 rules'."""
    return f"{n:,} {what}{'' if n == 1 else 's'}"
