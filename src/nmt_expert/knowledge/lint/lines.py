"""Lines that run over the edge of a screen."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_expert.errors import Problem
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.written.layout.spelling import WIDTH
from nmt_expert.knowledge.written.load import RuleFiles


def line_long(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A line over the width that `nmt rules format` would break; an address alone on its line is let stand."""
    locators = {item.locator.file: item.locator for items in files.items.values() for item in items}
    for locator in locators.values():
        for number, line in enumerate(locator.text.split("\n"), 1):
            if len(line) > WIDTH and not ("url: " in line and len(line.split()) <= 3):
                message = f"a line of {len(line)} characters, more than {WIDTH}; nmt rules format breaks it"
                yield Problem(locator.file, number, WIDTH + 1, message, "line-long")
