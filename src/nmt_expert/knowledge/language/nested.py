"""Reads a condition as it stands in YAML: a sentence, or the older nested form (all, any, none, at_least, present ...)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from nmt_expert.knowledge.language.mistakes import SentenceError
from nmt_expert.knowledge.language.sentence import key_of, parse
from nmt_expert.knowledge.language.tree import (
    AllOf,
    AnyOf,
    At,
    Compare,
    CountOf,
    Finding,
    Path,
    Side,
    Tree,
    Unless,
    Word,
)

Report = Callable[[At, str, str], None]  # where, message, code
DEEPEST = 12  # conditions inside each other
_SIDES: dict[str, Side] = {"same": "same", "opposite": "opposite", "either": "either", "both": "both"}


def read(raw: Any, path: Path, report: Report) -> Tree | None:
    """The tree of a condition that stands at `path`; None when it cannot be read, which has been reported."""
    if isinstance(raw, str):
        try:
            return parse(raw)
        except SentenceError as error:
            report(error.at, str(error), "condition")
            return None
    return _Nested(report).tree(raw, path)


class _Nested:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._wrong = False

    def tree(self, raw: Any, path: Path) -> Tree | None:
        tree, nots = self._positive(raw, path, 0)
        if nots and not self._wrong:
            tree = Unless(tree, _any(nots)) if tree else None
        if tree is None and not self._wrong:
            self._say(path, "a condition needs at least one thing that must hold, not only things that must not")
        return None if self._wrong else tree

    def _say(self, path: Path, message: str) -> None:
        self._wrong = True
        self._report(path, message, "condition")

    def _positive(self, raw: Any, path: Path, depth: int) -> tuple[Tree | None, list[Tree]]:
        """What must hold and what must not."""
        if depth > DEEPEST:
            self._say(path, f"conditions stand more than {DEEPEST} deep inside each other")
            return None, []
        if isinstance(raw, str):
            return self._leaf({"present": raw}, path), []
        if not isinstance(raw, dict):
            expected = "present, absent, value, pattern, all, any, none, at_least"
            self._say(path, f"expected a finding or a condition ({expected})")
            return None, []
        if "all" in raw:
            return self._all(raw, path, depth)
        if "none" in raw:
            self._only(raw, {"none"}, path)
            return None, [
                leaf
                for i, c in self._children(raw["none"], (*path, "none"))
                if (leaf := self._not(c, (*path, "none", i)))
            ]
        if "any" in raw:
            self._only(raw, {"any"}, path)
            return AnyOf(self._parts(raw["any"], (*path, "any"), depth)), []
        if "of" in raw and "present" not in raw and "absent" not in raw:
            self._only(raw, {"at_least", "of"}, path)
            if not isinstance(raw.get("at_least"), int):
                self._say(path, "`of` needs `at_least: N`")
                return None, []
            return CountOf(raw["at_least"], self._parts(raw["of"], (*path, "of"), depth), path), []
        return self._leaf(raw, path), []

    def _all(self, raw: dict[str, Any], path: Path, depth: int) -> tuple[Tree | None, list[Tree]]:
        self._only(raw, {"all"}, path)
        parts: list[Tree] = []
        nots: list[Tree] = []
        for i, child in self._children(raw["all"], (*path, "all")):
            part, more = self._positive(child, (*path, "all", i), depth + 1)
            parts += part.parts if isinstance(part, AllOf) else [part] if part else []
            nots += more
        return (AllOf(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None), nots

    def _parts(self, raw: Any, path: Path, depth: int) -> tuple[Tree, ...]:
        parts = []
        for i, child in self._children(raw, path):
            tree, nots = self._positive(child, (*path, i), depth + 1)
            if tree is not None:
                parts.append(Unless(tree, _any(nots)) if nots else tree)
            elif not self._wrong:
                self._say(
                    (*path, i), "a condition needs at least one thing that must hold, not only things that must not"
                )
        return tuple(parts)

    def _not(self, raw: Any, path: Path) -> Tree | None:
        if isinstance(raw, str) or (isinstance(raw, dict) and raw.keys() & {"present", "absent", "value"}):
            return self._leaf({"present": raw} if isinstance(raw, str) else raw, path)
        self._say(path, "`none` may name findings only: present, absent or value")
        return None

    # -- leaves

    def _leaf(self, raw: dict[str, Any], path: Path) -> Tree | None:
        if "pattern" in raw:
            self._only(raw, {"pattern", "side"}, path)
            return Finding((Word(str(raw["pattern"]), path),), side=self._side(raw, path))
        if "value" in raw:
            return self._value(raw, path)
        for state in ("present", "absent"):
            if state in raw:
                self._only(raw, {state, "of", "at_least", "side"}, path)
                return self._findings(raw, state, path)
        known = "present, absent, value, pattern, all, any, none or at_least"
        self._say(path, f"unknown condition {sorted(map(str, raw))}; use {known}")
        return None

    def _findings(self, raw: dict[str, Any], state: str, path: Path) -> Tree | None:
        names, subjects = _words(raw[state], path), _words(raw.get("of", []), path)
        if not names or not all(isinstance(word, Word) for word in names + subjects):
            self._say((*path, state), "expected the key of a finding, or a list of keys")
            return None
        absent, side = state == "absent", self._side(raw, path)
        several = len(names) * max(len(subjects), 1) > 1 or any(word[0] in "@$" for word in names + subjects)
        n = raw.get("at_least", 1)
        if not isinstance(n, int) or n < 1:
            self._say((*path, "at_least"), "at_least must be a whole number from 1")
            return None
        if "of" in raw or (len(names) == 1 and names[0][0] in "@$"):
            needed = n if several and (absent or n > 1) else None
            return Finding(names, subjects, absent, side, needed)
        parts = tuple(Finding(*key_of(name), absent, side) for name in names)
        if n > 1:
            return CountOf(n, parts, path)
        return AnyOf(parts) if len(parts) > 1 else parts[0]

    def _value(self, raw: dict[str, Any], path: Path) -> Tree | None:
        self._only(raw, {"value", "at_least", "at_most"}, path)
        bounds = [(op, raw[word]) for word, op in (("at_least", ">="), ("at_most", "<=")) if word in raw]
        if len(bounds) != 1 or not isinstance(bounds[0][1], int | float):
            self._say(path, "a value needs one number: at_least or at_most (join two with `all`)")
            return None
        return Compare(Word(str(raw["value"]), path), ">=" if bounds[0][0] == ">=" else "<=", bounds[0][1])

    def _side(self, raw: dict[str, Any], path: Path) -> Side:
        side = raw.get("side", "same")
        if side not in _SIDES:
            self._say((*path, "side"), f"'{side}' is not one of {', '.join(_SIDES)}")
            return "same"
        return _SIDES[side]

    def _only(self, raw: dict[str, Any], allowed: set[str], path: Path) -> None:
        for key in raw:
            if key not in allowed:
                self._say((*path, str(key)), f"unknown key '{key}' here; allowed: {', '.join(sorted(allowed))}")

    def _children(self, raw: Any, path: Path) -> Iterator[tuple[int, Any]]:
        if not isinstance(raw, list) or not raw:
            self._say(path, "expected a list of conditions")
            return
        yield from enumerate(raw)


def _words(value: Any, path: Path) -> tuple[Any, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(Word(word, path) if isinstance(word, str) else word for word in values)


def _any(trees: list[Tree]) -> Tree:
    return AnyOf(tuple(trees)) if len(trees) > 1 else trees[0]
