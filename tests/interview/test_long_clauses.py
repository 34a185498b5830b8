"""A clause that goes on and on is read in time: what is pasted may be anything."""

from __future__ import annotations

import cProfile

import pytest

from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.knowledge.base import KnowledgeBase


@pytest.mark.parametrize("word", ["left ", "C5-", "no "])
def test_the_work_grows_hardly_faster_than_a_clause(kb: KnowledgeBase, word: str) -> None:
    """Counted in calls, not in time: four times the words are less than eight times the work (their cube is 64 times)."""
    read_notes(kb, word)
    few, many = (_calls(kb, word * count) for count in (100, 400))
    assert many < 8 * few


def _calls(kb: KnowledgeBase, text: str) -> int:
    profile = cProfile.Profile()
    profile.enable()
    read_notes(kb, text, None)
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())
