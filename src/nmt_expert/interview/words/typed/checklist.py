"""One typed line answers a checklist: '1r 3b 5- 4=38.5 -'.

1, 1+, 1y present      1r 1l 1b  present right, left, both sides      1- 1n absent    1r-  absent on the right
1s  not tested         4=38.5  a number                               -   all others on the screen are absent
1ac  of a broad question: yes, and of what it names a and c; the rest of what it names was not raised
     of a line of several, which is answered by letters: a and c; 1- none of them, which leaves all not raised
Whatever the page leaves out was not tested; absent is only what was said to be absent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from nmt_expert.case.record import Answer
from nmt_expert.interview.screens.screen import LETTERS, Item
from nmt_expert.interview.words.errors import InputError

_TOKEN = re.compile(r"(\d{1,3})(?:=(-?[\d.,]+)|([lrb]?)([+-]?)|(s))", re.IGNORECASE)
_SAID = (  # '3y', '4 no'
    (re.compile(r"\b(\d{1,3}[lrb]?) ?(?:yes|y)\b", re.IGNORECASE), "+"),
    (re.compile(r"\b(\d{1,3}[lrb]?) ?(?:no|n)\b", re.IGNORECASE), "-"),
)
_WORDS = re.compile(r"[^\d=]*[a-z]{4}[^\d=]*", re.IGNORECASE)
_NAMED = re.compile(r"(\d{1,3})([a-h]+)", re.IGNORECASE)
_SIDES = {"l": "left", "r": "right", "b": "both"}
_NO_TO_OTHERS, _SKIP = ("-", "--", "none"), "s"


def parse_checklist(text: str, items: Sequence[Item], complaint_side: str | None, rest: bool = True) -> list[Answer]:
    """The answers in a line. `rest`: what it leaves out and was never asked becomes 'not tested'. Raises InputError."""
    answers: dict[str, list[Answer]] = {}
    others_absent = False
    for token in _tokens(text):
        if token in _NO_TO_OTHERS:
            others_absent = True
        elif token.lower() == _SKIP:
            continue
        else:
            for answer in _answers(token.rstrip(","), items, complaint_side):
                answers.setdefault(answer.key, []).append(answer)
    for number, item in enumerate(items, 1):
        for key in item.keys:
            _not_both(number, answers.get(key, []))
    for item in items if rest else ():
        if answers.keys().isdisjoint(item.keys) and not item.answer:
            for answer in _none(item) if others_absent and not item.unit else _left(item):
                answers[answer.key] = [answer]
    return [answer for given in answers.values() for answer in _picked(given)]


def in_words(text: str) -> bool:
    """Does a line say what was found in words, and answer no number?"""
    return _WORDS.fullmatch(text) is not None and text.lower() not in _NO_TO_OTHERS


def left_open(text: str, items: Sequence[Item], given: Sequence[Answer]) -> list[int]:
    """Numbers of the questions that still wait for an answer after a line; none when it speaks of all others, or is empty."""
    if not text or any(token in _NO_TO_OTHERS or token.lower() == _SKIP for token in _tokens(text)):
        return []
    answered = {answer.key for answer in given}
    return [number for number, item in enumerate(items, 1) if not item.answer and answered.isdisjoint(item.keys)]


def _tokens(text: str) -> list[str]:
    for said, sign in _SAID:
        text = said.sub(rf"\1{sign}", text)
    return text.replace(";", " ").replace(", ", " ").split()


def _picked(given: list[Answer]) -> list[Answer]:
    """Answers to one finding; that a second question named it in vain takes nothing from what was picked."""
    return [answer for answer in given if answer.state != "not_raised"] or given[:1]


def _answers(token: str, items: Sequence[Item], complaint_side: str | None) -> list[Answer]:
    """The answers in one word: one, or those to the findings that a broad question or a line names."""
    match = _NAMED.fullmatch(token) or _TOKEN.fullmatch(token)
    item = items[int(match[1]) - 1] if match and 1 <= int(match[1]) <= len(items) else None
    if match is None or item is None or not item.named:
        return [_answer(token, items, complaint_side)]
    if match.re is _TOKEN:
        return _of_line(match[1], token.lower(), item) if item.line else [_answer(token, items, complaint_side)]
    picked = {ord(letter) - ord("a") for letter in match[2].lower()}
    if max(picked) >= len(item.named):
        raise InputError(f"Question {match[1]} names a to {_last(item)}; '{token}' is not among them.")
    side = complaint_side if complaint_side in ("left", "right") else None
    return [
        *([] if item.line else [Answer(item.key, "present")]),
        *(
            Answer(one.key, "present", side if one.sided else None) if i in picked else Answer(one.key, "not_raised")
            for i, one in enumerate(item.named)
        ),
    ]


def _of_line(number: str, token: str, item: Item) -> list[Answer]:
    """What is said of all that a line names: nothing of it, or not known. Which of them is there needs letters."""
    if token == f"{number}-":
        return _none(item)
    if token == f"{number}s":
        return _left(item)
    raise InputError(f"{number}: which of them? Type {number}a to {number}{_last(item)}, or {number}- for none.")


def _last(item: Item) -> str:
    return LETTERS[len(item.named) - 1]


def _none(item: Item) -> list[Answer]:
    """'No' to an item: its finding is absent; of what a line names nothing was raised."""
    return [Answer(key, "not_raised" if item.line else "absent") for key in item.keys]


def _left(item: Item) -> list[Answer]:
    return [Answer(key, "not_tested") for key in item.keys]


def _answer(token: str, items: Sequence[Item], complaint_side: str | None) -> Answer:
    match = _TOKEN.fullmatch(token)
    if match is None:
        raise InputError(f"'{token}' is not understood. {_possible(items)}")
    number, value, side, sign, skipped = match.groups()
    if not 1 <= int(number) <= len(items):
        raise InputError(f"There is no {number} here. {_possible(items)}")
    item = items[int(number) - 1]
    if skipped:
        return Answer(item.key, "not_tested")
    if value is not None or item.unit:
        return _number(number, value, sign, item)
    if side and not item.sided:
        raise InputError(f"{number} has no side: type {number} or {number}-.")
    state: Literal["present", "absent"] = "absent" if sign == "-" else "present"
    stated = _SIDES.get((side or "").lower())
    if stated is None and item.sided and state == "present":
        if complaint_side not in ("left", "right"):
            raise InputError(f"{number}: on which side? Type {number}l, {number}r or {number}b.")
        stated = complaint_side
    return Answer(item.key, state, stated)


def _not_both(number: int, answers: list[Answer]) -> None:
    """Refuses 'yes' and 'no' to one finding on one side, and two numbers for one."""
    said = {answer.state for answer in answers}
    present, absent = ({a.side for a in answers if a.state == state} for state in ("present", "absent"))
    if (present and absent and (present & absent or {None, "both"} & (present | absent))) or len(said - {"absent"}) > 1:
        raise InputError(
            f"{number} stands twice in this line, and both cannot be. Type the line again with one of them."
        )
    if len({answer.value for answer in answers if answer.state == "value"}) > 1:
        raise InputError(f"{number} has two numbers in this line. Type the line again with one of them.")


def _number(number: str, value: str | None, sign: str | None, item: Item) -> Answer:
    if not item.unit:
        raise InputError(f"{number} is not a number: type {number} or {number}-.")
    if sign == "-" and value is None:
        return Answer(item.key, "not_tested")
    try:
        measured = float((value or "").replace(",", "."))
    except ValueError:
        raise InputError(
            f"{number} is a number: type {number}=... ({item.low:g} to {item.high:g} {item.unit})."
        ) from None
    if not item.low <= measured <= item.high:
        raise InputError(f"{number}={measured:g} lies outside {item.low:g} to {item.high:g} {item.unit}.")
    return Answer(item.key, "value", value=int(measured) if measured.is_integer() else measured)


def _possible(items: Sequence[Item]) -> str:
    return f"Numbers 1 to {len(items)}, as in 1 (yes), 1- (no), 1r (right), - (no to the rest), s (not tested); h for help."
