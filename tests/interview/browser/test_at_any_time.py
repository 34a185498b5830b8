"""What may be done at any time: notes, undo, answers of before, and the way back."""

from __future__ import annotations

import re

from nmt_expert.case.load import load_case
from nmt_expert.case.record import Answer, Passed
from nmt_expert.interview.browser.place import answered
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.browser.test_pages import HEAD, begun
from tests.interview.browser.visitor import Visitor


def test_notes_enter_only_what_was_ticked(visitor: Visitor, sitting: Sitting) -> None:
    visitor.answer("on", **HEAD)
    text = "Spurling positive right. No bladder trouble. Blah blub. Bruit heard."
    understood = visitor.post("notes", text=text, do="read")
    assert "Spurling test" in understood.words
    assert "Blah blub" in understood.words
    assert "spurling" not in sitting.session.picture.log
    assert 'name="t.g0" value="y">' in understood.text  # what comes nearest to "Bruit heard" is offered, never ticked
    number = re.search(r'name="t\.(\d+)" value="y" checked', understood.text)
    assert number is not None
    visitor.post("notes", text=text, do="take", note="y", **{f"t.{number[1]}": "y", f"s.{number[1]}": "left"})
    assert sitting.session.picture.stated["spurling"][0].sides == {"left"}
    assert sitting.session.case.file.notes == [text]


def test_kept_notes_are_seen_changed_and_taken_out(visitor: Visitor, sitting: Sitting, kb: KnowledgeBase) -> None:
    for text in ("wears a splint", "no"):
        visitor.post("notes", text=text, do="keep")
    page = visitor.get("notes")
    first, second = re.findall(r'name="note" value="([^"]+)"', page.text)
    assert "wears a splint" in page.words
    visitor.post("notes", note=first, text="yes", do="change")
    assert load_case(sitting.session.document.path, kb).file.notes == ["yes", "no"], "free text, whatever it looks like"
    late = visitor.post("notes", note=first, text="1:30", do="change")
    assert (late.status, "in another window" in late.words) == (422, True)
    visitor.post("notes", note=second, do="out")
    assert sitting.session.case.file.notes == ["yes"]
    assert "Taken back: note: no." in visitor.post("undo").words


def test_undo_names_what_it_takes_back(visitor: Visitor, sitting: Sitting) -> None:
    begun(visitor)
    sitting.session.answer([Answer("spurling", "present", "right")])
    assert "Taken back: Spurling test." in visitor.post("undo").words


def test_answers_hold_each_no_when_they_are_asked_for(visitor: Visitor, sitting: Sitting) -> None:
    begun(visitor)
    item = sitting.session.screen().items[0]
    visitor.answer("none")
    label = f"<span>{item.label}</span>"
    assert label not in visitor.get("answers").text
    assert label in visitor.get("answers?all=y").text


def test_the_way_back_from_the_ranking_leads_over_the_read_back(visitor: Visitor, sitting: Sitting) -> None:
    begun(visitor)
    sitting.session.answer([Passed("readback")])
    assert answered(sitting.session, "readback")
    assert visitor.get("back/readback").title == "Is this right?"
    assert visitor.answer("correct", "back/readback").title == "Is this right?"
    assert visitor.answer("right", "back/readback").title != "Is this right?"


def test_consent_that_was_left_open_is_told(visitor: Visitor) -> None:
    assert "not noted yet" in visitor.answer("on", **{**HEAD, "consent": ""}).words
