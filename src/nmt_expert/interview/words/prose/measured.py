"""How far a movement goes, in degrees or as a part of the whole: 'abduction 80', 'flexion 90/180', 'rotation R 70 L 45', 'only 100
degrees'. Less than four fifths of what is usual is a limited movement: a convention here, below what sources differ by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention
from nmt_expert.interview.words.stems import Word

_NUMBER = re.compile(r"(\d{1,3})(?:/(\d{2,3}))?")
_LEAST_WHOLE = 20  # in 'so much of so much'; a smaller one is a grade or a score
_LEAST_BARE = 10  # of a number without its unit; a smaller one is a grade of strength
_PART = 80  # percent of what is usual
_SIDES = ("left", "right", "l", "r", "both")
_UNITS = ("degrees", "degree", "deg", "mm", "percent")
_PAIN = ("pain", "painful", "painless", "sore", "hurts", "ache")


@dataclass(frozen=True)
class Measure:
    """A movement with the number said of it, in degrees (of the jaw: millimetres), at which it stands."""

    move: Mention
    number: float
    percent: bool


def measures(words: Sequence[Word], movements: Sequence[Mention]) -> Iterator[Measure]:
    """The movements of which a number is said, each side by itself; 'flexion and abduction 100' says it of both."""
    texts = [word.text for word in words]
    ordered = sorted((m for m in movements if not m.wide), key=lambda m: m.first)
    for index, move in enumerate(ordered):
        if move.first and texts[move.first - 1] in written()["measured"]["tested_at"]:
            continue  # 'resisted in abduction 90'
        alike = [move]
        for earlier in reversed(ordered[:index]):
            if texts[earlier.last + 1 : alike[-1].first] not in (["and"], ["or"]):
                break
            alike.append(earlier)
        for place, number, percent in _numbers(texts, move):
            for one in alike:
                yield Measure(replace(one, first=place, last=place), number, percent)


def _numbers(texts: Sequence[str], move: Mention) -> Iterator[tuple[int, float, bool]]:
    """Numbers that follow a movement, with their places; is each a part of the whole?"""
    rules = written()["measured"]
    before = texts[max((i + 1 for i in range(move.first) if texts[i] == ","), default=0) : move.first]
    if set(_PAIN) & {*before}:
        return  # 'pain at the end of flexion 90'
    place = move.last + 1
    while True:
        while place < len(texts) and texts[place] in (*rules["between"], *_SIDES):
            place += 1
        said = _NUMBER.fullmatch(texts[place]) if place < len(texts) else None
        if said is None:
            return
        unit = texts[place + 1] if place + 1 < len(texts) and texts[place + 1] in _UNITS else ""
        behind = texts[place + 1 + bool(unit)] if place + 1 + bool(unit) < len(texts) else ""
        number, whole = float(said[1]), float(said[2] or 0)
        if behind in _PAIN or not (unit or (number >= _LEAST_BARE and behind in (*rules["ends"], *_SIDES, ""))):
            return
        if whole >= _LEAST_WHOLE:
            yield place, 100 * number / whole, True
        elif not whole:
            yield place, number, unit == "percent"
        place += 1 + bool(unit)


def short(measure: Measure) -> tuple[str, ...]:
    """The movements that go clearly less far than is usual."""
    usual = written()["measured"]["usual"]
    return tuple(
        str(one)
        for one in measure.move.values
        if measure.number < _PART / 100 * (100 if measure.percent else float(usual.get(one, 0)))
    )


def told(measure: Measure) -> Iterator[tuple[str, float | None]]:
    """The findings that are a number of degrees themselves or a movement of less than so many."""
    rules = written()["measured"]
    for one in () if measure.percent else measure.move.values:
        if key := rules["value"].get(one):
            yield key, measure.number
        for below, key in rules["below"].get(one, {}).items():
            if measure.number < float(below):
                yield key, None
