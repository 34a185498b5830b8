"""The condition of a changed rule as one piece, those inside it included, so that it is evaluated without an engine."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import cached_property

from nmt_expert.knowledge.compiled.conditions import Clause, Group
from nmt_expert.reasoning.facts import Fact


@dataclass(frozen=True)
class OnBothSides:
    """One of these atoms from the left and one from the right."""

    atoms: tuple[int, ...]


@dataclass(frozen=True)
class Body:
    """At least n of each group, none of `nots`."""

    groups: tuple[tuple[int, tuple[int | Body | OnBothSides, ...]], ...]
    nots: tuple[int, ...] = ()

    @cached_property
    def atoms(self) -> frozenset[int]:
        """Every atom that it asks for, inside it too."""
        parts = [part for _, group in self.groups for part in group]
        own = {part for part in parts if isinstance(part, int)}
        return frozenset(own).union(*(part.atoms for part in parts if not isinstance(part, int)))

    def rests_on(self, atoms: frozenset[int]) -> bool:
        """Does it ask for one of these atoms?"""
        return not (self.atoms.isdisjoint(atoms) and atoms.isdisjoint(self.nots))


def body_of(
    clause: Clause, number: Callable[[str], int], known: Container[str], groups: list[Group] | None = None
) -> Body:
    """The body of a clause, or of other groups with its inner conditions. `number` gives the number of an atom's text."""
    inner = {f"@{each.name}": body_of(each, number, known) for each in clause.inner}

    def part(atom: str) -> int | Body | OnBothSides:
        if atom in inner:
            return inner[atom]
        if atom.startswith("@both#") and atom not in known:
            return OnBothSides(tuple(number(f"+{key}") for key in clause.both_sides[atom[1:]]))
        return number(atom)

    wanted = clause.groups if groups is None else groups
    return Body(tuple((g.n, tuple(map(part, g.atoms))) for g in wanted), tuple(map(number, clause.nots)))


def holds(body: Body | OnBothSides, side: str, known: Container[Fact]) -> bool:
    """Does the condition hold from this side?"""
    if isinstance(body, OnBothSides):
        return all(any(Fact(atom, place) in known for atom in body.atoms) for place in ("left", "right"))

    def met(part: int | Body | OnBothSides) -> bool:
        return Fact(part, side) in known if isinstance(part, int) else holds(part, side, known)

    return all(sum(map(met, parts)) >= n for n, parts in body.groups) and not any(
        Fact(atom, side) in known for atom in body.nots
    )
