"""What a physician is asked fits the person, and each condition has its own tests and reasons."""

from __future__ import annotations

from tests.report.conftest import CONFIG

from nmt_expert.case.load import Case, load_case, parse_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.paths import shipped
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.report.letter.physician import physician_view
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


def asked(case: Case, kb: KnowledgeBase) -> tuple[Request, ...]:
    return physician_view(case.file, assess(case, kb, PlainEngine(kb)), kb, CONFIG).requests


def test_each_condition_is_asked_about_with_its_own_tests_and_strongest_reasons(kb: KnowledgeBase) -> None:
    requests = asked(load_case(PUBLISHED / "batch-j" / "la-033.yaml", kb), kb)
    (loose,) = [r for r in requests if "Shoulder instability" in r.ask]
    assert "MR arthrography" in loose.ask
    assert loose.why == "apprehension test positive; relocation test positive"
    (growth,) = [r for r in requests if "Growth plate" in r.ask]
    assert growth.ask.endswith("consider X-ray of both upper arms")


def test_a_pregnancy_test_is_proposed_only_for_whom_it_can_concern(kb: KnowledgeBase) -> None:
    told = {
        who: " ".join(r.ask for r in asked(parse_case(FLANK.replace("WHO", who), "case.yaml", kb), kb))
        for who in ("female", "male")
    }
    assert "urine test, ultrasound or pregnancy test" in told["female"]
    assert "urine test, ultrasound" in told["male"]
    assert "pregnancy" not in told["male"]


def test_a_pregnant_client_is_imaged_without_radiation_where_possible(kb: KnowledgeBase) -> None:
    requests = asked(load_case(PUBLISHED / "batch-d" / "gc-034.yaml", kb), kb)
    (bone,) = [r for r in requests if "X-ray" in r.ask]
    assert bone.ask.endswith("; pregnant, so without radiation where possible")
