"""Hypotheses: something can speak for each, and something tells it from every other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nmt_expert.errors import Problem
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.lint.places import hypotheses
from nmt_expert.knowledge.written.load import RuleFiles


def hypothesis_unreachable(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A hypothesis for which nothing but circumstance speaks."""
    for item, hypothesis in hypotheses(files):
        if f"hypothesis {hypothesis}" in files.off:
            continue
        if not any(r.weight > 0 and not r.context for r in kb.rules_of(hypothesis)):
            yield item.problem(
                ("id",), f"nothing can speak for '{hypothesis}'; give it arguments or zones", "hypothesis-unreachable"
            )


def hypothesis_indistinct(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """Two hypotheses that no finding tells apart."""
    same: dict[frozenset[Any], str] = {}
    for item, hypothesis in hypotheses(files):
        body = frozenset((r.groups, r.nots, r.weight) for r in kb.rules_of(hypothesis))
        first = same.setdefault(body, hypothesis)
        if first != hypothesis and body:
            yield item.problem(
                ("id",), f"no finding tells '{hypothesis}' from '{first}'; write what does", "hypothesis-indistinct"
            )
