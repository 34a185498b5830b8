"""Words of the letter that a physician would stumble over."""

from __future__ import annotations

from tests.report.conftest import CONFIG

from nmt_expert.case.load import parse_case
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.words import measured
from nmt_expert.report.letter.physician import physician_view
from nmt_expert.report.view import PhysicianView

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
    told = letter(KNEE)
    assert told.lead is not None
    assert told.chart is not None
    assert told.chart.patterns.startswith("The leading hypothesis has no published pattern; this is that of no. ")
