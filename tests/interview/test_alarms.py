"""Danger goes before what is being asked: in a note, in a line of words, and typed while a choice is open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nmt_expert.case.record import Answer, Asked, Note
from nmt_expert.interview.choice.said import ASKED_BACK, asked_back
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.way.stages import next_screen
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.test_terminal import FIRST, run

NOTE = "neck pain r is new since chiro crack 3 days ago, r eyelid droops and pupil small, whooshing in ear"
SIGNS = {"eyelid_droop", "pupil_small", "pulsatile_tinnitus"}


def test_a_note_is_read_for_danger_and_asked_back_at_once(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    shown = run(kb, session, f"n {NOTE}")
    assert "Note kept. What it may mean of danger is asked now." in shown
    screen = session.screen()
    assert screen.id == ASKED_BACK
    assert {item.key for item in screen.items} >= SIGNS


@pytest.mark.parametrize("state", ["not_raised", "not_tested", "absent"])
def test_a_note_opens_what_was_denied_before_it_once(session: Session, state: str) -> None:
    session.answer([Answer(key, state) for key in SIGNS])  # type: ignore[arg-type]
    session.answer([Note(NOTE)])
    assert {*asked_back(session.picture)} >= SIGNS
    session.answer([Asked(ASKED_BACK, "", tuple(asked_back(session.picture)))])
    assert SIGNS.isdisjoint(asked_back(session.picture))


def test_a_note_that_denies_asks_nothing_back(session: Session) -> None:
    session.answer([Note("no eyelid droop, no whooshing in the ear")])
    assert asked_back(session.picture) == []


def test_what_the_complaint_says_is_not_left_as_not_raised(picture_of: Callable[[str], Picture]) -> None:
    picture = picture_of(
        "schema: nmt-case/1\nid: x\ncomplaint: {text: whooshing in the ear, regions: [neck]}\n"
        "findings: [{not_raised: [pulsatile_tinnitus]}]\ninterview: {passed: [chart]}\n"
    )
    assert asked_back(picture) == ["pulsatile_tinnitus"]


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("groin pain since bending to tie a shoe, now limps", {"low_trauma_onset", "limps"}),
        ("hip pain, was getting out of a chair", {"low_trauma_onset"}),
        ("hip pain worse getting out of a chair, worse tying shoes", set()),
        ("no limp", set()),
    ],
)
def test_a_small_strain_and_a_limp_in_the_complaint_are_asked_back(
    picture_of: Callable[[str], Picture], words: str, keys: set[str]
) -> None:
    picture = picture_of(f"schema: nmt-case/1\nid: x\ncomplaint: {{text: '{words}', regions: [hip]}}\n")
    assert set(asked_back(picture)) == keys


def test_the_complete_list_asks_a_note_back_too(picture_of: Callable[[str], Picture]) -> None:
    picture = picture_of(
        "schema: nmt-case/1\nid: x\ncomplaint: {text: neck, regions: [neck]}\nclient: {consent: true}\n"
        f"notes: ['{NOTE}']\ninterview: {{depth: full, passed: [chart, who.reference, who.age, who.sex, who.occupation, "
        "who.side, who.since, who.onset]}\n"
    )
    assert next_screen(picture).id == ASKED_BACK


def test_a_certain_danger_rings_before_the_rest_of_its_line_is_asked(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    session.answer([Answer("pain(neck_side)", "present", "right")])
    shown = run(kb, session, "+ neck pain after manipulation, r eyelid droops, small pupil r")
    assert session.screen().id == "emergency"
    assert "do you mean" not in shown
    assert "could be" not in shown
    assert "Kept as a note, not asked yet: small pupil r; neck pain after manipulation." in " ".join(shown.split())
    assert session.case.file.notes == ["small pupil r; neck pain after manipulation"]


def test_one_undo_takes_back_all_of_such_a_line(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    session.answer([Answer("pain(neck_side)", "present", "right")])
    before = session.document.text
    run(kb, session, "+ neck pain after manipulation, r eyelid droops, small pupil r", ":u")
    assert session.document.text == before


def test_danger_typed_while_a_choice_is_open_rings_and_ends_the_choice(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    session.answer([Answer("pain(neck_side)", "present", "right")])
    shown = run(kb, session, "+ tender masseter r", "r eyelid droops, small pupil r")
    assert "could be" in shown
    assert session.screen().id == "emergency"
    assert "tender masseter r" in session.case.file.notes


def test_words_typed_while_a_choice_is_open_are_taken_and_the_choice_stays(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    shown = run(kb, session, "+ tender masseter r", "tender temporalis r", "1")
    assert "tender(temporalis)" in session.picture.stated
    assert sum(key.startswith("tender(masseter") for key in session.picture.stated) == 1
    assert "And still asked" in shown
