"""How conditions usually present, compiled: which finding is named by whom, and how often all in all."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct


class Shown(Struct, frozen=True, array_like=True):
    """How often a finding is shown: over all conditions of its regions, and by those that name it."""

    usual: float  # share of clients, 0 to 1
    who: bytes  # numbers of the hypotheses, 16 bits each
    levels: bytes  # the level at which each shows it, from 0 (always)
    found: bool  # by an examiner, not told


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

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The numbers of the hypotheses."""
        return {id: number for number, id in enumerate(self.hypotheses)}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The findings in their order."""
        return tuple(self.shown)
