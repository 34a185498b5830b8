"""A rule's life: what counts was looked at by a second person, and says no more of its source than is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nmt_expert.errors import Problem
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.lint.places import hypotheses
from nmt_expert.knowledge.written.load import Item, RuleFiles
from nmt_expert.knowledge.written.schema.common import Life


def status_unfounded(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A rule that is called sourced, or a trigger point that is called seen, without a source of that."""
    for item, path, rule in _lives(files):
        seen = [kb.sources[name].seen for name in getattr(rule, "source", ()) if name in kb.sources]
        if rule.status == "sourced" and not set(seen) - {"textbook"}:
            message = "`status: sourced` without a source in which it was seen; cite it, or write `consensus`"
            yield item.problem((*path, "status"), message, "status-unfounded")
    for item in files.of("muscle"):
        for i, point in enumerate(item.entry.triggers):
            if point.status != "textbook" and not point.source:
                message = (
                    f"`status: {point.status}` without the source in which it was seen; cite it, or write `textbook`"
                )
                yield item.problem(("triggers", i, "status"), message, "status-unfounded")


def review_missing(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A rule that counts, names its author, and was looked at by nobody else."""
    for item, path, rule in _lives(files):
        if rule.author and rule.status in ("consensus", "sourced") and rule.reviewer in ("", rule.author):
            message = (
                f"'{rule.author}' wrote it and nobody else looked at it; name a `reviewer:`, or keep it `experimental`"
            )
            yield item.problem((*path, "author"), message, "review-missing")


def _lives(files: RuleFiles) -> Iterator[tuple[Item[Any], tuple[str | int, ...], Life]]:
    """Every rule that says something of its life, with its place."""
    for item, _ in hypotheses(files):
        for i, argument in enumerate(item.entry.arguments):
            yield item, ("arguments", i), argument
    for kind in ("rule", "pattern", "template", "urgency"):
        for item in files.of(kind):
            yield item, (), item.entry
    for item in files.of("red_flag"):
        for urgency in ("emergency", "urgent", "refer"):
            for name, alternative in getattr(item.entry, urgency).items():
                yield item, (urgency, name), alternative
