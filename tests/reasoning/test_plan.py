"""The plan fits the client: the order of the muscles, and what this client's own state changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nmt_expert.case.load import load_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.paths import shipped
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.assessment import Plan
from nmt_expert.reasoning.care.circumstances import _BOUND
from nmt_expert.reasoning.engines import engine
from nmt_expert.report.chart.poses import poses

BACK = (
    "pain(lumbar)", "pain(iliac_crest)", "pain(sacroiliac)", "pain(buttock_mid)", "hypersensitive_spot(quadratus_lumborum)",
    "familiar_pain(quadratus_lumborum)",
)  # fmt: skip


@pytest.fixture
def plan(kb: KnowledgeBase, tmp_path: Path) -> Callable[..., Plan]:
    def made(*present: str, age: int = 45) -> Plan:
        path = tmp_path / "case.yaml"
        path.write_text(
            f"schema: nmt-case/1\nid: c\nclient: {{age: {age}, sex: female}}\n"
            f"complaint: {{side: right, regions: [low_back]}}\nfindings: [{{present: [{', '.join((*BACK, *present))}]}}]\n",
            encoding="utf-8",
        )
        return assess(load_case(path, kb), kb, engine("plain", kb)).plan

    return made


def test_old_client_on_blood_thinners_is_pressed_lightly_without_elbow(plan: Callable[..., Plan]) -> None:
    ordinary, frail = plan(), plan("anticoagulant_use", age=82)
    assert "4 to 7 of 10" in " ".join(ordinary.treat)
    text = " ".join(frail.treat)
    assert "4 to 7" not in text
    assert "3 to 4 of 10" in text
    assert "no knuckles, elbow" in text
    assert any(limit.startswith("Anticoagulant") for limit in frail.limits)


def test_age_alone_lowers_the_pressure(plan: Callable[..., Plan]) -> None:
    assert "3 to 4 of 10" in " ".join(plan(age=71).treat)
    assert "3 to 4 of 10" not in " ".join(plan(age=69).treat)


def test_muscle_that_reproduced_the_pain_comes_first(plan: Callable[..., Plan]) -> None:
    found = plan("hypersensitive_spot(gluteus_medius)").treat[0]
    assert found.startswith("In this order: Quadratus lumborum (reproduced the pain)")


def test_muscle_that_nobody_palpated_is_not_treated(plan: Callable[..., Plan]) -> None:
    assert "Gluteus maximus" not in plan().treat[0]


def test_sore_muscle_without_a_trigger_point_gets_circulation_and_movement(plan: Callable[..., Plan]) -> None:
    assert "no pressure on points" in " ".join(plan("tender(gluteus_maximus)").treat)
    assert "no pressure on points" not in " ".join(plan().treat)


def test_known_parkinson_disease_brings_what_was_tried_for_it(plan: Callable[..., Plan]) -> None:
    assert "pilot" in " ".join(plan("known_parkinson_disease").sessions)
    assert "pilot" not in " ".join(plan().sessions)


def test_a_fresh_injury_is_pressed_lightly_and_stretched_by_nobody(plan: Callable[..., Plan]) -> None:
    fresh = plan("recent_injury_72h")
    assert "3 to 4 of 10" in " ".join(fresh.treat)
    assert "No stretch to the end" in " ".join(fresh.treat)
    assert not fresh.exercises
    assert plan().exercises


def test_no_stretch_to_the_end_for_whom_it_harms(plan: Callable[..., Plan]) -> None:
    assert "No stretch to the end" in " ".join(plan("known_osteoporosis").treat)


def test_every_condition_of_the_protocols_names_something_known(kb: KnowledgeBase) -> None:
    known = {*kb.cautions, *kb.factors, *kb.findings, *kb.hypotheses, "nerve_pressed", "sore_without_point"}
    for entry in (*kb.protocols["technique"], *kb.protocols["aftercare"], *kb.protocols["home"]):
        for condition in (*entry.get("only_with", ()), *entry.get("not_with", ())):
            bound = _BOUND.fullmatch(condition)
            assert (bound[1] if bound else condition) in known or kb.finding(condition), condition


def test_every_exercise_has_its_picture_and_every_picture_its_exercise(kb: KnowledgeBase) -> None:
    drawn = [entry["picture"] for entry in kb.protocols["home"] if entry["kind"] == "exercise"]
    assert sorted(drawn) == sorted(poses())


def test_what_dance_or_running_loads_is_changed_there(plan: Callable[..., Plan]) -> None:
    assert "Leave out jumps" in " ".join(plan("dancer_or_gymnast").activities)
    assert not plan().activities


def test_a_nerve_asks_for_care_in_its_own_muscle_only(plan: Callable[..., Plan]) -> None:
    hand = ("phalen", "tinel(carpal_tunnel)", "numbness(thumb)", "numbness(finger_index)", "nocturnal_hand_tingling")
    assert "away from the nerve" not in " ".join(plan(*hand).treat)


def test_what_provokes_the_pain_is_no_exercise_and_is_eased(plan: Callable[..., Plan]) -> None:
    hip = ("familiar_pain(gluteus_medius)",)
    assert "Ankle on the knee" in [e.label for e in plan(*hip).exercises]
    provoked = plan(*hip, "faber", "worse_with(lying_on_side)")
    assert "Ankle on the knee" not in [e.label for e in provoked.exercises]
    assert "No lying on the painful side" in " ".join(provoked.activities)
    assert "Do not lie on the sore side" in " ".join(provoked.home)


def test_a_sore_tendon_is_loaded_and_not_stretched(plan: Callable[..., Plan]) -> None:
    told = plan(
        "pain(hip_lateral)", "tenderness(hip_lateral)", "tender_site(greater_trochanter)", "faber_lateral_pain",
        "fader_test", "hypersensitive_spot(gluteus_medius)", "worse_with(lying_on_side)", "worse_with(stairs)",
        "trendelenburg_test",
    )  # fmt: skip
    assert "Load the tendon progressively" in " ".join(told.activities)
    assert "No crossed legs" in " ".join(told.activities)
    assert "No stretch to the end of the range" in " ".join(told.treat)
    assert "Slow stretch" not in " ".join(told.treat)


def test_a_muscle_that_a_caution_forbids_is_neither_treated_nor_palpated(plan: Callable[..., Plan]) -> None:
    psoas = ("familiar_pain(iliopsoas)", "pain(groin)")
    ordinary, pregnant = plan(*psoas), plan(*psoas, "pregnancy")
    assert "Iliopsoas" in ordinary.treat[0]
    assert not ordinary.spared
    assert "Iliopsoas" not in " ".join((*pregnant.treat, *pregnant.examine))
    assert pregnant.spared == ("Iliopsoas (psoas major and iliacus), because of: Pregnancy",)
    assert "Quadratus lumborum" in pregnant.treat[0]


def test_a_trigger_point_found_outside_the_list_is_treated_with_the_cautions_of_its_place(kb: KnowledgeBase) -> None:
    found = assess(load_case(shipped("cases") / "collected" / "ho-118.yaml", kb), kb, engine("plain", kb))
    assert "trigger_point.masseter_superficial" not in {h.id for h in found.hypotheses}
    assert "Masseter, superficial layer (reproduced the pain)" in found.plan.treat[0]
    assert "parotid_facial_nerve" in {caution.id for caution in found.cautions}
