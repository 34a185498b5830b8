"""Words of the letter that a physician would stumble over."""

from __future__ import annotations

from tests.report.conftest import CONFIG

from nmt_expert.case.load import parse_case
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.paths import shipped
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.assessment import ChainLink
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.words import measured
from nmt_expert.report.letter.physician import physician_view
from nmt_expert.report.letter.sentences.places import joined
from nmt_expert.report.view import PhysicianView
from nmt_expert.report.words import story

ELBOW = """
schema: nmt-case/1
id: elbow
client: {age: 0, sex: male}
complaint: {text: does not move the arm, side: right, regions: [shoulder, arm]}
findings: [{present: [child_does_not_use_arm, joint_cannot_be_moved]}]
"""
KNEE = """
schema: nmt-case/1
id: knee
client: {age: 62, sex: male}
complaint: {text: sore knee, side: left, regions: [knee]}
findings: [{present: [pain(knee_front), worse_with(stairs)]}]
"""

LONG_NERVE = """
schema: nmt-case/1
id: nerve
client: {sex: male}
complaint: {text: left shoulder pain, side: left, regions: [shoulder, neck, arm]}
findings:
  - {present: [onset_gradual, treatment_failed, course_chronic, wakes_at_night], value: {duration_days: 210}}
  - {side: left, present: [pain(chest_upper), pain(scapula_medial_border), pain(arm_front), pain(arm_side), numbness(thumb),
       numbness(finger_index), tender(scalenus_anterior), tender(scalenus_medius)]}
"""


def letter(text: str) -> PhysicianView:
    kb = knowledge_base(())
    case = parse_case(text, "case.yaml", kb)
    return physician_view(case.file, assess(case, kb, PlainEngine(kb)), kb, CONFIG)


def test_what_examination_shows_is_no_test_to_consider() -> None:
    asked = " ".join(request.ask for request in letter(ELBOW).requests)
    assert "clinical" not in asked
    assert "confirmed by: the arm is used again within minutes of being set" in asked


def test_a_baby_is_not_of_age_nought_and_one_is_not_many() -> None:
    assert letter(ELBOW).head.client_about == "male, under 1 year"
    assert "age under 1 year" in " ".join(request.why for request in letter(ELBOW).requests)
    assert measured(1, "years") == "1 year"
    assert measured(5, "of 10") == "5 of 10"


def test_the_chart_says_whose_pattern_it_shows_where_the_leading_hypothesis_has_none() -> None:
    told = letter((shipped("cases") / "first_sight" / "batch-j" / "la-001.yaml").read_text(encoding="utf-8"))
    assert told.lead is not None
    assert told.chart is not None
    assert told.chart.patterns.startswith("The leading hypothesis has no published pattern; this is that of no. ")


def test_a_long_story_leaves_the_head_of_the_letter_to_what_is_decided_and_stands_whole_in_the_notes() -> None:
    long = "She fell on the stairs. " * 100
    told = letter(KNEE.replace("sore knee", long.strip()))
    assert len(told.head.reason) < 500
    assert long.strip() in (told.notes, *(told.appendix.notes if told.appendix else ()))


def test_a_reason_that_tells_of_both_sides_tells_of_them_once() -> None:
    told = letter(KNEE.replace("sore knee, side: left", "ache of both knees, side: both"))
    assert told.head.reason == "ache of both knees"


def test_the_reason_of_a_referral_stands_once() -> None:
    told = letter((shipped("cases") / "library" / "uq-008.yaml").read_text(encoding="utf-8"))
    (request,) = told.requests
    assert request.why.startswith("A nerve that has been irritated for three months")
    assert told.urgency_why == ""


def test_places_whose_names_hold_an_and_are_parted_by_a_comma() -> None:
    assert joined(["upper buttock", "lower buttock and sit bone"]) == "upper buttock, and lower buttock and sit bone"
    assert joined(["thumb", "index and middle fingers"]) == "thumb, index and middle fingers"


def test_factors_stand_beside_each_other_and_not_one_after_the_other() -> None:
    chain = (
        ChainLink("factor", "Clenching"),
        ChainLink("factor", "Stress"),
        ChainLink("trigger_point", "Masseter"),
        ChainLink("nerve", "C7 root"),
        ChainLink("nerve", "Median nerve (double crush)"),
    )
    assert story(chain) == "Clenching + Stress → Masseter → C7 root → Median nerve (double crush)"


def test_what_does_not_fit_a_rival_is_said_to_do_so() -> None:
    told = letter(LONG_NERVE)
    assert told.lead is not None
    apart = " ".join(told.lead.apart)
    assert "does not fit there: " in apart
    assert "not fit there: not found" not in apart
