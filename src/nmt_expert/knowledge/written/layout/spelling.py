"""How a value is written: in quotes only where it must be, and broken over lines where it may be."""

from __future__ import annotations

import re

from nmt_expert.knowledge.written.layout.nodes import Items, Pairs, Text, Value
from nmt_expert.knowledge.written.scalars import is_text

WIDTH = 120
_FIRST = re.compile(r"[^\W_]|[(<>=+/~°_$.]")  # what a text without quotes begins with
_NEEDS_QUOTES = re.compile(r": |:$| #|\s\s|^\s|\s$|[\n\t\"\\]")
_NEEDS_QUOTES_INSIDE = re.compile(r"[,\[\]{}?]")  # not every reader of YAML takes a ? inside braces for text
_JOIN = re.compile(r"(?<=,) | (?=unless )|(?<=\band) |(?<=\bor) |(?<=\bunless) ")
_SPACE = re.compile(r"(?<![\s:]) (?!\s)")


def spelled(text: Text, inside: bool) -> str:
    """One text; `inside` braces or brackets more of them need quotes."""
    if text.plain and not text.sentence and not is_text(text.text):
        return text.text
    value = text.text
    bare = _FIRST.match(value) and not _NEEDS_QUOTES.search(value) and is_text(value)
    if bare and not (inside and _NEEDS_QUOTES_INSIDE.search(value)):
        return value
    if ('"' in value or "\\" in value) and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def inline(value: Value) -> str:
    """A value on one line, however long."""
    if isinstance(value, Text):
        return spelled(value, inside=True)
    if isinstance(value, Items):
        return f"[{', '.join(map(inline, value.items))}]"
    assert isinstance(value, Pairs)
    pairs = ", ".join(f"{key}: {inline(part)}" for key, part in value.pairs.items())
    return pairs if value.bare else f"{{{pairs}}}"


def filled(line: str, indent: int) -> list[str]:
    """A line broken at spaces, never behind a key; what follows the first break is indented."""
    lines = []
    while len(line) > WIDTH:
        breaks = [found.start() for found in _SPACE.finditer(line) if found.start() > indent + 1]
        if not breaks:
            break
        at = max((b for b in breaks if b <= WIDTH), default=breaks[0])
        lines.append(line[:at])
        line = " " * indent + line[at + 1 :]
    return [*lines, line]


def joined(before: str, sentence: str, indent: int) -> list[str]:
    """A condition after what stands before it, broken where it is joined, outside parentheses first."""
    lines = []
    quote = '"' if spelled(Text(sentence, sentence=True), inside=False) != sentence else ""
    before, after = before + quote, quote
    if len(before) + len(sentence) > WIDTH and _best_break(sentence, WIDTH - len(before)) > WIDTH - len(before) + 1:
        lines, before = [before[: -1 - len(quote)]], " " * indent + quote
    while len(before) + len(sentence) + len(after) > WIDTH and (at := _best_break(sentence, WIDTH - len(before))):
        lines.append(before + sentence[:at].rstrip())
        before, sentence = " " * indent, sentence[at:]
    return [*lines, before + sentence + after]


def _best_break(sentence: str, room: int) -> int:
    """Where a line of this length is broken best; 0 when nowhere."""
    breaks = [
        (sentence.count("(", 0, m.end()) - sentence.count(")", 0, m.end()), m.end()) for m in _JOIN.finditer(sentence)
    ]
    fitting = [(depth, at) for depth, at in breaks if at - 1 <= room] or breaks[:1]
    good = [(depth, at) for depth, at in fitting if at > room / 3] or fitting
    return min(good, key=lambda one: (one[0], -one[1]))[1] if good else 0
