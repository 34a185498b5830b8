"""Stage 1, who and why: the fields of the head of a case, and what may be written into them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from nmt_expert.case.model import CaseFile
from nmt_expert.case.record import Answer, Change, Field
from nmt_expert.errors import nearest
from nmt_expert.knowledge.model import KnowledgeBase

CHRONIC_DAYS = 92
_UNITS = {"d": 1, "w": 7, "m": 30.4, "y": 365.25}
_SINCE = re.compile(
    r"^\s*(?:for\s+|since\s+)?(\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six)\s*(d|w|m|y)[a-z]*\s*$", re.IGNORECASE
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SEX = {"f": "female", "m": "male", "x": "unknown"}
_SIDE = {"l": "left", "r": "right", "b": "both", "m": "midline"}
_YES = {"y": True, "n": False}


class InputError(Exception):
    """What was typed cannot be taken; the text says what is possible."""


@dataclass(frozen=True)
class HeadField:
    """One field: how it is asked, where it stands now, and how a typed line becomes changes."""

    id: str
    ask: str
    now: Callable[[CaseFile], str]
    parse: Callable[[str, KnowledgeBase], list[Change]]
    choices: dict[str, str]


def _text(*path: str) -> Callable[[str, KnowledgeBase], list[Change]]:
    return lambda text, kb: [Field(path, text)]


def _choice(path: tuple[str, ...], choices: dict[str, object]) -> Callable[[str, KnowledgeBase], list[Change]]:
    def parse(text: str, kb: KnowledgeBase) -> list[Change]:
        letter = text.strip().lower()[:1]
        if letter not in choices:
            raise InputError("Type " + ", ".join(choices) + ".")
        return [Field(path, choices[letter])]

    return parse


def _age(text: str, kb: KnowledgeBase) -> list[Change]:
    try:
        age = float(text.replace(",", "."))
    except ValueError:
        raise InputError("Type the age in years, such as 47.") from None
    if not 0 <= age <= 120:
        raise InputError("Type an age from 0 to 120 years.")
    return [Field(("client", "age"), int(age) if age.is_integer() else age)]


def region_names(kb: KnowledgeBase) -> list[str]:
    return list(dict.fromkeys(zone.region for zone in kb.zones.values()))


def _regions(text: str, kb: KnowledgeBase) -> list[Change]:
    names = region_names(kb)
    found: list[str] = []
    for word in (part.strip().lower().replace(" ", "_") for part in re.split(r"[,;/+]| and ", text)):
        fits = [name for name in names if name == word] or [
            n for n in names if word and (n.startswith(word) or f"_{word}" in n)
        ]
        if word == "back":
            fits = ["low_back"]
        if len(fits) != 1:
            which = " or ".join(fits) if fits else "one of " + ", ".join(names)
            raise InputError(
                f"'{word}' is not clear.{nearest(word, names)} Type {which}; for the upper back: thorax.".replace(
                    "_", " "
                )
            )
        found += fits
    return [Field(("complaint", "regions"), list(dict.fromkeys(found)))]


def _since(text: str, kb: KnowledgeBase) -> list[Change]:
    changes: list[Change] = [Field(("complaint", "since"), text)]
    days = days_of(text)
    if days is not None and "duration_days" in kb.findings:
        changes.append(Answer("duration_days", "value", value=days))
        if "course_chronic" in kb.findings:
            changes.append(Answer("course_chronic", "present" if days > CHRONIC_DAYS else "absent"))
    return changes


def days_of(text: str) -> int | None:
    """The days that '3 weeks', '6m' or 'yesterday' mean; None when that cannot be told."""
    if text.strip().lower() in ("today", "yesterday"):
        return int(text.strip().lower() == "yesterday")
    match = _SINCE.match(text)
    if not match:
        return None
    number = _NUMBERS.get(match[1].lower()) or float(match[1].replace(",", "."))
    return min(round(number * _UNITS[match[2].lower()]), 36500)


def _consent(file: CaseFile) -> str:
    return "" if file.client.consent is None else "yes" if file.client.consent else "no"


FIELDS = (
    HeadField("reference", "Client reference (initials or a number)", lambda f: f.client.reference, _text("client", "reference"), {}),
    HeadField("age", "Age in years", lambda f: "" if f.client.age is None else f"{f.client.age:g}", _age, {}),
    HeadField("sex", "Sex", lambda f: "" if f.client.sex == "unknown" else f.client.sex, _choice(("client", "sex"), dict(_SEX)),
              {"f": "female", "m": "male", "x": "not stated"}),
    HeadField("occupation", "Work", lambda f: f.client.occupation, _text("client", "occupation"), {}),
    HeadField("complaint", "What brings the client, in their words", lambda f: f.complaint.text, _text("complaint", "text"), {}),
    HeadField("regions", "Where, one or more regions with commas (neck, shoulder ...)",
              lambda f: ", ".join(f.complaint.regions).replace("_", " "), _regions, {}),
    HeadField("side", "Which side", lambda f: f.complaint.side or "", _choice(("complaint", "side"), dict(_SIDE)),
              {"l": "left", "r": "right", "b": "both", "m": "midline"}),
    HeadField("since", "Since when (3 days, 6 weeks, 2 years)", lambda f: f.complaint.since, _since, {}),
    HeadField("consent", "Does the client agree to this assessment and to these notes", _consent,
              _choice(("client", "consent"), dict(_YES)), {"y": "yes", "n": "no"}),
)  # fmt: skip
BY_ID = {field.id: field for field in FIELDS}
