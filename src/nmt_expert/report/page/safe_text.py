"""Makes text typed by anybody safe to set: what XML, PDF and the renderer cannot carry goes."""

from __future__ import annotations

import re
import unicodedata

# Everything that some system ends a line or paragraph with, the separators of ASCII among them, is a new line: the
# renderer takes no paragraph separator, and words must not run together where one is left out.
_BREAK = re.compile("\r\n|[\x0b-\r\x1c-\x1e\x85\u2028\u2029]")
# Control characters apart from tab and newline, surrogates, private use, direction overrides, noncharacters.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0xF0000, 0x10000)
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_DIRECTION = "\u202a-\u202e\u2066-\u2069"
_DROPPED = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff{_PRIVATE}{_DIRECTION}{_NONCHARACTERS}]")
_PLAIN = re.compile(r"[\t\n -~\u00a0-\u02ff]*")  # nothing in here needs a closer look
_MARKS_ON_A_LETTER = 4  # no script stacks more; longer runs paint over the neighbouring lines
_MAYBE_MARKS = re.compile(f"[^\x00-\u02ff]{{{_MARKS_ON_A_LETTER + 1},}}")


def clean(text: str) -> str:
    """`text` as a report can carry it: composed, without unprintable characters, stacked marks limited."""
    if _PLAIN.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", _DROPPED.sub("", _BREAK.sub("\n", text)))
    return _MAYBE_MARKS.sub(lambda run: _with_few_marks(run[0]), text)


def _with_few_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= _MARKS_ON_A_LETTER:
            kept.append(char)
    return "".join(kept)
