"""The plain evaluator: the meaning of a rule in a few lines. The explanation uses it, and the engines are held to it."""

from __future__ import annotations

from collections.abc import Container

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.engines.interface import Firing, concluded, evoked, with_matched
from nmt_expert.reasoning.facts import FactBase


def holds(rule: Rule, side: str, known: Container[tuple[int, str]]) -> bool:
    """Does the rule hold from this side?"""
    # a pair is looked up without making a Fact of it, which takes longer than the look
    for n, atoms in rule.groups:
        met = 0
        for atom in atoms:
            met += (atom, side) in known
            if met == n:
                break
        if met < n:
            return False
    return not any((atom, side) in known for atom in rule.nots)


class PlainEngine:
    """Evaluates evoked rules until no pattern is added."""

    name = "plain"

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb

    def infer(self, facts: FactBase) -> list[Firing]:
        candidates = [(number, self.kb.rules[number], side) for number, side in evoked(self.kb, facts)]
        known = set(facts.origins)
        fired: set[tuple[int, str]] = set()
        grew = True
        while grew:
            grew = False
            for number, rule, side in candidates:
                if (number, side) not in fired and holds(rule, side, known):
                    fired.add((number, side))
                    if rule.kind == "pattern":
                        new = set(concluded(self.kb, number, side, facts.sides)) - known
                        known |= new
                        grew = grew or bool(new)
        return with_matched(self.kb, facts, sorted(fired))
