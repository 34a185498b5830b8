"""A danger whose cardinal signs were all asked for and are not there is not well supported by what a harmless cause shows too."""

from __future__ import annotations

import pytest

from nmt_expert.authoring.client_tests.clients import observations_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking.rank import WELL, support_word
from nmt_expert.reasoning.ranking.weigh import score_all

_S1 = (
    "pain(lumbosacral), pain(buttock_mid), pain(thigh_back_upper), pain(calf_upper), numbness(foot_lateral), "
    "worse_with(coughing), straight_leg_raise, reflex_reduced(ankle), weak(heel_raise), onset_sudden, pain_severe, "
    "duration = 5 days, age = 45"
)
_L3 = (
    "pain(lumbar), pain(thigh_front_lower), numbness(knee_inner), weak(knee_extension), weak(hip_adduction), "
    "reflex_reduced(knee), femoral_nerve_stretch"
)
_SADDLE_DENIED = "no saddle_numbness, no new_bladder_retention_or_hesitancy, no new_bladder_incontinence"


@pytest.mark.parametrize(
    ("client", "danger", "denied"),
    [
        (
            _S1,
            "compression.cauda_equina",
            f"{_SADDLE_DENIED}, no new_bowel_incontinence, no bilateral_leg_pain, no bilateral_leg_numbness_or_weakness",
        ),
        (_L3, "other.diabetic_amyotrophy", "no diabetes, no unexplained_weight_loss, no thigh_pain_at_night_severe"),
    ],
)
def test_cardinal_signs_that_are_denied_weigh(kb: KnowledgeBase, client: str, danger: str, denied: str) -> None:
    assert _support(kb, client, danger) in WELL
    assert _support(kb, f"{client}, {denied}", danger) not in WELL


def test_one_of_them_keeps_it(kb: KnowledgeBase) -> None:
    both_legs = f"{_S1}, bilateral_leg_numbness_or_weakness, {_SADDLE_DENIED}, no new_bowel_incontinence"
    assert _support(kb, both_legs, "compression.cauda_equina") in WELL


def _support(kb: KnowledgeBase, client: str, hypothesis: str) -> str:
    facts = build_facts(observations_of(client, kb, lambda: "test").values(), kb)
    scores = score_all(kb, facts, PlainEngine(kb).infer(facts))
    return support_word(kb, max(s.score for (h, _), s in scores.items() if h == hypothesis))
