"""A disease that a doctor has found already is no new danger; what asks for haste stays."""

from __future__ import annotations

import pytest

from nmt_expert.case.load import parse_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.assessment import HASTE, Assessment
from nmt_expert.reasoning.engines.plain import PlainEngine

SHAKES = "tremor_at_rest, rigid_limb_cogwheel, slowness_of_movement, reduced_arm_swing, pain(shoulder_top)"


def assessed(kb: KnowledgeBase, present: str) -> Assessment:
    text = (
        "schema: nmt-case/1\nid: c\nclient: {age: 71, sex: male}\ncomplaint: {side: right, regions: [shoulder]}\n"
        f"findings: [{{present: [{present}]}}]\n"
    )
    return assess(parse_case(text, "c.yaml", kb), kb, PlainEngine(kb))


def test_known_disease_is_said_and_asked_about_no_more(kb: KnowledgeBase) -> None:
    new, known = assessed(kb, SHAKES), assessed(kb, f"{SHAKES}, known_parkinson_disease")
    assert [flag.id for flag in new.flags] == ["parkinsonism"]
    assert new.urgency == "refer"
    assert not known.flags
    assert known.urgency == "treat"
    assert known.hypotheses[0].known
    assert not new.hypotheses[0].known
    assert "known already" in known.urgency_why
    assert known.plan.allowed


@pytest.mark.parametrize("sign", ["chest_pressure_or_tightness, sweaty_with_pain", "face_droop, speech_disturbance"])
def test_a_sign_that_is_not_its_own_counts_as_before(kb: KnowledgeBase, sign: str) -> None:
    known = assessed(kb, f"{SHAKES}, known_parkinson_disease, {sign}")
    assert known.urgency in HASTE
