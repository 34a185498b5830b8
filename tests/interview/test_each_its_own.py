"""Two things of two parts in one breath, and words of danger that stand beside other things."""

from __future__ import annotations

import pytest

from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.knowledge.base import KnowledgeBase

OWN = {
    "Neck pain with numb hands": ({"pain(neck_any)", "numbness(hand_any)"}, {"numbness(neck_any)", "pain(hand_any)"}),
    "shoulder pain and numbness of the hand": (
        {"pain(shoulder_any)", "numbness(hand_any)"},
        {"numbness(shoulder_any)", "pain(hand_any)"},
    ),
    "knee pain with a swollen calf": (
        {"pain(knee_any)", "swelling(calf_any)"},
        {"swelling(knee_any)", "pain(calf_any)"},
    ),
    "low back pain with numb and weak legs": (
        {"pain(low_back_any)", "numbness(leg_any)", "weak(whole_leg)"},
        {"numbness(low_back_any)", "pain(leg_any)"},
    ),
    "headache with numb hands": ({"headache_present", "numbness(hand_any)"}, {"numbness(occiput)", "pain(hand_any)"}),
    "pain and numbness of the hand": ({"pain(hand_any)", "numbness(hand_any)"}, set()),
    "hand pain and numbness": ({"pain(hand_any)", "numbness(hand_any)"}, set()),
    "knee painful and stiff in the morning": ({"pain(knee_any)", "stiffness(knee_any)"}, set()),
    "thumb, index and middle finger numb": (
        {"numbness(thumb)", "numbness(finger_index)", "numbness(finger_middle)"},
        set(),
    ),
}
DANGER = {
    "calf pain in both legs on walking": "bilateral_leg_pain",
    "pain of both legs for two weeks": "bilateral_leg_pain",
    "flank pain for an hour, and a faint": "fainted_or_collapsed",
    "felt faint on the stairs": "fainted_or_collapsed",
    "weakness of the hands that gets worse, with stiff legs": "weakness_progressive",
    "back pain with numb and weak legs since a ride": "bilateral_leg_numbness_or_weakness",
    "low back pain, running into both legs": "bilateral_leg_pain",
    "arm and leg weakness with loss of feeling and neck pain": "sensory_loss(leg_any)",
}
NO_DANGER = {
    "a faint redness of the shin": "fainted_or_collapsed",
    "the headache gets worse when reading": "course_progressive",
}


def _present(kb: KnowledgeBase, text: str) -> set[str]:
    return {u.key for u in read_notes(kb, text, "right").found if u.state == "present"}


@pytest.mark.parametrize("text", OWN)
def test_each_part_has_what_is_said_of_it(kb: KnowledgeBase, text: str) -> None:
    said, not_said = OWN[text]
    found = _present(kb, text)
    assert said <= found
    assert not not_said & found


@pytest.mark.parametrize(("text", "key"), DANGER.items())
def test_words_of_danger_are_heard(kb: KnowledgeBase, text: str, key: str) -> None:
    assert key in _present(kb, text)


@pytest.mark.parametrize(("text", "key"), NO_DANGER.items())
def test_words_that_only_look_like_danger_are_not(kb: KnowledgeBase, text: str, key: str) -> None:
    assert key not in _present(kb, text)
