"""What an assessment says, and what it must never say."""

from __future__ import annotations

import pytest

from nmt_expert.case.load import Case, parse_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.assessment import URGENCIES, Assessment
from nmt_expert.reasoning.engines.plain import PlainEngine

_HEAD = "schema: nmt-case/1\nid: t\n"


def _assess(kb: KnowledgeBase, findings: str, head: str = "") -> Assessment:
    return assess(_case(kb, findings, head), kb, PlainEngine(kb))


def _case(kb: KnowledgeBase, findings: str, head: str = "") -> Case:
    return parse_case(f"{_HEAD}{head}findings:\n{findings}", "t.yaml", kb)


def test_a_red_flag_is_raised_whatever_the_ranking_says(kb: KnowledgeBase) -> None:
    muscle = (
        "  - {present: [familiar_pain(quadratus_lumborum), taut_band(quadratus_lumborum), pain(lumbar)], side: left}\n"
    )
    with_flag = _assess(kb, muscle + "  - present: [saddle_numbness, new_bladder_retention_or_hesitancy]\n")
    assert with_flag.urgency == "emergency"
    assert with_flag.flags[0].id == "cauda_equina_syndrome"
    assert with_flag.flags[0].do
    assert with_flag.flags[0].say


def test_while_an_emergency_stands_the_plan_treats_nothing(kb: KnowledgeBase) -> None:
    a = _assess(
        kb,
        "  - {present: [familiar_pain(quadratus_lumborum), pain(lumbar)], side: left}\n  - present: saddle_numbness\n",
    )
    assert not a.plan.allowed
    assert a.plan.treat == ()


@pytest.mark.parametrize("more", ["", "  - absent: [fever_or_chills, unexplained_weight_loss]\n"])
def test_what_was_not_asked_is_never_cleared(kb: KnowledgeBase, more: str) -> None:
    a = _assess(kb, "  - {present: pain(shoulder_top), side: left}\n" + more)
    assert a.screen.status == ("incomplete" if more else "not screened")
    assert a.screen.not_asked


def test_a_general_statement_does_not_answer_a_safety_question(kb: KnowledgeBase) -> None:
    a = _assess(kb, "  - {present: pain(shoulder_top), side: left}\n  - absent: weakness_any\n")
    assert a.screen.asked == ()


def test_only_stated_findings_are_listed_as_findings(kb: KnowledgeBase) -> None:
    a = _assess(kb, "  - {present: numbness(thumb), side: left}\n  - absent: weakness_any\n")
    assert {f.key for f in a.findings} == {"numbness(thumb)", "weakness_any"}


def test_a_case_without_findings_is_outside_what_the_rules_know(kb: KnowledgeBase) -> None:
    a = assess(parse_case(_HEAD, "t.yaml", kb), kb, PlainEngine(kb))
    assert a.hypotheses == ()
    assert a.outside
    assert a.urgency == "refer"


def test_age_and_posture_alone_make_no_hypothesis(kb: KnowledgeBase) -> None:
    a = _assess(kb, "  - present: [forward_head, rounded_shoulders]\n", "client: {age: 70, sex: female}\n")
    assert a.hypotheses == ()


def test_the_summary_fits_in_one_line_of_a_letter(kb: KnowledgeBase) -> None:
    a = _assess(kb, "  - {present: [pain(shoulder_top), tender(upper_trapezius)], side: left}\n")
    assert 0 < len(a.summary) < 140


def test_a_muscle_and_the_nerve_that_it_presses_are_one_story(kb: KnowledgeBase) -> None:
    a = _assess(
        kb,
        "  - {present: [familiar_pain(scalenus_anterior), hypersensitive_spot(scalenus_anterior), pain(chest_upper), pain(arm_side)], side: left}\n"
        "  - {present: [numbness(finger_little), numbness(forearm_volar_ulnar), elevated_arm_stress_test], side: left}\n",
    )
    listed = {h.id: h for h in a.hypotheses}
    assert "entrapment.tos_scalene" in listed["trigger_point.scalenus_anterior"].linked
    assert any(link.kind == "nerve" for chain in a.chains for link in chain)


def test_a_trigger_point_excludes_no_root(kb: KnowledgeBase) -> None:
    root = "  - {present: [spurling, weak(elbow_extension), reflex_reduced(triceps), numbness(finger_middle)], side: left}\n"
    alone = _assess(kb, root)
    beside = _assess(
        kb, root + "  - {present: [taut_band(infraspinatus), hypersensitive_spot(infraspinatus)], side: left}\n"
    )
    score = [next(h.score for h in a.hypotheses if h.id == "compression.root_c7") for a in (alone, beside)]
    assert score[1] >= score[0]


def test_every_argument_names_a_rule_a_reason_and_its_basis(kb: KnowledgeBase) -> None:
    a = _assess(kb, "  - {present: [phalen, tinel(carpal_tunnel), numbness(thumb)], side: left}\n")
    for h in a.hypotheses:
        for argument in (*h.arguments_for, *h.arguments_against):
            assert argument.rule in kb.rules_by_id or argument.strength in ("usual", "unusual")
            assert argument.because
            assert argument.basis == "consensus" or argument.sources


def test_urgencies_run_from_emergency_to_treat() -> None:
    assert URGENCIES[0] == "emergency"
    assert URGENCIES[-1] == "treat"


def test_an_anticoagulant_changes_the_plan(kb: KnowledgeBase) -> None:
    a = _assess(
        kb,
        "  - {present: [familiar_pain(upper_trapezius), pain(shoulder_top)], side: left}\n  - present: anticoagulant_use\n",
    )
    assert any(c.id == "anticoagulants" for c in a.cautions)
