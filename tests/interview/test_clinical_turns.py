"""Turns of phrase of clinical notes that mean the same as plain words."""

from __future__ import annotations

import pytest

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.interview.words.stems import stems_of
from nmt_expert.knowledge.base import KnowledgeBase

SAID = {
    # one aspect of a part, and other words for it
    "numb outer side of the left foot": "numbness(foot_lateral)",
    "burning over the medial aspect of the knee": "burning(knee_inner)",
    "sensation lost over the lateral mid-thigh": "sensory_loss(thigh_outer)",
    "intermittent sharp pain R post thigh": "pain(thigh_back_lower)",
    "lat epicondyle tender": "tender_site(lateral_epicondyle)",
    "numb feeling of the scrotum": "numbness(genitals)",
    "pain medial to the left shoulder-blade": "pain(scapula_medial_border)",
    # fingers and toes by number
    "tingling of the 4th and 5th fingers": "tingling(finger_little)",
    "numbness in digits 4 and 5": "numbness(finger_ring_ulnar)",
    "pins and needles in the 1st to 3rd digits": "tingling(finger_index)",
    "numbness in 3 fingers": "numbness(fingers_any)",
    # what stands around a place or a muscle
    "feeling of the lateral calf reduced": "sensory_loss(leg_outer)",
    "power of the wrist extensors reduced": "weak(wrist_extension)",
    "left finger extensors 5-/5": "weak(finger_extension)",
    "Achilles reflex 1+ against 2+": "reflex_reduced(ankle)",
    "lacks 20 degrees of active knee bending": "limited(knee_flexion)",
    "flexion, extension and rotation of the neck all limited": "limited(neck_extension)",
    "shoulder active range full but painful": "pain_on(shoulder_movement)",
    "sensory and motor deficits": "weakness_any",
    "femoral nerve stretch test positive": "femoral_nerve_stretch",
    "straight leg raise positive at 50 degrees": "straight_leg_raise_angle",
    "body mass index 36": "obesity",
    # when and what for
    "Agg: sitting > 20 min, driving, bending, coughing": "worse_with(coughing)",
    "symptoms occur only while running": "worse_with(running)",
    "worse in hot weather": "worse_with(heat)",
    "twisting the trunk hurts": "worse_with(twisting)",
    "hard to sit down": "worse_with(sitting)",
    "bending to the right makes it worse": "worse_with(bending_sideways)",
    "pain radiating to the right arm": "arm_radiation",
    "fell off a ladder": "onset_after_trauma",
    "non-Hodgkin lymphoma, in full remission": "history_of_cancer",
    "calf pain": "pain(calf_any)",
    "Lx spine pain": "pain(low_back_any)",
    "neck restricted in all directions": "limited(neck_movement)",
    "cannot straighten up": "stuck_bent",
    "fatigue and calf pain": "fatigue",
    "on prednisolone": "steroid_tablets",
    "seen by a doctor and called sciatica": "earlier_diagnosis_other",
}
DENIED = {
    "walks, jumps and runs without pain": "worse_with(jumping)",
    "no pain at rest": "pain_at_rest",
    "no Tinel sign at the carpal or ulnar tunnel": "tinel(guyon_canal)",
    "feeling around the heels spared": "sensory_loss(heel_any)",
    "no bowel change, no saddle anaesthesia": "saddle_numbness",
    "no motor deficit": "weakness_any",
    "belly soft, not tender": "rigid_abdomen",
}
NOT_SAID = {
    "three fingers on the ring side": "tinnitus",
    "pain in the ring finger": "tinnitus",
    "keeps up physical activity that provokes it": "worse_with(rest)",
    "strength and feeling roughly normal": "feels_generally_unwell",
    "worse going up and down steps": "pain_spreads",
    "moderately severe aching": "pain_severe",
    "calf and hamstring fatigue when running": "fatigue",
    "quadriceps fatigue": "fatigue",
    "six years ago back pain": "pain(back_any)",
    "pain of both feet below the ankles": "pain(ankle_any)",
    "no sensory or motor deficit": "weakness_any",
    "twisting the elbow hurts": "worse_with(twisting)",
    "electric shocks from the wrist into the base of the thumb": "arm_radiation",
    "stopped work for two years because of the pain": "duration_days",
    "upper back pain for a month": "course_chronic",
    "foot pulse weak": "weakness_any",
    "low back pain in the past": "pain(low_back_any)",
    "cannot straighten the leg fully": "stuck_bent",
    "pitting swelling of the whole arm": "pitting_oedema_one_leg",
    "no better after six days of painkillers": "opioid_or_sedative_use",
    "no tenderness of the wrists": "tender_site(carpal_tunnel)",
}


@pytest.mark.parametrize(("text", "key"), SAID.items())
def test_a_turn_of_phrase_is_understood(kb: KnowledgeBase, text: str, key: str) -> None:
    assert key in {u.key for u in read_notes(kb, text).found if u.state != "absent"}


@pytest.mark.parametrize(("text", "key"), DENIED.items())
def test_what_is_denied_in_a_turn_of_phrase(kb: KnowledgeBase, text: str, key: str) -> None:
    assert (key, "absent") in {(u.key, u.state) for u in read_notes(kb, text).found}


@pytest.mark.parametrize(("text", "key"), NOT_SAID.items())
def test_what_a_turn_of_phrase_does_not_say(kb: KnowledgeBase, text: str, key: str) -> None:
    assert key not in {u.key for u in read_notes(kb, text).found}


def test_what_is_passed_over_is_more_than_one_word() -> None:
    """'Called in' would pass over every 'called', for 'in' is a word that may be there or not."""
    assert [words for words in written()["nothing"] if len(words.split()) > 1 and len(stems_of(words)) < 2] == []
