"""Lines in, lines out: a terminal, a screen reader (plain) or a pipe."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterable

import click

from nmt_expert.printable import visible

_CLEAR = "\x1b[2J\x1b[H"


class InputEnded(Exception):  # noqa: N818 - not an error: the pipe is empty or the window closed
    """No more input comes."""


class Console:
    """`plain`: nothing is redrawn or coloured, every line comes after the last."""

    def __init__(self, plain: bool) -> None:
        terminal = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
        self.redraws = terminal and not plain
        self._colour = self.redraws and not os.environ.get("NO_COLOR")
        self._pending = ""
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
            click.echo(
                click.style(line, bold=True, fg="red" if important else None) if strong and self._colour else line,
                color=self._colour or None,
            )

    def page(self, lines: Iterable[str]) -> None:
        """Long text, a screen at a time where there is a screen; what is typed in between answers the next question."""
        lines = list(lines)
        room = shutil.get_terminal_size().lines - 2
        while self.redraws and len(lines) > room:
            self.say(lines[:room])
            lines = lines[room:]
            typed = self.ask("-- Enter shows more, . ends -- ")
            if typed:
                self._pending = "" if typed == "." else typed
                return
        self.say(lines)

    def ask(self, prompt: str = "> ") -> str:
        """One typed line. Raises InputEnded."""
        if self._pending:
            typed, self._pending = self._pending, ""
            return typed
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
