"""What a typed line asks for: a command with its rest, or an answer."""

from __future__ import annotations

import re

from nmt_expert.interview.screens.screen import Screen

_WORDS = {
    "back": "b", "edit": "e", "help": "h", "how": "h", "why": "?", "note": "n", "quit": "q", "exit": "q", "ranking": "r",
    "more": "m", "add": "+", "report": "p",
}  # fmt: skip
_LETTER = re.compile(r"^\.?([behmnpqr?+])(?:\s+(.*)|(\d+))?$", re.DOTALL)
_WITH_REST = {"e", "n", "+", "?", "h", "p"}


def command_of(line: str, screen: Screen) -> tuple[str, str] | None:
    """(command letter, rest), or None when the line is an answer. Where a letter is also an answer, a dot makes it a command."""
    word, _, rest = line.partition(" ")
    if (
        word.lower().lstrip(".") in _WORDS
        and (not rest or _WORDS[word.lower().lstrip(".")] in _WITH_REST)
        and _may(word.lower(), screen)
    ):
        return _WORDS[word.lower().lstrip(".")], rest.strip()
    if line.startswith("+") and len(line) > 1:
        return "+", line[1:].strip()
    match = _LETTER.match(line)
    if match is None:
        return None
    letter, rest, number = match[1], (match[2] or "").strip(), match[3] or ""
    if not _may(line, screen, letter) or ((rest or number) and letter not in _WITH_REST):
        return None
    return letter, rest or number


def _may(line: str, screen: Screen, letter: str = "") -> bool:
    """Free text and choices of a field go before commands without a dot, except single letters in free text."""
    if line.startswith("."):
        return True
    if screen.kind != "field":
        return True
    if screen.choices:
        return letter not in screen.choices and bool(letter)
    return len(line) == 1 or line.lower() in ("quit", "help", "back")
