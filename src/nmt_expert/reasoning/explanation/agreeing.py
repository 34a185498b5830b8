"""Answers that cannot be true together: a normal examination beside a weak muscle, no weakness beside the same."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from nmt_expert.knowledge.atoms import family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.ranking.prospects import Move


def agree(kb: KnowledgeBase, moves: Iterable[Move]) -> bool:
    """No answer says of another that it cannot be."""
    return not any(denies(kb, one, other) for one, other in permutations(moves, 2))


def denies(kb: KnowledgeBase, move: Move, other: Move) -> bool:
    """Does an answer mean that the other finding, said to be present, is not there?"""
    (key, state), (found, here) = move, other
    finding = kb.finding(key)
    if here != "present" or finding is None:
        return False
    if state == "present":
        return family_of(found) in finding.rules_out
    return family_of(found) in finding.summary_of or found in (*kb.implied_by.get(key, ()), *kb.parts_of(key))
