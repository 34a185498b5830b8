"""What a finding says by how often conditions show it, in weights of evidence.

A finding that a condition shows oftener than its neighbours do speaks for it, one that it shows more seldom against it, and
so, the other way round, does a finding that was looked for and not there (the frequency of INTERNIST-1, Miller 1982). What
a condition does not name is as unspecific as the scale's `unnamed` says; its absence says nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from math import log10
from typing import NamedTuple

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Scale
from nmt_expert.knowledge.presentations import Shown

LEVELS = ("always", "often", "some", "never")


class Says(NamedTuple):
    """What one finding says: for those that name it by level, and for those that do not."""

    present: tuple[float, ...]
    absent: tuple[float, ...]
    unnamed: float  # when it is there


def weight(scale: Scale, share: float, usual: float) -> float:
    """What it says that `share` of the clients of a condition show something, and of all `usual`; both from 0 to 1."""
    most = scale.shown_most
    return round(scale.presented * max(-most, min(most, log10(share / usual))), 4)


def says(scale: Scale, shown: Shown) -> Says:
    """What a finding says."""
    shares = [scale.shown[level] for level in LEVELS]
    return Says(
        tuple(weight(scale, share, shown.usual) for share in shares),
        tuple(weight(scale, 1 - share, 1 - shown.usual) for share in shares),
        weight(scale, min(scale.shown["unnamed"], shown.usual), shown.usual),
    )


def named(kb: KnowledgeBase, hypothesis: str) -> Iterator[tuple[str, float, float]]:
    """The findings that a hypothesis names, each with what it says when it is there and when it is not."""
    told = kb.presentations
    number = told.numbers.get(hypothesis)
    if number is not None:
        for place, level in zip(array("H", told.named[number]), told.levels[number], strict=True):
            key = told.keys[place]
            said = says(kb.scale, told.shown[key])
            yield key, said.present[level], said.absent[level]
