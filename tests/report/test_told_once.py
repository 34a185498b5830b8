"""What stands in a letter stands on one side, under one word, and only where it was found."""

from __future__ import annotations

from tests.report.conftest import CONFIG

from nmt_expert.case.load import Case, load_case, parse_case
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.paths import shipped
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.report.letter.hypotheses import sides
from nmt_expert.report.letter.physician import physician_view
from nmt_expert.report.letter.requests import requests
from nmt_expert.report.told import told as told_on_screen
from nmt_expert.report.view import PhysicianView

CUFF = """
schema: nmt-case/1
id: cuff
client: {age: 66, sex: male}
complaint: {text: cannot lift the arm, side: right, regions: [shoulder, arm], since: 3 weeks}
findings:
  - present: [pain(arm_side), fall_on_outstretched_hand, drop_arm, weak(shoulder_external_rotation), weakness_any,
      history_of_cancer, low_energy_or_missed_periods]
  - absent: [pain(back_any), pain(neck_side)]
"""
NIGHT = """
schema: nmt-case/1
id: night
client: {age: 45, sex: male}
complaint: {text: forearm pain, side: right, regions: [forearm], since: 8 weeks}
findings:
  - present: [pain(forearm_any), pain_progressive_despite_care, pain_not_reproduced_by_movement_or_palpation]
"""
HAND = """
schema: nmt-case/1
id: hand
client: {age: 52, sex: female}
complaint: {text: numb fingers and a sore neck, side: right, regions: [hand, wrist, neck]}
findings:
  - present: [numbness(thumb), numbness(finger_index), numbness(finger_middle), nocturnal_hand_tingling, flick_sign,
      weak(thumb_palmar_abduction), wasting(abductor_pollicis_brevis), pain(neck_side), pain(shoulder_front),
      hypersensitive_spot(scalenus_anterior), hypersensitive_spot(scalenus_medius)]
"""
KB = knowledge_base(())


def case(text: str) -> Case:
    return parse_case(text, "case.yaml", KB)


def test_no_finding_stands_for_and_against_the_same_hypothesis() -> None:
    for text in (CUFF, HAND):
        assessment = assess(case(text), KB, PlainEngine(KB))
        for hypothesis in (*assessment.hypotheses, *assessment.further):
            told = sides(hypothesis, assessment, KB)
            speaks_for = {label for a in told.arguments_for for label in a.findings}
            assert not speaks_for & {label for a in told.arguments_against for label in a.findings}


def test_a_presentation_holds_no_other_danger_s_risk_and_no_sum_against_anybody() -> None:
    assessment = assess(case(CUFF), KB, PlainEngine(KB))
    for hypothesis in assessment.hypotheses:
        told = sides(hypothesis, assessment, KB)
        against = {label for a in told.arguments_against if a.of_presentation for label in a.findings}
        assert not [label for label in against if label.startswith(("Cancer", "Weakness anywhere"))]


def test_weak_muscles_are_no_nerve_unless_something_argues_well_for_one() -> None:
    letter = physician_view(case(CUFF).file, assess(case(CUFF), KB, PlainEngine(KB)), KB, CONFIG)
    assert letter.six_factors.startswith("Something speaks for: nutrition and metabolism (")
    assert "nerve" in assess(case(HAND), KB, PlainEngine(KB)).profiles.six_factors
    assert any(
        "lifting the thumb" in label for label in assess(case(HAND), KB, PlainEngine(KB)).profiles.six_factors["nerve"]
    )


def test_what_is_not_there_is_nowhere() -> None:
    letter = physician_view(case(CUFF).file, assess(case(CUFF), KB, PlainEngine(KB)), KB, CONFIG)
    told = " ".join(row.line for row in (*letter.key_findings, *letter.findings))
    assert "No pain of the back or side of the neck" in told


def test_what_the_list_leaves_over_is_explained_by_what_stands_below_it() -> None:
    letter = physician_view(case(HAND).file, assess(case(HAND), KB, PlainEngine(KB)), KB, CONFIG)
    assert "calen" in " ".join(other.name for other in letter.others)
    assert "scalenus" not in letter.unexplained


def test_the_school_s_view_is_no_matter_of_the_physician_and_what_is_there_counts_when_it_grows() -> None:
    letter = physician_view(case(HAND).file, assess(case(HAND), KB, PlainEngine(KB)), KB, CONFIG)
    rows = {row.name: row.line for row in letter.plan}
    assert "School's view" not in rows
    assert rows["Back to you"].endswith("is there already, the client comes back once it gets worse.")


def test_a_flag_that_names_no_disease_is_explained_and_every_state_is_a_flag() -> None:
    assessment = assess(case(NIGHT), KB, PlainEngine(KB))
    assert {flag.net for flag in assessment.flags} == {True}
    asked = " ".join(request.ask for request in requests(assessment, KB))
    assert "ind the cause of: " in asked
    assert "xclude: Pain that grows" not in asked


def test_beside_a_disease_with_the_same_findings_it_is_no_request_of_its_own() -> None:
    night = CUFF.replace("history_of_cancer,", "history_of_cancer, night_pain_unremitting,")
    assessment = assess(case(night), KB, PlainEngine(KB))
    assert any(flag.net for flag in assessment.flags)
    assert "ind the cause of: " not in " ".join(request.ask for request in requests(assessment, KB))


def test_saddle_numbness_and_a_dropping_foot_are_signs_of_a_nerve() -> None:
    found = CUFF.replace("weakness_any,", "foot_drop, saddle_numbness,")
    assert len(assess(case(found), KB, PlainEngine(KB)).profiles.six_factors["nerve"]) >= 2


def test_a_state_that_changes_treatment_stands_in_the_story() -> None:
    text = CUFF.replace("sex: male", "sex: female").replace("66", "26")
    text = text.replace("low_energy_or_missed_periods", "pregnancy, pregnant_or_possibly_pregnant")
    letter = physician_view(case(text).file, assess(case(text), KB, PlainEngine(KB)), KB, CONFIG)
    story = " ".join(row.line for row in letter.story).lower()
    assert "pregnancy" in story
    assert "possibly" not in story


def published(name: str) -> PhysicianView:
    told = load_case(shipped("cases") / name, KB)
    return physician_view(told.file, assess(told, KB, PlainEngine(KB)), KB, CONFIG)


def test_nothing_that_was_found_stands_against_a_danger_only_because_its_picture_does_not_name_it() -> None:
    letter = published("first_sight/batch-i/kc-012.yaml")
    assert letter.lead
    assert letter.lead.name == "Cauda equina syndrome"
    assert not letter.lead.speaks_against


FEVER = """
schema: nmt-case/1
id: fever
complaint: {text: back pain, regions: [low_back], since: 3 days}
findings:
  - present: [pain(lumbar), pain_severe, weakness_any, reflex_reduced(ankle)]
  - value: {temperature: 39.4}
"""


def test_a_flag_names_first_what_defines_it_and_asks_for_nothing_that_was_measured() -> None:
    letter = physician_view(case(FEVER).file, assess(case(FEVER), KB, PlainEngine(KB)), KB, CONFIG)
    measured = letter.alerts[0]
    assert measured.name.startswith("Spinal infection")
    assert measured.found.startswith("body temperature 39.4 °C; ")
    assert "Take the temperature" not in _ordered(letter)
    text = FEVER.replace("  - value: {temperature: 39.4}\n", "").replace(
        "weakness_any", "weakness_any, fever_or_chills"
    )
    assert "Take the temperature." in _ordered(
        physician_view(case(text).file, assess(case(text), KB, PlainEngine(KB)), KB, CONFIG)
    )


def _ordered(letter: PhysicianView) -> str:
    return next(row.line for row in letter.plan if row.name == "Therapist now")


def test_of_what_raised_a_flag_nothing_is_left_out_without_a_word() -> None:
    letter = published("first_sight/batch-i/kc-012.yaml")
    assert letter.alerts[0].found.endswith("; and 1 more")


def test_each_of_the_six_factors_is_told_with_what_speaks_for_it_and_a_leading_muscle_speaks_for_trigger_points() -> (
    None
):
    assert (
        "trigger points (scalenus anterior: myofascial trigger points)" in published("library/uq-008.yaml").six_factors
    )


def test_hypotheses_are_numbered_without_gaps_and_every_word_of_rank_is_defined() -> None:
    letter = published("collected/ho-118.yaml")
    ranks = [other.rank for other in letter.others]
    numbered = [rank for rank in ranks if rank is not None]
    assert ranks == [*range(2, 2 + len(numbered)), *[None] * (len(ranks) - len(numbered))]
    assert None in ranks
    assert all(word in letter.terms.lower() for word in ("rank firm", "fairly firm", "unsettled"))


def test_on_a_screen_nothing_that_stands_against_a_hypothesis_is_left_open_too() -> None:
    case_with = CUFF.replace("weakness_any,", "weakness_any, pain_intermittent, quality_burning, paraesthesia_any,")
    assessment = assess(case(case_with), KB, PlainEngine(KB))
    against = 0
    for hypothesis in (*assessment.hypotheses, *assessment.further):
        said = list(told_on_screen(hypothesis, assessment))
        labels = {label for word, text in said if word == "against" for label in text.partition(" [")[0].split("; ")}
        left = {label for word, text in said if word == "leaves open" for label in text.split("; ")}
        assert not labels & left
        against += len(labels & set(hypothesis.unexplained))
    assert against
