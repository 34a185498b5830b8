"""Conditions as data: the YAML tree of a rule's `when` becomes groups of atoms.

An atom is what an engine matches: a finding in one state, seen from the side of the hypothesis.

    +key      present            ~+key   present on the opposite side
    -key      absent             |+key   present on either side
    key>=5    value at least     &+key   present on both sides
    key<=5    value at most      @name   pattern concluded

A rule is one clause: of every group at least n atoms hold, and none of `nots` holds. A nested condition becomes an
unnamed pattern of its own (`@rule#1`), so that every engine needs only this one form.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str | int, ...]
Report = Callable[[Path, str], None]
_SIDE_MARK = {"same": "", "opposite": "~", "either": "|", "both": "&"}
_LEAF_KEYS = {"present", "absent", "of", "at_least", "side"}


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
    name: str = ""


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


class ConditionParser:
    """Parses one rule's condition. `report` receives the path and text of every problem.

    `patterns` are the names of patterns; they may stand where a finding is present.
    """

    def __init__(self, rule: str, patterns: Container[str], report: Report) -> None:
        self._rule = rule
        self._patterns = patterns
        self._report = report
        self._count = 0

    def parse(self, raw: Any, path: Path) -> Clause:
        return self._clause(self._rule, raw, path)

    def _clause(self, name: str, raw: Any, path: Path) -> Clause:
        clause = Clause(name=name)
        self._conjoin(clause, raw, path)
        if not clause.groups:
            self._report(path, "a condition needs at least one thing that must hold, not only things that must not")
        return clause

    def _conjoin(self, clause: Clause, raw: Any, path: Path) -> None:
        if isinstance(raw, str):
            raw = {"present": raw}
        if not isinstance(raw, dict):
            self._report(
                path, "expected a finding or a condition (present, absent, value, pattern, all, any, none, at_least)"
            )
            return
        keys = set(raw)
        if "all" in keys:
            self._only(raw, {"all"}, path)
            for i, child in self._children(raw["all"], (*path, "all")):
                self._conjoin(clause, child, (*path, "all", i))
        elif "none" in keys:
            self._only(raw, {"none"}, path)
            for i, child in self._children(raw["none"], (*path, "none")):
                atoms = self._leaf_atoms(child, (*path, "none", i))
                if atoms is None:
                    self._report((*path, "none", i), "`none` may name findings only: present, absent or value")
                else:
                    clause.nots.extend(atoms[1])
        elif "any" in keys:
            self._only(raw, {"any"}, path)
            self._count_of(clause, 1, raw["any"], (*path, "any"))
        elif "of" in keys and "present" not in keys and "absent" not in keys:
            self._only(raw, {"at_least", "of"}, path)
            if not isinstance(raw.get("at_least"), int):
                self._report(path, "`of` needs `at_least: N`")
            else:
                self._count_of(clause, raw["at_least"], raw["of"], (*path, "of"))
        else:
            leaf = self._leaf_atoms(raw, path)
            if leaf is None:
                self._report(
                    path,
                    f"unknown condition {sorted(map(str, keys))}; use present, absent, value, pattern, all, any, none or at_least",
                )
            else:
                clause.groups.append(Group(leaf[0], tuple(leaf[1])))

    def _count_of(self, clause: Clause, n: int, raw: Any, path: Path) -> None:
        """At least n of the children hold; every child counts once, however many of its own alternatives hold."""
        atoms: list[str] = []
        children = list(self._children(raw, path))
        if n < 1 or n > len(children):
            self._report(path, f"at_least {n} of {len(children)} conditions can never or always hold")
            return
        for i, child in children:
            leaf = self._leaf_atoms(child, (*path, i))
            if leaf is not None and leaf[0] == 1 and (n == 1 or len(leaf[1]) == 1):
                atoms.extend(leaf[1])
                continue
            self._count += 1
            inner = self._clause(f"{self._rule}#{self._count}", child, (*path, i))
            clause.inner.append(inner)
            atoms.append("@" + inner.name)
        clause.groups.append(Group(n, tuple(dict.fromkeys(atoms))))

    def _leaf_atoms(self, raw: Any, path: Path) -> tuple[int, list[str]] | None:
        """(n, atoms) of a leaf, or None when `raw` is not a leaf."""
        if isinstance(raw, str):
            raw = {"present": raw}
        if not isinstance(raw, dict):
            return None
        if "pattern" in raw:
            self._only(raw, {"pattern", "side"}, path)
            mark = "|" if raw.get("side") == "either" else ""
            return 1, [f"{mark}@{raw['pattern']}"]
        if "value" in raw:
            return 1, self._value_atoms(raw, path)
        for state, sign in (("present", "+"), ("absent", "-")):
            if state in raw:
                self._only(raw, {state, "of", "at_least", "side"}, path)
                side = raw.get("side", "same")
                if side not in _SIDE_MARK:
                    self._report((*path, "side"), f"'{side}' is not one of {', '.join(_SIDE_MARK)}")
                    side = "same"
                names = as_list(raw[state])
                keys = (
                    [f"{name}({subject})" for name in names for subject in as_list(raw["of"])] if "of" in raw else names
                )
                if not keys or not all(isinstance(key, str) for key in keys):
                    self._report((*path, state), "expected the key of a finding, or a list of keys")
                    return 1, []
                n = raw.get("at_least", 1)
                if not isinstance(n, int) or n < 1 or n > len(keys):
                    self._report((*path, "at_least"), f"at_least must be a whole number from 1 to {len(keys)}")
                    n = 1
                return n, [self._atom(key, sign, _SIDE_MARK[side]) for key in dict.fromkeys(keys)]
        return None

    def _atom(self, key: str, sign: str, mark: str) -> str:
        if sign == "+" and key in self._patterns:
            return f"{'|' if mark == '|' else ''}@{key}"
        return f"{mark}{sign}{key}"

    def _value_atoms(self, raw: dict[str, Any], path: Path) -> list[str]:
        self._only(raw, {"value", "at_least", "at_most"}, path)
        name = raw["value"]
        bounds = {op: raw[word] for word, op in (("at_least", ">="), ("at_most", "<=")) if word in raw}
        if len(bounds) != 1 or not all(isinstance(b, int | float) for b in bounds.values()):
            self._report(path, "a value needs one number: at_least or at_most (join two with `all`)")
            return []
        return [f"{name}{op}{bound:g}" for op, bound in bounds.items()]

    def _only(self, raw: dict[str, Any], allowed: set[str], path: Path) -> None:
        for key in raw:
            if key not in allowed:
                self._report((*path, str(key)), f"unknown key '{key}' here; allowed: {', '.join(sorted(allowed))}")

    def _children(self, raw: Any, path: Path) -> Iterator[tuple[int, Any]]:
        if not isinstance(raw, list) or not raw:
            self._report(path, "expected a list of conditions")
            return
        yield from enumerate(raw)


def finding_key(atom: str) -> str | None:
    """The key of the finding that an atom speaks of; None for a pattern."""
    bare = atom.lstrip("~|&")
    if bare.startswith("@"):
        return None
    for op in (">=", "<="):
        if op in bare:
            return bare.split(op)[0]
    return bare[1:]


def absent_counterpart(groups: Iterable[Group]) -> list[Group] | None:
    """The groups that hold when what `groups` asks for was tested and not found; None when that cannot be said.

    Single presences: all absent. At least N of M: at least M-N+1 absent.
    """
    groups = list(groups)
    if len(groups) != 1:
        return None
    n, atoms = groups[0].n, groups[0].atoms
    if not all(atom.lstrip("~|&").startswith("+") for atom in atoms):
        return None
    flipped = tuple(atom.replace("+", "-", 1) for atom in atoms)
    return [Group(len(atoms) - n + 1, flipped)]
