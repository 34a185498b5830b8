"""Numbers in free words: how long, how strong from 0 to 10, temperature, pulse and blood pressure."""

from __future__ import annotations

import re
from datetime import date

from nmt_expert.case.duration import days_of

_COUNT = r"(?:\d+(?:[.,]\d+)?|half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UNIT = r"(?:min(?:ute)?s?|h(?:ou)?rs?|days?|nights?|weeks?|wks?|fortnights?|months?|mn?ths?|years?|yrs?)"
_TIME = rf"{_COUNT}(?:[ -]*(?:to|or|-)[ -]*{_COUNT})?[ -]*{_UNIT}|\d+/(?:7|52|12)"
_LASTED = (
    re.compile(
        rf"\b(?:for|since|past|last|over|began|started|onset|about|x)\b(?:(?! after )[\w ]){{0,24}}?(?P<time>{_TIME})\b(?! (?:old|later|after|before))"
    ),
    re.compile(rf"\b(?P<time>{_TIME})\s+(?:ago|history of|of (?:\w+ ){{0,4}}?pain)\b"),
    re.compile(
        rf"^\W*(?:about |over |almost |nearly |more than )?(?P<time>{_TIME})(?:\W*$|,| of (?!(?:treatment|age|rest|pause|pregnan|physio|therapy|ultrasound)))"
    ),
    re.compile(rf"^\W*(?:it )?(?:began|started|came on|present) (?P<time>{_TIME}) before\b"),
    re.compile(rf"\b(?P<time>{_TIME}) duration\b"),
    re.compile(rf"\b(?P<time>{_TIME}) since (?:the )?(?:onset|beginning|start)\b"),
)
_SHORT = re.compile(r"(?:min(?:ute)?s?|h(?:ou)?rs?)$")
_SINCE = re.compile(r"\bsince ((?:last )?[a-z]+day|\d{4}-\d\d-\d\d|yesterday)\b")
_VALUES = (
    ("pain_intensity", re.compile(r"\b(\d+(?:\.\d+)?)(?:\s*-\s*(\d+))?\s*(?:/|of|out of)\s*10\b"), 0, 10),
    (
        "temperature",
        re.compile(r"\b(?:temp(?:erature)?|fever|febrile|t)\b\D{0,14}?(3[4-9]\.\d|3[4-9]|4[0-2](?:\.\d)?)\b"),
        34,
        43,
    ),
    ("pulse_rate", re.compile(r"\b(?:pulse|hr|heart rate)\b\D{0,12}?(\d{2,3})\b"), 20, 250),
    ("systolic_pressure", re.compile(r"\b(\d{2,3})/\d{2,3}\b"), 60, 260),
    ("diastolic_pressure", re.compile(r"\b\d{2,3}/(\d{2,3})\b"), 30, 160),
    ("oxygen_saturation", re.compile(r"\b(?:spo2|saturation|sats?)\b\D{0,10}?(\d{2,3})\b"), 50, 100),
    ("straight_leg_raise_angle", re.compile(r"\bstraight leg rais\w*[^,;]*?\b(\d{2})(?: ?degrees| ?\u00b0)"), 10, 90),
    (
        "respiratory_rate",
        re.compile(r"\b(?:rr|respiratory rate|breathing rate|breathing|respirations?)\b\D{0,10}?(\d{1,2})\b"),
        4,
        60,
    ),
)


_FAHRENHEIT = re.compile(
    r"\b((?:temp(?:erature)?|fever|febrile)\b\D{0,14}?)(9[3-9]|10\d)(\.\d)?\s*(?:\u00b0|degrees?|deg)?\s*f(?:ahrenheit)?\b"
)


def _celsius(found: re.Match[str]) -> str:
    """A temperature in degrees Fahrenheit as the vocabulary has it."""
    return f"{found[1]}{(float(found[2] + (found[3] or '')) - 32) / 1.8:.1f}"


def numbers_in(text: str, today: date | None = None) -> list[tuple[str, float]]:
    """Findings that are numbers: key and value, in the unit of the vocabulary. Of several pains or times none: which one
    counts, only the therapist knows."""
    text = _FAHRENHEIT.sub(_celsius, text.lower())
    found: list[tuple[str, float]] = []
    for key, pattern, low, high in _VALUES:
        said = list(pattern.finditer(text))
        if key.endswith("pressure") and not re.search(r"\b(?:bp|pressure|mmhg)\b", text):
            continue
        if len(said) == 1:
            ends = [float(g) for g in said[0].groups() if g]
            if all(low <= end <= high for end in ends):
                found.append((key, sum(ends) / len(ends)))
    times = {m["time"] for pattern in _LASTED for m in pattern.finditer(text)} | {
        "since " + m[1] for m in _SINCE.finditer(text)
    }
    if not re.search(r"\b(?:ago|since|began|started|onset|came on)\b", text):
        times = {time for time in times if not _SHORT.search(time)}  # 'after 15 minutes of walking'
    days = {days_of(time, today) for time in times} - {None}
    if len(days) == 1:
        found.append(("duration_days", float(days.pop() or 0)))
    return found
