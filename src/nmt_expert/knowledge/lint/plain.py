"""What a client reads is in everyday words and names the right part of the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nmt_expert.errors import Problem
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.everyday import JARGON, PARTS
from nmt_expert.knowledge.lint.places import hypotheses
from nmt_expert.knowledge.written.load import RuleFiles

_TRADE = "'{}' is a word of the trade; say it as a client would"


def plain_not_plain(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A text for the client with a word of the trade; a `plain` line without a part of the body that it concerns."""
    for kind in ("factor", "home"):
        for item in files.of(kind):
            if word := JARGON.search(item.entry.say):
                yield item.problem(("say",), _TRADE.format(word[0]), "plain-not-plain")
    for item, _ in hypotheses(files):
        plain = getattr(item.entry, "plain", "")
        if not plain:
            continue
        if word := JARGON.search(plain):
            yield item.problem(("plain",), _TRADE.format(word[0]), "plain-not-plain")
        regions = getattr(item.entry, "regions", None) or [item.entry.region]  # a muscle has one
        parts = {part for region in regions for part in PARTS.get(region, ())}
        if parts and not re.search(rf"\b(?:{'|'.join(sorted(parts))})\b", plain):
            yield item.problem(("plain",), f"names no part of {', '.join(regions)}; say where it is", "plain-not-plain")
