"""Tests that bring no pain are negative; a loss that does not hurt is none the less a loss. Words that only sound like a finding."""

from __future__ import annotations

import pytest

from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.knowledge.base import KnowledgeBase


@pytest.mark.parametrize(
    ("text", "key", "state"),
    [
        ("Speed and Yergason: no pain", "speed_test", "absent"),
        ("Jobe, resisted ER, lift-off: no pain", "empty_can", "absent"),
        ("SLR to 90 R + L does not change the pain", "straight_leg_raise", "absent"),
        ("FABER positive, no pain", "faber", "present"),
        ("foot drop, no pain", "foot_drop", "present"),
        ("saddle numbness, no pain", "saddle_numbness", "present"),
        ("weak ankle dorsiflexion, no pain", "weak(ankle_dorsiflexion)", "present"),
        ("right ankle jerk is depressed", "reflex_reduced(ankle)", "present"),
        ("low mood, depressed", "depression", "present"),
    ],
)
def test_it_is_read(kb: KnowledgeBase, text: str, key: str, state: str) -> None:
    assert (key, state) in {(u.key, u.state) for u in read_notes(kb, text, "right").found}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("right ankle jerk is depressed", "depression"),
        ("can hardly put weight through the leg for groin pain", "recent_weight_gain"),
        ("college shooting guard with right arm pain", "quality_electric"),
    ],
)
def test_it_is_not_read(kb: KnowledgeBase, text: str, key: str) -> None:
    assert key not in {u.key for u in read_notes(kb, text, "right").found}
