"""Where entries and rule texts stand in the files, so that a lint can point at them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nmt_expert.knowledge.written.load import Item, RuleFiles


def hypotheses(files: RuleFiles) -> Iterator[tuple[Item[Any], str]]:
    for kind in ("muscle", "nerve", "condition"):
        for item in files.of(kind):
            yield item, item.entry.id if kind != "muscle" else f"trigger_point.{item.entry.id}"


def places(files: RuleFiles) -> dict[str, tuple[Item[Any], tuple[str | int, ...]]]:
    """Where each rule text stands, by the text id that compiled rules carry."""
    found: dict[str, tuple[Item[Any], tuple[str | int, ...]]] = {}
    for item, hypothesis in hypotheses(files):
        for i, argument in enumerate(item.entry.arguments):
            found[f"{hypothesis}/{argument.id}"] = (item, ("arguments", i))
    for kind in ("rule", "pattern"):
        found.update({item.entry.id: (item, ()) for item in files.of(kind)})
    found.update({f"urgency/{item.entry.id}": (item, ()) for item in files.of("urgency")})
    for item in files.of("red_flag"):
        found.update({f"{item.entry.id}/{raised.id}": (item, raised.path[:2]) for raised in item.entry.raised()})
    return found
