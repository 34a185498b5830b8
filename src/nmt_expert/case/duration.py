"""How long a complaint has lasted, from the words in which people say it. What cannot be told is not guessed.

A time is told by a number and its unit ('45 min', '3 h', 'ten days', '6/52', 'about 3 months', '1 year and 2 months'), by
a day ('yesterday', 'since Tuesday', '2026-03-04'), or by a month or a year that lies far enough back.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

CHRONIC_DAYS = 92  # what lasts longer is chronic
ASK = "a number and its unit (45 minutes, 10 days, 6 weeks, 3 months, 2 years) or a date (2026-03-04)"
_MOST_DAYS = 36_500
_CLEAR = 1.5  # the longest time that words may mean, over the shortest, so that they still say a time

_DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "night": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.4,
    "year": 365.25,
    "decade": 3652.5,
}
_SHORT = {
    "minute": ("min", "mins"),
    "hour": ("h", "hr", "hrs"),
    "day": ("d",),
    "week": ("w", "wk", "wks"),
    "month": ("mo", "mos", "mth", "mths", "mnth", "mnths"),  # 'm' may be minutes
    "year": ("y", "yr", "yrs"),
}
_UNITS = {word: days for unit, days in _DAYS.items() for word in (unit, unit + "s", *_SHORT.get(unit, ()))}
_PER = {"7": 1.0, "52": 7.0, "12": 30.4}  # physicians write 6/52 for six weeks, 3/12 for three months
_NUMBERS: Mapping[str, float] = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "a": 1, "an": 1, "couple": 2, "half a": 0.5, "half an": 0.5}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAYS_BACK = {
    "now": 0, "just now": 0, "today": 0, "earlier today": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": 1,
    "last night": 1, "the day before yesterday": 2,
}  # fmt: skip

_BEFORE = re.compile(
    r"(?:(?:for|since|from|about|around|approximately|approx|roughly|ca|the last|the past|last|past)\.?\s+|~\s*)+"
)
_AFTER = re.compile(r"\s+(?:ago|now|or so)")
_NUMBER = r"(\d+(?:\.\d+)?|half an?|[a-z]+)"
_PART = re.compile(rf"{_NUMBER}[\s-]*([a-z]+)\.?(?:\s*,\s*|\s+and\s+|\s+|$)")
_TO = re.compile(rf"{_NUMBER}\s*(?:-|\u2013|to|or)\s*{_NUMBER}\s*([a-z]+)\.?")
_OF = re.compile(r"(\d+)/(7|52|12)")
_HALF = re.compile(
    r"\b(\w+)(?: and a half ([a-z]+)| ([a-z]+) and a half)\b"
)  # 'two and a half years', 'a year and a half'
_MONTH_NAMES = "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS)
_DATE = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?({_MONTH_NAMES})\.?(?: (\d{{1,2}})(?:st|nd|rd|th)?)?(?:,? (\d{{4}}))?"
)


class Span(NamedTuple):
    """The shortest and the longest time that words may mean, in days."""

    least: float
    most: float


def days_of(text: str, today: date | None = None) -> float | None:
    """The whole days that the words mean, seen from `today`, of less than a day the part; None when they say no time that can
    be counted.

    Where they leave room ('3 to 4 weeks', 'since March'), the shorter time; where they leave much room, None.
    """
    span = _said(text, today)
    if span is None or not 0 <= span.least <= span.most <= _MOST_DAYS or span.most > max(1, _CLEAR * span.least):
        return None
    return int(span.least) if span.least >= 1 else round(span.least, 4)


def lies_ahead(text: str, today: date) -> bool:
    """Is it a date that is still to come?"""
    span = _said(text, today)
    return span is not None and span.most < 0


def _said(text: str, today: date | None) -> Span | None:
    words = " ".join(text.lower().split()).rstrip(".").replace("\u00bd", ".5")
    words = re.sub(r"(?<!\d)\.5", "0.5", re.sub(r"(\d),(\d)", r"\1.\2", words))
    words = _HALF.sub(_with_half, re.sub(r"\ba couple(?: of)?\b", "couple", words))
    return _span(words, today)


def _span(words: str, today: date | None) -> Span | None:
    since = _BEFORE.match(words)
    said = words[since.end() :] if since else words
    after = _AFTER.search(said)
    counted = said[: after.start()] if after and after.end() == len(said) else said
    if words.startswith("since ") and words[6:] in _DAYS_BACK:
        words = words[6:]
    if words in _DAYS_BACK:
        days = _DAYS_BACK[words]
        return Span(days, days)
    return _counted(counted) or (None if today is None else _dated(said, today))


def _counted(words: str) -> Span | None:
    """'3 weeks', '1 year and 2 months', '3 to 4 weeks', '6/52'."""
    if found := _OF.fullmatch(words):
        days = int(found[1]) * _PER[found[2]]
        return Span(days, days)
    if found := _TO.fullmatch(words):
        ends = [_number(found[1]), _number(found[2])]
        unit = _UNITS.get(found[3])
        if unit is not None and ends[0] is not None and ends[1] is not None:
            return Span(ends[0] * unit, ends[1] * unit)
    total, place = 0.0, 0
    while found := _PART.match(words, place):
        number, unit = _number(found[1]), _UNITS.get(found[2])
        if number is None or unit is None:
            return None
        total, place = total + number * unit, found.end()
    return Span(total, total) if words and place == len(words) else None


def _with_half(found: re.Match[str]) -> str:
    """'1.5 years' for 'one and a half years'; the words as they are where the first is no number."""
    number = _number(found[1])
    return f"{number + 0.5} {found[2] or found[3]}" if number is not None else found[0]


def _number(word: str) -> float | None:
    return float(word) if word[0].isdigit() else _NUMBERS.get(word)


def _dated(words: str, today: date) -> Span | None:
    """The days since a weekday, a date, a month or a year."""
    if words in _WEEKDAYS:
        days = (today.weekday() - _WEEKDAYS.index(words)) % 7
        return Span(days, days) if days else None  # on a Tuesday 'since Tuesday' may mean last week's
    try:
        first, last = _period(words, today)
    except (TypeError, ValueError):
        return None
    return Span((today - last).days, (today - first).days)


def _period(words: str, today: date) -> tuple[date, date]:
    """The first and last day that a date, month or year may mean. Raises TypeError or ValueError when there is none."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
        day = date.fromisoformat(words)
        return day, day
    if re.fullmatch(r"\d{4}", words):
        return date(int(words), 1, 1), date(int(words), 12, 31)
    if re.fullmatch(r"\d{4}-\d\d", words):
        return _month(int(words[:4]), int(words[5:]))
    found = _DATE.fullmatch(words)
    if not found or (found[1] and found[3]):
        raise ValueError(words)
    month = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(found[2]))
    day_of_month = int(found[1] or found[3] or 0)
    year = int(found[4] or today.year)
    if not found[4] and date(year, month, day_of_month or 1) > today:
        year -= 1
    if day_of_month:
        day = date(year, month, day_of_month)
        return day, day
    return _month(year, month)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def course(days: float) -> Literal["present", "absent"]:
    """Whether a course of so many days is chronic, as the state of that finding."""
    return "present" if days > CHRONIC_DAYS else "absent"


def agree(days: float, other: float) -> bool:
    """Whether two statements of one duration can both be meant: 'three months' and 90 days, not 2 years and 2 days."""
    return abs(days - other) <= max(1, 0.25 * max(days, other))
