"""The page of what the letter tells beside the findings, line by line."""

from __future__ import annotations

from nmt_expert.interview.terminal.console import Console
from nmt_expert.interview.terminal.text import wrap
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.typed.letter_fields import LETTER_FIELDS


def ask_for_letter(session: Session, console: Console) -> str:
    """Asks each line; the message to show. Raises SaveError."""
    console.say(
        ["", *wrap("What the letter tells beside the findings. Enter keeps a line, - empties it, s ends here.")]
    )
    kept = 0
    for field in LETTER_FIELDS:
        while True:
            now = field.now(session.case.file)
            typed = console.ask(f"{field.ask}{' (y, n)' if field.choices else ''}?{f' [{now}]' if now else ''} ")
            if typed == "s":
                return _told(kept)
            if not typed:
                break
            try:
                session.answer(field.parse("" if typed == "-" else typed, session.kb))
            except InputError as error:
                console.say(wrap(error.at_keyboard))
                continue
            kept += 1
            break
    return _told(kept)


def refused(session: Session) -> str:
    """Why the client wants no letter, and what to type when that has changed; '' when nothing is said against it."""
    client = session.case.file.client
    if client.consent is False:
        return "The client has not agreed, so no letter is written; p c writes the client's own page. If that changed: e consent."
    if client.send is False:
        return "The client does not want the letter sent; p c writes the client's own page. If that changed: l asks it again."
    return ""


def _told(kept: int) -> str:
    return f"Kept for the letter: {kept} {'line' if kept == 1 else 'lines'}; p writes it." if kept else ""
