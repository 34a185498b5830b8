"""The client's page: one page, plain words, the same facts."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
import textstat
from tests.report import samples
from tests.report.conftest import CONFIG, pages, rendered
from tests.report.samples import SAMPLES

from nmt_expert.case.load import load_case, parse_case
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.knowledge.everyday import JARGON
from nmt_expert.paths import shipped
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.engines import engine
from nmt_expert.report import render
from nmt_expert.report.letter import client
from nmt_expert.report.letter import client_words as words
from nmt_expert.report.view import ClientView


def text(name: str) -> str:
    return " ".join(pages(rendered(name, "client")))


def reading_age(sentences: list[str]) -> float:
    """In years: the Flesch-Kincaid grade, of which the first is that of pupils six years old."""
    return 5 + float(textstat.flesch_kincaid_grade(" ".join(f"{s.rstrip('.')}." for s in sentences)))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", SAMPLES)
def test_client_page_is_one_page(name: str, paper: render.Paper) -> None:
    assert len(pages(rendered(name, "client", paper))) == 1


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "hostile"])
def test_client_page_uses_no_jargon_and_shows_no_rank(name: str) -> None:
    found = text(name).lower()
    assert not JARGON.search(found)
    assert "support" not in found


def test_our_own_sentences_can_be_read_at_twelve() -> None:
    signs = (*words.STOP, *words.STOP_TREATED, *words.STOP_EMERGENCY, *words.STOP_ARTERITIS)
    ours = [*words.ACT.values(), words.NO_DRIVING, *words.AFTER, words.NEXT, *(s.text for s in signs)]
    ours += [s.more for s in signs if s.more]
    ours += [text.format(place="low back", plain="a squeezed nerve") for text in (*words.FELT.values(), words.FITS)]
    assert reading_age(ours) <= 12
    assert reading_age(list(words.CARE.values())) <= 12


def test_every_plain_name_and_every_template_can_be_read_at_twelve() -> None:
    kb = knowledge_base(())
    told = [
        client._plain(cast(Any, SimpleNamespace(id=id, side="right", mechanism=h.mechanism)), kb)
        for id, h in kb.hypotheses.items()
    ]
    assert not [text for text in told if JARGON.search(text)]
    said = [part for text in told for part in words.FITS.format(plain=text).split(". ")]
    assert reading_age(said) <= 12


def test_pages_of_published_cases_can_be_read_at_twelve() -> None:
    kb = knowledge_base(())
    ages = []
    for path in sorted((shipped("cases") / "library").glob("*.yaml"))[:80:2]:
        loaded = load_case(path, kb)
        page = client.client_view(loaded.file, assess(loaded, kb, engine("plain", kb)), kb, CONFIG)
        exercises = [e.say for e in page.exercises]
        ages.append(reading_age([*page.act, *page.found, *page.home, *exercises, *page.care, *page.after, *page.stop]))
    assert len(ages) == 40
    assert max(ages) <= 12


def test_no_two_muscles_are_called_the_same() -> None:
    muscles = [h for h in knowledge_base(()).hypotheses.values() if h.mechanism == "trigger_point"]
    assert all(h.plain for h in muscles)
    assert len({h.plain for h in muscles}) == len(muscles)
    assert max(len(h.plain.split()) for h in muscles) <= 20


def test_every_shipped_nerve_and_condition_has_a_plain_line() -> None:
    known = knowledge_base(()).hypotheses.values()
    assert not [h.id for h in known if h.mechanism != "trigger_point" and not h.plain]


def test_what_clients_are_told_to_do_can_be_read_at_twelve() -> None:
    kb = knowledge_base(())
    told = [*(f.say for f in kb.factors.values() if f.say), *(entry["say"] for entry in kb.protocols["home"])]
    assert not [text for text in told if JARGON.search(text)]
    assert [text for text in told if reading_age(text.split(". ")) > 13] == []
    assert reading_age([part for text in told for part in text.split(". ")]) <= 12


def test_an_unsafe_home_stands_on_no_page_that_lies_about() -> None:
    assert knowledge_base(()).factors["relationship_violence"].say == ""


def test_exercises_are_those_of_the_muscle_and_of_this_client() -> None:
    page = view("levator")
    assert [e.label for e in page.exercises] == ["Side stretch of the neck"]
    assert "<svg" in page.exercises[0].svg
    assert not view("levator", "recent_surgery").exercises


def test_only_what_hands_found_is_said_to_be_found() -> None:
    found = view("carpal").found
    assert found[0] == "What you told us and what we saw fits a squeezed nerve at your wrist on the right."
    assert not [text for text in found if text.startswith("We found")]
    assert view("piriformis").found[0].endswith("Pressing it brought on the pain you know.")


def test_page_says_that_treatment_waits_for_the_doctor() -> None:
    assert words.WAITS in view("levator", "recent_surgery").act
    assert words.WAITS not in view("levator").act


def test_page_warns_this_client() -> None:
    assert not view("piriformis").care
    care = " ".join(view("piriformis", "pregnant_or_possibly_pregnant, anticoagulant_use").care)
    assert "pregnant" in care
    assert "blood thinner" in care


def test_page_tells_of_nobody_s_sign_as_new_that_is_there_already() -> None:
    usual, chest = view("levator"), view("levator", "pain(chest_upper), wakes_at_night")
    assert "you have chest pain or cannot get your breath" in usual.stop_emergency
    assert "your chest pain gets worse, changes or spreads, or you cannot get your breath" in chest.stop_emergency
    assert "pain that keeps getting worse, or wakes you more often than now" in chest.stop
    assert len(usual.stop_emergency) == len(chest.stop_emergency)


def test_no_child_is_told_not_to_drive() -> None:
    urgent = "new_bladder_retention_or_hesitancy, cannot_pass_urine, saddle_numbness, pain(lumbar)"
    assert view("levator", urgent).act[0].endswith(words.NO_DRIVING)
    child = view("levator", urgent, age=7)
    assert child.level == "emergency"
    assert "drive" not in " ".join(child.act)


def view(kind: str, more: str = "", age: int = 40) -> ClientView:
    kb = knowledge_base(())
    findings = {
        "carpal": "phalen, tinel(carpal_tunnel), numbness(thumb), numbness(finger_index), nocturnal_hand_tingling",
        "levator": "familiar_pain(levator_scapulae), hypersensitive_spot(levator_scapulae), pain(neck_back_lower)",
        "piriformis": "familiar_pain(piriformis), hypersensitive_spot(piriformis), pain(buttock_mid)",
    }[kind]
    text = (
        f"schema: nmt-case/1\nid: c\nclient: {{age: {age}, sex: female}}\ncomplaint: {{side: right}}\n"
        f"findings: [{{present: [{findings}{', ' + more if more else ''}]}}]\n"
    )
    loaded = parse_case(text, "c.yaml", kb)
    return client.client_view(loaded.file, assess(loaded, kb, engine("plain", kb)), kb, CONFIG)


def test_client_learns_what_to_expect_and_when_to_seek_help() -> None:
    found = text("ordinary")
    for part in (
        "24 to 36 hours",
        "112 / 911",
        "bladder or bowel",
        "555-0101",
        "Stretch the side of your neck",
        "If you are no better after two to four weeks",
    ):
        assert part in found


def test_emergency_comes_first_and_promises_no_treatment() -> None:
    found = text("emergency")
    assert found.index("You need medical help now") < found.index("What else we found")
    assert "This needs a hospital today, now." in found
    assert "After treatment" not in found


def test_a_flag_below_the_level_of_its_words_names_its_place() -> None:
    """The calf of a clot, not the pelvis that hurts as well; 'see a doctor' alone left open why."""
    kb = knowledge_base(())
    leg = "{side: left, present: [pain(calf_upper), unilateral_leg_swelling]}, {present: [pain(sacroiliac), pregnancy]}"
    of = parse_case(
        f"schema: nmt-case/1\nid: x\ncomplaint: {{text: sore, regions: [pelvis, leg]}}\nfindings: [{leg}]\n", "x", kb
    )
    view = client.client_view(of.file, assess(of, kb, engine("plain", kb)), kb, CONFIG)
    assert words.ABOUT.format(place="lower leg on the left") in " ".join(view.act)
    assert "hips" not in " ".join(view.act)


def test_large_type_is_larger_and_says_the_same() -> None:
    case, assessment = samples.ordinary()
    large = render.pdf(case, assessment, samples.knowledge(), CONFIG, variant="client", large=True)  # type: ignore[arg-type]
    said = " ".join(pages(large)).split("Page 1")[0]
    assert len(pages(large)) > 1
    assert "What we found" in said


def test_client_chart_shows_only_what_the_client_drew() -> None:
    found = text("chained")
    assert "You feel pain here: Left: upper chest, between the shoulder blade and the spine" in found
    assert "field of the nerve" not in found


def test_a_place_told_without_its_spot_is_told_to_the_client_too() -> None:
    kb = knowledge_base()
    told = "{schema: nmt-case/1, id: c, findings: [{text: sore neck, side: left, present: ['pain(neck_any)']}]}"
    case = parse_case(told, "c.yaml", kb)
    view = client.client_view(case.file, assess(case, kb, engine("plain", kb)), kb, CONFIG)
    assert view.chart is not None
    assert [(row.name, row.texts) for row in view.chart.words] == [("You feel it somewhere here", ("left: neck",))]


def test_client_s_next_step_is_in_plain_words_and_not_the_therapist_s_protocol() -> None:
    case, assessment = samples.ordinary()
    view = client.client_view(case, assessment, samples.knowledge(), CONFIG)  # type: ignore[arg-type]
    assert view.next
    assert assessment.plan.reassess not in view.next
    assert "nerve" not in view.next


def test_no_warning_is_given_as_something_to_come_that_is_there_already() -> None:
    kb = knowledge_base(())

    def page(name: str) -> ClientView:
        case = load_case(shipped("cases") / name, kb)
        return client.client_view(case.file, assess(case, kb, engine("plain", kb)), kb, CONFIG)

    chest = page("library/uq-008.yaml")
    assert "breast" in str(chest.chart)
    assert not [line for line in chest.stop_emergency if line.startswith("you have chest pain")]
    assert [line for line in chest.stop_emergency if line.startswith("your chest pain gets worse")]
    retention = page("first_sight/batch-i/kc-012.yaml")
    assert "If you cannot pass water" not in " ".join(retention.act)
    assert "Say at once if the numbness spreads." in " ".join(retention.act)
    assert [line for line in retention.stop_emergency if line.startswith("you have chest pain")]


def _view_of(findings: str, side: str = "side: both") -> ClientView:
    kb = knowledge_base(())
    text = (
        "schema: nmt-case/1\nid: x\nclient: {age: 67, sex: female}\n"
        f"complaint: {{regions: [shoulder, hip], side: both}}\nfindings: [{{present: [{findings}], {side}}}]\n"
    )
    loaded = parse_case(text, "x", kb)
    return client.client_view(loaded.file, assess(loaded, kb, engine("plain", kb)), kb, CONFIG)


def test_a_suspected_arteritis_is_watched_for_by_the_client() -> None:
    """Sight can be lost for good within days; her page spoke of bladder and chest alone."""
    girdles = "stiffness(shoulder_front), stiffness(hip_any), bilateral_shoulder_or_hip_girdle_stiffness"
    assert any("sight" in sign for sign in _view_of(girdles).stop_emergency)
    assert not any("sight" in sign for sign in _view_of("pain(shoulder_front)").stop_emergency)


def test_more_is_said_of_what_is_there_alone() -> None:
    """'More fever' was said to who had lost weight."""
    assert {"fever", "losing more weight without trying"} <= {*_view_of("unexplained_weight_loss").stop}
