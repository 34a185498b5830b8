"""A line about one area of the body chart: 'p1 dull, deep, constant, now 4 worst 7, brings on p2', and places in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.phrases import Phrases
from nmt_expert.interview.words.sides import side_in
from nmt_expert.interview.words.stems import stems_of, words_of

_AREA = re.compile(r"^p ?([1-9])\b[:,.]?\s*", re.IGNORECASE)
_NEXT = re.compile(r"[,;]\s*(?=p ?[1-9]\b)", re.IGNORECASE)
_NUMBER = r"(\d{1,2}(?:\.\d)?)"
_TEN = r"\s*(?:/|of)\s*10"
_RANGE = re.compile(rf"\b{_NUMBER}\s*(?:-|to)\s*{_NUMBER}(?:{_TEN})?\b")
_OF_TEN = re.compile(rf"\b{_NUMBER}\s*(?:-|to)\s*{_NUMBER}{_TEN}\b")
_AT_WORST, _AT_PRESENT = r"(?:at )?(?:its )?(?:worst|max|maximum|most)", "(?:right )?(?:now|today|(?:at )?rest)"
_NUMBER_FIRST = rf"\b{_NUMBER}(?:{_TEN})?\s+%s\b(?!\s*:?\s*\d)"
_WORD_FIRST = rf"\b%s\s*:?\s*{_NUMBER}(?:{_TEN})?\b"
_SAID = [  # in this order: 'now 4 worst 7' and '4 now 7 worst'
    ("worst", re.compile(_NUMBER_FIRST % _AT_WORST)),
    ("now", re.compile(_NUMBER_FIRST % _AT_PRESENT)),
    ("worst", re.compile(_WORD_FIRST % _AT_WORST)),
    ("now", re.compile(_WORD_FIRST % _AT_PRESENT)),
    ("now", re.compile(rf"\b{_NUMBER}{_TEN}\b")),
]
_BRINGS = re.compile(r"\b(?:brings|leads to|sets off|triggers)(?: on)?\s+p ?([1-9])\b", re.IGNORECASE)
_TIGHT = {"tight", "tightness", "pulling", "feels tight"}  # of a muscle it means another thing
_PAIN = {"pain", "pains", "ache", "hurts"}
_DRAWN = {"burning", "electric", "shooting", "numb", "tingling", "cramp"}
_WORDS = {
    ("depth", "deep"): r"\bdeep\b", ("depth", "superficial"): r"\b(?:superficial|on the surface|surface|skin)\b",
    ("course", "constant"): r"\b(?:constant|always there|all the time|continuous)\b",
    ("course", "intermittent"): r"\b(?:intermittent|comes and goes|on and off|at times|now and then)\b",
}  # fmt: skip


@dataclass(frozen=True)
class AreaLine:
    """What a line says: of which area ('' when none is named), what it is like, and the places that are left to read."""

    area: str
    told: dict[str, Any]  # fields of the area
    places: str


def by_area(line: str) -> list[str]:
    """The parts of a line, each beginning with the area that it names: 'temple l, p1 constant, p2 dull' has three. Where
    several places have a number of their own, 'hip l 5/10, thumb r 3/10', each is a part."""
    return [each for part in _NEXT.split(line) for each in _each_measured(part.strip())]


def _each_measured(part: str) -> list[str]:
    """The part, cut before each place that follows a number out of ten; whole where it has one such number, or its area."""
    places = [place.strip() for place in re.split(r"[,;]", part)]
    read = [_intensity(place.lower()) for place in places]
    if _AREA.match(part) or sum(bool(number and rest) for number, rest in read) < 2:
        return [part]
    found, measured = list[str](), False
    for place, (number, rest) in zip(places, read, strict=True):
        if not found or (measured and rest):  # 'worst 8' by itself is of the place before
            found.append(place)
            measured = bool(number)
        else:
            found[-1] += f", {place}"
            measured |= bool(number)
    return found


def area_line(line: str, phrases: Phrases) -> AreaLine:
    """Reads a line. Raises InputError for numbers that are none of 0 to 10."""
    found = _AREA.match(line)
    if not found:
        return _like(line, phrases)
    rest, told = line[found.end() :].lower(), dict[str, Any]()
    if brings := _BRINGS.findall(rest):
        told["brings_on"] = [f"P{n}" for n in brings]
        rest = _BRINGS.sub(" ", rest)
    if span := _RANGE.search(rest):
        told["now"], told["worst"] = float(span[1]), float(span[2])
        rest = _RANGE.sub(" ", rest, count=1)
    numbers, rest = _intensity(rest)
    told |= numbers
    check_intensity(told.get("now"), told.get("worst"))
    for (name, value), words in _WORDS.items():
        if re.search(words, rest):
            told[name] = value
            rest = re.sub(words, " ", rest)
    qualities, rest = _qualities(rest, phrases)
    if qualities:
        told["quality"] = qualities
    return AreaLine(
        f"P{found[1]}", told, re.sub(r"^[\s,;]+|[\s,;]+$|(?<=,)(?:\s*,)+|\b(?:and|it is)\s*$", "", rest).strip()
    )


def _like(line: str, phrases: Phrases) -> AreaLine:
    """'left calf, tight', 'outer hip b dull 5/10': what is said of the places of a line that names no area."""
    told, qualities, places = dict[str, Any](), list[str](), list[str]()
    for part in (part.strip() for part in re.split(r"[,;]", line)):
        depth, part = _deep(part, phrases)
        told |= depth
        numbers, rest = _intensity(part.lower())
        plain = _DRAWN.isdisjoint(rest.split())  # with a number beside it a word of quality can be nothing else
        if numbers and plain:
            keys, place = _qualities(rest, phrases)
        else:
            keys, place = _only_qualities(rest if numbers else part, phrases)
        other = any(not _DRAWN.isdisjoint(before.lower().split()) for before in places)
        if keys and place and plain and (numbers or other):  # what is dull or sharp is pain, whatever came before
            place = f"pain {place}"
        told |= numbers
        qualities += keys
        places += [place] if place and place not in _PAIN else []
    if not places or not (told or qualities):
        return AreaLine("", {}, line)
    check_intensity(told.get("now"), told.get("worst"))
    return AreaLine("", told | ({"quality": list(dict.fromkeys(qualities))} if qualities else {}), ", ".join(places))


def _deep(part: str, phrases: Phrases) -> tuple[dict[str, Any], str]:
    """'Deep' or 'superficial' of a place, and the part without it; nothing where the place itself is called so."""
    for (name, value), words in _WORDS.items():
        found = re.search(words, part.lower())
        if (
            name == "depth"
            and found
            and not phrases.known("zones", stems_of(" ".join(side_in(part.lower().split())[0])))
        ):
            rest = f"{part[: found.start()]} {part[found.end() :]}".strip()
            return ({name: value}, rest) if rest else ({}, part)
    return {}, part


def _intensity(text: str) -> tuple[dict[str, Any], str]:
    """The pain now and at worst, out of ten, and the words that are left."""
    told: dict[str, Any] = {}
    if span := _OF_TEN.search(text):
        told["now"], told["worst"] = float(span[1]), float(span[2])
        text = _OF_TEN.sub(" ", text, count=1)
    for name, pattern in _SAID:
        if name not in told and (number := pattern.search(text)):
            told[name] = float(number[1])
            text = pattern.sub(" ", text, count=1)
    return told, " ".join(text.split()) if told else text


def _only_qualities(part: str, phrases: Phrases) -> tuple[list[str], str]:
    """The qualities of pain that a part says by itself or of a place, and what is left of it; 'burning' and the like are
    drawn, each a kind of mark."""
    if part.lower() in _TIGHT:
        return ["quality_tight"], ""
    keys, rest = _qualities(part.lower(), phrases)
    drawn = not _DRAWN.isdisjoint(part.lower().split())
    of_place = phrases.known("zones", stems_of(" ".join(side_in(rest.split())[0])))
    return (keys, rest) if keys and not drawn and (not rest or of_place) else ([], part)


def check_intensity(now: float | None, worst: float | None) -> None:
    """Raises InputError for numbers that are none of 0 to 10, or of which the worst is less."""
    for number in (now, worst):
        if number is not None and not 0 <= number <= 10:
            raise InputError(f"{number:g} is no intensity: 0 is none, 10 the worst imaginable.")
    if now is not None and worst is not None and now > worst:
        raise InputError(f"Now {now:g} and worst {worst:g} cannot both be: worst is at least now.")


def _qualities(text: str, phrases: Phrases) -> tuple[list[str], str]:
    """The qualities that the parts of a text are, and the parts that are something else."""
    keys, rest = [], []
    for part in re.split(r"[,;]|\band\b", text):
        words = words_of(part)
        found = [m for m in phrases.found(words, "finding") if str(m.values[0]).startswith("quality_")]
        covered = {i for m in found for i in range(m.first, m.last + 1)}
        keys += [str(m.values[0]) for m in found]
        left = [w.text for i, w in enumerate(words) if i not in covered]
        if left:
            rest.append(" ".join(left) if found else part.strip())
    return list(dict.fromkeys(keys)), ", ".join(rest)
