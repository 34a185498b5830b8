"""A question of a checklist as choices: those that it has, the one that holds, and the word that each stands for."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from nmt_expert.case.record import Answer
from nmt_expert.interview.browser.messages import Form
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Item
from nmt_expert.interview.screens.screen import Named as NamedInItem
from nmt_expert.interview.words.errors import InputError

_PLAIN = {"yes": "", "no": "-", "untested": "s"}  # what follows the number of the question in a typed line
_SIDED = {"left": "l", "right": "r", "both": "b", "no": "-", "untested": "s"}
_LINE = {"no": "-", "untested": "s"}  # of a line of several: which of them are there, letters say
_WORDS = {"yes": "Yes", "left": "Left", "right": "Right", "both": "Both", "no": "No", "untested": "Not tested"}
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
    overtaken: bool = False  # was it answered elsewhere since, otherwise than here?

    @property
    def name(self) -> str:
        return f"a.{self.item.key}"

    @property
    def shown(self) -> str:
        """What the case says of it, sent back with the form: only what differs from it was chosen on that page."""
        return f"{self.holds}|{''.join(sorted(self.before))}"

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
    ask = f"{item.ask.partition(': a) ')[0]}:" if item.named else item.ask or item.label
    name = f"a.{item.key}"
    if name not in form and "page" not in form:
        return Choices(number, item, ask, holds, holds, _named(letters, before), before)
    seen, _, seen_letters = form.one(f"was.{item.key}").partition("|")
    if f"was.{item.key}" not in form:
        seen, seen_letters = holds, "".join(before)
    chosen = form.one(name) if name in form and form.one(name) != seen else holds
    ticked, had = set(form.all(f"n.{item.key}")), set(seen_letters)
    picked = (before | (ticked - had)) - (had - ticked)
    overtaken = chosen != holds and holds not in (seen, "", "no", "untested")
    return Choices(number, item, ask, holds, chosen, _named(letters, picked), before, overtaken)


def _named(letters: Sequence[tuple[str, NamedInItem]], picked: Container[str]) -> tuple[Named, ...]:
    return tuple(Named(letter, one.words, letter in picked) for letter, one in letters)


def _word(question: Choices) -> str:
    """The word of one question; '' where nothing was changed. Raises InputError."""
    number, item, chosen = question.number, question.item, question.chosen
    picked = "".join(one.letter for one in question.named if one.picked)
    if question.overtaken:
        raise InputError(
            f"{number}: since this page was shown, it was answered '{item.answer}' in another window. Choose again.",
            item.key,
        )
    if item.unit:
        return _number(number, item, chosen) if chosen != question.holds else ""
    if picked and chosen in ("no", "untested") and chosen != question.holds:
        raise InputError(
            f"{number}: something that it names is ticked, and yet it is answered otherwise. Which is right?", item.key
        )
    if picked:  # a tick counts more than the no that stood there
        return f"{number}{picked}" if set(picked) != question.before or chosen != question.holds else ""
    if chosen in ("", "kept", question.holds):
        return ""
    known = _known(item)
    if chosen not in known:
        raise InputError(f"{number}: '{chosen[:_SHOWN]}' is no answer to this question.", item.key)
    return f"{number}{known[chosen]}"


def _number(number: int, item: Item, chosen: str) -> str:
    """The word for a number; for one that was emptied, that it was not tested. Raises InputError."""
    if not chosen:
        return f"{number}s"
    within = f"{item.low:g} to {item.high:g} {item.unit}"
    if not _NUMBER.fullmatch(chosen):
        raise InputError(f"{number}: '{chosen[:_SHOWN]}' is no number from {within}.", item.key)
    if not item.low <= float(chosen.replace(",", ".")) <= item.high:
        raise InputError(f"{number}: {chosen} lies outside {within}.", item.key)
    return f"{number}={chosen}"


def _known(item: Item) -> dict[str, str]:
    return _LINE if item.line else _SIDED if item.sided else _PLAIN
