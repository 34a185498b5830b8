"""A question of a checklist as choices: those that it has, the one that holds, and the word that each stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nmt_expert.case.record import Answer
from nmt_expert.interview.browser.messages import Form
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Item
from nmt_expert.interview.words.errors import InputError

_PLAIN = {"yes": "", "no": "-", "untested": "s"}  # what follows the number of the question in a typed line
_SIDED = {"right": "r", "left": "l", "both": "b", "no": "-", "untested": "s"}
_LINE = {"no": "-", "untested": "s"}  # of a line of several: which of them are there, letters say
_WORDS = {"yes": "Yes", "right": "Right", "left": "Left", "both": "Both", "no": "No", "untested": "Not tested"}
_HOLDS = {
    "yes": "yes", "yes, right": "right", "yes, left": "left", "yes, both sides": "both", "no": "no",
    "no, right": "no", "no, left": "no", "no, both sides": "no", "not tested": "untested",
}  # fmt: skip
_NUMBER = re.compile(r"-?\d{1,9}(?:[.,]\d{1,9})?")
_SHOWN = 40  # letters of what was typed, in a message


@dataclass(frozen=True)
class Named:
    """A finding that a broad question names: its letter, its words, and whether it is picked."""

    letter: str
    words: str
    picked: bool


@dataclass(frozen=True)
class Choices:
    """One question as it is shown. `holds` is what the case says, `chosen` what is ticked now."""

    number: int
    item: Item
    ask: str
    holds: str
    chosen: str
    named: tuple[Named, ...]
    before: frozenset[str]  # letters that the case has as present

    @property
    def name(self) -> str:
        return f"a.{self.item.key}"

    @property
    def offered(self) -> list[tuple[str, str]]:
        """Values and words; an answer that none of them says (right yes, left no) stands first, in its own words."""
        words = {value: _WORDS[value] for value in _known(self.item)}
        if self.named:
            words["untested"] = "Not known"
        if self.item.line:
            words["no"] = "None of these"
        own = [("kept", f"As answered: {self.item.answer}")] if self.holds == "kept" else []
        return own + list(words.items())


def choices_of(picture: Picture, items: Sequence[Item], form: Form) -> list[Choices]:
    """The questions of a page, as the case has them or, where a form was sent, as it has them."""
    return [_choices(picture, number, item, form) for number, item in enumerate(items, 1)]


def typed_line(questions: Sequence[Choices], none: bool) -> str:
    """What would be typed for the choices that differ from the case; `none`: no to all others. Raises InputError."""
    words = [word for question in questions if (word := _word(question))]
    return " ".join([*words, "-"] if none else words)


def unticked(questions: Sequence[Choices]) -> list[Answer]:
    """What a broad question named and the case has, where nothing that it names is ticked any more."""
    return [
        Answer(finding.key, "not_raised")
        for question in questions
        if question.before and not any(one.picked for one in question.named)
        for one, finding in zip(question.named, question.item.named, strict=True)
        if one.letter in question.before
    ]


def _choices(picture: Picture, number: int, item: Item, form: Form) -> Choices:
    present = {key for key, said in picture.stated.items() if any(o.state == "present" for o in said)}
    letters = [(chr(ord("a") + at), one) for at, one in enumerate(item.named)]
    before = frozenset(letter for letter, one in letters if one.key in present)
    holds = item.answer.partition(" ")[0] if item.unit and item.answer != "not tested" else _HOLDS.get(item.answer, "")
    holds = holds or ("kept" if item.answer else "")
    if item.line:
        holds = {"not raised": "no", "not tested": "untested"}.get(item.answer, "")
    sent, ticked = f"a.{item.key}" in form or "page" in form, set(form.all(f"n.{item.key}"))
    named = tuple(Named(letter, one.words, letter in (ticked if sent else before)) for letter, one in letters)
    ask = f"{item.ask.partition(': a) ')[0]}:" if item.named else item.ask or item.label
    return Choices(number, item, ask, holds, form.one(f"a.{item.key}") if sent else holds, named, before)


def _word(question: Choices) -> str:
    """The word of one question; '' where nothing was changed. Raises InputError."""
    number, item, chosen = question.number, question.item, question.chosen
    picked = "".join(one.letter for one in question.named if one.picked)
    if item.unit:
        if chosen in ("", question.holds):
            return ""
        if not _NUMBER.fullmatch(chosen):
            raise InputError(
                f"{number}: '{chosen[:_SHOWN]}' is no number from {item.low:g} to {item.high:g} {item.unit}."
            )
        return f"{number}={chosen}"
    if picked and chosen in ("no", "untested"):
        raise InputError(
            f"{number}: something that it names is ticked, and yet it is answered otherwise. Which is right?"
        )
    if picked:
        return f"{number}{picked}" if set(picked) != question.before or chosen != question.holds else ""
    if chosen in ("", "kept", question.holds):
        return ""
    known = _known(item)
    if chosen not in known:
        raise InputError(f"{number}: '{chosen[:_SHOWN]}' is no answer to this question.")
    return f"{number}{known[chosen]}"


def _known(item: Item) -> dict[str, str]:
    return _LINE if item.line else _SIDED if item.sided else _PLAIN
