"""Pasted notes: what is left out of them is named again, and numbers come in the unit of the vocabulary."""

from __future__ import annotations

import pytest

from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.test_notes import FIRST
from tests.interview.test_terminal import run


def test_a_line_of_which_all_was_left_out_is_named(kb: KnowledgeBase, session: Session) -> None:
    shown = run(kb, session, *FIRST, ":paste", "Phalen positive. Worse typing.", ".", "2", "y", "", "")
    assert "Not understood, so not taken:\n  1  Worse typing" in shown


def test_pasted_pains_have_their_areas_of_the_chart(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST, ":paste", "Pain in the left temple. Numb right thumb. No calf pain.", ".", "y", "")
    assert [(a.id, a.findings) for a in session.case.file.complaint.areas] == [
        ("P1", ["pain(temple)"]),
        ("P2", ["numbness(thumb)"]),
    ]
    session.undo()
    assert not session.case.file.complaint.areas
    assert "pain(temple)" not in session.picture.stated


def test_fahrenheit_is_read_in_celsius(kb: KnowledgeBase) -> None:
    found = {(u.key, u.value) for u in read_notes(kb, "Temp 101.3 F, pulse 90").found}
    assert found == {("temperature", 38.5), ("pulse_rate", 90)}


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Mouth opening 32 mm, deviates L", ["deviates L"]),
        ("Worse w/ chewing tough food and yawning", ["yawning"]),
        ("Neck and shoulder pain, numb and tingling thumb", []),
        ("Worse with sitting and driving, no pain at night", []),
    ],
)
def test_a_part_of_a_line_that_was_not_used_is_named(kb: KnowledgeBase, line: str, left: list[str]) -> None:
    assert read_notes(kb, line).not_understood == left


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("HA L temple, dull, no N/V", {("pain(temple)", "present", "left"), ("nausea", "absent", None)}),
        ("Upper trap hypertonic B", {("spasm(upper_trapezius)", "present", "both")}),
        ("Takes vitamin B", set()),
        ("L ear feels full", {("ear_fullness", "present", "left")}),
        (
            "Infraspinatus TrP L refers to the front of the shoulder",
            {("referred_pain(infraspinatus)", "present", "left")},
        ),
    ],
)
def test_what_is_written_short_is_read(kb: KnowledgeBase, line: str, said: set[tuple[str, str, str | None]]) -> None:
    found = {(u.key, u.state, u.side) for u in read_notes(kb, line, "left").found}
    assert said <= found
    assert ("pain(shoulder_front)", "present", "left") not in found
