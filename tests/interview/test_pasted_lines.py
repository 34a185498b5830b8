"""Pasted notes: what is left out of them is named again, and numbers come in the unit of the vocabulary."""

from __future__ import annotations

from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.test_notes import FIRST
from tests.interview.test_terminal import run


def test_a_line_of_which_all_was_left_out_is_named(kb: KnowledgeBase, session: Session) -> None:
    shown = run(kb, session, *FIRST, ":paste", "Phalen positive. Worse typing.", ".", "2", "y", "", "")
    assert "Not understood, so not taken:\n  1  Worse typing" in shown


def test_fahrenheit_is_read_in_celsius(kb: KnowledgeBase) -> None:
    found = {(u.key, u.value) for u in read_notes(kb, "Temp 101.3 F, pulse 90").found}
    assert found == {("temperature", 38.5), ("pulse_rate", 90)}
