"""Pages of questions: one stays until each is answered, or the others are denied or left; a list over pages counts on."""

from __future__ import annotations

import io

import pytest

from nmt_expert.interview.terminal.console import Console
from nmt_expert.interview.terminal.front import Terminal
from nmt_expert.interview.way.session import Session
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.test_terminal import FIRST, Reports, Window, pages_of, run, up_to_the_read_back


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


def test_words_on_a_page_of_questions_are_added_or_asked_back(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    shown = run(kb, session, "numb when wiping", "y")
    assert "do you mean Saddle numbness" in shown
    assert session.picture.log["saddle_numbness"] == "present"


def test_a_list_that_is_read_back_over_pages_counts_on(
    kb: KnowledgeBase, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("LINES", "20")
    up_to_the_read_back(session)
    label = session.screen().items[0].label
    keyboard = Window("", "", "1-", *[""] * 5)
    Terminal(session, keyboard, Reports(kb, "clips")).run()
    listed = [int(line[:2]) for line in keyboard.shown if line[:2].strip().isdigit() and line[2:4] == "  "]
    assert list(dict.fromkeys(listed)) == sorted(set(listed))
    assert f"Taken: no: {label}" in " ".join(keyboard.shown)


def test_every_line_and_every_question_fits_a_narrow_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    console = Console(plain=True)
    console.say(["    " + "What the client tells decides which hypotheses are asked about next. " * 3])
    assert console.ask("y takes these; 3 leaves 3 out, 3r its side, 3- absent; x takes nothing> ") == "y"
    shown = capsys.readouterr().out.splitlines()
    assert max(map(len, shown)) <= 60
    assert {word for line in shown for word in line.split()} >= {"hypotheses", "nothing>"}
