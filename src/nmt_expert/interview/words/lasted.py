"""How long a complaint has lasted, where a line says it among other words: 'knee pain for 3 weeks', '6/52 hx', 'began two days ago'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from nmt_expert.case.duration import days_of

_NUMBER = (
    r"(?:\d+(?:[.,]\d+)?\u00bd?|\u00bd|half an?|an?|a couple(?: of)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)"
)
_UNIT = (
    r"(?:min(?:ute)?s?|h(?:ou)?rs?|days?|nights?|weeks?|wks?|fortnights?|months?|mos?|mn?ths?|years?|yrs?|decades?)"
    r"(?: and a half)?"
)
_TIME = rf"{_NUMBER}(?:[ -]*(?:to|or|-)[ -]*{_NUMBER})?(?: and a half)?[ -]*{_UNIT}|\d+/(?:7|52|12)"
_AROUND = (
    r"(?:about |around |approximately |approx\.? |roughly |some |over |almost |nearly |more than |at least |up to |~ ?)"
)
# a time at the head of a line, but for what is done or is due for so long
_NOT_OF = r"treatment|age|rest|bed|pause|pregnan\w*|gestation|physio\w*|therapy|ultrasound|rehab\w*|care|massage|exercises?|splint\w*"
_LASTED = (
    re.compile(
        rf"\b(?:for|since|past|(?<=the )last|lasted|over|began|started|onset|about|noticed|noted|x)(?: |(?<=x)|: ?)"
        r"(?:(?!(?:after|before|until|when|while|following)\b)[\w-]+ ){0,4}?"
        rf"(?P<time>{_TIME})\b(?! (?:old|later|after|before|per|a day|each))"
    ),
    re.compile(rf"\b(?P<time>{_TIME})\s+(?:ago|history of|history|hx|of (?:\w+ ){{0,4}}?pain)\b"),
    re.compile(
        rf"^\W*{_AROUND}?(?P<time>{_TIME})"
        rf"(?:\W*$|,| of (?!(?:\w+ )?(?:{_NOT_OF})\b)| (?!(?:of|old|ago|later|after|before|post|on|off|from|to|per|each|every|in|at|a)\b|(?:\w+ )?(?:{_NOT_OF})\b))"
    ),
    re.compile(
        rf"^\W*(?:it |symptoms? |pain )?(?:began|started|came on|present|onset) {_AROUND}?(?P<time>{_TIME}) (?:before|earlier)\b"
    ),
    re.compile(
        r"(?<!last )(?<!in )(?<!for )(?<!every )(?<!until )(?<!within )(?<!after )(?<!off )(?<!out )(?<!review )(?<!r/v )(?<![\d/.])"
        r"(?P<time>\d+/(?:7|52|12))(?![\d/])(?! (?:ago|later|old|before|post|pp))"
    ),  # so only a chart writes, of a complaint
    re.compile(
        rf"^(?!.*\b(?:last|past|in|for|every|each|until|within|after|off|out|over|per|next|about|smok\w+|sits?|stands?|walks?|runs?|sleeps?|works?|aged?)\b)[^,;]*[a-z)] (?<!to )(?<!or )"
        rf"(?P<time>{_TIME})$"
    ),  # 'buttock and posterior thigh 1 year'
    re.compile(rf"\b(?P<time>{_TIME}) duration\b"),
    re.compile(rf"\b(?P<time>{_TIME}) since (?:the )?(?:onset|beginning|start)\b"),
    re.compile(
        rf"\b(?:pains?|aches?|hurts?|sore|numb\w*|tingl\w*|swell\w*|swollen|stiff\w*|weak\w*),? (?P<time>{_TIME})$"
    ),
)
_SHORT = re.compile(r"(?:min(?:ute)?s?|h(?:ou)?rs?)$")
_SHORT_TOLD = re.compile(
    r"\b(?:ago|since|began|started|onset|came on|history|hx|growing|increasing|worsening|(?:past|last) \S+ (?:min|h)\w+)\b"
)  # else 'after 15 minutes of walking', 'sits for eight hours'
_SHORT_NOW = re.compile(
    rf"^(?!.*\b(?:morning|wak\w+|each|every|attacks?|episodes?|spells?|lasts?|when|after|with|on|by|then|stiff\w*|pains|aches)\b)"
    rf".*\b(?:pain|ache|numbness|tingling|weakness)(?: \w+)? for {_AROUND}?(?:{_TIME})$"
)  # 'severe buttock pain for fifteen minutes'
_EVENT = re.compile(
    rf"\b(?P<time>{_TIME}) (?:ago|earlier|prior)\b"
    r"|\b(?P<day>yesterday|last night|(?:earlier )?today|this (?:morning|afternoon|evening)|the day before yesterday"
    r"|(?:on|last) (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_BEGAN = r"(?:came on|comes on|began|started|developed|develops|onset|evolved|set in|built up|appeared|arose)"
_GREW = (
    r"(?:growing|grew|grown|increased|increasing|worsened|worsening|spread|spreading|climbed|progressed|progressing)"
)
_HOW_FAST = re.compile(
    rf"\b(?P<verb>{_BEGAN}|{_GREW})\b[\w -]{{0,30}}?\b(?:within|over|in(?: the course of| a matter of| the space of)?)"
    rf" (?:a )?(?:period of )?(?:{_NUMBER}(?:[ -]*(?:to|or|-)[ -]*{_NUMBER})? |few |several |some |the (?:next|following) (?:few |{_NUMBER} )?)?"
    rf"(?P<unit>hours?|hrs?|days?|weeks?|wks?|months?|mths?|years?)\b"
)
_TWO_DAYS = re.compile(r"\b(?:36|48|72) ?-?(?:hours?|hrs?)\b")
_HOW_OFTEN = re.compile(
    r"\b(?:hours?|days?|nights?|times?|once|twice|km|miles?|cups?|units?)(?: \w+)? (?:a|per|each|every) (?:day|night|week|month|year)\b"
)
_SPELLS = re.compile(
    r"\b(?:spells?|episodes?|attacks?|bouts?|times|occasions)\b.*\b(?:in|over|during) the (?:last|past)\b"
    r"|\b(?:spells?|episodes?|attacks?|bouts?|flares?|flare-ups?)\b.*\blast(?:s|ed|ing)\b"
)
_SINCE = re.compile(
    r"\b(?:since|began|started|came on|onset(?: was)?) (?:on )?"
    r"((?:last )?[a-z]+day(?! (?:life|activit))|\d{4}-\d\d-\d\d|yesterday|last night|(?:earlier )?today|this (?:morning|afternoon|evening))\b"
)


def days_lasted(text: str, today: date | None = None) -> set[float]:
    """The days that a line in lower case says a complaint has lasted. Several: which one counts, only the speaker knows."""
    dated = () if _SPELLS.search(text) else _dated(_HOW_OFTEN.sub("", text))
    return {days for time in (*times_lasted(text), *dated) if (days := days_of(time, today)) is not None}


def times_lasted(text: str) -> set[str]:
    """The times, as they stand, that a line in lower case says a complaint has lasted."""
    if _SPELLS.search(text):
        return set()
    text = _HOW_OFTEN.sub("", text)
    times = {m["time"] for pattern in _LASTED for m in pattern.finditer(text)}
    if not (_SHORT_TOLD.search(text) or _SHORT_NOW.search(text)):
        times = {time for time in times if not _SHORT.search(time)}
    return times


def _dated(text: str) -> Iterator[str]:
    return ("since " + m[1] for m in _SINCE.finditer(text))


def days_of_event(text: str, today: date | None = None) -> float | None:
    """The days since what a line in lower case tells of: 'fell two days ago', 'twisted the ankle today'. None: no one time is said."""
    times = {m["time"] or f"since {m['day']}" for m in _EVENT.finditer(text)}
    days = {days_of(time, today) for time in times}
    return days.pop() if len(days) == 1 else None


def unit_of_onset(text: str) -> Literal["hour", "day", "gradual"] | None:
    """Within hours, within days or gradually, where a line in lower case says over what time a complaint came on."""
    said = _HOW_FAST.search(text)
    if said is None or re.search(r"\b(?:no|not|never)\b", text):
        return None
    grew = re.fullmatch(_GREW, said["verb"])
    if said["unit"][0] == "h":
        return "day" if _TWO_DAYS.search(said[0]) else "hour"
    if said["unit"][0] == "d":
        return "day"
    return None if grew else "gradual"  # what grows for months may have begun at once
