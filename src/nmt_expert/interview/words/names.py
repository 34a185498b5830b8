"""In how many ways a name is said: without its brackets, in another order, with another word for its side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import permutations

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.stems import stem

_PAIR = 2  # words of a place: its aspect and its part
_TURNED = 3  # words of a name that are known in any order


def names_of(label: str) -> Iterable[str]:
    """A label as it stands, and without what it explains in brackets, and that by itself."""
    yield label
    if outside(label) != label:
        yield outside(label)
        yield from re.findall(r"\(([^)]*)\)", label)


def outside(label: str) -> str:
    """A label without what it explains in brackets."""
    return re.sub(r"\s*\([^)]*\)", "", label)


def turned(row: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """'Front shoulder' is also said 'shoulder front'."""
    return permutations(row) if len(row) <= _TURNED else (row,)


def alike(row: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """Other words for a place: 'inner knee' is also 'medial knee', and 'outer mid thigh' lies on the outer thigh."""
    aspects = next((aspects for aspects in _aspects() if row[0] in aspects), None)
    if aspects is None:
        return []
    levels = [(), *((stem(level),) for level in written()["levels"])] if len(row) == _PAIR else [()]
    return [(aspect, *level, *row[1:]) for aspect in aspects for level in levels]


@lru_cache(maxsize=1)
def _aspects() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(stem, aspects)) for aspects in written()["aspects"])
