"""Stage 1, who and why: the fields of the head of a case, and what may be written into them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from nmt_expert.case.duration import ASK, days_of
from nmt_expert.case.model import CaseFile
from nmt_expert.case.record import Change, Field, Retract
from nmt_expert.case.regions import regions
from nmt_expert.errors import nearest
from nmt_expert.knowledge.base import KnowledgeBase

_SEX = {"f": "female", "m": "male", "x": "unknown"}
_SIDE = {"l": "left", "r": "right", "b": "both", "m": "midline"}
_YES = {"y": True, "n": False}
# Whole words beside the letters; 'mother' is not male, and 'more right than left' is asked again.
_WORDS = {
    "female": "f", "woman": "f", "girl": "f", "male": "m", "man": "m", "boy": "m", "unknown": "x", "not stated": "x",
    "left": "l", "right": "r", "both": "b", "both sides": "b", "bilateral": "b", "midline": "m", "middle": "m", "centre": "m",
    "center": "m", "central": "m", "yes": "y", "no": "n",
}  # fmt: skip
_AGE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:(mo|mos|months?)|y|yrs?|years?(?: old)?)?")
_BESIDE = re.compile(r"^(?:on |in )?(?:the )?|(?: side|[.!])$")


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
        word = _BESIDE.sub("", " ".join(text.lower().split()))
        letter = _WORDS.get(word, word)
        if letter not in choices:
            raise InputError(f"'{text.strip()}' can be read in more ways than one. Type " + ", ".join(choices) + ".")
        return [Field(path, choices[letter])]

    return parse


def _age(text: str, kb: KnowledgeBase) -> list[Change]:
    found = _AGE.fullmatch(text.strip().lower())
    if not found:
        raise InputError("Type the age in years, such as 47, or of a baby in months, such as 7 months.")
    age = float(found[1].replace(",", "."))
    if found[2]:
        age = round(age / 12, 2)
    if not 0 <= age <= 120:
        raise InputError("Type an age from 0 to 120 years.")
    return [Field(("client", "age"), int(age) if age.is_integer() else age)]


def _regions(text: str, kb: KnowledgeBase) -> list[Change]:
    names = regions(kb)
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
    if days_of(text, date.today()) is None:
        minutes = " (m may be minutes or months)" if re.search(r"\dm\b|\d m\b", text) else ""
        raise InputError(f"How long '{text}' is cannot be told{minutes}. Type {ASK}; s skips it.")
    # the case file counts the days itself; what was counted for an earlier answer goes
    return [Field(("complaint", "since"), text), Retract("duration_days"), Retract("course_chronic")]


def _counted(file: CaseFile) -> str:
    """How long the complaint has lasted, as it was said and as it was understood."""
    since = file.complaint.since
    days = days_of(since, file.date_) if since else None
    return since if days is None else f"{since} ({days} {'day' if days == 1 else 'days'})"


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
    HeadField("since", "Since when (45 minutes, 3 days, 6 weeks, 2 years)", _counted, _since, {}),
    HeadField("consent", "Does the client agree to this assessment and to these notes", _consent,
              _choice(("client", "consent"), dict(_YES)), {"y": "yes", "n": "no"}),
)  # fmt: skip
BY_ID = {field.id: field for field in FIELDS}
