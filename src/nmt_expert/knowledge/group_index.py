"""Which groups of which rules name an atom, as sets of rules with a bit for each. Built with the rules and kept with them, so
that a start makes objects only of what the atoms of a case ask for."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from nmt_expert.knowledge.rows import Rows, rows

Groups = Sequence[tuple[int, tuple[int, ...]]]  # of one rule: how many of which atoms must hold


class GroupIndex(Struct, frozen=True, dict=True):
    """The second of two `named` is of rules that look from no side."""

    groups: Rows  # rule of every group, and the place of the group in it
    named: tuple[Rows, Rows]  # numbers of the groups that name an atom, by atom
    longer: tuple[bytes, ...]  # the rules that have a group at each place, as bits
    several: bytes  # the rules that want several atoms of a group, as bits

    def rules_naming(self, atom: int) -> set[int]:
        """Numbers of the rules that name this atom in what must hold."""
        return {self._rule[group] for named in self.named for group in named[atom]}

    @cached_property
    def _rule(self) -> array[int]:
        """The rule of every group."""
        return array("i", self.groups.values)[::2]

    @cached_property
    def views(self) -> tuple[AtomGroups, AtomGroups]:
        """What each atom meets of the rules that look from a side, and of those that look from none."""
        return AtomGroups(self.groups, self.named[0]), AtomGroups(self.groups, self.named[1])

    @cached_property
    def without(self) -> list[int]:
        """The rules that have no group at each place, as bits."""
        return [~_number(rules) for rules in self.longer]

    @cached_property
    def counting(self) -> int:
        """The rules that want several atoms of a group, as bits."""
        return _number(self.several)


class AtomGroups:
    """The groups that name an atom: by their place the rules, as bits. Put together when an atom is first asked for."""

    def __init__(self, groups: Rows, named: Rows) -> None:
        self._groups = groups
        self._named = named
        self._made: dict[int, tuple[tuple[int, int], ...]] = {}

    def of(self, atom: int) -> tuple[tuple[int, int], ...]:
        """Places of groups, and the rules that name this atom in their group at that place."""
        made = self._made.get(atom)
        if made is None:
            found: dict[int, int] = {}
            for group in self._named[atom]:
                rule, place = self._groups[group]
                found[place] = found.get(place, 0) | 1 << rule
            made = self._made[atom] = tuple(found.items())
        return made


class Met:
    """The rules of which every group names an atom that was seen."""

    def __init__(self, index: GroupIndex, central: bool) -> None:
        self._index = index
        self._groups = index.views[central]
        self._at = [0] * len(index.longer)  # by the place of a group

    def add(self, atoms: Iterable[int]) -> int:
        """Sees more atoms. All rules that are met now, as bits."""
        at = self._at
        for atom in atoms:
            for place, rules in self._groups.of(atom):
                at[place] |= rules
        met = at[0] if at else 0
        for here, without in zip(at[1:], self._index.without[1:], strict=True):
            met &= here | without
        return met


def numbers(bits: int) -> Iterator[int]:
    """The numbers of a set, smallest first."""
    text = bin(bits)[:1:-1]
    place = text.find("1")
    while place >= 0:
        yield place
        place = text.find("1", place + 1)


def _number(bits: bytes) -> int:
    return int.from_bytes(bits, "little")


def _bits(numbers: Iterable[int]) -> bytes:
    found = bytearray()
    for number in numbers:
        found.extend(bytes(max(0, number // 8 + 1 - len(found))))
        found[number // 8] |= 1 << number % 8
    return bytes(found)


def indexed(rules: Iterable[tuple[bool, Groups]], atoms: int) -> GroupIndex:
    """The index of rules, each as whether it looks from a side and its groups, over so many atoms."""
    table: list[tuple[int, int]] = []
    by_atom: tuple[list[list[int]], list[list[int]]] = ([[] for _ in range(atoms)], [[] for _ in range(atoms)])
    longer: list[list[int]] = []
    several = []
    for rule, (sided, groups) in enumerate(rules):
        view = by_atom[not sided]
        for place, (n, named) in enumerate(groups):
            for atom in named:
                view[atom].append(len(table))
            table.append((rule, place))
            if place == len(longer):
                longer.append([])
            longer[place].append(rule)
            if n > 1:
                several.append(rule)
    return GroupIndex(rows(table), (rows(by_atom[0]), rows(by_atom[1])), tuple(map(_bits, longer)), _bits(several))
