"""The values of one entry with the comments that stand above them, taken from YAML nodes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml


@dataclass
class Value:
    comments: list[str] = field(default_factory=list, kw_only=True)  # lines above it


@dataclass
class Text(Value):
    """A word, a number or a text."""

    text: str
    plain: bool = False  # as it is written: a number, true or false
    sentence: bool = False  # a condition


@dataclass
class Items(Value):
    items: list[Value]


@dataclass
class Pairs(Value):
    pairs: dict[str, Value]
    bare: bool = False  # inside a list: written without braces


def value_of(node: Any, comments: Sequence[tuple[int, str]] = ()) -> Value:
    """The value of a node; every comment (its index in the file, its text) goes to the part that follows it."""
    units: list[tuple[int, Value]] = []
    value = _value(node, units)
    units.sort(key=lambda unit: unit[0])
    starts = [start for start, _ in units]
    for index, comment in comments:
        at = min(bisect_right(starts, index), len(units) - 1)
        units[at][1].comments.append(comment)
    return value


def _value(node: Any, units: list[tuple[int, Value]]) -> Value:
    if isinstance(node, yaml.ScalarNode):
        return Text(node.value, plain=not node.style)
    if isinstance(node, yaml.SequenceNode):
        items = [_value(item, units) for item in node.value]
        if not node.flow_style:
            units += [(item.start_mark.index, value) for item, value in zip(node.value, items, strict=True)]
        return Items(items)
    pairs = {key.value: _value(value, units) for key, value in node.value}
    if not node.flow_style:
        units += [(key.start_mark.index, pairs[key.value]) for key, _ in node.value]
    return Pairs(pairs)


def comments_of(text: str, root: Any) -> list[tuple[int, str]]:
    """Every comment of a file: its index, and its text from the # on."""
    inside = sorted(
        (start, end) for node in scalars(root) for start, end in [(node.start_mark.index, node.end_mark.index)]
    )
    starts = [start for start, _ in inside]
    found, at = [], 0
    for line in text.split("\n"):
        for column, character in enumerate(line):
            index = at + column
            if character != "#" or (column and not line[column - 1].isspace()):
                continue
            before = bisect_right(starts, index) - 1
            if before < 0 or inside[before][1] <= index:
                found.append((index, line[column:].rstrip()))
                break
        at += len(line) + 1
    return found


def scalars(node: Any) -> Iterator[Any]:
    """The words of a node, keys too."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    for part in node.value if isinstance(node, yaml.CollectionNode) else ():
        for one in part if isinstance(part, tuple) else (part,):
            yield from scalars(one)
