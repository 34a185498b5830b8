"""Conditions as data: the tree of a rule's `when` becomes groups of atoms.

An atom is what an engine matches: a finding in one state, seen from the side of the hypothesis.

    +key      present            ~+key   present on the opposite side
    -key      absent             |+key   present on either side
    key>=5    value at least     &+key   present on both sides
    key<=5    value at most      @name   pattern concluded; `@both#...`: of several findings, one on each side

A rule is one clause: of every group at least n atoms hold, and none of `nots` holds. A nested condition becomes an
unnamed pattern of its own (`@rule#1`), so that every engine needs only this one form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from nmt_expert.knowledge.atoms import atom_of
from nmt_expert.knowledge.language.tree import AllOf, AnyOf, Compare, CountOf, Finding, Tree, Unless

_SIDE_MARK = {"same": "", "opposite": "~", "either": "|", "both": "&"}


@dataclass(frozen=True)
class Group:
    """At least `n` of `atoms`."""

    n: int
    atoms: tuple[str, ...]


@dataclass
class Clause:
    """One rule body in normal form, with the unnamed patterns that it needs."""

    groups: list[Group] = field(default_factory=list)
    nots: list[str] = field(default_factory=list)
    inner: list[Clause] = field(default_factory=list)
    both_sides: dict[str, tuple[str, ...]] = field(default_factory=dict)  # `@both#...`: keys, one of them on each side
    name: str = ""

    @property
    def all_inner(self) -> list[Clause]:
        """The unnamed patterns at any depth, each after those inside it."""
        return [found for inner in self.inner for found in (*inner.all_inner, inner)]


def clause_of(name: str, tree: Tree) -> Clause:
    """The clause of a checked condition; the conditions inside it are called `name#1`, `name#2` ..."""
    return _Lower(name).clause(name, tree)


class _Lower:
    def __init__(self, rule: str) -> None:
        self._rule = rule
        self._count = 0

    def clause(self, name: str, tree: Tree) -> Clause:
        clause = Clause(name=name)
        self._conjoin(clause, tree)
        return clause

    def _conjoin(self, clause: Clause, tree: Tree) -> None:
        match tree:
            case AllOf(parts):
                for part in parts:
                    self._conjoin(clause, part)
            case Unless(base, nots):
                self._conjoin(clause, base)
                clause.nots += [atom for part in alternatives((nots,)) for atom in self._atoms(clause, part)]
            case AnyOf(parts) | CountOf(1, parts):
                self._count_of(clause, 1, alternatives(parts))
            case CountOf(n, parts):
                self._count_of(clause, n, list(parts))
            case Finding():
                clause.groups.append(Group(tree.needed, self._atoms(clause, tree)))
            case Compare():
                clause.groups.append(Group(1, atoms_of(tree)))

    def _count_of(self, clause: Clause, n: int, parts: list[Tree]) -> None:
        """At least n of the parts hold; every part counts once, however many of its own alternatives hold."""
        atoms: list[str] = []
        for part in parts:
            own = self._atoms(clause, part)
            if own and (not isinstance(part, Finding) or part.needed == 1) and (n == 1 or len(own) == 1):
                atoms += own
                continue
            self._count += 1
            inner = self.clause(f"{self._rule}#{self._count}", part)
            clause.inner.append(inner)
            atoms.append("@" + inner.name)
        clause.groups.append(Group(n, tuple(dict.fromkeys(atoms))))

    def _atoms(self, clause: Clause, part: Tree) -> tuple[str, ...]:
        """The atoms of a finding or number; of several on both sides also the one for different ones on either side."""
        atoms = atoms_of(part)
        if not isinstance(part, Finding) or part.side != "both" or part.absent or part.needed > 1 or len(atoms) == 1:
            return atoms
        name = f"both#{sha256(' '.join(sorted(part.keys)).encode()).hexdigest()[:8]}"
        clause.both_sides[name] = part.keys
        return (*atoms, f"@{name}")


def alternatives(parts: Iterable[Tree]) -> list[Tree]:
    """Alternatives with those inside them beside them."""
    return [found for part in parts for found in (alternatives(part.parts) if isinstance(part, AnyOf) else [part])]


def atoms_of(tree: Tree) -> tuple[str, ...]:
    """The atoms of a finding or a comparison; none for anything else."""
    if isinstance(tree, Compare):
        return (f"{tree.name}{tree.op}{tree.bound:g}",)
    if not isinstance(tree, Finding):
        return ()
    mark, sign = _SIDE_MARK[tree.side], "-" if tree.absent else "+"
    return tuple(f"{mark}{'' if key.startswith('@') else sign}{key}" for key in tree.keys)


def absent_counterpart(groups: Iterable[Group]) -> list[Group] | None:
    """The groups that hold when what `groups` asks for was tested and not found; None when that cannot be said.

    Single presences: all absent. At least N of M: at least M-N+1 absent.
    """
    groups = list(groups)
    if len(groups) != 1:
        return None
    n, atoms = groups[0].n, tuple(atom for atom in groups[0].atoms if not atom.startswith("@both#"))
    if not all(asked.key and not asked.absent and not asked.bound for asked in map(atom_of, atoms)):
        return None
    flipped = tuple(atom.replace("+", "-", 1) for atom in atoms)
    return [Group(len(atoms) - n + 1, flipped)]
