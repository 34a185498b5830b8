"""What is asked next where a danger stands, or where the client's own words come near one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nmt_expert.interview.choice.said import asked_back
from nmt_expert.interview.choice.topics import topic_item
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.way.safety_way import Page, pages
from nmt_expert.reasoning.safety.gate import screening

_GIRDLES = """\
schema: nmt-case/1
id: x
interview: {passed: [chart]}
client: {age: 67, sex: female}
complaint: {side: both, since: 4 weeks, regions: [shoulder, hip]}
findings:
  - {present: [stiffness(shoulder_front), stiffness(hip_any)], side: both}
"""
_ILL = (
    "  - present: [topic_unwell, feels_generally_unwell, unexplained_weight_loss, topic_pain, night_pain_worse_lying]\n"
)
_LOOKED = "  - absent: [topic_look, topic_trunk, topic_sudden]\n"


@pytest.mark.parametrize("more", ["", _LOOKED + _ILL])
def test_what_would_make_an_emergency_of_a_flag_that_stands_is_on_the_next_page(
    picture_of: Callable[[str], Picture], more: str
) -> None:
    """Sight, chewing and scalp in polymyalgia came behind cancer, limb and injury."""
    picture = picture_of(_GIRDLES + more)
    assert "giant_cell_arteritis" in {flag.id for flag in picture.flags}
    assert "topic_head" in {item.key for item in next(pages(picture)).items}


def test_nobody_of_67_is_asked_for_pain_before_45_in_the_question_itself(picture_of: Callable[[str], Picture]) -> None:
    picture = picture_of(_GIRDLES)
    assert "45" not in picture.kb.topics["topic_pain_inflamed"].ask
    assert topic_item(picture, picture.kb.topics["topic_pain_inflamed"]).ask


def test_tightness_of_the_chest_is_asked_for_effort_too(picture_of: Callable[[str], Picture]) -> None:
    """It came while he carried boxes and went away: no to what is there now was the last question about his heart."""
    text = "schema: nmt-case/1\nid: x\nclient: {age: 58, sex: male}\ncomplaint: {text: 'arm ache, had chest tightness carrying boxes'}\n"
    assert asked_back(picture_of(text)) == ["chest_pressure_or_tightness", "exertional_chest_arm_jaw_pain"]


def _of_pregnancy(picture: Picture) -> list[Page]:
    return [page for page in pages(picture) if page.id == "safety.pregnancy"]


@pytest.mark.parametrize("depth", ["standard", "full"])
def test_a_pregnancy_is_asked_for_its_dangers_and_not_again_as_a_habit(
    picture_of: Callable[[str], Picture], depth: str
) -> None:
    """'Is the client pregnant?' came last, among what keeps it going; bleeding and contractions were not asked."""
    text = (
        f"schema: nmt-case/1\nid: x\ninterview: {{depth: {depth}, passed: [chart]}}\nclient: {{age: 31, sex: female}}\n"
        "complaint: {regions: [hip]}\nfindings:\n  - present: [pregnant_or_possibly_pregnant]\n"
    )
    (page,) = _of_pregnancy(picture_of(text))
    keys = [item.key for item in page.items]
    assert keys[0] == "pregnancy"
    assert {"pregnancy_complication", "pregnancy_headache_vision_or_rib_pain"} <= {*keys}
    assert not _of_pregnancy(picture_of(text + f"  - absent: [{', '.join(keys)}]\n"))
    assert not _of_pregnancy(picture_of(text.replace("present:", "absent:")))


@pytest.mark.parametrize(
    ("client", "said"), [("age: 58, sex: male", False), ("age: 67, sex: female", False), ("age: 31, sex: female", True)]
)
def test_who_cannot_be_pregnant_hears_nothing_of_pregnancy(
    picture_of: Callable[[str], Picture], client: str, said: bool
) -> None:
    text = f"schema: nmt-case/1\nid: x\nclient: {{{client}}}\ncomplaint: {{regions: [arm, hip]}}\n"
    picture = picture_of(text + "findings: [{absent: [topic_intake]}]\n")
    topics = picture.kb.topics
    asked = [topic_item(picture, topics[name]).ask for name in ("topic_intake", "topic_below", "topic_sex_organs")]
    told = screening(picture.kb, picture.case, picture.regions, picture.facts.observations).by_topic
    assert ["regnancy" in words for words in (*asked, *told)] == [said] * 4
    assert said or asked[0].startswith("Illness, medicines, now or ever")
    assert said or asked[2].startswith("Sex organs")
