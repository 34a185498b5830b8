"""What can never hold: a rule that looks from no side and asks for one, or that asks for two things which exclude each other.

A red flag that can never be raised looks like safety and is none; a sentence of it is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from nmt_expert.errors import Problem
from nmt_expert.knowledge.atoms import Atom, atom_of
from nmt_expert.knowledge.compiled.conditions import Clause
from nmt_expert.knowledge.language.tree import Path
from nmt_expert.knowledge.written.load import Item

_SEXES = {"sex_male", "sex_female"}


def never_holds(item: Item[Any], path: Path, clause: Clause, *, sided: bool) -> Iterator[Problem]:
    """The problems of a rule's clause: `sided` when it looks from left and right, as a sided hypothesis does."""
    for inner in (clause, *clause.all_inner):
        atoms = [atom_of(atom) for group in inner.groups for atom in group.atoms]
        for asked in dict.fromkeys(a.key or a.pattern for a in atoms if a.mark == "~" and not sided):
            message = (
                f"'{asked} opposite' can never hold here: this is judged without sides, as every red flag; write "
                f"`{asked}`, or `{asked} bilateral`"
            )
            yield item.problem(path, message, "never-holds")
    needed = list(_needed(clause, {inner.name: inner for inner in clause.all_inner}))
    for one, other in combinations(dict.fromkeys(needed), 2):
        if one.key and _exclude(one, other):
            message = f"'{_said(one)}' and '{_said(other)}' never hold together; take one out, or join them with `or`"
            yield item.problem(path, message, "never-holds")
    for vetoed in dict.fromkeys(atom_of(atom) for atom in clause.nots):
        if vetoed in needed:
            message = f"'{_said(vetoed)}' is asked for and taken out by `unless`; it never holds"
            yield item.problem(path, message, "never-holds")


def _needed(clause: Clause, inner: dict[str, Clause]) -> Iterator[Atom]:
    """The atoms without which the clause does not hold."""
    for group in clause.groups:
        if group.n == len(group.atoms):
            for atom in map(atom_of, group.atoms):
                if atom.pattern in inner:
                    yield from _needed(inner[atom.pattern], inner)
                else:
                    yield atom


def _exclude(one: Atom, other: Atom) -> bool:
    """Can one client never show both?"""
    if {one.key, other.key} == _SEXES and not one.absent and not other.absent:
        return True
    if one.key != other.key or one.mark != other.mark:
        return False
    if one.bound and other.bound and one.bound[0] != other.bound[0]:
        least, most = sorted((one, other), key=lambda atom: atom.bound[0], reverse=True)
        return float(least.bound[2:]) > float(most.bound[2:])
    return one.mark in ("", "&") and one.absent != other.absent


def _said(atom: Atom) -> str:
    bound = f" {atom.bound[:2]} {atom.bound[2:]}" if atom.bound else ""
    return f"{'no ' if atom.absent else ''}{atom.key or atom.pattern}{bound}"
