"""Stage 1, who and why: the fields of the head of a case, and what may be written into them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from nmt_expert.case.duration import ASK, days_of, lies_ahead
from nmt_expert.case.model import CaseFile
from nmt_expert.case.record import Change, Field, Retract
from nmt_expert.case.regions import may_be_several, regions, unknown_region
from nmt_expert.errors import nearest
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.onset import CHOICES, onset_changes, onset_now
from nmt_expert.interview.words.phrases import phrases_of
from nmt_expert.interview.words.sides import UNSURE, side_in, side_of
from nmt_expert.interview.words.stems import stems_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.words import measured

_SEX = {"f": "female", "m": "male", "x": "unknown"}
_SIDES = {"l": "left", "r": "right", "b": "both", "m": "midline"}
_YES = {"y": True, "n": False}
# Whole words beside the letters; 'mother' is not male.
_WORDS = {
    "female": "f", "woman": "f", "girl": "f", "male": "m", "man": "m", "boy": "m", "unknown": "x", "not stated": "x",
    "yes": "y", "yeah": "y", "yep": "y", "yup": "y", "yes please": "y", "no": "n", "nope": "n", "nah": "n",
}  # fmt: skip
_SHOWN = 60  # letters of what was typed, in a message
_BEGUN = 3  # letters that are enough of a word
_LONGEST = {"reference": 80, "occupation": 200, "text": 2000, "since": 80}  # letters
_AGE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:(mo|mos|months?)|y|yrs?|years?(?: old)?|yo|y/o)?")
_BESIDE = re.compile(r"^(?:on |in )?(?:the )?|(?: side|[.!])$")


@dataclass(frozen=True)
class HeadField:
    """One field: how it is asked, where it stands now, and how a typed line becomes changes."""

    id: str
    ask: str
    now: Callable[[CaseFile], str]
    parse: Callable[[str, KnowledgeBase], list[Change]]
    choices: dict[str, str]


def _text(*path: str) -> Callable[[str, KnowledgeBase], list[Change]]:
    def parse(text: str, kb: KnowledgeBase) -> list[Change]:
        most = _LONGEST[path[-1]]
        if len(text) > most:
            raise InputError(f"That is {len(text)} letters; at most {most} stand here. Keep the rest as a note.")
        return [Field(path, text)]

    return parse


def _side(text: str, kb: KnowledgeBase) -> list[Change]:
    side = _SIDES.get(text.strip().lower()) or side_of(text) or _side_of_a_place(text, kb)
    if side == UNSURE:
        raise InputError(
            f"'{_cut(text)}': is the other side affected too? Type b when both are, or the one side, l or r."
        )
    if not side:
        raise InputError(f"'{_cut(text)}' names no side. Type " + ", ".join(_SIDES) + ".")
    return [Field(("complaint", "side"), side)]


def _side_of_a_place(text: str, kb: KnowledgeBase) -> str:
    """The side of 'both legs' or 'the left knee'; '' when no place is named, or none alone."""
    words, side = side_in(re.sub(r"[.,!]", " ", text.lower()).split())
    place = stems_of(" ".join(words))
    return side if phrases_of(kb).known("zones", place) or _named(place, kb) else ""


def _named(place: tuple[str, ...], kb: KnowledgeBase) -> list[str]:
    """The regions that are called so, in singular or plural."""
    return [name for name in regions(kb) if place and stems_of(name.replace("_", " ")) == place]


def _cut(text: str, most: int = _SHOWN) -> str:
    return text.strip() if len(text.strip()) <= most else text.strip()[:most] + " ..."


def _choice(path: tuple[str, ...], choices: dict[str, object]) -> Callable[[str, KnowledgeBase], list[Change]]:
    def parse(text: str, kb: KnowledgeBase) -> list[Change]:
        word = _BESIDE.sub("", " ".join(text.lower().split()))
        known = {said: letter for said, letter in _WORDS.items() if letter in choices}
        begun = {letter for said, letter in known.items() if len(word) >= _BEGUN and said.startswith(word)}
        letter = known.get(word) or (begun.pop() if len(begun) == 1 else word)
        if letter not in choices:
            mend = nearest(word, known)
            raise InputError(f"'{_cut(text)}' is none of the answers here.{mend} Type " + ", ".join(choices) + ".")
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
    found: list[str] = []
    sides: set[str] = set()
    for part in re.split(r"[,;/+]| and ", text.lower()):
        words, side = side_in(part.split())
        if words or not side:
            found += _region(" ".join(words), kb)
        sides |= {side} - {"", UNSURE}
    if not found:
        raise InputError(f"'{_cut(text)}' is a side. Name the region, such as neck or low back; the side comes next.")
    change: list[Change] = [Field(("complaint", "regions"), list(dict.fromkeys(found)))]
    return [*change, Field(("complaint", "side"), sides.pop())] if len(sides) == 1 else change


def _region(words: str, kb: KnowledgeBase) -> list[str]:
    """The region that a name means: its own, or that of the zones that people call so; asked where it could be two."""
    names = regions(kb)
    word = words.strip().replace(" ", "_")
    if may_be_several(words):
        raise InputError(_cut(unknown_region(words, kb).partition(" The regions are")[0].replace("_", " "), 200))
    fits = (
        _named(stems_of(words), kb)
        or [n for n in names if n == word]
        or [n for n in names if len(word) > 1 and (n.startswith(word) or f"_{word}" in n)]
    )
    called = {kb.zones[str(zone)].region for zone in phrases_of(kb).named("zones", stems_of(words))}
    if len(fits) == 1:
        return fits
    if len(called) == 1:
        return sorted(called)
    which = " or ".join(fits) or "one of " + ", ".join(names)
    mend = f" Type {which}; for the upper back: thorax."
    raise InputError(f"'{_cut(words)}' is not clear.{nearest(word, names)}{mend}".replace("_", " "))


def _since(text: str, kb: KnowledgeBase) -> list[Change]:
    if lies_ahead(text, date.today()):
        raise InputError(f"'{_cut(text)}' lies in the future. Type {ASK}.")
    if len(text) > _LONGEST["since"] or days_of(text, date.today()) is None:
        minutes = " (m may be minutes or months)" if re.search(r"\dm\b|\d m\b", text) else ""
        raise InputError(f"How long '{_cut(text)}' is cannot be told{minutes}. Type {ASK}.", keys="s skips it.")
    # the case file counts the days itself; what was counted for an earlier answer goes
    return [Field(("complaint", "since"), text), Retract("duration_days"), Retract("course_chronic")]


def _counted(file: CaseFile) -> str:
    """How long the complaint has lasted, as it was said and as it was understood."""
    since = file.complaint.since or _days_stated(file)
    days = days_of(since, file.date_) if since else None
    counted = "" if days is None or days < 1 else measured(days, "days")
    return f"{since} ({counted})" if counted and counted != since else since


def _days_stated(file: CaseFile) -> str:
    """How long by a finding, as notes state it; '' where none does."""
    days = next((entry.value["duration_days"] for entry in file.findings if "duration_days" in entry.value), None)
    return "" if days is None else measured(days, "days")


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
    HeadField("side", "Which side", lambda f: f.complaint.side or "", _side,
              {"l": "left", "r": "right", "b": "both", "m": "midline"}),
    HeadField("since", "Since when (45 minutes, 3 days, 6 weeks, 2 years)", _counted, _since, {}),
    HeadField("onset", "How fast did it begin", onset_now, onset_changes, CHOICES),
    HeadField("consent", "Does the client agree to this assessment and to these notes", _consent,
              _choice(("client", "consent"), dict(_YES)), {"y": "yes", "n": "no"}),
)  # fmt: skip
BY_ID = {field.id: field for field in FIELDS}
