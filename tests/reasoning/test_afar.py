"""What follows from a finding in another part of the body says nothing here, unless of a danger."""

from __future__ import annotations

import pytest

from nmt_expert.authoring.client_tests.clients import observations_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking.weigh import score_all

_CUFF = "pain(shoulder_side), age = 65"


@pytest.mark.parametrize(
    ("client", "argument", "heard"),
    [
        (f"{_CUFF}, weak(shoulder_abduction)", "other.rotator_cuff_tear/old_and_weak", True),
        (f"{_CUFF}, weakness_any", "other.rotator_cuff_tear/old_and_weak", True),
        (f"{_CUFF}, weak(shoulder_abduction), weak(thumb_extension)", "other.rotator_cuff_tear/old_and_weak", True),
        (f"{_CUFF}, weak(thumb_extension)", "other.rotator_cuff_tear/old_and_weak", False),
        ("pain(knee_inner), clicking_locking", "other.meniscus_tear/catching", True),
        ("pain(knee_inner), jaw_click", "other.meniscus_tear/catching", False),
        # told of the past it is of the whole person, and a danger is heard whatever it rests on
        ("tingling(thumb), fall_on_buttock", "nerve_history(entrapment.digital_finger)", True),
        ("jaw_click, neck_feels_tired", "other.upper_cervical_instability/clunk", True),
    ],
)
def test_it_is_heard_where_it_was_found(kb: KnowledgeBase, client: str, argument: str, heard: bool) -> None:
    facts = build_facts(observations_of(client, kb, lambda: "test").values(), kb)
    firings = PlainEngine(kb).infer(facts)
    assert argument in {kb.rules[firing.rule].id for firing in firings}
    said = {a.rule.id for scored in score_all(kb, facts, firings).values() for a in scored.arguments}
    assert (argument in said) == heard
