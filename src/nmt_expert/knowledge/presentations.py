"""How conditions usually present, compiled: which finding is named by whom, and how often all in all."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")


class Shown(Struct, frozen=True, array_like=True):
    """How often a finding is shown: over all conditions of its regions, and by those that name it."""

    usual: float  # share of clients, 0 to 1
    who: bytes  # numbers of the hypotheses, 16 bits each
    levels: bytes  # the level at which each shows it, from 0 (always)
    found: bool  # by an examiner, not told

    def only(self, new: Mapping[int, int]) -> Shown:
        """Shown by these hypotheses alone, each under its new number."""
        pairs = [(new[n], level) for n, level in zip(array("H", self.who), self.levels, strict=True) if n in new]
        who = array("H", [number for number, _ in pairs]).tobytes()
        return Shown(self.usual, who, bytes(level for _, level in pairs), self.found)


class Presenting(Struct, frozen=True, array_like=True):
    """Who comes, and when: weights by number of the hypothesis, () where nothing is told."""

    ages: tuple[tuple[float, ...], ...]  # under 16, from 16, 30, 50, 70 years
    sexes: tuple[tuple[float, ...], ...]  # women, men
    since: tuple[tuple[float, ...], ...]  # a week, a month, a quarter, a year, longer


class Presentations(Struct, frozen=True, array_like=True, dict=True):
    """How conditions usually present."""

    hypotheses: tuple[str, ...] = ()  # by their number
    shown: dict[str, Shown] = {}  # by finding
    named: tuple[bytes, ...] = ()  # of each hypothesis the places in `keys` of what it names itself, 16 bits each
    levels: tuple[bytes, ...] = ()
    people: Presenting = Presenting((), (), ())

    def only(self, hypotheses: Iterable[str]) -> Presentations:
        """Those of some hypotheses; what a finding says for whoever does not name it stays."""
        kept = [number for id in hypotheses if (number := self.numbers.get(id)) is not None]
        new = {number: place for place, number in enumerate(kept)}

        def of(each: Sequence[T]) -> tuple[T, ...]:
            return tuple(each[number] for number in kept)

        people = Presenting(of(self.people.ages), of(self.people.sexes), of(self.people.since))
        shown = {key: one.only(new) for key, one in self.shown.items()}
        return Presentations(of(self.hypotheses), shown, of(self.named), of(self.levels), people)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The numbers of the hypotheses."""
        return {id: number for number, id in enumerate(self.hypotheses)}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The findings in their order."""
        return tuple(self.shown)
