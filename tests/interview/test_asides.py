"""Questions beside the way - a side, a yes, Enter to go on - lose nothing of what was said before or is typed there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nmt_expert.case.record import Answer
from nmt_expert.interview.answering.doubts import doubted
from nmt_expert.interview.answering.free_words import nothing_found
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.way.open_questions import NERVES
from nmt_expert.interview.way.reasons import field_reason
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.way.stages import field_screen, open_screen
from nmt_expert.interview.words.typed.fields import FIELDS
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.test_terminal import run

MIDDLE = ("A-17", "50", "f", "office", "pain", "neck", "m", "s", "g", "y")  # each finding is asked for its side


@pytest.mark.parametrize("left_open", ["", "s"])
def test_a_finding_whose_side_is_left_open_is_left_out_alone(
    kb: KnowledgeBase, session: Session, left_open: str
) -> None:
    shown = run(kb, session, *MIDDLE, ":paste", "Phalen positive. Numb right thumb.", ".", "y", left_open, "", "")
    assert session.picture.log.get("numbness(thumb)") == "present"
    assert "phalen" not in session.picture.log
    assert "Left out, the side was not said: Phalen" in shown
    run(kb, session, "+ spurling, phalen", "wibble", "l", left_open)
    assert "spurling" in session.picture.log
    assert "phalen" not in session.picture.log


@pytest.mark.parametrize("lines", [(), ("y",), ("y", "r", "1")])
def test_a_terminal_that_closes_while_notes_are_read_keeps_them(
    kb: KnowledgeBase, session: Session, lines: tuple[str, ...]
) -> None:
    run(kb, session, *MIDDLE, ":paste", "Phalen positive. Wibble wobble.", ".", *lines)
    assert session.case.file.notes == ["Phalen positive. Wibble wobble."]


def test_words_are_no_answer_to_whether_the_notes_are_kept(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *MIDDLE, ":paste", "numb right thumb", ".", "y", "phalen r", "y")
    assert session.case.file.notes == ["numb right thumb"]


@pytest.mark.parametrize("aside", [":h", ":?", ":r"])
def test_what_is_typed_where_enter_goes_on_answers_the_question_that_follows(
    kb: KnowledgeBase, session: Session, aside: str
) -> None:
    run(kb, session, "A-17", aside, "66")
    assert session.case.file.client.age == 66


def test_nothing_typed_below_a_red_flag_answers_the_page_that_nobody_has_seen(
    kb: KnowledgeBase, session: Session
) -> None:
    run(kb, session, *MIDDLE, "")
    line = "+ known osteoporosis, low trauma onset, sudden onset, pain lumbar b"
    before = dict(session.picture.log)
    shown = run(kb, session, line, *["y"] * 4, "-", "")
    assert "'-' was not taken" in shown
    assert [key for key, state in session.picture.log.items() if key not in before and state == "absent"] == []


@pytest.mark.parametrize("field", ["reference", "age", "regions", "consent"])
def test_a_question_mark_says_what_a_field_is_for_and_is_never_its_answer(
    kb: KnowledgeBase, session: Session, field: str
) -> None:
    before = ["A-17", "50", "f", "office", "pain", "neck", "m", "s", "g"]
    at = ["reference", "age", "sex", "occupation", "complaint", "regions", "side", "since", "onset", "consent"].index(
        field
    )
    run(kb, session, *before[:at])
    text = session.document.text
    shown = run(kb, session, "?", "", "?x", "")
    assert shown.replace("\n", " ").count(field_reason(session.screen())) == 2
    assert session.document.text == text


def test_every_field_says_what_it_is_for(kb: KnowledgeBase, session: Session) -> None:
    assert all(field_reason(field_screen(session.picture, field)) for field in FIELDS)


def test_a_client_who_does_not_agree_is_told_what_to_type_when_that_changes(
    kb: KnowledgeBase, session: Session
) -> None:
    shown = run(kb, session, *MIDDLE[:-1], "n", "p", "e consent", "y")
    assert "e consent" in shown
    assert ".yaml" not in shown.partition("has not agreed")[2].partition("e consent")[0]
    assert session.case.file.client.consent


def test_an_early_ranking_does_not_speak_of_what_the_rules_do_not_know(kb: KnowledgeBase, session: Session) -> None:
    shown = run(kb, session, *MIDDLE, "", "-", ":r").replace("\n", " ")
    assert "Nothing was drawn, told or examined yet" in " ".join(shown.split())
    assert "lie outside" not in shown


def test_what_was_denied_and_is_meant_by_what_is_there_is_asked_about_once(
    picture_of: Callable[[str], Picture],
) -> None:
    text = (
        "schema: nmt-case/1\nid: x\ncomplaint: {regions: [leg]}\nfindings:\n - {absent: [weakness_any], side: left}\n"
    )
    before, right, left = (
        picture_of(text + more)
        for more in (
            "",
            " - {present: [weakness_severe], side: right}\n",
            " - {present: [weakness_severe], side: left}\n",
        )
    )
    assert doubted(before, left).startswith("Which is right? 'Severe weakness")
    assert doubted(before, right) == doubted(left, before) == doubted(left, left) == ""


def test_nothing_found_at_all_is_a_normal_examination_that_what_is_found_later_puts_in_doubt(
    kb: KnowledgeBase, session: Session
) -> None:
    nothing_found(session, NERVES, open_screen(session.picture, NERVES))
    assert session.picture.log["neuro_exam_normal"] == "present"
    before = session.picture
    session.answer([Answer("weak(grip)", "present", "right")])
    said = doubted(before, session.picture)
    assert "means 'Weakness anywhere in the region', which was denied" in said
    assert "speaks against 'Strength, reflexes and feeling normal'" in said


def test_nothing_more_found_denies_no_weakness_that_was_found_before(kb: KnowledgeBase, session: Session) -> None:
    session.answer([Answer("weak(thumb_opposition)", "present", "right")])
    nothing_found(session, NERVES, open_screen(session.picture, NERVES))
    assert "weakness_any" not in session.picture.log
    assert session.picture.log["reflex_change_any"] == "absent"
    assert "neuro_exam_normal" not in session.picture.log
