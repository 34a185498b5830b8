"""What a word of YAML is: a text, a number, true or false, or nothing. What readers disagree about is refused."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NoReturn

import yaml

_NOTHING = {"", "~", "null", "Null", "NULL"}
_AMBIGUOUS = {"yes", "no", "on", "off", "y", "n"}
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]{0,14})\.[0-9]{0,20}|\.[0-9]{1,20})")
# What YAML 1.1 or 1.2 takes for a number: 047 (39), 4_7 (47), 0x1f, 1:30 (90), 1e3, .inf, and numbers of any length.
_NUMBER = re.compile(
    r"""[-+]?(?: [0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?
             | \.[0-9][0-9_]*(?:e[-+]?[0-9]+)? | 0[xob][0-9a-f_]+ | \.inf ) | \.nan""",
    re.IGNORECASE | re.VERBOSE,
)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
INVISIBLE = re.compile("[\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Line separators that a text processor pastes along; YAML breaks lines at them, a reader does not see them.
SEPARATORS = str.maketrans("\x85\u2028\u2029", "   ")


class RefusedError(Exception):
    """A place that cannot be read, and why."""

    def __init__(self, mark: yaml.Mark, message: str) -> None:
        self.mark = mark
        self.message = message


def is_text(value: str) -> bool:
    """Is a word without quotes a text, and not a number, true, false or nothing?"""
    truth = value in _NOTHING or value in ("true", "false") or value.lower() in _AMBIGUOUS
    return not truth and not _NUMBER.fullmatch(value) and not INVISIBLE.search(value[:1] + value[-1:])


def scalar(event: Any) -> str | int | float | bool | None:
    """The value of one word or text. Raises RefusedError.

    A text in quotes loses control characters, which only its escapes can bring and nobody sees.
    """
    value: str = event.value
    if not event.implicit[0]:  # in quotes, or a block of text
        return CONTROL.sub("", value.translate(SEPARATORS))
    unseen = INVISIBLE.search(value[:1] + value[-1:])
    if unseen:
        refuse(event, f"an invisible character ({name_of(unseen[0])}) stands before or after the text; take it out")
    if value in _NOTHING:
        return None
    if value in ("true", "false"):
        return value == "true"
    if value.lower() in _AMBIGUOUS:
        refuse(event, f"a bare '{value}' means different things to different readers; write true, false or quote it")
    if _WHOLE.fullmatch(value):
        return int(value)
    if _DECIMAL.fullmatch(value):
        return float(value)
    if _NUMBER.fullmatch(value):
        refuse(
            event,
            f"'{value}' is a different number to different readers; write it plainly, as 47 or 0.5, "
            "or put it in quotes if it is a text",
        )
    return value


def refuse(event: Any, message: str) -> NoReturn:
    raise RefusedError(event.start_mark, message)


def name_of(char: str) -> str:
    return unicodedata.name(char, f"U+{ord(char):04X}").lower()
