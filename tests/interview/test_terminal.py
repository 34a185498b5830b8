"""The front end with a scripted keyboard: what a refusing disk, an emergency and a wrong line look like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click
import pytest
from msgspec import structs

from nmt_expert.case.load import load_case
from nmt_expert.case.record import Answer, Passed
from nmt_expert.case.save import CaseDocument, SaveError
from nmt_expert.errors import NmtError
from nmt_expert.interview.answering.new_flags import NewFlags
from nmt_expert.interview.screens.items import item_of
from nmt_expert.interview.terminal.console import Console, InputEnded
from nmt_expert.interview.terminal.cutting import cut
from nmt_expert.interview.terminal.front import Terminal
from nmt_expert.interview.terminal.text import fitting, hint, screen_lines
from nmt_expert.interview.way.open_questions import CHART, HANDS, NERVES, TOLD, OpenQuestion
from nmt_expert.interview.way.reporting import Reporting
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.way.stages import open_screen
from nmt_expert.knowledge.base import KnowledgeBase


class Keyboard(Console):
    """Types prepared lines and keeps what was shown."""

    def __init__(self, *lines: str) -> None:
        self.redraws = False
        self.lines = list(lines)
        self.shown: list[str] = []

    def clear(self) -> None:
        self.shown.append("")

    def say(self, lines: Iterable[str]) -> None:
        self.shown += lines

    def _line(self, prompt: str) -> str:
        if not self.lines:
            raise InputEnded
        return self.lines.pop(0)


class Reports(Reporting):
    """Says which report was asked for."""

    def write(self, session: Session, variant: str) -> str:
        return f"{variant} report of {session.case.file.id}"


def run(kb: KnowledgeBase, session: Session, *lines: str) -> str:
    keyboard = Keyboard(*lines)
    Terminal(session, keyboard, Reports(kb, "clips")).run()
    return "\n".join(keyboard.shown)


def test_a_disk_that_fills_up_keeps_the_answers_until_they_are_saved_elsewhere(
    kb: KnowledgeBase, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = CaseDocument.save
    refusing = tmp_path / "client.yaml"

    def full(document: CaseDocument) -> None:
        if document.path == refusing:
            raise SaveError("No space left on device.")
        save(document)

    monkeypatch.setattr(CaseDocument, "save", full)
    shown = run(kb, session, "A-17", "", "/nowhere/b.yaml", str(tmp_path / "b.yaml"), "51")
    assert "! NOT SAVED: No space left on device." in shown
    assert shown.count("another file") == 3
    client = load_case(tmp_path / "b.yaml", kb).file.client
    assert (client.reference, client.age) == ("A-17", 51)


def test_answers_that_nothing_can_hold_end_with_an_error(
    kb: KnowledgeBase, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(document: CaseDocument) -> None:
        raise SaveError("No space left on device.")

    monkeypatch.setattr(CaseDocument, "save", full)
    with pytest.raises(NmtError, match="could not be saved anywhere"):
        run(kb, session, "A-17")


def test_an_emergency_can_be_reported(kb: KnowledgeBase, session: Session) -> None:
    session.answer([Answer("face_droop", "present", "left")])
    shown = run(kb, session, "p")
    assert "DO NOW:" in shown
    assert "physician report of client" in shown


def test_other_red_flags_are_said_once_in_full(kb: KnowledgeBase, session: Session) -> None:
    shown = run(kb, session, ".", "+ known osteoporosis, low trauma onset", "", ".b", "n x")
    assert shown.count("! RED FLAG") <= 1


def test_a_red_flag_that_has_become_more_urgent_is_said_in_full_again(session: Session) -> None:
    session.answer([Answer("numbness(calf_any)", "present", "both"), Answer("pain(lumbar)", "present", "both")])
    flags = session.picture.flags
    assert {flag.urgency for flag in flags} == {"refer"}
    worse = [structs.replace(flag, urgency="urgent") for flag in flags]
    new = NewFlags(())
    assert [new.of(now) for now in (flags, flags, worse, worse, flags)] == [list(flags), [], worse, [], []]


def test_text_of_a_client_cannot_steer_the_terminal(kb: KnowledgeBase, session: Session) -> None:
    shown = run(kb, session, "A\x1b[2J", "b", "s")
    assert "\x1b" not in shown


def test_letters_that_are_choices_are_answers_and_a_mark_makes_them_commands(
    kb: KnowledgeBase, session: Session
) -> None:
    lines = ("A-17", "50", "f", "office", "pain", "neck", "b", ":b", "r")
    run(kb, session, *lines)
    assert session.case.file.complaint.side == "right"


def test_a_word_of_the_client_is_never_a_command(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, "b", "50", "f", "office", "back", "low back", "r")
    file = session.case.file
    assert (file.client.reference, file.complaint.text, file.complaint.regions) == ("b", "back", ["low_back"])


def test_undo_takes_back_the_last_answer(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, "A-17", "50", ":u", "51", ":u", ":u", ":u", "B-2", "52")
    assert (session.case.file.client.reference, session.case.file.client.age) == ("B-2", 52)


def test_what_the_safety_screen_asks_is_taken_from_words_only_with_a_yes(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, "A-17", "50", "f", "office", "pain", "neck", "r", "s", "g", "y", "+ fever", "", "+ fever", "y")
    assert [o.state for o in session.picture.stated["fever_or_chills"]] == ["present"]
    run(kb, session, "e fever", "1-", "+ no fever", "n")
    assert [o.state for o in session.picture.stated["fever_or_chills"]] == ["absent"]


FIRST = ("A-17", "50", "f", "office", "pain", "hand", "r", "s", "g", "y", "-")


def pages_of(shown: str) -> list[str]:
    """The first question of each page that was shown."""
    return [line.strip() for line in shown.splitlines() if line.startswith(" 1  ")]


def test_back_shows_page_by_page_what_was_asked(kb: KnowledgeBase, session: Session) -> None:
    there = pages_of(run(kb, session, *FIRST, "-", "-", "-"))
    back = pages_of(run(kb, session, "b", "b", "b"))
    assert [line.partition("  ->")[0] for line in back[1:]] == there[2::-1]


def test_adding_returns_to_the_page_it_came_from(kb: KnowledgeBase, session: Session) -> None:
    shown = pages_of(run(kb, session, *FIRST, "-", "+ phalen r", "n worn out", ":e office"))
    assert len(set(shown[1:])) == 1


def test_every_page_says_what_it_took(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    sided = [item.sided for item in session.screen().items]
    line = " ".join(f"{n}{'r' if side else ''}" for n, side in list(enumerate(sided, 1))[1:2]) + " -"
    label = session.screen().items[1].label
    shown = run(kb, session, line)
    assert f"yes: {label}" in shown.replace("\n", " ")


def test_a_contradiction_in_a_line_loses_nothing(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    before = session.document.text
    shown = run(kb, session, "1 1-", "2- 1- 1+")
    assert shown.count("stands twice in this line") == 2
    assert session.document.text == before


def test_edit_shows_the_answer_and_asks_again_until_it_is_understood(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST, "+ phalen r")
    shown = run(kb, session, "e phalen", "x", "1l", ":e side", "up", "b")
    assert "-> yes, right" in shown
    assert session.picture.stated["phalen"][0].sides == frozenset({"left"})
    assert session.case.file.complaint.side == "both"


@pytest.mark.parametrize(("columns", "lines"), [(60, 20), (80, 24), (200, 50)])
def test_every_page_fits_the_terminal(
    kb: KnowledgeBase, session: Session, monkeypatch: pytest.MonkeyPatch, columns: int, lines: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(lines))
    run(kb, session, *FIRST)
    keys = list(kb.findings)[:60]
    items = tuple(item_of(session.picture, finding) for key in keys if (finding := kb.finding(key)))
    title = "A title longer than the narrowest terminal is wide " * 2
    screen, left = replace(session.screen(), items=items, title=title), items
    seen: list[str] = []
    while left:
        screen, left = cut(replace(screen, items=left), "A message of some length. " * 4)
        shown = [*screen_lines(screen, "A message of some length. " * 4), "", *hint(screen), "> "]
        assert len(shown) <= lines
        assert max(map(len, shown)) < columns
        seen += [item.key for item in screen.items]
    assert seen == keys


NONSENSE = (
    "wibble wobble",
    "9" * 40,
    "\x1b[31m\x07\x00",
    "x" * 10_000,
    "1r 1r- 99",
    "=",
    ",,,;",
    "1=abc",
    "\u202e\u200b",
    "-" * 50,
)


def test_nonsense_in_every_field_is_asked_again_or_kept_as_text(kb: KnowledgeBase, session: Session) -> None:
    for number, answer in enumerate(FIRST):
        for line in NONSENSE:
            before = session.document.text
            assert "\x1b" not in run(kb, session, line)
            assert number in (0, 3, 4) or session.document.text == before
            if session.document.text != before:
                assert session.undo()
        run(kb, session, answer)
    assert (session.case.file.client.reference, session.case.file.complaint.regions) == ("A-17", ["hand"])


@pytest.mark.parametrize("question", [None, CHART, TOLD[0], TOLD[1], NERVES, HANDS])
def test_nonsense_on_every_screen_gets_a_sentence_and_loses_nothing(
    kb: KnowledgeBase, session: Session, monkeypatch: pytest.MonkeyPatch, question: OpenQuestion | None
) -> None:
    run(kb, session, *FIRST)
    if question is not None:
        monkeypatch.setattr(session, "screen", lambda: open_screen(session.picture, question))
    before = session.document.text
    for line in NONSENSE:
        assert "\x1b" not in run(kb, session, line)
        assert session.document.text == before


def test_an_emergency_is_shown_before_any_lesser_flag(kb: KnowledgeBase, session: Session) -> None:
    head = (
        "s",
        "44",
        "m",
        "s",
        "both legs went numb yesterday, can't pee",
        "low back, legs",
        "b",
        "yesterday",
        "m",
        "y",
    )
    shown = run(kb, session, *head, "pain lumbar b, numb shin, upper calf", "", "", "1 2 3 -")
    told = shown[shown.index("EMERGENCY: stop") :]
    assert "RED FLAG (urgent)" not in told
    first, second = (told.index(f"! {name}") for name in ("Cauda equina syndrome\n", "Acute or advancing spinal cord"))
    assert told.index("EMERGENCY: stop") < first < second  # what most speaks for stands first


class Window(Keyboard):
    """A terminal that redraws, in which every page has to fit."""

    def __init__(self, *lines: str) -> None:
        super().__init__(*lines)
        self.redraws = True


def test_what_is_explained_above_a_page_is_not_repeated_on_the_rest_of_it(
    kb: KnowledgeBase, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("LINES", "20")
    up_to_the_read_back(session)
    keyboard = Window(*[""] * 30)
    Terminal(session, keyboard, Reports(kb, "clips")).run()
    shown = "\n".join(keyboard.shown)
    assert shown.count("== Is this right? ==") > 1
    assert shown.count("Safety screen: 0 questions") == 1


def up_to_the_read_back(session: Session) -> None:
    """Passes what comes before the read-back, with enough found to fill several pages."""
    zones = list(session.kb.zones.values())[:20]
    session.answer([Answer(f"pain({zone.id})", "present", "left" if zone.sided else None) for zone in zones])
    while (screen := session.screen()).kind != "readback":
        asked = [key for item in screen.items for key in item.keys] if screen.kind == "checklist" else []
        session.answer([Passed(screen.id), *(Answer(key, "not_tested") for key in asked)])
        assert screen.kind != "stop"


def test_a_bold_line_that_fits_is_not_broken_at_its_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ranking showed its own bold as \\x1b[1m where a heading was as long as the terminal."""
    monkeypatch.setenv("COLUMNS", "40")
    heading = click.style("Giant cell arteritis and other dangers", bold=True, fg="red")
    assert fitting(heading) == [heading]
    assert fitting(heading + " that go on") == ["Giant cell arteritis and other dangers", "that go on"]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 40)])
def test_a_page_holds_no_number_that_is_called_open_and_not_shown(
    kb: KnowledgeBase, session: Session, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """A new flag above the page pushed the open question off it; what was left was an answer that asked for a key."""
    monkeypatch.setenv("COLUMNS", str(size[0]))
    monkeypatch.setenv("LINES", str(size[1]))
    head = ("K-11", "11", "m", "school", "knee pain", "knee", "l", "3 months", "g", "y")
    keyboard = Window(*head, "front knee l", "", "-", "1a", "", *["-"] * 8)
    Terminal(session, keyboard, Reports(kb, "plain")).run()
    pages = "\n".join(keyboard.shown).split("\nStep ")
    assert any("Still open: " in " ".join(page.split()) for page in pages)
    for page in pages:
        asked = [line for line in page.splitlines() if line[:2].strip().isdigit()]
        numbers = {line[:2].strip() for line in asked}
        said = " ".join(page.split()).partition("Still open: ")[2].partition(";")[0]
        assert {*filter(None, said.split(", "))} <= numbers
        assert not asked or "-> yes" not in page or len(asked) > 1
