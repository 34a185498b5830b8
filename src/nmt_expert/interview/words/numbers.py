"""Numbers in free words: how long, how strong from 0 to 10, temperature, pulse and blood pressure."""

from __future__ import annotations

import re
from datetime import date

from nmt_expert.interview.words.lasted import days_lasted

_VALUES = (
    ("pain_intensity", re.compile(r"\b(\d+(?:\.\d+)?)(?:\s*-\s*(\d+))?\s*(?:/|of|out of)\s*10\b"), 0, 10),
    (
        "temperature",
        re.compile(
            r"\b(?:temp(?:erature)?|fever|febrile|t)\b\D{0,14}?(3[4-9]\.\d|3[4-9]|4[0-2](?:\.\d)?)\b"
            r"|\b(3[4-9]\.\d|4[0-2]\.\d) ?(?:\u00b0|degrees?|deg)? ?c(?:elsius)?\b"
        ),
        34,
        43,
    ),
    (
        "pulse_rate",
        re.compile(
            r"\b(?:pulse(?: rate)?|hr|heart rate)\b\D{0,12}?(\d{2,3})\b|\b(\d{2,3}) ?(?:bpm|beats (?:per|a) minute)\b"
        ),
        20,
        250,
    ),
    ("systolic_pressure", re.compile(r"\b(\d{2,3})/\d{2,3}\b"), 60, 260),
    ("diastolic_pressure", re.compile(r"\b\d{2,3}/(\d{2,3})\b"), 30, 160),
    (
        "oxygen_saturation",
        re.compile(r"\b(?:spo2|sao2|o2 sats?|saturation|sats?|pulse ox)\b\D{0,10}?(\d{2,3})\b"),
        50,
        100,
    ),
    (
        "straight_leg_raise_angle",
        re.compile(
            r"\bstraight leg rais\w*(?:[^,;]*?\b(\d{2})(?: ?degrees| ?\u00b0)|(?: (?:left|right|l|r|both sides|positive|at|to)){0,3} ([1-7]\d)\b(?! ?[/\d]))"
        ),
        10,
        90,
    ),
    ("grip_strength_kg", re.compile(r"\bgrip(?: strength)?\b[^,;\d]{0,14}?(\d{1,2}(?:\.\d)?) ?kg\b"), 0, 90),
    (
        "ankle_brachial_index",
        re.compile(r"\b(?:abpi|abi|ankle[- ]brachial(?: pressure)?(?: index)?)\b\D{0,10}?([01]\.\d{1,2})\b"),
        0,
        2,
    ),
    (
        "respiratory_rate",
        re.compile(r"\b(?:rr|respiratory rate|breathing rate|breathing|respirations?)\b\D{0,10}?(\d{1,2})\b"),
        4,
        60,
    ),
)


_FAHRENHEIT = re.compile(
    r"\b((?:(?:temp(?:erature)?|fever|febrile|t)\b\D{0,14}?)?)(9[3-9]|10\d)(\.\d)?\s*(?:\u00b0|degrees?|deg)?\s*f(?:ahrenheit)?\b"
)


def _celsius(found: re.Match[str]) -> str:
    """A temperature in degrees Fahrenheit as the vocabulary has it."""
    return f"{found[1] or 'temperature '}{(float(found[2] + (found[3] or '')) - 32) / 1.8:.1f}"


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
    days = days_lasted(text, today)
    if len(days) == 1:
        found.append(("duration_days", days.pop()))
    return found
