"""What a case may not state at once, from rules/vocabulary/contradictions.yaml."""

from __future__ import annotations

from typing import Any

from nmt_expert.errors import Problem
from nmt_expert.knowledge.atoms import finding_key
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.conditions import Clause, clause_of
from nmt_expert.knowledge.compiled.written_conditions import Conditions
from nmt_expert.knowledge.model import Contradiction
from nmt_expert.knowledge.written.load import Item, RuleFiles


def contradictions(
    files: RuleFiles, kb: KnowledgeBase, conditions: Conditions, problems: list[Problem]
) -> tuple[Contradiction, ...]:
    """The contradictions of these files; what is wrong with one is added to the problems."""
    found = []
    for item in files.of("contradiction"):
        tree = conditions.resolved(item, ("when",), item.entry.when, item.entry.id)
        if tree is not None:
            clause = clause_of(item.entry.id, tree)
            problems += [item.problem(("when",), message, "contradiction") for message in _wrong(clause, kb)]
            found.append(_contradiction(item, clause))
    return tuple(found)


def _contradiction(item: Item[Any], clause: Clause) -> Contradiction:
    return Contradiction(item.entry.id, tuple(group.atoms for group in clause.groups), item.entry.because)


def _wrong(clause: Clause, kb: KnowledgeBase) -> list[str]:
    """Why a case cannot be held against this condition as it stands."""
    wrong = []
    if clause.nots or clause.inner or len(clause.groups) < 2 or any(group.n > 1 for group in clause.groups):
        wrong.append(
            "join two or more things with `and`, each a finding, a number, or several of them joined with `or`"
        )
    keys = [[finding_key(atom) for atom in group.atoms] for group in clause.groups]
    if sum(any(key and (f := kb.finding(key)) and f.sided for key in group) for group in keys) > 1:
        wrong.append("at most one of the things may have sides: a contradiction does not compare them")
    return wrong
