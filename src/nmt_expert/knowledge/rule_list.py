"""Rules that are decoded when they are first looked at: a case looks at one in thirty."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import overload

import msgspec

from nmt_expert.knowledge.model import Rule


class PackedRules(msgspec.Struct, array_like=True):
    """Rules as the cache holds them: one behind the other, and where each ends."""

    packed: bytes
    ends: bytes  # 32-bit numbers


def packed(rules: Iterable[Rule]) -> PackedRules:
    """Rules ready for the cache."""
    each = [msgspec.msgpack.encode(rule) for rule in rules]
    return PackedRules(b"".join(each), array("i", accumulate(map(len, each))).tobytes())


class RuleList(Sequence[Rule]):
    """The rules of a cached knowledge base."""

    def __init__(self, rules: PackedRules) -> None:
        self._packed = memoryview(rules.packed)
        self._ends = array("i", rules.ends)
        self._made: dict[int, Rule] = {}

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> Rule: ...
    @overload
    def __getitem__(self, place: slice) -> list[Rule]: ...
    def __getitem__(self, place: int | slice) -> Rule | list[Rule]:
        try:
            return self._made[place]  # type: ignore[index]
        except (KeyError, TypeError):  # not yet made, or a slice
            pass
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self)))]
        end = self._ends[place]  # raises IndexError behind the last
        first = self._ends[place - 1] if place % len(self) else 0
        rule = self._made[place] = msgspec.msgpack.decode(self._packed[first:end], type=Rule)
        return rule

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
