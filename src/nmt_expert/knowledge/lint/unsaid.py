"""What an entry leaves unsaid: an action, a reason, a source, a test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nmt_expert.errors import Problem
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.lint.places import places
from nmt_expert.knowledge.written.load import RuleFiles
from nmt_expert.knowledge.written.schema.rules import RuleText

# "Page on x.org", "www.x.org", an address
_ADDRESS = re.compile(r"page on .*|(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/\S*)?", re.IGNORECASE)


def flag_without_action(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    for item in files.of("red_flag"):
        if not item.entry.say.strip():
            yield item.problem(
                ("say",), f"the red flag '{item.entry.id}' does not say what to say", "flag-without-action"
            )


def flag_without_source(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A red flag that cites nothing, neither as a whole nor in an alternative."""
    for item in files.of("red_flag"):
        if not _source_names(item.entry.model_dump()):
            message = f"the red flag '{item.entry.id}' cites nothing; name the `guideline:` from which it is written"
            yield item.problem(("id",), message, "flag-without-source")


def number_without_source(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A likelihood ratio without a source in which it was seen."""
    written = places(files)
    for rule in kb.rules:
        seen = [kb.sources[s] for s in rule.sources if s in kb.sources]
        if rule.strength.startswith("LR") and not any(s.seen != "textbook" for s in seen):
            item, path = written.get(rule.text, (None, ()))
            if item is not None:
                yield item.problem(
                    path, f"'{rule.id}' has a number without a source in which it was seen", "number-without-source"
                )


def source_unused(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    used = {name for items in files.items.values() for item in items for name in _source_names(item.entry.model_dump())}
    used |= _source_names(kb.protocols)
    for item in files.of("source"):
        if item.entry.id not in used:
            yield item.problem(("id",), f"nothing cites the source '{item.entry.id}'; take it out", "source-unused")


def source_untitled(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A source that is called after its address."""
    for item in files.of("source"):
        if _ADDRESS.fullmatch(item.entry.what.strip()):
            message = f"the source '{item.entry.id}' has no title; say who wrote what, or take it out"
            yield item.problem(("what",), message, "source-untitled")


def _source_names(value: Any) -> set[str]:
    if isinstance(value, dict):
        cited = [value.get("source"), *(value.get("guideline") or ())]
        names = {s for own in cited for s in (own if isinstance(own, list) else [own]) if isinstance(s, str)}
        return names.union(*(_source_names(v) for v in value.values()))
    if isinstance(value, list):
        return set().union(*map(_source_names, value))
    return set()


def rule_untested(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A rule of its own without a case in which it fires and one in which it stays quiet.

    A rule that asks for one pattern and nothing else is tested where the pattern is.
    """
    for kind in ("rule", "pattern", "urgency"):
        for item in files.of(kind):
            if item.entry.when in kb.patterns:
                continue
            if not item.entry.fires or not item.entry.quiet:
                yield item.problem(
                    ("id",),
                    f"'{item.entry.id}' needs `fires:` and `quiet:`: a client for whom it holds and one for whom it does not",
                    "rule-untested",
                )


def reason_missing(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    for rule_id, (item, path) in places(files).items():
        entry = item.entry.arguments[path[1]] if "arguments" in path else item.entry
        if isinstance(entry, RuleText) and not entry.because.strip():
            yield item.problem(path, f"'{rule_id}' does not say why (because)", "reason-missing")
