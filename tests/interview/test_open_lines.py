"""A page of questions stays until each is answered, or the others are denied or left."""

from __future__ import annotations

from nmt_expert.interview.way.session import Session
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.test_terminal import FIRST, pages_of, run


def test_a_line_that_leaves_questions_open_leaves_the_page_open(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    keys = [item.key for item in session.screen().items]
    shown = run(kb, session, "2", "4-")
    assert len({line.partition("  ->")[0] for line in pages_of(shown)}) == 1
    assert "Still open: 1, 3, 5" in shown
    assert keys[0] not in session.picture.log


def test_no_to_the_others_takes_back_no_yes_of_an_earlier_line(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    keys = [item.key for item in session.screen().items]
    run(kb, session, "2", "-")
    assert [session.picture.log[key] for key in keys] == ["absent", "present", *["absent"] * (len(keys) - 2)]


def test_enter_leaves_what_is_open_not_tested(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    keys = [item.key for item in session.screen().items]
    run(kb, session, "2", "")
    assert {session.picture.log[key] for key in keys if key != keys[1]} == {"not_tested"}


def test_a_page_of_which_every_question_is_answered_needs_no_enter(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    first = [item.key for item in session.screen().items]
    run(kb, session, " ".join(f"{number}-" for number in range(1, len(first) + 1)))
    assert first[0] not in [item.key for item in session.screen().items]
    assert first in [page.asked for page in session.picture.pages]
