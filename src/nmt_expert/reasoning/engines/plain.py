"""The plain evaluator: the meaning of a rule in a few lines. The explanation uses it, and the engines are held to it."""

from __future__ import annotations

from collections.abc import Set

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.engines.interface import Firing, concluded, evoked, with_matched
from nmt_expert.reasoning.facts import FactBase, lacking


def holds(rule: Rule, seen: Set[int]) -> bool:
    """Does the rule hold from the side from which these atoms are seen?"""
    for n, atoms in rule.groups:
        if lacking(seen, n, atoms) > 0:
            return False
    return seen.isdisjoint(rule.nots)


class PlainEngine:
    """Evaluates evoked rules until no pattern is added."""

    name = "plain"

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb

    def infer(self, facts: FactBase) -> list[Firing]:
        todo = [(number, self.kb.rules[number], side) for number, side in evoked(self.kb, facts)]
        seen = facts.seen()
        fired: list[tuple[int, str]] = []
        grew = True
        while grew:
            grew, tried, todo = False, todo, []
            for candidate in tried:
                number, rule, side = candidate
                if not holds(rule, seen[side]):
                    todo.append(candidate)
                    continue
                fired.append((number, side))
                if rule.kind == "pattern":
                    for atom, view in concluded(self.kb, number, side, facts.sides):
                        grew = grew or atom not in seen[view]
                        seen[view].add(atom)
        return with_matched(self.kb, facts, sorted(fired))
