"""What notes say of symptoms, the vital signs, posture and gait: by kind, and what must not be read."""

from __future__ import annotations

import pytest

from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.knowledge.base import KnowledgeBase


def _read(kb: KnowledgeBase, text: str) -> set[str]:
    return {("-" if u.state == "absent" else "") + u.key for u in read_notes(kb, text).found if not u.among}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Right shoulder pain. No swelling", "-swelling(shoulder_any)"),
        ("Left hip painful. No redness, swelling or warmth", "-colour_change(hip_any)"),
        ("Left ankle sore. Swelling there", "swelling(ankle_any)"),
        ("left foot swollen and red", "colour_change(foot_any)"),
        ("leg swollen with a bluish tint", "colour_change(leg_any)"),
        ("tired right forearm", "heaviness(forearm_any)"),
        ("pain from the shoulder to the forearm", "radiates_below_elbow"),
        ("deep ache from hip to calf", "pain_below_knee"),
        ("hands numb", "symptoms_both_arms"),
        ("now severe, worse with walking", "pain_severe"),
        ("no neck symptoms or signs", "-pain(neck_any)"),
        ("right midthoracic paraspinal pain", "pain(thoracic_mid)"),
        ("none at rest", "-pain_at_rest"),
        ("not short of breath", "-breathless_with_pain"),
        ("not short of breath", "-sudden_breathlessness"),
        ("no nausea or vomiting", "-nausea"),
        ("no cough, fever or chills", "-cough_with_sputum"),
        ("no urinary symptoms", "-new_bladder_incontinence"),
        ("skin over hip and thigh looks normal", "-skin_change_local"),
        ("Headache since today. Vomited twice", "vomiting_with_headache"),
        ("pulse 104", "fast_pulse_over_100"),
        ("radial pulses equal", "-radial_pulse_reduced"),
        ("no pulse deficit", "-absent_pulse"),
        ("no fever, normal observations", "vital_signs_normal"),
        ("not able to bear weight", "cannot_bear_weight"),
        ("able to bear weight", "-cannot_bear_weight"),
        ("walked in unaided", "-cannot_walk_unaided"),
        ("scapula wings medially", "scapular_winging_medial"),
        ("leg held bent 30 degrees at the hip", "hip_held_flexed"),
    ],
)
def test_it_is_read(kb: KnowledgeBase, text: str, said: str) -> None:
    assert said in _read(kb, text)


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("Pain in the neck and shoulder. No swelling", "-swelling(shoulder_any)"),
        ("Knee pain. No joint swelling", "-swelling(knee_any)"),
        ("Knee pain. Came swollen", "swelling(knee_any)"),
        ("swelling, neck pain", "swelling(neck_any)"),
        ("fatigue and neck pain", "heaviness(neck_any)"),
        ("tired right forearm", "fatigue"),
        ("red eye", "colour_change(eye)"),
        ("pulse 78", "fast_pulse_over_100"),
        ("Vomited twice, no headache", "vomiting_with_headache"),
        ("radial pulses equal", "leg_pulses_normal"),
        ("able to bear weight", "cannot_bear_weight"),
        ("not able to bear weight", "-cannot_bear_weight"),
        ("no fever, normal observations", "-vital_signs_normal"),
        ("right hand numb", "symptoms_both_arms"),
        ("neck pain with tingling from 8 am to 9 am", "pain_spreads"),
        ("severe osteoarthritis", "pain_severe"),
        ("no leg symptoms when seated", "-pain(leg_any)"),
        ("no rash or tick bite", "tick_bite_or_rash"),
    ],
)
def test_it_is_not_read(kb: KnowledgeBase, text: str, unsaid: str) -> None:
    assert unsaid not in _read(kb, text)


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("up to 102 F a few days ago", "temperature", 38.9),
        ("38.4 C this morning", "temperature", 38.4),
        ("110 bpm", "pulse_rate", 110),
        ("SaO2 97", "oxygen_saturation", 97),
    ],
)
def test_a_vital_sign_is_known_by_its_unit(kb: KnowledgeBase, text: str, key: str, value: float) -> None:
    assert (key, value) in {(u.key, u.value) for u in read_notes(kb, text).found}
