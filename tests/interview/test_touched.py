"""Which rules answers could help to complete: all that name them, and all that rest on what those conclude."""

from __future__ import annotations

import random

import pytest

from nmt_expert.interview.choice.touched import rules_touched
from nmt_expert.knowledge.atoms import atom_of
from nmt_expert.knowledge.base import KnowledgeBase


def _names(kb: KnowledgeBase, number: int) -> set[str]:
    """Findings, and patterns as '@name', that must hold for a rule."""
    atoms = [atom_of(kb.atoms[atom]) for _, group in kb.rules[number].groups for atom in group]
    return {atom.key if atom.key is not None else f"@{atom.pattern}" for atom in atoms}


@pytest.mark.parametrize("seed", range(12))
def test_rules_touched_are_those_that_name_them_directly_or_through_patterns_and_scores(
    kb: KnowledgeBase, seed: int
) -> None:
    keys = set(random.Random(seed).sample(sorted(kb.findings), 1 + 3 * seed))
    reached = keys | {s.key for s in kb.scores if any(keys & {*of} for item in s.items for _, of in item.parts)}
    named = [_names(kb, number) for number in range(len(kb.rules))]
    expected: set[int] = set()
    while new := {number for number, names in enumerate(named) if names & reached} - expected:
        expected |= new
        reached |= {f"@{kb.rules[number].target}" for number in new}
    assert rules_touched(kb, keys) == expected
