"""Which groups of which rules name an atom. Built with the rules and kept with them as rows of numbers, so that a start
reads it at once and turns into objects only what the atoms of a case ask for."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

Groups = Sequence[tuple[int, tuple[int, ...]]]  # of one rule: how many of which atoms must hold


class RuleGroup(NamedTuple):
    """One group of a rule's condition."""

    number: int  # among all groups of all rules
    rule: int
    n: int  # how many of its atoms must hold
    of: int  # how many groups the rule has


class GroupIndex(Struct, frozen=True, dict=True):
    """Rows of 32-bit numbers. The second row of `ends` and `named` is of rules that look from no side."""

    groups: bytes  # rule, n and `of` of every group
    ends: tuple[bytes, bytes]  # of every atom: where its groups end in `named`
    named: tuple[bytes, bytes]  # numbers of the groups that name an atom, atom by atom

    @cached_property
    def views(self) -> tuple[AtomGroups, AtomGroups]:
        """The groups by atom, of rules that look from a side and of rules that look from none."""
        table = array("i", self.groups)
        return AtomGroups(table, self.ends[0], self.named[0]), AtomGroups(table, self.ends[1], self.named[1])


class AtomGroups:
    """Groups by the number of the atom that they name; each is made when it is first asked for."""

    def __init__(self, table: array[int], ends: bytes, named: bytes) -> None:
        self._table = table
        self._ends = array("i", ends)
        self._named = array("i", named)
        self._made: dict[int, tuple[RuleGroup, ...]] = {}

    def of(self, atom: int) -> tuple[RuleGroup, ...]:
        """The groups that name this atom, in the order of the rules."""
        made = self._made.get(atom)
        if made is None:
            first = self._ends[atom - 1] if atom else 0
            made = self._made[atom] = tuple(map(self._group, self._named[first : self._ends[atom]]))
        return made

    def _group(self, number: int) -> RuleGroup:
        rule, n, of = self._table[3 * number : 3 * number + 3]
        return RuleGroup(number, rule, n, of)


def indexed(rules: Iterable[tuple[bool, Groups]], atoms: int) -> GroupIndex:
    """The index of rules, each as whether it looks from a side and its groups, over so many atoms."""
    table = array("i")
    by_atom: tuple[list[list[int]], list[list[int]]] = ([[] for _ in range(atoms)], [[] for _ in range(atoms)])
    number = 0
    for rule, (sided, groups) in enumerate(rules):
        view = by_atom[not sided]
        for n, named in groups:
            table.extend((rule, n, len(groups)))
            for atom in named:
                view[atom].append(number)
            number += 1
    ends = [array("i", accumulate(map(len, view))).tobytes() for view in by_atom]
    numbers = [array("i", (n for found in view for n in found)).tobytes() for view in by_atom]
    return GroupIndex(table.tobytes(), (ends[0], ends[1]), (numbers[0], numbers[1]))
