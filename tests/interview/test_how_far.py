"""How far a denial, a time or a place reaches: what a note says of something else is not read, and what stands beside it still is."""

from __future__ import annotations

import pytest

from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.knowledge.base import KnowledgeBase

PRESENT = {
    # what looks like a denial
    "Exhausted all the time, even after a full night in bed": "fatigue",
    "tired despite normal sleep": "fatigue",
    "otherwise no pain at all - keeps lifting weights": "weight_trainer",
    "No injury - pain came on gradually": "onset_gradual",
    "no back pain - hip pain only": "pain(hip_any)",
    "no numbness, walks with a limp": "limps",
    "can't run or walk without hip pain": "pain(hip_any)",
    "not only the hip hurts but also the knee": "pain(hip_any)",
    "no wonder the knee hurts": "pain(knee_any)",
    "leg pain kept her from work": "pain(leg_any)",
    "knee swelling has not settled": "swelling(knee_any)",
    "Hams 4/5 at 90 knee flex, 2/5 near full ext": "weakness_severe",
    # of which part it is
    "the front of the thigh is getting more painful and the knee won't bend": "pain(thigh_front_upper)",
    "back hurts and the leg is numb": "numbness(leg_any)",
    "the calf is tender and the ankle too": "tenderness(ankle_any)",
    "pain in the hip and the knee": "pain(knee_any)",
    "low back pain running down the leg": "pain_spreads",
    # how it goes on, and treatment
    "the pain is getting worse": "course_progressive",
    "Headaches are getting worse": "new_headache_pattern_or_progressive",
    "pain came on within hours": "onset_within_hours",
    "ibuprofen hardly helps": "medicine_failed",
    "physio made no difference": "physical_care_failed",
    "hip movement full and painless": "hip_movement_normal",
    "heart sounds normal, chest clear": "heart_lung_exam_normal",
    "breast operation two years ago": "breast_or_axillary_surgery",
    "pain free": "painless",
    "she would like to run, knee hurts": "pain(knee_any)",
}
DENIED = {
    "It stays in the back, nothing goes down the leg": "pain(leg_any)",
    "Nothing radiates into the arm": "arm_radiation",
    "It doesn't radiate": "pain_spreads",
    "the foot isn't numb": "numbness(foot_any)",
    "hasn't lost weight": "unexplained_weight_loss",
    "nowhere numb": "paraesthesia_any",
    "numbness \u2013 none": "paraesthesia_any",
    "sensation normal in all dermatomes": "sensory_loss_any",
    "no fever, chills or weight loss": "unexplained_weight_loss",
    "pain in the knee, without radiation": "pain_spreads",
    "left arm pain free": "pain(arm_any)",
    "wrist ROM full all directions, pain free": "pain_on(wrist_movement)",
    "ibuprofen barely helps": "better_with(anti_inflammatory)",
    "no injury": "onset_after_trauma",
}
NOT_READ = {
    "at one spot just left of the sternum, without radiation": "pain(sternum)",
    "pain of the hip, worse on stairs up or down": "pain_spreads",
    "lower leg pain 20 min into the run": "pain_below_knee",
    "but the same on the other wrist, and it isn't her pain": "pain(wrist_any)",
    "the hip is stiff and the knee gives way": "stiffness(knee_any)",
    "The heel is tender, the ankle is not": "tenderness(ankle_any)",
    "the front of the thigh gets more painful and the knee won't bend": "pain(knee_any)",
    # another time
    "the headache gets worse when he reads": "course_progressive",
    "whenever she lifts the pain gets stronger": "course_progressive",
    "similar attacks which went by themselves within hours": "onset_within_hours",
    "each gone within a week": "onset_within_days",
    "No earlier injuries of this shoulder": "onset_after_trauma",
    "then it flared without any new injury": "onset_after_trauma",
    # only suggested
    "Breast reduction has been suggested": "breast_or_axillary_surgery",
    "knee replacement was advised by her doctor": "knee_surgery",
    "would like a knee replacement": "knee_surgery",
    "wasting confined to the interossei, abductor digiti minimi mostly spared": "wasting(abductor_digiti_minimi_hand)",
    "spinal fusion discussed": "back_surgery_history",
    # in part
    "heart sounds normal, no murmur": "heart_lung_exam_normal",
    "Hip pain. Hip ROM full": "hip_movement_normal",
    "Hip ROM (knee bent) full": "limited(knee_flexion)",
    "with the knee bent, abduction of the hip hurts": "pain_on(knee_flexion)",
    "wrist ROM full all directions, pain free": "painless",
    "neck and shoulder pain free ever since": "pain(neck_any)",
    # treatment
    "Paracetamol and ibuprofen hardly help": "worse_with(painkillers)",
    "physio x2 before: pain about 50% better, function no better": "physical_care_failed",
    "hit by a car, pain a lot worse since": "care_made_worse",
}
DAYS = {
    "Foot drop for two weeks. She has been constipated for three months": 14,
    "pain for 6 weeks, worse for 3 days": 42,
    "worsening pain for four weeks": 28,
    "gradually worsening knee pain for 6 months": 182,
    "since yesterday the pain is stronger": None,
    "the pain has been worse for two days": None,
    "2/7 ago hit by a car, pain a lot worse since": None,
    "began on getting up after three months of bed rest": None,
    "the first attack lasted two weeks": None,
    "tired for two years": None,
    "running for 6 years": None,
}


@pytest.mark.parametrize(("text", "key"), PRESENT.items())
def test_what_no_denial_and_no_other_part_reaches(kb: KnowledgeBase, text: str, key: str) -> None:
    assert {u.state for u in read_notes(kb, text, "right").found if u.key == key} == {"present"}


@pytest.mark.parametrize(("text", "key"), DENIED.items())
def test_what_a_denial_reaches(kb: KnowledgeBase, text: str, key: str) -> None:
    assert {u.state for u in read_notes(kb, text, "right").found if u.key == key} == {"absent"}


@pytest.mark.parametrize(("text", "key"), NOT_READ.items())
def test_what_is_said_of_something_else(kb: KnowledgeBase, text: str, key: str) -> None:
    assert key not in {u.key for u in read_notes(kb, text, "right").found}


@pytest.mark.parametrize(("text", "days"), DAYS.items())
def test_whose_time_it_is(kb: KnowledgeBase, text: str, days: int | None) -> None:
    told = [u.value for u in read_notes(kb, text, "right").found if u.key == "duration_days"]
    assert told == ([] if days is None else [days])
