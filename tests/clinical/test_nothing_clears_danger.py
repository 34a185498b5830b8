"""Small dangerous clients beside the very finding that used to silence their flag: a tender muscle, an old pain, a past
test, another site. Each stays as urgent as its guideline has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.case.load import Case, load_case, parse_case
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.assessment import HASTE, level_of
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.judge import judge

_CLIENTS = {
    "heart, an old normal ECG and a tender pectoral": (
        "emergency",
        62,
        "[chest_pressure_or_tightness, pain(arm_inner), diabetes, smoker_ever, heart_tests_normal, tender(pectoralis_major_sternal)]",
    ),
    "aneurysm, a tender quadratus lumborum": (
        "urgent",
        66,
        "[sex_male, smoker_ever, pain(lumbar), abdominal_pain_present, familiar_pain(quadratus_lumborum)]",
    ),
    "neck fracture, the neck hurt before": (
        "emergency",
        78,
        "[onset_after_trauma, falls_recent, tender_site(cervical_spinous), limited(neck_rotation), course_chronic]",
    ),
    "hip fracture, the hip hurt before": (
        "emergency",
        82,
        "[known_osteoporosis, falls_recent, onset_after_trauma, pain(groin), course_chronic]",
    ),
    "saddle loss, worse with sitting": ("emergency", 44, "[saddle_numbness, pain(lumbar), worse_with(sitting)]"),
    "hot knee, the toe hurts too": (
        "emergency",
        70,
        "[hot_swollen_joint, pain(knee_front), pain(toe_great), fever_or_chills]",
    ),
    "meningitis, earlier headaches": (
        "emergency",
        25,
        "[fever_or_chills, headache_present, neck_stiffness_meningeal, course_recurrent, course_chronic]",
    ),
}


@pytest.mark.parametrize("name", _CLIENTS)
def test_nothing_but_the_same_complaint_clears(name: str, kb: KnowledgeBase) -> None:
    urgency, age, present = _CLIENTS[name]
    text = f"schema: nmt-case/1\nid: x\nclient: {{age: {age}}}\nfindings:\n  - present: {present}\n"
    assert assess(parse_case(text, "x", kb), kb, PlainEngine(kb)).urgency in (urgency, "emergency")


@pytest.mark.parametrize("folder", ["library", "first_sight/batch-f"])
def test_longer_than_three_months_lowers_no_urgency(folder: str, kb: KnowledgeBase, repository: Path) -> None:
    """Neither a flag's nor that of a dangerous hypothesis, which another would outrank by its long course."""
    engine, dangerous = PlainEngine(kb), 0
    for path in sorted((repository / "cases" / folder).glob("*.yaml")):
        case = load_case(path, kb)
        before = judge(case, kb, engine).level
        if before not in HASTE:
            continue
        dangerous += 1
        longer = Case(case.file, (*case.observations, Observation("course_chronic", "present")))
        assert level_of(judge(longer, kb, engine).level) <= level_of(before), path.stem
    assert dangerous
