"""The drawing to tap: every place can be reached with a finger, and says which place it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nmt_expert.interview.answering.free_words import drawn
from nmt_expert.interview.browser.chart.picture import FINGER, NARROW, enlarged, marks_of, spot, views_of, window
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.way.session import Session
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.report.chart.body import chart, keys
from nmt_expert.report.chart.marks import Marks
from tests.interview.browser.test_pages import HEAD
from tests.interview.browser.visitor import Visitor

ALL = sorted({key for view in chart().views.values() for key in view.zones})


def _seen(name: str, key: str) -> float:
    """The smaller measure of a place on a telephone, in px, when it is enlarged in a view."""
    zone = chart().views[name].zones[key]
    shown = window(chart().views[name], [zone.b])
    wide = min(zone.b[2], shown[2]) - max(zone.b[0], shown[0])
    high = min(zone.b[3], shown[3]) - max(zone.b[1], shown[1])
    return min(wide, high) * NARROW / (shown[2] - shown[0])


def test_a_place_that_was_tapped_is_as_large_as_a_finger() -> None:
    small = [(name, key) for key in ALL for name in views_of((key,)) if _seen(name, key) < FINGER - 0.01]
    assert not small


def test_the_enlarged_part_does_not_run_off_the_drawing() -> None:
    for view in chart().views.values():
        for zone in view.zones.values():
            left, top, right, bottom = window(view, [zone.b])
            assert view.box[0] - 4 < left < right < view.box[2] + 4
            assert view.box[1] - 4 < top < bottom < view.box[3] + 4


def test_every_zone_of_the_vocabulary_can_be_tapped_and_stands_in_the_list(kb: KnowledgeBase, visitor: Visitor) -> None:
    visitor.answer("on", **HEAD)
    page = visitor.get().text
    for zone in kb.zones.values():
        for key in keys(zone.id, "both"):
            assert page.count(f"?place={key}&") >= 2, "in the list, and in the drawing"


@pytest.mark.parametrize("key", ["thumb-r", "neck_back_lower-l", "sternum", "eye-r", "toe_web_first-l"])
def test_a_place_is_marked_taken_back_and_ticked_as_free(visitor: Visitor, sitting: Sitting, key: str) -> None:
    visitor.answer("on", **HEAD)
    at = spot(sitting.session.kb, key)
    assert at is not None
    finding, side = f"pain({at.zone})", {at.side} - {""}
    visitor.answer("mark.pain", f"?place={key}&view={at.views[0]}")
    stated = sitting.session.picture.stated
    assert stated[finding][0].state == "present"
    assert side <= stated[finding][0].sides
    assert finding in sitting.session.case.file.complaint.areas[0].findings
    shown = visitor.get(f"?place={key}&view=front").text
    assert re.search(r'value="unmark.pain" aria-pressed="true"', shown)
    visitor.answer("unmark.pain", f"?place={key}")
    assert finding not in sitting.session.picture.stated
    assert sitting.session.case.file.complaint.areas == []
    visitor.answer("free.pain", f"?place={key}")
    assert sitting.session.picture.stated[finding][0].state == "absent"


def test_taking_back_one_side_keeps_the_other(visitor: Visitor, sitting: Sitting) -> None:
    visitor.answer("on", **HEAD)
    for letter in "rl":
        visitor.answer("mark.pain", f"?place=thumb-{letter}")
    assert sitting.session.picture.stated["pain(thumb)"][0].sides == {"left", "right"}
    visitor.answer("unmark.pain", "?place=thumb-r")
    assert sitting.session.picture.stated["pain(thumb)"][0].sides == {"left"}
    assert sitting.session.case.file.complaint.areas[0].findings == ["pain(thumb)"]


def test_an_area_is_described_and_a_second_place_is_another_area(visitor: Visitor, sitting: Sitting) -> None:
    visitor.answer("on", **HEAD)
    visitor.answer("mark.pain", "?place=thumb-r")
    visitor.answer("mark.pain", "?place=neck_back_lower-r")
    told = {"quality": ["quality_dull", "made_up"], "depth": "deep", "course": "constant", "now": "4", "worst": "7,5"}
    assert visitor.answer("describe.P1", **{**told, "now": "9"}).status == 422
    again = visitor.answer("describe.P1", **{**told, "now": "much"})
    assert (again.status, again.text.count('<details class="area" open>')) == (422, 1)
    assert 'name="quality" value="quality_dull" checked' in again.text
    assert re.search(r'name="now"[^>]*value="much" aria-invalid="true"', again.text), "the error stands at its field"
    visitor.answer("describe.P1", **{**told, "worst": "7,5/10"}, brings_on="P2")
    first, second = sitting.session.case.file.complaint.areas
    assert (first.quality, first.depth, first.course, first.now, first.worst, first.brings_on) == (
        ["quality_dull"], "deep", "constant", 4, 7.5, ["P2"],
    )  # fmt: skip
    assert second.findings == ["pain(neck_back_lower)"]
    assert "quality_dull" in sitting.session.picture.stated


def test_a_red_flag_that_is_new_is_not_scrolled_away(visitor: Visitor, sitting: Sitting) -> None:
    visitor.answer("on", **{**HEAD, "regions": "knee", "onset": "d"})
    hidden = visitor.get("?place=knee_front-r").hidden
    pain = visitor.post("", **hidden, do="mark.pain", follow=False)
    assert pain.headers["Location"].endswith("#place")
    swelling = visitor.post("", **hidden, do="mark.swelling", follow=False)
    assert sitting.new_flags
    assert "#" not in swelling.headers["Location"]


def test_the_drawing_is_that_of_the_report(session: Session, repository: Path) -> None:
    marks = Marks(numb=("thumb-r",))
    thumb = spot(session.kb, "thumb-r")
    assert thumb is not None
    part = enlarged("palm_r", thumb, marks, lambda key, name: f"/x?place={key}&view={name}")
    assert chart().views["palm_r"].outline in part
    assert 'href="/x?place=finger_index-r&amp;view=palm_r"' in part
    assert marks_of(session.kb, drawn(session.picture)) == Marks()


@pytest.mark.parametrize("whole", ["neck_any", "leg_any", "hand_any", "abdomen_any"])
def test_a_place_without_its_spot_stands_in_the_list_is_drawn_and_taken_back(
    kb: KnowledgeBase, visitor: Visitor, sitting: Sitting, whole: str
) -> None:
    visitor.answer("on", **HEAD)
    assert kb.body_places[whole].label in visitor.get().words
    visitor.answer("mark.pain", f"?place={whole}-l")
    assert [(o.state, o.sides) for o in sitting.session.picture.stated[f"pain({whole})"]] == [
        ("present", frozenset({"left"}))
    ]
    (spots,) = marks_of(kb, drawn(sitting.session.picture)).vague
    assert {key.partition("-")[0] for key in spots} == {*kb.body_places[whole].parts}
    assert not [key for key in spots if key.endswith("-r")]
    page = visitor.get()
    assert ">?</text>" in page.text
    assert "spot not stated" in page.words
    visitor.answer("unmark.pain", f"?place={whole}-l")
    assert marks_of(kb, drawn(sitting.session.picture)) == Marks()


def test_all_of_a_place_without_its_spot_is_in_the_enlarged_part(kb: KnowledgeBase) -> None:
    for whole in kb.wholes["zones"]:
        at = spot(kb, f"{whole}-r")
        assert at is not None
        view = chart().views[at.views[0]]
        boxes = [view.zones[key].b for key in at.drawn if key in view.zones]
        left, top, right, bottom = window(view, boxes)
        assert all(left <= box[0] and top <= box[1] and box[2] <= right and box[3] <= bottom for box in boxes), whole
    assert spot(kb, "neck_any") is None  # a side belongs to it
