"""What the screen asks in parts: each part counts as the whole did, and the whole is not asked beside its parts."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from nmt_expert.case.load import parse_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import level_of
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking.resting import Resting
from nmt_expert.reasoning.safety.gate import raised_flags


def parts(repository: Path) -> dict[str, str]:
    """The parts and the whole that each implies first."""
    entries = yaml.safe_load((repository / "rules/vocabulary/findings/safety_parts.yaml").read_text())
    return {entry["id"]: entry["implies"][0] for entry in entries}


def flags(kb: KnowledgeBase, *findings: str) -> dict[str, str]:
    text = (
        f"schema: nmt-case/1\nid: x\nclient: {{age: 62, sex: male}}\nfindings: [{{present: [{', '.join(findings)}]}}]\n"
    )
    facts = build_facts(parse_case(text, "x.yaml", kb).observations, kb)
    firings = PlainEngine(kb).infer(facts)
    return {flag.id: flag.urgency for flag in raised_flags(kb, firings, Resting(kb, facts, firings))}


def test_the_screen_asks_parts_not_wholes(kb: KnowledgeBase, repository: Path) -> None:
    asked = {question for screen in kb.screens for question in screen.questions}
    assert set(parts(repository)) <= asked
    assert not set(parts(repository).values()) & asked


@pytest.mark.parametrize("beside", [["chest_pressure_or_tightness"], ["headache_present", "fever_or_chills"], []])
def test_a_part_raises_what_the_whole_raises(kb: KnowledgeBase, repository: Path, beside: list[str]) -> None:
    for part, whole in parts(repository).items():
        with_part = flags(kb, part, *beside)
        for flag, urgency in flags(kb, whole, *beside).items():
            assert level_of(with_part[flag]) <= level_of(urgency)
    assert flags(kb, "chest_pressure_or_tightness", "sweaty_with_pain")["acute_coronary_syndrome"] == "emergency"


def test_an_absent_whole_is_every_part_absent(kb: KnowledgeBase) -> None:
    text = "schema: nmt-case/1\nid: x\nfindings: [{absent: photophobia_or_drowsiness}]\n"
    facts = build_facts(parse_case(text, "x.yaml", kb).observations, kb)
    assert {o.key for o in facts.observations if o.state == "absent"} >= {"light_hurts", "drowsy_or_muddled"}
