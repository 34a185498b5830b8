"""What looks like a finding and means another thing, or says less than it; and beside it what still says it."""

from __future__ import annotations

import pytest

from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.knowledge.base import KnowledgeBase

# not said, still said, finding
PAIRS = (
    # forms of a word that are other words
    ("hurts even at work", "hurts in the evening", "worse_with(evening)"),
    ("hives after penicillin", "HIV positive", "hiv_infection"),
    ("the knee scored 7/10", "scour test positive", "scour"),
    ("sadly the pain came back", "sad and tearful", "low_mood"),
    ("bored at work", "boring pain", "quality_gnawing"),
    ("overdose of paracetamol last year", "began after overdoing it", "onset_after_overload"),
    ("the ankle was pinned", "pins and needles", "paraesthesia_any"),
    ("the pain rallied a bit", "rales at both bases", "crackles_on_listening"),
    ("acutely tender over the heel", "acute onset", "onset_sudden"),
    ("stroking the skin is painful", "had a stroke in 2019", "stroke_or_carotid_disease"),
    ("faintly red", "fainted in the bath", "fainted_or_collapsed"),
    ("home exercise program given", "works in programming", "desk_screen_work"),
    ("back in March the pain began", "marching with a pack", "military_training"),
    ("she picked up the pace", "paces up and down in the attack", "restless_in_attack"),
    ("right handed", "pain in the right hand", "pain(hand_any)"),
    ("paracetamol hardly helps", "paracetamol makes it worse", "worse_with(painkillers)"),
    ("second time this year", "a few seconds at a time", "attack_seconds"),
    ("news about her mother", "new mother", "cares_for_baby"),
    ("he calls the pain mild", "was called sciatica", "earlier_diagnosis_other"),
    # small words that a phrase needs, and such as part it
    ("cannot get through his usual mileage", "cannot get it up", "new_sexual_dysfunction"),
    ("plantars going down", "plantars going up", "babinski_sign"),
    ("right foot pale", "very pale", "pallor"),
    ("eccentric step test positive", "poor step down", "step_down_poor"),
    ("pain that comes on in the left cheek", "pain on coming up from bending", "coming_upright_hard"),
    ("pain in the left arm", "pain down the left arm", "arm_radiation"),
    ("pain in the left leg", "back pain radiating into the left leg", "pain_into_leg"),
    ("neck and head ache", "pain goes from the neck to the head", "headache_starts_in_neck"),
    (
        "tender over the plantar heel over the medial calcaneal tubercle",
        "tender over the medial heel",
        "tender_site(medial_heel)",
    ),
    # other company
    ("rectal tone normal", "tone normal in the legs", "tone_raised"),
    ("no crackling of the skin", "no crackles", "crackles_on_listening"),
    ("patellar grind negative", "grinds her teeth", "dental_occlusion_brux"),
    ("pain at running speed", "Speed test positive", "speed_test"),
    ("relocation to another city", "apprehension and relocation positive", "relocation_test"),
    ("wears a scarf", "scarf test painful", "cross_body_adduction"),
    ("SpO2 98% RA", "RA for ten years", "rheumatoid_arthritis"),
    ("muscle imbalance of the hip", "imbalance when walking", "unsteady_walking"),
    ("the arch has collapsed", "collapsed in the street", "fainted_or_collapsed"),
    ("rides an electric bike", "electric pain", "quality_electric"),
    ("cut his thumb with a knife", "like a knife", "quality_sharp"),
    ("spinning class on Mondays", "spinning for hours", "spinning_vertigo"),
    ("stopped her daily trip to the market", "keeps tripping over the toes", "trips_over_toes"),
    ("tripped over a kerb last week", "trips over carpets", "trips_over_toes"),
    ("sensitivity such that a light touch is too much", "sensitivity to light", "light_hurts"),
    ("increasing the running distance", "increasing pain", "course_progressive"),
    ("a surgeon found no hernia", "works as a surgeon", "standing_job"),
    ("attacks gone within hours", "came on within hours", "onset_within_hours"),
    ("depression of the clavicle", "known depression", "depression"),
    ("broad based disc bulge", "walks wide based", "wide_based_gait"),
    ("locking the door hurts the wrist", "locking and giving way", "clicking_locking"),
    ("comes back for review", "the pain comes back", "course_recurrent"),
    ("basketball hit the ankle", "plays basketball", "jumping_sport"),
    ("Apley scratch reduced", "Apley positive", "apley_compression"),
    ("came back with every pregnancy", "pregnancy, 20 weeks", "pregnant_or_possibly_pregnant"),
    ("overhead lifting felt unsteady", "unsteady on his feet", "unsteady_walking"),
    ("resisted SLR brings groin pain", "SLR positive", "straight_leg_raise"),
    ("knee NAD, pain on the train to work", "pain after training", "worse_with(exercise)"),
    ("worse on light pressure", "worse in bright light", "worse_with(bright_light)"),
    ("worse on being asked", "better being still", "better_with(rest)"),
    ("wears a neck brace", "wear in the neck", "cervical_degeneration_known"),
    ("walking distance unlimited", "walking distance 200 m", "walking_distance_short"),
    ("no exercises given yet", "takes no exercise", "inactivity"),
    ("pain in the lower shoulder", "left shoulder lower", "depressed_shoulder"),
    ("step off the kerb hurts", "palpable step at L5", "spinal_step_off"),
    ("the baby keeps her awake", "pain keeps her awake", "wakes_at_night"),
    ("bit by bit better", "came on bit by bit", "onset_gradual"),
    ("healthy tendon on ultrasound", "otherwise healthy", "general_health_good"),
    ("pins removed from the wrist", "pins + needles in the wrist", "tingling(wrist_any)"),
    ("painful elbow crutches", "painful elbow", "pain(elbow_any)"),
    ("seen in the swollen eye clinic", "eye swollen", "swelling(eye)"),
    ("tender neck of the talus", "tender neck", "tenderness(neck_any)"),
    ("single leg heel raise painful", "leg painful on heel raise", "pain(leg_any)"),
    ("hurts at heel strike", "hurts at the heel", "pain(heel_any)"),
    ("palpable depression of the shoulder", "depression and shoulder pain", "depression"),
    ("comes on at once on sudden turning of the head", "sudden pain on movement", "onset_sudden"),
    ("numb bottom of the foot", "numb bottom and back pain", "saddle_numbness"),
    ("tired of waiting", "tired and cold", "fatigue"),
    # somebody of that name, and things that fall
    ("referred by Dr Thomas", "Thomas positive", "thomas_test"),
    ("Mrs Hawkins has knee pain", "Hawkins positive", "hawkins_kennedy"),
    ("she let a dumbbell fall on her left wrist", "she fell on her left wrist", "fall_on_outstretched_hand"),
    ("a heavy pan fell on her hand", "the patient fell on the hand", "fall_on_outstretched_hand"),
    # done in one way only
    ("cannot stand the slightest touch", "cannot stand", "cannot_walk_unaided"),
    ("cannot stand the slightest touch", "cannot stand for long", "worse_with(prolonged_standing)"),
    ("can't stand noise", "can't stand on it", "cannot_bear_weight"),
    ("cannot walk properly", "cannot walk at all", "cannot_walk_unaided"),
    ("cannot walk without pain", "cannot walk without crutches", "cannot_walk_unaided"),
    ("unable to bear weight fully", "unable to bear weight", "cannot_bear_weight"),
    ("visibly uncomfortable lying on the trolley", "uncomfortable lying in bed", "worse_with(lying_down)"),
    ("a pinching pain behind the knee", "pain on pinching", "pain_on(pinch)"),
    ("resting the R arm on the edge hurts", "worse at rest", "worse_with(rest)"),
)


# says less, says it, finding
LESS = (
    ("heart sounds normal, no murmur", "heart sounds normal, chest clear", "heart_lung_exam_normal"),
    ("lungs clear", "lungs clear and heart sounds normal", "heart_lung_exam_normal"),
    ("R hip ROM full", "R hip ROM full and painless", "hip_movement_normal"),
    ("neck movements full", "neck movements full, pain free", "neck_movement_full"),
    ("wrist ROM full all directions, pain free", "now completely without pain, pain free", "painless"),
    ("foot severely swollen", "the foot swelled up within hours", "bruise_or_swelling_marked_after_injury"),
    ("swelling above the knee", "does not go below the knee", "pain_stops_above_knee"),
    ("tender below the elbow", "pain goes below the elbow", "radiates_below_elbow"),
    ("never had this before", "unlike his earlier pain", "unlike_earlier_pain"),
    ("constipated for a month", "straining at stool", "straining"),
    ("lost his job because of the protest", "signed off work", "off_work"),
    ("both knees stiff in the morning", "knees sore in the morning", "worse_with(morning)"),
    ("knee normal", "ligament tests negative", "knee_tests_negative"),
    ("passive DF of the great toe painful", "passive DF of the ankle painful", "pain_on(ankle_dorsiflexion)"),
    ("pain in the L lower leg 20 min into the run", "pain from the buttock down to the foot", "pain_below_knee"),
    ("knee pain on stairs up or down", "knee pain running down the shin", "pain_spreads"),
    ("knee pain, he goes to the gym", "pain goes to the foot", "pain_spreads"),
    ("thigh painful and the knee won't bend", "thigh and knee painful", "pain(knee_any)"),
    ("tingling goes down into the fingers", "pain goes down into the fingers", "pain(fingers_any)"),
    ("hopping on the left foot is painful", "the left foot is painful", "pain(foot_any)"),
    ("passive movement of the leg painful", "the leg is painful", "pain(leg_any)"),
    ("ITB very tight and tender", "tensor fasciae latae tender", "tender(tfl)"),
    ("ring and little fingers numb", "ring finger numb", "numbness(finger_ring_radial)"),
)


@pytest.mark.parametrize(("other", "said", "key"), [*PAIRS, *LESS])
def test_another_meaning_and_less_than_a_finding_are_not_it(kb: KnowledgeBase, other: str, said: str, key: str) -> None:
    assert key not in _keys(kb, other)
    assert key in _keys(kb, said)


def test_a_joint_that_is_held_is_not_tested(kb: KnowledgeBase) -> None:
    assert "limited(knee_flexion)" not in _keys(kb, "Hip ROM (knee bent) full")
    assert "pain_on(knee_flexion)" not in _keys(kb, "with the knee bent, hip abduction is painful")
    assert "pain_on(knee_flexion)" in _keys(kb, "bending the knee is painful")


def test_the_great_toe_is_not_the_foot(kb: KnowledgeBase) -> None:
    assert "pain_on(great_toe_extension)" in _keys(kb, "Passive DF of great toe aggravates")


def test_a_group_of_muscles_offers_its_muscles(kb: KnowledgeBase) -> None:
    """Which of the quadriceps are tender, only who felt them knows; the hamstrings are felt as one."""
    quads = [u for u in read_notes(kb, "R quads tender").found if u.key.startswith("tender(")]
    assert [u.among for u in quads] == [
        ("tender(vastus_medialis)", "tender(vastus_lateralis)", "tender(rectus_femoris)")
    ]
    assert {"tight(biceps_femoris)", "tight(semitendinosus)"} <= _keys(kb, "hamstrings tight")
    denied = {u.key for u in read_notes(kb, "quads not tender").found if u.state == "absent"}
    assert "tender(vastus_medialis)" in denied


def _keys(kb: KnowledgeBase, text: str) -> set[str]:
    return {u.key for u in read_notes(kb, text, "left").found if not u.among}
