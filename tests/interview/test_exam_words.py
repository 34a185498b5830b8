"""What an examination found, as notes say it: strength, reflexes, feeling and tests, of which part and side; and what is not read."""

from __future__ import annotations

import pytest

from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.knowledge.base import KnowledgeBase


def _read(kb: KnowledgeBase, text: str, side: str | None = None) -> set[tuple[str, str, str | None]]:
    return {(u.key, u.state, u.side) for u in read_notes(kb, text, side).found if not u.among}


@pytest.mark.parametrize(
    ("text", "key", "state", "side"),
    [
        ("biceps 4/5, triceps 5/5", "weak(elbow_extension)", "absent", None),
        ("deltoid and biceps 5/5", "weak(shoulder_abduction)", "absent", None),
        ("grip right 4/5, left 5/5", "weak(grip)", "absent", "left"),
        ("SLR positive at 40 degrees left, negative right", "straight_leg_raise", "absent", "right"),
        ("knee jerk absent left, normal right", "reflex_reduced(knee)", "present", "left"),
        ("no ankle jerk on the left", "reflex_reduced(ankle)", "present", "left"),
        ("clonus absent", "clonus", "absent", None),
        ("Lachman stable", "lachman", "absent", None),
        ("SLR 80 bilaterally", "straight_leg_raise", "absent", "both"),
        ("no feeling in the thumb", "numbness(thumb)", "present", None),
        ("light touch and pinprick diminished over the outer calf", "sensory_loss(leg_outer)", "present", None),
        ("dorsiflexion four of five", "weak(ankle_dorsiflexion)", "present", None),
        ("dorsiflexion of the great toe 4/5", "weak(great_toe_extension)", "present", None),
        ("cannot straighten the right wrist", "wrist_drop", "present", "right"),
        ("strength, sensation and reflexes normal", "neuro_exam_normal", "present", None),
        ("neural tension test not significant", "leg_neural_tension", "absent", None),
        ("no carotid bruit", "carotid_bruit", "absent", None),
        ("dorsalis pedis pulse not felt", "absent_pulse", "present", None),
        ("reverse Cozen positive", "golfers_elbow_test", "present", None),
    ],
)
def test_what_was_found_of_a_part_and_a_side(
    kb: KnowledgeBase, text: str, key: str, state: str, side: str | None
) -> None:
    assert (key, state, side) in _read(kb, text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("biceps 4/5, triceps 5/5", "weak(elbow_extension)"),
        ("pain in the triceps, wrist flexors 5/5", "weak(elbow_extension)"),
        ("knee painful, ankle swollen", "pain(ankle_any)"),
        ("sitting, better with walking", "better_with(sitting)"),
        ("active abduction of the shoulder only 80 degrees", "pain_on(shoulder_abduction)"),
        ("bending the foot up passively hurts", "worse_with(bending_forward)"),
        ("the toes cannot be lifted", "worse_with(lifting)"),
        ("stenosis with foot drop before", "foot_drop"),
        ("suspicion of foot drop", "foot_drop"),
        ("cannot walk", "worse_with(walking)"),
        ("numbness of the foot, constant", "pain_constant"),
        ("tired right forearm", "fatigue"),
        ("pale optic disc", "pallor"),
        ("radial pulses equal", "leg_pulses_normal"),
        ("two steroid injections", "steroid_tablets"),
        ("ankle tender all over", "tender_everywhere"),
        ("gone on sitting up", "no_pain_when_seated"),
        ("grade 2 ankle sprain", "weakness_severe"),
        ("reverse Cozen positive", "cozen"),
    ],
)
def test_what_is_not_read(kb: KnowledgeBase, text: str, key: str) -> None:
    assert (key, "present") not in {(found, state) for found, state, _ in _read(kb, text)}


def test_paired_parts_are_on_both_sides_where_none_is_said(kb: KnowledgeBase) -> None:
    assert ("swelling(knee_any)", "present", "both") in _read(kb, "knees swollen", "left")
    assert ("swelling(knee_any)", "present", "left") in _read(kb, "knee swollen", "left")


def test_what_is_absent_behind_a_denial_is_a_finding_of_its_own(kb: KnowledgeBase) -> None:
    assert {("reflex_reduced(ankle)", "present"), ("paraesthesia_any", "absent")} <= {
        (key, state) for key, state, _ in _read(kb, "no numbness, ankle jerks absent")
    }


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Cx ROM: rot L 60, R 75, flex WNL", "neck_movement_full"),
        ("Cx AROM: flex WNL, ext WNL, rot L 60 R 75", "limited(neck_movement)"),
        ("Cx ROM: normal flexion, rot L 40", "limited(neck_movement)"),
        ("Strength: grip 20 kg, elbow flexion normal", "weak(grip)"),
        ("Sensation: thumb less, index normal", "sensory_loss(thumb)"),
        ("Reflexes biceps trace, triceps normal", "reflex_brisk(biceps)"),
    ],
)
def test_the_normal_of_a_part_is_not_that_of_the_whole(kb: KnowledgeBase, text: str, key: str) -> None:
    found = {u.key: u.state for u in read_notes(kb, text).found}
    assert key not in found
    assert "absent" in found.values()
