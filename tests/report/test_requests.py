"""What a physician is asked fits the person, and each condition has its own tests and reasons."""

from __future__ import annotations

from msgspec.structs import replace
from tests.report.conftest import CONFIG

from nmt_expert.case.load import Case, load_case, parse_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.paths import shipped
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.report.letter.physician import physician_view
from nmt_expert.report.terminal_text import assessment_text
from nmt_expert.report.view import Request

PUBLISHED = shipped("cases") / "first_sight"
FLANK = """
schema: nmt-case/1
id: flank
client: {age: 34, sex: WHO}
complaint: {text: flank pain, side: left, regions: [low_back], since: 3 days}
findings:
  - present: [pain(flank), flank_tenderness, urinary_burning_or_frequency, fever_or_chills]
"""
FOOT = """
schema: nmt-case/1
id: foot
client: {age: 34, sex: female}
complaint: {text: foot pain, side: left, regions: [foot], since: 3 weeks}
findings:
  - present: [pregnancy, pain(foot_dorsum), tender_site(metatarsal_shaft), worse_with(running), runner,
      training_load_increase, swelling(foot_dorsum)]
"""


def asked(case: Case, kb: KnowledgeBase) -> tuple[Request, ...]:
    return physician_view(case.file, assess(case, kb, PlainEngine(kb)), kb, CONFIG).requests


def test_each_condition_is_asked_about_with_its_own_tests_and_strongest_reasons(kb: KnowledgeBase) -> None:
    requests = asked(load_case(PUBLISHED / "batch-d" / "ga-006.yaml", kb), kb)
    notch, groove = (r for r in requests if "Suprascapular nerve" in r.ask)
    assert "electromyography of supraspinatus and infraspinatus" in notch.ask
    assert groove.ask.endswith("confirmed by: MRI for a paralabral cyst or electromyography: infraspinatus only")
    assert notch.why.startswith("weakness in turning the arm outward")


def test_a_plain_carpal_tunnel_sends_nobody_to_have_the_upper_arm_imaged(kb: KnowledgeBase) -> None:
    """What is well supported only by what the first has in common with it, far behind, is told and not asked about."""
    case = load_case(shipped("cases") / "library" / "uq-035.yaml", kb)
    assessment = assess(case, kb, PlainEngine(kb))
    assert assessment.hypotheses[1].support == "strong"
    (request,) = asked(case, kb)
    assert "Carpal tunnel syndrome" in request.ask


def test_a_pregnancy_test_is_proposed_only_for_whom_it_can_concern(kb: KnowledgeBase) -> None:
    told = {
        who: " ".join(r.ask for r in asked(parse_case(FLANK.replace("WHO", who), "case.yaml", kb), kb))
        for who in ("female", "male")
    }
    assert "urine test, ultrasound or pregnancy test" in told["female"]
    assert "urine test, ultrasound" in told["male"]
    assert "pregnancy" not in told["male"]


def test_a_pregnant_client_is_imaged_without_radiation_where_possible(kb: KnowledgeBase) -> None:
    requests = asked(parse_case(FOOT, "case.yaml", kb), kb)
    (bone,) = [r for r in requests if "X-ray" in r.ask]
    assert bone.ask.endswith("; pregnant, so without radiation where possible")


def test_what_makes_an_emergency_below_the_list_is_asked_about_and_can_be_read_about(kb: KnowledgeBase) -> None:
    case = load_case(shipped("cases") / "library" / "uq-035.yaml", kb)
    plain = assess(case, kb, PlainEngine(kb))
    danger = replace(plain.further[0], name="Cord compression", triage="emergency", support="good")
    assessment = replace(plain, further=(danger,), urgency="emergency", urgency_why="Well supported: Cord compression.")
    view = physician_view(case.file, assessment, kb, CONFIG)
    assert view.requests[0].ask.startswith("Please examine for: Cord compression")
    assert view.requests[0].until == "now"
    assert any(other.name.startswith("Cord compression") and other.rank is None for other in view.others)
    assert "Cord compression" in assessment_text(assessment, case.file).split("Assessment hypotheses")[1]
