"""Which groups of which rules name an atom. Built with the rules and kept with them, so that a start makes objects only of
what the atoms of a case ask for."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from nmt_expert.knowledge.rows import Rows, rows

Groups = Sequence[tuple[int, tuple[int, ...]]]  # of one rule: how many of which atoms must hold


class RuleGroup(NamedTuple):
    """One group of a rule's condition."""

    number: int  # among all groups of all rules
    rule: int
    n: int  # how many of its atoms must hold
    of: int  # how many groups the rule has


class GroupIndex(Struct, frozen=True, dict=True):
    """The second of two `named` is of rules that look from no side."""

    groups: Rows  # rule, n and `of` of every group
    named: tuple[Rows, Rows]  # numbers of the groups that name an atom, by atom

    def rules_naming(self, atom: int) -> set[int]:
        """Numbers of the rules that name this atom in what must hold."""
        return {self._rule[group] for named in self.named for group in named[atom]}

    @cached_property
    def _rule(self) -> array[int]:
        """The rule of every group."""
        return array("i", self.groups.values)[::3]

    @cached_property
    def size(self) -> int:
        """How many groups there are."""
        return len(self.groups)

    @cached_property
    def views(self) -> tuple[AtomGroups, AtomGroups]:
        """The groups by atom, of rules that look from a side and of rules that look from none."""
        return AtomGroups(self.groups, self.named[0]), AtomGroups(self.groups, self.named[1])


class AtomGroups:
    """Groups by the number of the atom that they name; each is made when it is first asked for."""

    def __init__(self, groups: Rows, named: Rows) -> None:
        self._groups = groups
        self._named = named
        self._made: dict[int, tuple[RuleGroup, ...]] = {}

    def of(self, atom: int) -> tuple[RuleGroup, ...]:
        """The groups that name this atom, in the order of the rules."""
        made = self._made.get(atom)
        if made is None:
            made = self._made[atom] = tuple(RuleGroup(n, *self._groups[n]) for n in self._named[atom])
        return made


def indexed(rules: Iterable[tuple[bool, Groups]], atoms: int) -> GroupIndex:
    """The index of rules, each as whether it looks from a side and its groups, over so many atoms."""
    table: list[tuple[int, int, int]] = []
    by_atom: tuple[list[list[int]], list[list[int]]] = ([[] for _ in range(atoms)], [[] for _ in range(atoms)])
    for rule, (sided, groups) in enumerate(rules):
        view = by_atom[not sided]
        for n, named in groups:
            for atom in named:
                view[atom].append(len(table))
            table.append((rule, n, len(groups)))
    return GroupIndex(rows(table), (rows(by_atom[0]), rows(by_atom[1])))
