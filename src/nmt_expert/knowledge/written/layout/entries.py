"""The lines of one entry."""

from __future__ import annotations

from nmt_expert.knowledge.written.layout.nodes import Items, Pairs, Text, Value
from nmt_expert.knowledge.written.layout.spelling import WIDTH, filled, inline, joined, spelled

# kinds whose entries stand in braces while they are short
_SHORT = {"zone", "movement", "activity", "site", "reflex", "whole", "family", "group", "source", "finding", "synonym"}
_MOST_LINES = 4
# keys whose parts stand below each other even where they would fit on a line
_BELOW = {"arguments", "emergency", "urgent", "refer", "lowers", "signs", "triggers"}


def entry_lines(entry: Pairs, kind: str) -> list[str]:
    """The lines of an entry in a list."""
    if kind in _SHORT and not _commented(entry) and not any(_is_sentence(v) for v in entry.pairs.values()):
        lines = filled("- " + inline(entry), 4)
        if len(lines) <= _MOST_LINES:
            return lines
    return _item(entry, 0)


def _item(value: Value, indent: int) -> list[str]:
    """A part of a list below its key."""
    above = [" " * indent + comment for comment in value.comments]
    if isinstance(value, Pairs):
        lines = [line for key, part in value.pairs.items() for line in _pair(key, part, indent + 2)]
        first = next(i for i, line in enumerate(lines) if not line.lstrip().startswith("#"))
        above += [line[2:] for line in lines[:first]]
        return [*above, " " * indent + "- " + lines[first][indent + 2 :], *lines[first + 1 :]]
    return [*above, *filled(" " * indent + "- " + inline(value), indent + 4)]


def _pair(key: str, value: Value, indent: int) -> list[str]:
    above = [" " * indent + comment for comment in value.comments]
    head = f"{' ' * indent}{key}: "
    if isinstance(value, Text):
        if value.sentence:
            return [*above, *joined(head, value.text, indent + 2)]
        return [*above, *filled(head + spelled(value, inside=False), indent + 2)]
    one = head + inline(value)
    if not _commented(value) and (key not in _BELOW or (key == "refer" and isinstance(value, Items))):
        if len(one) <= WIDTH or key == "provenance":
            return [*above, *filled(one, indent + 2)]
        if isinstance(value, Items) and all(isinstance(item, Text) for item in value.items):
            return [*above, *filled(one, indent + 2)]
    below = _below(key, value, indent + 2)
    return [*above, head.rstrip(), *below] if below else [*above, one]


def _below(key: str, value: Value, indent: int) -> list[str]:
    if isinstance(value, Pairs):
        return [line for inner, part in value.pairs.items() for line in _pair(inner, part, indent)]
    assert isinstance(value, Items)
    found = []
    for item in value.items:
        in_braces = isinstance(item, Pairs) and key != "arguments" and not _commented(item)
        if in_braces:
            above = [" " * indent + comment for comment in item.comments]
            found += [*above, *filled(" " * indent + "- " + inline(item), indent + 4)]
        else:
            found += _item(item, indent)
    return found


def _commented(value: Value) -> bool:
    parts = value.items if isinstance(value, Items) else value.pairs.values() if isinstance(value, Pairs) else ()
    return any(part.comments or _commented(part) for part in parts)


def _is_sentence(value: Value) -> bool:
    return isinstance(value, Text) and value.sentence
