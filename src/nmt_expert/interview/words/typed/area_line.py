"""A line about one area of the body chart: 'p1 dull, deep, constant, now 4 worst 7, brings on p2', and places in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.phrases import Phrases
from nmt_expert.interview.words.stems import words_of

_AREA = re.compile(r"^p ?([1-9])\b[:,.]?\s*", re.IGNORECASE)
_LATER = re.compile(r"[,;]\s*(?=p ?[1-9]\b)", re.IGNORECASE)  # 'temple l, p1 constant'
_NUMBER = r"(\d{1,2}(?:\.\d)?)"
_RANGE = re.compile(rf"\b{_NUMBER}\s*(?:-|to)\s*{_NUMBER}(?:\s*(?:/|of)\s*10)?\b")
_WORST = re.compile(rf"\b(?:at )?(?:its )?(?:worst|max|maximum|most)\s*:?\s*{_NUMBER}(?:\s*(?:/|of)\s*10)?\b")
_NOW = re.compile(rf"\b(?:now|today|rest)\s*:?\s*{_NUMBER}(?:\s*(?:/|of)\s*10)?\b|\b{_NUMBER}\s*(?:/|of)\s*10\b")
_BRINGS = re.compile(r"\b(?:brings|leads to|sets off|triggers)(?: on)?\s+p ?([1-9])\b", re.IGNORECASE)
_TIGHT = {"tight", "tightness", "pulling", "feels tight"}  # of a muscle it means another thing
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


def area_line(line: str, phrases: Phrases) -> AreaLine:
    """Reads a line. Raises InputError for numbers that are none of 0 to 10."""
    found = _AREA.match(line)
    if not found:
        places, *of_area = _LATER.split(line, maxsplit=1)
        if not of_area:
            return _like(line, phrases)
        told_after = area_line(of_area[0], phrases)
        return replace(told_after, places=", ".join(filter(None, (places.strip(), told_after.places))))
    rest, told = line[found.end() :].lower(), dict[str, Any]()
    if brings := _BRINGS.findall(rest):
        told["brings_on"] = [f"P{n}" for n in brings]
        rest = _BRINGS.sub(" ", rest)
    if span := _RANGE.search(rest):
        told["now"], told["worst"] = float(span[1]), float(span[2])
        rest = _RANGE.sub(" ", rest, count=1)
    for name, pattern in (("worst", _WORST), ("now", _NOW)):
        if number := pattern.search(rest):
            told[name] = float(next(g for g in number.groups() if g))
            rest = pattern.sub(" ", rest, count=1)
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
    """'left calf, tight': what is said between commas of the places of a line that names no area."""
    parts = [part.strip() for part in re.split(r"[,;]", line)]
    told = {part: keys for part in parts if (keys := _only_qualities(part, phrases))}
    places = ", ".join(part for part in parts if part and part not in told)
    if not told or not places:
        return AreaLine("", {}, line)
    return AreaLine("", {"quality": list(dict.fromkeys(key for keys in told.values() for key in keys))}, places)


def _only_qualities(part: str, phrases: Phrases) -> list[str]:
    """The qualities of pain that a part says and nothing else; 'burning' and the like are drawn, each a kind of mark."""
    if part.lower() in _TIGHT:
        return ["quality_tight"]
    keys, rest = _qualities(part.lower(), phrases)
    return [] if rest or part.lower() in _DRAWN else keys


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
