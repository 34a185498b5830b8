"""What opens over a screen and closes again: technique, reasons, editing any answer, adding a finding."""

from __future__ import annotations

from nmt_expert.interview.answering.echo import taken
from nmt_expert.interview.answering.free_words import said
from nmt_expert.interview.answering.pages import answers_with
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Item, Screen
from nmt_expert.interview.terminal.console import Console
from nmt_expert.interview.terminal.free_words import recorded
from nmt_expert.interview.terminal.text import answer_lines, hint, item_lines, wrap
from nmt_expert.interview.way.open_questions import everything
from nmt_expert.interview.way.reasons import established, field_reason, one_step_up, reason
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.typed.checklist import parse_checklist
from nmt_expert.interview.words.typed.fields import FIELDS, HeadField

_MOST = 20  # answers listed for editing


def show_help(console: Console, screen: Screen, rest: str) -> None:
    """The technique of one item or of all, or what may be typed."""
    lines = ["", *_field(screen)]
    for number, item in _chosen(screen, rest):
        lines += [*wrap(f"{number} {item.label}"), *wrap(item.how or ("Ask: " + item.ask), 4)]
    lines += ["", *hint(screen)]
    console.page(
        [*lines, *wrap("h3 technique of 3   ?3 why 3   e WORDS edit an answer   + WORDS add a finding   m go deeper")]
    )
    console.wait()


def show_reasons(console: Console, picture: Picture, screen: Screen, rest: str) -> None:
    lines = ["", *_field(screen)]
    if screen.kind == "field":
        console.page(lines)
        console.wait()
        return
    if not screen.items or screen.kind == "open":
        lines += wrap("What the client tells or you find here decides which hypotheses are asked about next.")
    for number, item in _chosen(screen, rest) if screen.kind != "open" else []:
        lines += wrap(f"{number} {item.label}")
        lines += [part for line in reason(picture, item) for part in wrap(line, 4)]
    lines += [part for line in established(picture) for part in wrap(line)] if picture.ranking else []
    console.page(lines)
    typed = console.ask("? one step up, Enter goes on> ")
    if typed == "?":
        for line in one_step_up(picture, screen.progress.stage):
            console.say(wrap(line))
        console.wait()
    else:
        console.keep(typed)


def _field(screen: Screen) -> list[str]:
    return wrap(field_reason(screen)) if screen.kind == "field" else []


def edit(session: Session, console: Console, rest: str) -> str:
    """Edits the answers in which the words occur; a field of the head by its name. The message to show."""
    words = rest.lower().split()
    field = next((f for f in FIELDS if words and f.id.startswith(words[0])), None)
    if field is not None and len(words) == 1:
        return _edit_field(session, console, field)
    items = answers_with(session.picture, words)
    if not items:
        raise InputError(
            f"No answer with '{rest[:60]}'. Type e and a word of the answer, such as e cough, or a field: "
            + ", ".join(f.id for f in FIELDS)
            + "."
        )
    shown = items[-_MOST:] if not words else items[:_MOST]
    return _edit_item(session, console, shown[0] if len(shown) == 1 else _picked(console, shown, len(items)))


def _picked(console: Console, shown: list[Item], all_of_them: int) -> Item | None:
    """The answer that is to be changed."""
    message = f"{all_of_them - len(shown)} more: type e and a word." if all_of_them > len(shown) else ""
    while True:
        lines = [line for number, item in enumerate(shown, 1) for line in answer_lines(number, item)]
        console.page(["", *lines, *(wrap(message) if message else [])])
        line = console.ask("which number? (Enter leaves them)> ")
        if not line:
            return None
        if line.isdecimal() and 1 <= int(line) <= len(shown):
            return shown[int(line) - 1]
        message = f"Type a number from 1 to {len(shown)}, or Enter."


def _edit_item(session: Session, console: Console, item: Item | None) -> str:
    """Shows one answer and asks it again as a checklist does, until the line can be taken."""
    if item is None:
        return ""
    message = ""
    form = (
        f"1={item.low:g} to {item.high:g} {item.unit}"
        if item.unit
        else "1 yes  1r 1l 1b  1- no"
        if item.sided
        else "1 yes  1- no"
    )
    while True:
        console.say(["", *item_lines(1, item), *(wrap(message) if message else []), f"{form}  1s not tested"])
        line = console.ask("change it (Enter leaves it)> ")
        if not line:
            return ""
        try:
            changes = parse_checklist(
                "1-" if line == "-" else line, [item], session.case.file.complaint.side, rest=False
            )
            session.answer(changes)
        except InputError as error:
            message = error.at_keyboard
        else:
            return taken(session.kb, changes) or "Left as it was."


def _edit_field(session: Session, console: Console, field: HeadField) -> str:
    """Asks a field of the head again as it was asked, until the line can be taken."""
    message = ""
    while True:
        choices = "  ".join(f"{letter} {meaning}" for letter, meaning in field.choices.items())
        console.say(["", *wrap(f"{field.ask}? [{field.now(session.case.file)}]"), *([choices] if choices else [])])
        console.say(wrap(message) if message else [])
        line = console.ask("change it (Enter leaves it)> ")
        if not line:
            return ""
        try:
            session.answer(field.parse(line, session.kb))
        except InputError as error:
            message = error.at_keyboard
        else:
            return f"Taken: {field.now(session.case.file)}."


def add(session: Session, console: Console, rest: str) -> str:
    """Adds findings that nobody asked for."""
    if not rest:
        raise InputError("Type what you found: + spurling r   + tender infraspinatus r   + worse typing")
    changes, unread = recorded(session, console, everything(session.kb), rest)
    return f"{f'Added: {said(session.kb, changes)}' if changes else ''} {unread}".strip()


def _chosen(screen: Screen, rest: str) -> list[tuple[int, Item]]:
    return [pair for pair in screen.numbered if not rest.isdigit() or pair[0] == int(rest)]
