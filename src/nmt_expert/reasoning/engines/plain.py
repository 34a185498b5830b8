"""The plain evaluator: the meaning of a rule in a few lines. The explanation uses it, and the engines are held to it."""

from __future__ import annotations

from collections.abc import Set

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.engines.interface import Firing, chained, with_matched
from nmt_expert.reasoning.facts import FactBase, lacking


def holds(rule: Rule, seen: Set[int]) -> bool:
    """Does the rule hold from the side from which these atoms are seen?"""
    for n, atoms in rule.groups:
        if lacking(seen, n, atoms) > 0:
            return False
    return seen.isdisjoint(rule.nots)


class PlainEngine:
    """Evaluates rules until no pattern is added."""

    name = "plain"

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb

    def infer(self, facts: FactBase) -> list[Firing]:
        return with_matched(self.kb, facts, chained(self.kb, facts, lambda rule, seen: seen.isdisjoint(rule.nots)))
