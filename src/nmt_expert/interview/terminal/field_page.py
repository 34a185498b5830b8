"""The fields of the head: they follow each other on one screen, as many as fit under its heading."""

from __future__ import annotations

import shutil

from nmt_expert.interview.screens.screen import Screen
from nmt_expert.interview.terminal.console import Console
from nmt_expert.interview.terminal.text import hint, wrap


class FieldPage:
    """What of one screen is filled; it begins anew when another page was shown, and when it is full."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._filled = 0  # lines; 0: another page is shown

    def leave(self) -> None:
        """Another page is shown, or something stands below the last field."""
        self._filled = 0

    def show(self, screen: Screen, message: str, file_name: str) -> None:
        """The next field, below the last one where there is room."""
        now = f" [{screen.default}]" if screen.default else f" [Enter takes: {screen.heard}]" if screen.heard else ""
        lines = [*(wrap(message) if message else []), *wrap(f"{screen.title}?{now}")]
        lines += hint(screen) if screen.choices else []
        taken = len(lines) + 1  # with the line on which is typed
        if not self._filled or self._filled + taken > shutil.get_terminal_size((80, 24)).lines - 1:
            head = [
                *wrap(f"Step 1 of 8: who and why - {file_name}"),
                *wrap("Type the answer; s skips. Commands: :b back, :u undo, :h help, :q leave."),
                "",
            ]
            self._console.clear()
            self._console.say(head)
            self._filled = len(head)
        self._console.say(lines)
        self._filled += taken
