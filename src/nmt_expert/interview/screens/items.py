"""A finding as an item of a checklist, with the answer that it has already."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import JOINED, LETTERS, Item
from nmt_expert.knowledge.model import Finding
from nmt_expert.reasoning.words import grouped, measured, side_words

LINES = 15  # of 24, beside the heading, a message and the keys
_COLUMNS = 74
_MARKS = 8  # the sides or the unit behind a question


def item_of(picture: Picture, finding: Finding) -> Item:
    return Item(
        finding.key,
        finding.label,
        finding.ask,
        finding.how,
        finding.sided,
        finding.unit,
        finding.low,
        finding.high,
        answer_words(picture, finding.key),
    )


def fitting(items: list[Item], taken: int = 0) -> list[Item]:
    """As many of the first items as fit a screen of 24 lines of 80 columns, of which some are taken; at least one."""
    room = LINES - taken
    for count, item in enumerate(items):
        room -= 1 + (len(item.ask) + _MARKS) // _COLUMNS
        if room < 0:
            return items[: max(count, 1)]
    return items


def answer_words(picture: Picture, key: str) -> str:
    """'yes', 'yes, right', 'no', 'yes, right; no, left', '38.5 °C', 'not raised', 'not tested' or ''; of a line 'b yes'."""
    if JOINED in key:
        return _line_words([answer_words(picture, one) for one in key.split(JOINED)])
    said = []
    for o in picture.stated.get(key, ()):
        if o.state == "value":
            finding = picture.kb.finding(key)
            said.append(measured(o.value, finding.unit if finding else ""))
        else:
            side = side_words(o.sides)
            said.append(("yes" if o.state == "present" else "no") + (f", {side}" if side else ""))
    return "; ".join(said) or picture.log.get(key, "").replace("_", " ")


def said_so_far(items: Iterable[Item]) -> str:
    """What an open question was answered with, in one sentence; findings of one kind and side together."""
    labels = []
    for item in items:
        side = item.answer.removeprefix("yes").removeprefix(", ")
        labels.append(f"{item.label} ({side})" if side else item.label)
    return "; ".join(grouped(labels)) + "."


def _line_words(answers: list[str]) -> str:
    """What was picked from a line, by its letters; '' until all that it names was answered."""
    if not all(answers):
        return ""
    picked = [f"{letter} {answer}" for letter, answer in zip(LETTERS, answers, strict=False) if "yes" in answer]
    return "; ".join(picked) or ("not tested" if "not tested" in answers else "not raised")
