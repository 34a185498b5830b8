"""What a finding says by how often conditions show it, in weights of evidence.

A finding that a condition shows oftener than its neighbours do speaks for it, one that it shows more seldom against it, and
so, the other way round, does a finding that was looked for and not there (the frequency of INTERNIST-1, Miller 1982). What
a condition does not name is as unspecific as the scale's `unnamed` says; its absence says nothing. What an examiner found
speaks louder for a condition than what was told, which many conditions share and which comes in numbers.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log10
from typing import NamedTuple

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.presentations import Shown
from nmt_expert.knowledge.scale import Scale

LEVELS = ("always", "often", "some", "never")


class Says(NamedTuple):
    """What one finding says: for those that name it by level, and for those that do not."""

    present: tuple[float, ...]
    absent: tuple[float, ...]
    unnamed: float  # when it is there


class Named(NamedTuple):
    """A finding of a presentation, and what it says when it is there and when it is not."""

    key: str
    present: float
    absent: float


def weight(scale: Scale, share: float, usual: float) -> float:
    """What it says that `share` of the clients of a condition are so, and of all `usual`; both from 0 to 1."""
    return _weight(scale.presented["told"], scale.shown_most, share, usual)


def says(scale: Scale, shown: Shown) -> Says:
    """What a finding says."""
    for_it = scale.presented["found" if shown.found else "told"]
    shares = (scale.shown[word] for word in (*LEVELS, "unnamed"))
    return _says(shown.usual, for_it, scale.presented["told"], scale.shown_most, *shares)


@lru_cache(maxsize=10_000)  # asked for every hypothesis that names it
def _says(usual: float, for_it: float, otherwise: float, most: float, *shares: float) -> Says:
    *levels, unnamed = shares
    return Says(
        tuple(_weight(for_it if share > usual else otherwise, most, share, usual) for share in levels),
        tuple(_weight(otherwise, most, 1 - share, 1 - usual) for share in levels),
        _weight(otherwise, most, min(unnamed, usual), usual),
    )


def _weight(counts: float, most: float, share: float, usual: float) -> float:
    return round(counts * max(-most, min(most, log10(share / usual))), 4)


def named(kb: KnowledgeBase, hypothesis: str) -> Sequence[Named]:
    """The findings that a hypothesis names, each with what it says when it is there and when it is not."""
    known: dict[str, Sequence[Named]] = kb.__dict__.setdefault("named", {})  # worked out once for a knowledge base
    if hypothesis not in known:
        known[hypothesis] = list(_named(kb, hypothesis))
    return known[hypothesis]


def _named(kb: KnowledgeBase, hypothesis: str) -> Iterator[Named]:
    told = kb.presentations
    number = told.numbers.get(hypothesis)
    if number is not None:
        said: dict[str, Says] = kb.__dict__.setdefault("said_by_findings", {})  # each is named by many
        for place, level in zip(array("H", told.named[number]), told.levels[number], strict=True):
            key = told.keys[place]
            if key not in said:
                said[key] = says(kb.scale, told.shown[key])
            yield Named(key, said[key].present[level], said[key].absent[level])
