"""What the hands find and how far joints move, as notes say it."""

from __future__ import annotations

import pytest

from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.knowledge.base import KnowledgeBase

SAID = {
    "lower trap tender": "tender(lower_trapezius)",
    "trigger points in the short hip rotators": "hypersensitive_spot(short_hip_rotators)",
    "tender points in teres minor": "tender(teres_minor)",
    "ACJ tender on palpation": "tender_site(ac_joint)",
    "Tender L4/5 facets": "tender_site(lumbar_facets)",
    "spinous process of L5 tender": "tender_site(lumbar_spinous)",
    "PAs L4/5 stiff and painful": "lumbar_springing_pain",
    "C2/3 stiff on the right": "segmental_stiffness_upper_neck",
    "lumbar paraspinals in spasm": "paraspinal_spasm",
    "both shoulders limited": "shoulder_movement_limited",
    "shoulder flexion and abduction only 100 degrees": "limited(shoulder_flexion)",
    "neck rotation R 70 L 45": "rotation_under_60",
    "passive dorsiflexion limited": "limited_passive(ankle_dorsiflexion)",
    "stretching the piriformis reproduces the symptoms": "painful_stretch(piriformis)",
    "neck glands swollen": "swollen_lymph_nodes",
}
DENIED = {
    "Calf strain. no bruising, no gap": "muscle_gap",
    "SIJ non-tender": "tender_site(sacroiliac_joint)",
    "neck rotation full and pain free": "pain_on(neck_rotation)",
    "no pain on resisted elbow flexion": "painful_resisted(elbow_flexion)",
}
NOT_READ = {
    "shoulder flexion 170 degrees": "limited(shoulder_flexion)",
    "pain 3/10 on hip flexion": "limited(hip_flexion)",
    "L5/S1 disc herniation": "lumbar_segment_stiff",
    "Shoulder pain. no bruising": "bruising_leg",
    "possible trigger point in the masseter": "hypersensitive_spot(masseter_superficial)",
    "active abduction of the shoulder only 80 degrees": "pain_on(shoulder_abduction)",
    "cervical multifidus tender": "tender(multifidi_lumbar)",
}


@pytest.mark.parametrize(("words", "key"), SAID.items())
def test_what_is_found_is_read(kb: KnowledgeBase, words: str, key: str) -> None:
    assert (key, "present") in {(u.key, u.state) for u in read_notes(kb, words).found}


@pytest.mark.parametrize(("words", "key"), DENIED.items())
def test_what_is_denied_is_read_as_absent(kb: KnowledgeBase, words: str, key: str) -> None:
    assert (key, "absent") in {(u.key, u.state) for u in read_notes(kb, words).found}


@pytest.mark.parametrize(("words", "key"), NOT_READ.items())
def test_a_near_miss_is_not_read(kb: KnowledgeBase, words: str, key: str) -> None:
    assert key not in {u.key for u in read_notes(kb, words).found}
