"""What a typed line asks for: a command with its rest, or an answer.

A command begins with a mark, as in :b or .b. The letter alone is enough where it can mean nothing else: never in a text of the
client, and where a letter is itself an answer only the mark makes it a command. Words such as 'back' are always answers.
"""

from __future__ import annotations

import re

from nmt_expert.interview.screens.screen import Screen

_WORDS = {
    "back": "b", "edit": "e", "help": "h", "how": "h", "why": "?", "note": "n", "quit": "q", "exit": "q", "ranking": "r",
    "more": "m", "add": "+", "report": "p", "undo": "u", "paste": "paste", "point": "point", "skip": "s",
}  # fmt: skip
_MARKED = re.compile(r"^[:.]([a-z]+|[?+])\s*(.*)$", re.DOTALL | re.IGNORECASE)
_LETTER = re.compile(r"^([behmnpqr?+])(?:\s+(.*)|(\d+))?$", re.DOTALL)
_LETTERS = "behmnpqrsu?+"
_WITH_REST = {"e", "n", "+", "?", "h", "p"}
_TEXTS = {"who.reference", "who.occupation", "who.complaint"}  # fields in which any letter may be meant


def command_of(line: str, screen: Screen) -> tuple[str, str] | None:
    """(command letter or word, rest), or None when the line is an answer."""
    if screen.kind == "ranking" and line in ("l", ":l", ".l", ":letter"):
        return "l", ""
    if marked := _MARKED.match(line):
        letter = _WORDS.get(marked[1].lower(), marked[1].lower())
        if letter in _LETTERS or letter == "paste" or (letter == "point" and screen.id == "chart"):
            return letter, marked[2].strip()
        number = re.fullmatch(r"([h?])(\d+)", letter)
        return (number[1], number[2]) if number else None
    if line.startswith("+") and len(line) > 1 and screen.kind != "field":
        return "+", line[1:].strip()
    if line.startswith("?") and (line == "?" or (screen.kind == "field" and screen.id != "who.complaint")):
        return "?", line[1:].strip()  # no name and no work begins so
    match = _LETTER.match(line)
    if match is None or screen.id in _TEXTS:
        return None
    letter, rest, number_behind = match[1], (match[2] or "").strip(), match[3] or ""
    if (rest or number_behind) and (letter not in _WITH_REST or screen.kind == "field"):
        return None
    if letter in screen.choices:
        return None
    return letter, rest or number_behind
