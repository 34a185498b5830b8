"""The layout of one rule file: every entry in its one form; what stands between entries stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from nmt_expert.knowledge.written.conditions_of import Path, at_path, conditions_of
from nmt_expert.knowledge.written.layout.entries import entry_lines
from nmt_expert.knowledge.written.layout.nodes import Items, Pairs, Text, Value, comments_of, scalars, value_of
from nmt_expert.knowledge.written.layout.shortened import shorten
from nmt_expert.knowledge.written.layout.spelling import WIDTH

Respell = Callable[[str], str]  # a condition in its one spelling
KindOf = Callable[[Any], str]  # the kind of an entry


def laid_out(text: str, data: Any, kind_of: KindOf, respell: Respell) -> str:
    """The text of a file of entries in the one layout, its conditions spelled anew; `data` is what the text says.

    A &name is written out where it is used.
    """
    root: Any = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not data:
        return "\n".join(_between(text.rstrip("\n").split("\n"))) + "\n"
    lines = text.split("\n")
    comments = comments_of(text, root)
    written: list[str] = []
    end = 0  # the line behind the entry above
    for entry, node in zip(data, root.value, strict=True):
        first = node.start_mark.line
        written += _between(lines[end:first])
        last = max(_end_line(one) for one in scalars(node))
        start, stop = node.start_mark.index, sum(len(line) + 1 for line in lines[: last + 1])
        end = last + 1
        value = value_of(node, [c for c in comments if start < c[0] < stop])
        assert isinstance(value, Pairs)
        kind = kind_of(entry)
        for path in conditions_of(kind, entry):
            _replace(value, path, respell(at_path(entry, path)))
        shorten(value, kind)
        written += entry_lines(value, kind)
    return "\n".join([*written, *_between(lines[end:])]).rstrip("\n") + "\n"


def _between(lines: list[str]) -> list[str]:
    """Comments and blank lines between two entries, at most one blank line together; what a long line has over goes down."""
    kept: list[str] = []
    over = ""
    for line in map(str.strip, lines):
        if over and re.match(r"# [\w(]", line):
            line, over = f"# {over} {line[2:]}", ""
        elif over:
            kept.append(f"# {over}")
            over = ""
        if len(line) > WIDTH:
            line, over = line[: line.rindex(" ", 0, WIDTH + 1)], line[line.rindex(" ", 0, WIDTH + 1) + 1 :]
        if line or not kept or kept[-1]:
            kept.append(line)
    return [*kept, f"# {over}"] if over else kept


def _end_line(node: Any) -> int:
    """The line of the last character of a word; a block of text ends before the next word."""
    end = node.end_mark
    return int(end.line - 1 if end.column == 0 and end.line > node.start_mark.line else end.line)


def _replace(value: Value, path: Path, sentence: str) -> None:
    for step in path[:-1]:
        value = value.items[int(step)] if isinstance(value, Items) else _pairs(value)[str(step)]
    pairs, key = _pairs(value), str(path[-1])
    pairs[key] = Text(sentence, sentence=True, comments=pairs[key].comments)


def _pairs(value: Value) -> dict[str, Value]:
    assert isinstance(value, Pairs)
    return value.pairs
