"""What is normal argues, but brings nothing to mind."""

from __future__ import annotations

from nmt_expert.case.load import parse_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.judge import judge

HEAD = (
    "schema: nmt-case/1\nid: t\nclient: {age: 44, sex: female}\ncomplaint: {regions: [neck], side: left}\nfindings:\n"
)
NORMAL = "  - {present: [neuro_exam_normal, no_tenderness_found, onset_gradual]}\n"


def test_a_case_in_which_all_is_normal_brings_no_heart_or_thyroid_to_mind(kb: KnowledgeBase) -> None:
    lines = judge(parse_case(HEAD + NORMAL, "t", kb), kb, PlainEngine(kb)).lines
    assert [line.hypothesis for line in lines if line.hypothesis in ("other.cardiac_pain", "other.thyroiditis")] == []
    found = HEAD + NORMAL + "  - {present: [pain(neck_front), swallowing_painful]}\n"
    assert judge(parse_case(found, "t", kb), kb, PlainEngine(kb)).lines
