"""Notes in telegram style: signs, arrows, sides by a letter, activities in a row, times as charts write them."""

from __future__ import annotations

import pytest

from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.knowledge.base import KnowledgeBase

SAID = {
    "Spurling + R": {("spurling", "present", "right")},
    "Hoffmann -": {("hoffmann_sign", "absent", "left")},
    "Reflexes: R biceps \u2193": {("reflex_reduced(biceps)", "present", "right")},
    "P&N thumb/IF": {("tingling(thumb)", "present", "left"), ("tingling(finger_index)", "present", "left")},
    "Phalen + B <30s": {("phalen", "present", "both")},
    "Radial wrist pain 6/52, lifting baby, opening jars": {
        ("worse_with(lifting_child)", "present", None),
        ("worse_with(opening_jars)", "present", None),
        ("duration_days", "value", None),
    },
    "Knee pain, stairs, kneeling": {("worse_with(stairs)", "present", None), ("worse_with(kneeling)", "present", None)},
    "Mainly with weight bearing": {("worse_with(weight_bearing)", "present", None)},
    "C/S ROM - flex 3/4, ext 1/2 p+": {
        ("limited(neck_flexion)", "present", None),
        ("limited(neck_extension)", "present", None),
        ("pain_on(neck_extension)", "present", None),
    },
    "Knee stiff in am 10-15 mins": {("morning_stiffness_short", "present", None)},
    "No wt loss/fever": {("unexplained_weight_loss", "absent", None), ("fever_or_chills", "absent", None)},
    "Sciatica. SLR L 35": {("straight_leg_raise_angle", "value", None)},
    "Grip 22 v 46 kg": {("grip_strength_kg", "value", None)},
    "Can't WB": {("cannot_bear_weight", "present", "left")},
    "Ankle pain. Squeeze test neg": {("syndesmosis_squeeze", "absent", "left")},
    "SIJ pain. Distraction -, compression +": {
        ("sij_distraction", "absent", "left"),
        ("sij_compression", "present", "left"),
    },
}
NOT_SAID = {
    "Sharp ant chest pain": "tingling(",  # no ants
    "Temperature 37.2, breathing 22, pressure 115/74": "worse_with(",
    "Hobbies: stairs climbing, gardening, golf": "worse_with(",
    "Elbow pain. OCP no": "hormonal_contraception+",
    "Arm strength L 4/5, R 5/5": "weak(grip)-",  # the sound side
    "No foot pulses felt": "leg_pulses_normal+",
    "Knee jerks equal": "reflex_brisk(",  # both may be
    "No shortness of breath, no chest pain": "pain_on(breathing)",
    "Plan night splints, worse with typing to be watched": "worse_with(",
    "?massive cuff tear": "muscle_gap",
}


@pytest.mark.parametrize("text", SAID)
def test_it_is_read(kb: KnowledgeBase, text: str) -> None:
    assert SAID[text] <= {(u.key, u.state, u.side) for u in read_notes(kb, text, "left").found}


@pytest.mark.parametrize("text", NOT_SAID)
def test_it_is_not_read_into_it(kb: KnowledgeBase, text: str) -> None:
    found = [f"{u.key}{'-' if u.state == 'absent' else '+'}" for u in read_notes(kb, text, "left").found]
    assert not any(key.startswith(NOT_SAID[text]) for key in found)


def test_a_query_ends_what_is_doubted(kb: KnowledgeBase) -> None:
    found = {u.key for u in read_notes(kb, "PMR? 5/52 shoulder pain, am stiffness 2 hrs").found}
    assert {"pain(shoulder_any)", "morning_stiffness_over_30_min"} <= found
