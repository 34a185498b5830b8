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
        found[f"{hypothesis}/hallmark"] = (item, ("hallmark",))
        for i, argument in enumerate(item.entry.arguments):
            found[f"{hypothesis}/{argument.id}"] = (item, ("arguments", i))
    for kind in ("rule", "pattern"):
        found.update({item.entry.id: (item, ()) for item in files.of(kind)})
    found.update({f"urgency/{item.entry.id}": (item, ()) for item in files.of("urgency")})
    for item in files.of("red_flag"):
        found.update({f"{item.entry.id}/{raised.id}": (item, raised.path[:2]) for raised in item.entry.raised()})
    return found


def conditions(files: RuleFiles) -> Iterator[tuple[Item[Any], tuple[str | int, ...], str]]:
    """Every condition that is written, with its entry and its path there."""
    for item, _ in hypotheses(files):
        if getattr(item.entry, "hallmark", None) is not None:
            yield item, ("hallmark",), item.entry.hallmark
        for i, argument in enumerate(item.entry.arguments):
            yield item, ("arguments", i, "when"), argument.when
    for kind in ("rule", "pattern", "template", "caution", "urgency", "sign", "contradiction"):
        for item in files.of(kind):
            if item.entry.when:
                yield item, ("when",), item.entry.when
    for item in files.of("finding"):
        yield item, ("follows_from",), item.entry.follows_from
    for item in files.of("score"):
        yield from ((item, ("items", i, "when"), one.when) for i, one in enumerate(item.entry.items))
        if item.entry.given:
            yield item, ("given",), item.entry.given
    for item in files.of("red_flag"):
        for name, sign in item.entry.signs.items():
            yield item, ("signs", name), sign
        for raised in item.entry.raised():
            yield item, raised.path, raised.when
        for name, lower in item.entry.lowers.items():
            yield item, ("lowers", name, "when"), lower.when
