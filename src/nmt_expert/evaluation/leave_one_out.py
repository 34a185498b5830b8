"""What the rules would say of a case if that case had never been seen: the figure to steer by.

A rule that fires for one case only may have been written for it. Each case is therefore assessed without the arguments
and flag alternatives of single entries that no case of another source makes fire. Templates stay: they are one
statement about every muscle or nerve. What falls away foresees much of the fall on new cases, at no cost
(leave-one-out as in Stone 1974, Cross-validatory choice and assessment of statistical predictions).
"""

from __future__ import annotations

from collections.abc import Sequence

from nmt_expert.case.load import Case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.engines.interface import Engine, Firing
from nmt_expert.reasoning.facts import FactBase, build_facts


class Without:
    """An engine whose firings of some rules do not count. Exact, because arguments and flags chain to nothing."""

    def __init__(self, engine: Engine, left_out: frozenset[int]) -> None:
        self.name = engine.name
        self._engine = engine
        self._left_out = left_out

    def infer(self, facts: FactBase) -> list[Firing]:
        return [firing for firing in self._engine.infer(facts) if firing.rule not in self._left_out]


def engines_without_own_rules(cases: Sequence[Case], kb: KnowledgeBase, engine: Engine) -> list[Engine]:
    """For each case the engine without the rules that no case of another source makes fire."""
    evoked = [_own_rules(case, kb, engine) for case in cases]
    sources: dict[str, set[str]] = {}  # of the cases in which a rule holds, not only in part
    for case, rules in zip(cases, evoked, strict=True):
        for rule in map(kb.rules.__getitem__, rules):
            if not rule.part_of:
                sources.setdefault(rule.id, set()).add(_source(case))

    def nobody_else(rule: Rule, case: Case) -> bool:
        return not sources.get(rule.part_of or rule.id, set()) - {_source(case)}

    return [
        Without(engine, frozenset(rule for rule in rules if nobody_else(kb.rules[rule], case)))
        for case, rules in zip(cases, evoked, strict=True)
    ]


def _own_rules(case: Case, kb: KnowledgeBase, engine: Engine) -> set[int]:
    return {f.rule for f in engine.infer(build_facts(case.observations, kb)) if _is_own(kb.rules[f.rule])}


def _is_own(rule: Rule) -> bool:
    """Written for one hypothesis or flag, not laid over all of them by a template; a hallmark only spares a price."""
    return rule.kind == "flag" or (
        rule.kind == "argument" and not rule.hallmark and not rule.id.startswith(f"{rule.text}(")
    )


def _source(case: Case) -> str:
    source = case.file.source
    return (source.url or source.title) if source else case.file.id
