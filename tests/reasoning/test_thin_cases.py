"""Of a thin case - a place, an age, a common word or two - what is common leads, and the rare has something of its own."""

from __future__ import annotations

import pytest

from nmt_expert.case.load import parse_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.judge import judge


@pytest.mark.parametrize(
    ("region", "zone", "age", "more", "rare"),
    [
        ("thorax", "thoracic_mid", 70, "stiffness(thoracic_mid)", "other.dish"),
        ("hip", "hip_lateral", 72, "stiffness(hip_lateral), worse_with(morning)", "other.polymyalgia_rheumatica"),
        ("thigh", "thigh_front_upper", 48, "stiffness(thigh_front_upper)", "other.hypothyroid_myopathy"),
        ("wrist", "wrist_dorsal", 25, "stiffness(wrist_dorsal)", "other.kienboeck"),
        ("thigh", "thigh_inner", 25, "worse_with(movement)", "other.osteitis_pubis"),
        ("head", "vertex", 48, "worse_with(morning)", "other.medication_overuse"),
        ("abdomen", "abdomen_lower", 72, "worse_with(morning)", "other.inguinal_hernia"),
        ("hand", "hand_hypothenar", 48, "stiffness(hand_hypothenar)", "other.hypothenar_hammer"),
    ],
)
def test_the_rare_does_not_lead_by_place_and_age(
    kb: KnowledgeBase, region: str, zone: str, age: int, more: str, rare: str
) -> None:
    findings = f"  - {{present: [pain({zone}), onset_gradual, {more}], side: right}}\n  - value: {{age: {age}}}\n"
    case = parse_case(
        f"schema: nmt-case/1\nid: t\ncomplaint: {{regions: [{region}]}}\nfindings:\n{findings}", "t.yaml", kb
    )
    lines = judge(case, kb, PlainEngine(kb)).lines
    assert lines[0].hypothesis != rare
    assert kb.hypotheses[lines[0].hypothesis].triage not in ("emergency", "urgent")
