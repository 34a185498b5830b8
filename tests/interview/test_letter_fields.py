"""What the letter tells beside the findings: asked in one go, each line may be left out, emptied and given again."""

from __future__ import annotations

import pytest

from nmt_expert.interview.screens.screen import Progress, Screen
from nmt_expert.interview.terminal.console import Console
from nmt_expert.interview.terminal.letter_page import ask_for_letter
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.typed.commands import command_of
from nmt_expert.report.letter.about import about, informed


class Typed(Console):
    """Answers from a list; keeps what was shown."""

    def __init__(self, *lines: str) -> None:
        super().__init__(plain=True)
        self.lines, self.shown = list(lines), ""

    def ask(self, prompt: str = "> ") -> str:
        return self.lines.pop(0)

    def say(self, lines: list[str]) -> None:
        self.shown += "\n".join(lines)


def test_lines_are_kept_and_stand_in_the_letter(session: Session) -> None:
    said = ask_for_letter(session, Typed("apixaban, levodopa", "latex", "muscles can be treated", "y", "n"))
    assert said.startswith("Kept for the letter: 5 lines")
    file = session.case.file
    assert [row.line for row in about(file)] == ["Apixaban. Levodopa.", "Latex."]
    assert [row.name for row in informed(file)] == ["Client was told", "Consent", "Copy to client"]
    assert file.client.send is True


def test_a_line_is_skipped_emptied_and_asked_again_and_s_ends(session: Session) -> None:
    ask_for_letter(session, Typed("aspirin", "latex", "", "", ""))
    console = Typed("", "-", "", "maybe", "n", "s")
    ask_for_letter(session, console)
    client = session.case.file.client
    assert (client.medicines, client.allergies, client.send, client.copy_to_client) == (["aspirin"], [], False, None)
    assert "Type y or n." in console.shown


def test_too_long_a_line_is_asked_again(session: Session) -> None:
    console = Typed("x" * 501, "s")
    assert ask_for_letter(session, console) == ""
    assert "at most 500" in console.shown


@pytest.mark.parametrize(("kind", "command"), [("ranking", ("l", "")), ("checklist", None)])
def test_l_is_a_command_where_the_ranking_stands_and_nowhere_else(kind: str, command: tuple[str, str] | None) -> None:
    assert command_of("l", Screen("x", kind, "x", Progress(8, 0, ""))) == command  # type: ignore[arg-type]
