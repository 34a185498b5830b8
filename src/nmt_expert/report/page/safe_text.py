"""Makes text typed by anybody safe to set: what XML and PDF cannot carry goes, what is too long is refused by name."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from nmt_expert.case.model import CaseFile
from nmt_expert.errors import NmtError
from nmt_expert.reasoning.assessment import Assessment

MOST_PER_FIELD = 5_000
MOST_IN_ALL = 200_000

# Control characters apart from tab and newline, surrogates, private use, direction overrides, noncharacters.
_DIRECTION = "\u202a-\u202e\u2066-\u2069"
_DROPPED = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff{_DIRECTION}\ufdd0-\ufdef\ufffe\uffff]")
_PLAIN = re.compile(r"[\t\n -~\u00a0-\u02ff]*")  # nothing in here needs a closer look
_MARKS_ON_A_LETTER = 4  # no script stacks more; longer runs paint over the neighbouring lines


def clean(text: str) -> str:
    """`text` as a report can carry it: composed, without unprintable characters, stacked marks limited."""
    if _PLAIN.fullmatch(text):
        return text
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", _DROPPED.sub("", text)):
        category = unicodedata.category(char)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= _MARKS_ON_A_LETTER and category != "Co" and ord(char) & 0xFFFE != 0xFFFE:
            kept.append(char)
    return "".join(kept)


def clean_case(case: CaseFile) -> CaseFile:
    """The case with every text cleaned and without its published answer, which no report may show."""
    data = msgspec.to_builtins(msgspec.structs.replace(case, answer=None))
    return msgspec.convert(_Cleaner("case").cleaned(data), CaseFile)


def clean_assessment(assessment: Assessment) -> Assessment:
    """The assessment with every text cleaned: its labels may hold what was typed into the case."""
    return msgspec.convert(_Cleaner("assessment").cleaned(msgspec.to_builtins(assessment)), Assessment)


class _Cleaner:
    """Cleans nested data and counts what it holds; `what` names the data in the refusal."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.length = 0

    def cleaned(self, value: object, place: str = "") -> object:
        if isinstance(value, str):
            return self._text(value, place)
        if isinstance(value, dict):
            return {key: self.cleaned(item, f"{place}.{key}" if place else str(key)) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.cleaned(item, f"{place}[{number}]") for number, item in enumerate(value, 1)]
        return value

    def _text(self, text: str, place: str) -> str:
        if len(text) > MOST_PER_FIELD:
            raise NmtError(
                f"{place} of the {self.what} has {len(text):,} characters; a report sets at most {MOST_PER_FIELD:,} in "
                "one field. Shorten it or split it into several notes."
            )
        self.length += len(text)
        if self.length > MOST_IN_ALL:
            raise NmtError(
                f"The {self.what} holds more than {MOST_IN_ALL:,} characters of text: too much for a report."
            )
        return clean(text)
