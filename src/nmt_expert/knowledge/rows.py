"""Lists of numbers as the cache keeps them: read at once, and looked into where they are asked for."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from msgspec import Struct


class Rows(Struct, frozen=True, dict=True):
    """One list of whole numbers for every number from 0; 32 bits each."""

    ends: bytes  # where each list ends in `values`
    values: bytes

    @cached_property
    def _ends(self) -> array[int]:
        return array("i", self.ends)

    @cached_property
    def _values(self) -> array[int]:
        return array("i", self.values)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, place: int) -> Sequence[int]:
        return self._values[self._ends[place - 1] if place else 0 : self._ends[place]]


def rows(lists: Iterable[Sequence[int]]) -> Rows:
    """The lists in their order."""
    kept = list(lists)
    values = array("i", (value for each in kept for value in each))
    return Rows(array("i", accumulate(map(len, kept))).tobytes(), values.tobytes())
