"""What stands on the terminal: the heading stays, long text comes a screen at a time, a page that was left waits as it was."""

from __future__ import annotations

import pytest

from nmt_expert.case.record import Answer
from nmt_expert.interview.screens.screen import Progress, Screen
from nmt_expert.interview.terminal.chart import chart_lines
from nmt_expert.interview.terminal.cutting import cut
from nmt_expert.interview.terminal.field_page import FieldPage
from nmt_expert.interview.terminal.front import Terminal
from nmt_expert.interview.terminal.text import hint
from nmt_expert.interview.way.session import Session
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.test_asides import MIDDLE
from tests.interview.test_terminal import Keyboard, Reports, Window, run, up_to_the_read_back


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("LINES", "20")


def test_long_text_leaves_room_for_what_stands_below_it() -> None:
    keyboard = Window("", "")
    keyboard.page([str(n) for n in range(20)], below=5)
    assert keyboard.shown == [str(n) for n in range(20)]
    assert keyboard.lines == [""]  # one Enter was needed: 14 lines, then the rest


def test_the_heading_of_the_first_step_never_leaves_the_screen() -> None:
    keyboard = Keyboard()
    fields, field = FieldPage(keyboard), Screen("who.age", "field", "age", Progress(1, 0, ""))
    for _ in range(30):
        fields.show(field, "'abc' is no age. " * 6, "client.yaml")
    pages = "\n".join(keyboard.shown).split("Step 1 of 8")[1:]
    assert len(pages) > 1
    assert all(len(page.splitlines()) < 20 for page in pages)


def test_areas_take_the_whole_width_where_no_figure_is_drawn(session: Session) -> None:
    places = [f"pain({zone})" for zone in ("lumbar", "shin", "calf_upper", "knee_front")]
    session.answer([Answer(key, "present", "both") for key in places])
    lines = chart_lines(session.screen(), session.picture, "", drawing=True)
    assert not any("FRONT" in line for line in lines)
    assert max(len(line) for line in lines) > 45


def test_the_read_back_says_how_much_follows(session: Session) -> None:
    up_to_the_read_back(session)
    screen, left = cut(session.screen())
    assert f"{len(left)} more follow" in " ".join(hint(screen))
    assert "Enter when it is right." in " ".join(hint(session.screen()))


def test_undo_on_a_page_of_the_read_back_stays_there(kb: KnowledgeBase, session: Session) -> None:
    up_to_the_read_back(session)
    keyboard = Window("", "", "19-", ":u")
    Terminal(session, keyboard, Reports(kb, "clips")).run()
    last = "\n".join(keyboard.shown).rsplit("Taken back: ", 1)[1]
    assert "\n 1  " not in last


def test_a_page_waits_as_it_was_while_a_mistaken_emergency_is_taken_back(kb: KnowledgeBase, session: Session) -> None:
    keyboard = Keyboard(*MIDDLE, "", "e face droop", "+ face droop l", "y", "e face droop", "1-")
    Terminal(session, keyboard, Reports(kb, "clips")).run()
    shown = "\n".join(keyboard.shown)
    before, after = shown.split("EMERGENCY: stop", 1)
    page = before[before.rindex("== Safety") :].splitlines()
    asked = [line for line in page if line[:2].strip().isdigit()]
    assert asked
    assert all(line in after for line in asked)


def test_a_ranking_before_the_screen_is_finished_says_so(kb: KnowledgeBase, session: Session) -> None:
    early = " ".join(run(kb, session, *MIDDLE, "", "-", ":r").split())
    assert "So far only: the safety screen is not finished" in early
