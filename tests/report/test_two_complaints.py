"""Two complaints of one client: both decide, each has its name on the chart, and neither is told apart from the other."""

from __future__ import annotations

from functools import cache

import msgspec
from tests.report import samples
from tests.report.conftest import CONFIG

from nmt_expert.case.load import parse_case
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.report import render
from nmt_expert.report.flags import orders, parted
from nmt_expert.report.letter.alerts import alerts, beside
from nmt_expert.report.letter.findings import areas
from nmt_expert.report.letter.physician import physician_view
from nmt_expert.report.view import PhysicianView

CASE = """
schema: nmt-case/1
id: two
client: {age: 38, sex: male}
complaint:
  text: Tingling right hand; and an aching left low back
  regions: [hand, wrist, low_back]
  areas:
    - {id: P1, findings: [tingling(thumb), tingling(finger_index)], quality: [quality_burning], now: 3, worst: 6}
    - {id: P2, findings: [pain(lumbar)], depth: deep, course: constant, brings_on: [P1]}
findings:
  - {present: [tingling(thumb), tingling(finger_index), burning(finger_index), phalen, nocturnal_hand_tingling], side: right}
  - {present: [pain(lumbar), pain(iliac_crest), familiar_pain(quadratus_lumborum), taut_band(quadratus_lumborum),
       hypersensitive_spot(quadratus_lumborum)], side: left}
"""

SHOULDER_AND_THIGH = """
schema: nmt-case/1
id: two
client: {age: 62, sex: female}
complaint: {text: Stiff right shoulder; and a numb left thigh, regions: [shoulder, thigh]}
findings:
  - {present: [pain(shoulder_side), pain(shoulder_front), shoulder_stiffening, limited(shoulder_abduction),
       limited_passive(shoulder_external_rotation), limited(shoulder_external_rotation)], side: right}
  - {present: [numbness(thigh_outer), burning(thigh_outer), sensory_loss(thigh_outer), worse_with(standing)], side: left}
  - {present: [diabetes, obesity]}
"""


@cache
def view() -> PhysicianView:
    kb = knowledge_base(())
    case = parse_case(CASE, "two.yaml", kb)
    return physician_view(case.file, assess(case, kb, PlainEngine(kb)), kb, CONFIG)


def test_key_findings_hold_both() -> None:
    assert {row.name for row in view().key_findings} == {"Right", "Left"}
    assert "quadratus lumborum" in " ".join(row.line for row in view().key_findings)


def test_the_areas_stand_in_the_story_and_on_the_chart() -> None:
    told = {row.name: row.line for row in view().story}
    assert told["P1"] == "Tingling of the thumb and index finger: burning pain, 3 of 10 now, 6 of 10 at worst."
    assert told["P2"].endswith("constant, deep, brings on P1.")
    chart = view().chart
    assert chart is not None
    assert ">P1</text>" in chart.svg
    assert ">P2</text>" in chart.svg


def test_kinds_of_pain_in_different_places_have_charts_of_their_own() -> None:
    chart = view().chart
    assert chart is not None
    assert [name for name, _ in chart.apart] == ["burning", "pain"]


def test_hypothesis_of_the_other_complaint_is_no_rival() -> None:
    lead = view().lead
    assert lead is not None
    assert "quadratus" not in " ".join(lead.apart)


def test_what_is_true_of_the_whole_person_makes_no_one_complaint_of_two() -> None:
    kb = knowledge_base(())
    case = parse_case(SHOULDER_AND_THIGH, "two.yaml", kb)
    letter = physician_view(case.file, assess(case, kb, PlainEngine(kb)), kb, CONFIG)
    thigh = next(other for other in letter.others if "cutaneous" in other.name)
    assert letter.lead is not None
    assert "cutaneous" not in " ".join(letter.lead.apart)
    assert "shared" not in thigh.line
    assert f"Elsewhere: {thigh.name}." in letter.urgency_why


def test_what_a_therapist_does_is_told_once_and_a_second_name_for_the_same_findings_in_a_line() -> None:
    _, assessment = samples.emergency()
    (flag,) = assessment.flags
    again = msgspec.structs.replace(flag, name="Another", do="Stop. Keep the spine still.")
    both = msgspec.structs.replace(assessment, flags=(flag, again))
    (first,) = alerts(both, samples.knowledge())  # type: ignore[arg-type]
    assert first.treatment == "No manual treatment."
    done = orders(parted(both))
    assert done.startswith("Stop. Call an ambulance")
    assert done.count("Stop.") == done.count("Keep the spine still.") == 1
    (row,) = beside(both, samples.knowledge())  # type: ignore[arg-type]
    assert (row.name, row.line) == ("Raised by the same findings", "Another.")


def test_the_data_in_the_letter_hold_no_drawing() -> None:
    assert b"<svg" not in render._content(view()).content


def test_quality_and_level_of_an_area_are_those_of_its_pain() -> None:
    kb = knowledge_base(())
    mixed = CASE.replace(
        "findings: [tingling(thumb), tingling(finger_index)]", "findings: [pain(thumb), tingling(thumb)]"
    )
    case = parse_case(mixed, "two.yaml", kb)
    row = areas(case.file, assess(case, kb, PlainEngine(kb)), kb)[0]
    assert row.texts == (
        "tingling of the thumb: burning pain, 3 of 10 now, 6 of 10 at worst",
    )  # its pain is not stated
    case = parse_case(
        mixed.replace("present: [tingling(thumb)", "present: [pain(thumb), tingling(thumb)"), "two.yaml", kb
    )
    row = areas(case.file, assess(case, kb, PlainEngine(kb)), kb)[0]
    assert row.texts[0].startswith("pain of the thumb: burning pain, 3 of 10 now")
    assert row.texts[0].endswith("; tingling of the thumb")


def test_one_complaint_does_not_speak_against_what_explains_another() -> None:
    text = """
schema: nmt-case/1
id: two
client: {age: 46, sex: male}
complaint: {text: Right elbow; and a headache some evenings, regions: [elbow, head]}
findings:
  - {present: [pain(elbow_lateral), tender_site(lateral_epicondyle), cozen, mill, worse_with(gripping)], side: right}
  - {present: [headache_present, headache_both_sides, headache_band, headache_mild_moderate]}
"""
    kb = knowledge_base()
    case = parse_case(text, "two", kb)
    view = physician_view(case.file, assess(case, kb, PlainEngine(kb)), kb, CONFIG)
    assert view.lead
    assert view.lead.name == "Lateral elbow tendinopathy"
    assert not any("headache" in point.text.lower() for point in view.lead.speaks_against)
    assert any("headache" in other.name.lower() for other in view.others)
