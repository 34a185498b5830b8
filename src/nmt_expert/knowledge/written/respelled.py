"""Rewrites the conditions of a rule file in place; everything else, comments and order too, stays as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

WIDTH = 120
Path = tuple[str | int, ...]
Respell = Callable[[Any, Path], str | None]  # a condition and its path: its sentence, or None to leave it alone
_BREAK = re.compile(r"(?<=,) | (?=unless )|(?<=\band) |(?<=\bor) |(?<=\bunless) ")


def respelled(text: str, data: Any, kind: str, respell: Respell) -> str:
    """The text of a file of entries with its conditions spelled anew; `data` is what the text says."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    spelled: dict[int, tuple[Any, Any, bool, str]] = {}  # by node: an alias is spelled where it is written first
    for index, entry in enumerate(data or []):
        for path in conditions_of(kind, entry):
            key, node, flow = _at(root, (index, *path))
            if id(node) not in spelled and (sentence := respell(_value(entry, path), (index, *path))) is not None:
                spelled[id(node)] = (key, node, flow, sentence)
    lines = text.split("\n")
    for key, node, flow, sentence in sorted(spelled.values(), key=lambda one: -one[1].start_mark.line):
        _replace(lines, key, node, flow, sentence)
    return "\n".join(lines)


def conditions_of(kind: str, entry: Any) -> Iterator[Path]:
    """Where the conditions of an entry stand."""
    if kind == "finding":
        yield from [("follows_from",)] if "follows_from" in entry else []
    if kind in ("pattern", "rule", "template", "caution", "sign", "urgency", "contradiction") and "when" in entry:
        yield ("when",)
    for i, _ in enumerate(entry.get("arguments", ())):
        yield ("arguments", i, "when")
    if kind == "red_flag":
        for i, _ in enumerate(entry.get("alternatives", ())):
            yield ("alternatives", i, "when")
        for name in entry.get("signs", ()):
            yield ("signs", name)
        for block in ("emergency", "urgent", "refer", "lowers"):
            for name, raised in entry.get(block, {}).items():
                yield (block, name, "when") if isinstance(raised, dict) else (block, name)


def _value(entry: Any, path: Path) -> Any:
    for step in path:
        entry = entry[step]
    return entry


def _at(root: Any, path: Path) -> tuple[Any, Any, bool]:
    """The key and the value at a path, and whether they stand inside braces."""
    key, node, flow = None, root, False
    for step in path:
        flow = flow or bool(node.flow_style)
        if isinstance(step, int):
            node = node.value[step]
        else:
            key, node = next(pair for pair in node.value if pair[0].value == step)
    return key, node, flow


def _replace(lines: list[str], key: Any, node: Any, flow: bool, sentence: str) -> None:
    start, (end, end_column) = key.end_mark, _end(node, lines)
    if any(re.search(r"\s#", line) for line in lines[start.line : end]):
        return  # a comment inside belongs to the words beside it; only its author can move it
    anchor = re.match(r"&[\w-]+ ", lines[node.start_mark.line][node.start_mark.column :])
    quote = '"' if sentence[0] in "@`" or (flow and re.search(r"[,\[\]{}]", sentence)) else ""
    before = f"{lines[start.line][: start.column]}: {anchor[0] if anchor else ''}{quote}"
    after = quote + lines[end][end_column:]
    indent = " " * (key.start_mark.column + 2)
    lines[start.line : end + 1] = _wrapped(before, sentence, after, indent)


def _end(node: Any, lines: list[str]) -> tuple[int, int]:
    """Line and column where a value ends; a block collection ends with its last word, a block of text with its lines."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last, lines)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        last_line = max(i for i in range(node.start_mark.line, node.end_mark.line) if lines[i].strip())
        return last_line, len(lines[last_line])
    return node.end_mark.line, node.end_mark.column


def _wrapped(before: str, sentence: str, after: str, indent: str) -> list[str]:
    """The sentence after what stands before it; a long one is broken where it is joined, outside parentheses first."""
    written = []
    while len(before) + len(sentence) + len(after) > WIDTH and (at := _best_break(sentence, WIDTH - len(before))):
        written.append(before + sentence[:at].rstrip())
        before, sentence = indent, sentence[at:]
    return [*written, before + sentence + after]


def _best_break(sentence: str, room: int) -> int:
    """Where a line of this length is broken best; 0 when nowhere."""
    breaks = [
        (sentence.count("(", 0, m.end()) - sentence.count(")", 0, m.end()), m.end()) for m in _BREAK.finditer(sentence)
    ]
    fitting = [(depth, at) for depth, at in breaks if at - 1 <= room] or breaks[:1]
    good = [(depth, at) for depth, at in fitting if at > room / 3] or fitting
    return min(good, key=lambda one: (one[0], -one[1]))[1] if good else 0
