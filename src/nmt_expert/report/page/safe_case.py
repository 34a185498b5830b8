"""Cleans a case and its assessment before a report is made of them; what is too long is refused by name."""

from __future__ import annotations

import msgspec

from nmt_expert.case.model import CaseFile
from nmt_expert.errors import NmtError
from nmt_expert.reasoning.assessment import Assessment
from nmt_expert.report.page.safe_text import clean

MOST_PER_FIELD = 5_000
MOST_IN_ALL = 200_000


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
