"""Rules of entries below own folders, taken as they were compiled before instead of being compiled once more."""

from __future__ import annotations

from typing import Any

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.written.load import Item, RuleFiles
from nmt_expert.knowledge.written.own import SWITCHABLE

_SPEAKS_FOR_ITSELF = {*SWITCHABLE, "presentation", "source"}  # what changes the meaning of no other entry's condition


class Kept:
    """The rules of the knowledge base `below`, by the id under which each was written."""

    def __init__(self, files: RuleFiles, below: KnowledgeBase | None) -> None:
        touched = {kind for kind, items in files.items.items() if any(item.own for item in items)}
        self._below = below
        self._rules: dict[str, list[Rule]] | None = None
        if below is not None and touched <= _SPEAKS_FOR_ITSELF:
            self._rules = {}
            for rule in below.rules:
                if not rule.part_of:
                    self._rules.setdefault(rule.id.partition("#")[0].removesuffix("/absent"), []).append(rule)

    def into(self, kb: KnowledgeBase) -> None:
        """Adds what the kept rules refer to: unnamed patterns, and what must be on both sides."""
        if self._rules is not None and self._below is not None:
            kb.patterns |= {name: pattern for name, pattern in self._below.patterns.items() if "#" in name}
            kb.both_sides |= self._below.both_sides

    def of(self, id: str, *items: Item[Any]) -> list[Rule] | None:
        """The rules that these entries of the shipped rules made under this id; None where they are to be compiled."""
        if self._rules is None or any(item.own for item in items):
            return None
        return self._rules.get(id, [])
