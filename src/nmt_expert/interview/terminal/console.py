"""Lines in, lines out: a terminal, a screen reader (plain) or a pipe."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable

import click

from nmt_expert.case.record import Change
from nmt_expert.interview.terminal.text import fitting
from nmt_expert.printable import visible

_CLEAR = "\x1b[2J\x1b[H"


class InputEnded(Exception):  # noqa: N818 - not an error: the pipe is empty or the window closed
    """No more input comes."""


class Rang(Exception):  # noqa: N818 - not an error: an emergency goes before whatever is being asked
    """An emergency arose while a line was still being asked about; the text says what waits, `changes` what was taken
    and not recorded yet."""

    def __init__(self, message: str = "", changes: Iterable[Change] = ()) -> None:
        super().__init__(message)
        self.changes = list(changes)


class Console:
    """`plain`: nothing is redrawn or coloured, every line comes after the last.

    `alarm` tells red flags that are new, and raises Rang for an emergency; `aside` takes words that were typed where
    something else is asked, and says what became of them."""

    alarm: Callable[[], None] = staticmethod(lambda: None)
    aside: Callable[[str], str] | None = None
    _pending = ""  # what was typed where nothing was asked: it answers the next question

    def __init__(self, plain: bool) -> None:
        terminal = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
        self.redraws = terminal and not plain
        self._colour = self.redraws and not os.environ.get("NO_COLOR")
        if sys.stdin.isatty():
            with contextlib.suppress(ImportError):  # Windows has none
                import readline  # noqa: F401 - gives input() its line editing

    def clear(self) -> None:
        if self.redraws:
            sys.stdout.write(_CLEAR)
        else:
            click.echo()

    def say(self, lines: Iterable[str]) -> None:
        for line in lines:
            important = line.startswith(("! ", "== EMERGENCY"))
            strong = important or line.startswith("== ")
            for part in fitting(line):
                click.echo(
                    click.style(part, bold=True, fg="red" if important else None) if strong and self._colour else part,
                    color=self._colour or None,
                )

    def page(self, lines: Iterable[str], below: int = 0) -> None:
        """Long text, a screen at a time where there is a screen; what is typed in between answers the next question.

        `below`: lines that follow and have to stand on the last screen too."""
        lines = list(lines)
        room = max(shutil.get_terminal_size().lines - 1 - below, 1)
        while self.redraws and len(lines) > room:
            self.say(lines[:room])
            lines = lines[room:]
            typed = self.ask("-- Enter shows more, . ends -- ")
            if typed:
                self.keep("" if typed == "." else typed)
                return
        self.say(lines)

    def ask(self, prompt: str = "> ") -> str:
        """One typed line. Raises InputEnded."""
        if self._pending:
            typed, self._pending = self._pending, ""
            return typed
        return self._line(prompt)

    def wait(self) -> None:
        """Until Enter; what is typed instead answers the question that one comes back to."""
        self.keep(self.ask("Enter goes on> "))

    def keep(self, typed: str) -> None:
        """What was typed answers the next question."""
        self._pending = typed

    def stay(self) -> None:
        """Until Enter alone: what comes next was not shown yet, so that nothing typed here can be meant for it."""
        while typed := self.ask("Enter goes on> "):
            self.say([f"'{typed[:40]}' was not taken: the next screen was not shown yet. Enter shows it."])

    def _line(self, prompt: str) -> str:
        *before, prompt = fitting(prompt)
        self.say(before)
        try:
            if sys.stdin.isatty():
                return visible(input(prompt)).strip()
            click.echo(prompt, nl=False)
            line = sys.stdin.readline()
            if not line:
                raise EOFError
            click.echo()
            return visible(line).strip()
        except EOFError:
            click.echo()
            raise InputEnded from None
