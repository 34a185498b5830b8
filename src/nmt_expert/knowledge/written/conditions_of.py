"""Where conditions stand in an entry as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nmt_expert.knowledge.written.short_forms import written_as

Path = tuple[str | int, ...]
_RULES = ("pattern", "rule", "template", "caution", "sign", "urgency", "contradiction")


def conditions_of(kind: str, entry: Any) -> Iterator[Path]:
    """The paths of the conditions of an entry, in the short form or the long one."""
    if kind == "finding" and entry.get("follows_from"):
        yield ("follows_from",)
    if kind in _RULES and entry.get("when"):
        yield ("when",)
    if kind in ("nerve", "condition") and entry.get("hallmark"):
        yield ("hallmark",)
    if kind == "score":
        yield from (("items", i, "when") for i in range(len(entry.get("items", ()))))
        yield from ((("given",),) if entry.get("given") else ())
    for i, argument in enumerate(entry.get("arguments", ())):
        yield ("arguments", i, written_as("when", list(argument)) or "when")
    if kind == "red_flag":
        for name in entry.get("signs", ()):
            yield ("signs", name)
        for block in ("emergency", "urgent", "refer", "lowers"):
            for name, raised in entry.get(block, {}).items():
                yield (block, name, "when") if isinstance(raised, dict) else (block, name)


def at_path(entry: Any, path: Path) -> Any:
    """What stands at a path of an entry."""
    for step in path:
        entry = entry[step]
    return entry
