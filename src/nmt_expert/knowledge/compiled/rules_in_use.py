"""What remains when all rules are compiled: without what is switched off or deprecated."""

from __future__ import annotations

from msgspec.structs import replace

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.written.own import in_use


def put_in_use(kb: KnowledgeBase, rules: list[Rule], off: set[str]) -> None:
    """Gives the knowledge base its rules, and marks the hypotheses that have hallmarks among them."""
    kb.rules = [rule for rule in rules if in_use(rule, off)]
    for target in {rule.target for rule in kb.rules if rule.hallmark and rule.kind == "argument"}:
        kb.hypotheses[target] = replace(kb.hypotheses[target], hallmarks=True)
