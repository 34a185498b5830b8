"""`:paste`, or an answer of many sentences: notes are read, what was understood is shown with its words, corrected, and enters only with a yes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from nmt_expert.case.record import Note
from nmt_expert.case.save import SaveError
from nmt_expert.interview.answering.notes import record_notes
from nmt_expert.interview.terminal.console import Console, InputEnded
from nmt_expert.interview.terminal.free_words import chosen_keys, says_yes, side_needed, without_side
from nmt_expert.interview.terminal.text import wrap
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.prose.nearest import nearest
from nmt_expert.interview.words.prose.notes import Notes, corrected, read_notes
from nmt_expert.interview.words.prose.recognise import Understood
from nmt_expert.reasoning.words import measured

_END = "."
_HOW = "y takes these; 3 leaves 3 out, 3r its side, 3- absent; x takes nothing> "


def paste(session: Session, console: Console) -> str:
    """Asks for notes and takes from them what the therapist says yes to. The message to show. Raises InputError where they are too long."""
    console.say(["", "Paste or dictate the notes; a line with only a dot ends them."])
    text = _typed(session, console)
    return read(session, console, text) if text.strip() else "Nothing was pasted."


def read(session: Session, console: Console, text: str) -> str:
    """Takes from notes what the therapist says yes to. The message to show. Raises InputError where they are too long."""
    try:
        message = _taken(session, console, text)
    except (SaveError, InputEnded, KeyboardInterrupt):  # it may be the last that is heard of these notes
        with suppress(SaveError):
            session.answer([Note(text.strip())])
        raise
    if says_yes(console, "keep the whole text as a note? y or Enter for no> "):
        session.answer([Note(text.strip())])
    return message


def _taken(session: Session, console: Console, text: str) -> str:
    """Takes from notes what the therapist says yes to. The message to show."""
    notes = read_notes(session.kb, text, session.case.file.complaint.side)
    asked = {u.key for u in notes.found if (f := session.kb.finding(u.key)) and f.screen}
    plain = [u for u in notes.found if not u.among and u.key not in asked]
    taken = _agreed(session, console, plain, "Understood:") + _parts(session, console, notes)
    dangerous = [u for u in notes.found if u.key in asked and not u.among]
    taken += _agreed(session, console, dangerous, "What the safety screen asks, as the notes say it:")
    message = _recorded(session, console, taken)
    kept = {u.words for u in taken}
    left_out = [u.words for u in notes.found if kept and u.words not in kept]
    _meant(session, console, list(dict.fromkeys([*notes.not_understood, *left_out])))
    return message


def _typed(session: Session, console: Console) -> str:
    """The lines up to the dot. When the input ends before, what came is kept as a note."""
    lines: list[str] = []
    while True:
        try:
            line = console.ask("")
        except InputEnded:
            if lines:
                session.answer([Note("\n".join(lines))])
            raise
        if line == _END:
            return "\n".join(lines)
        lines.append(line)


def _agreed(session: Session, console: Console, found: list[Understood], heading: str) -> list[Understood]:
    """What remains of a list after corrections, once it got its yes."""
    message = ""
    while found:
        lines = [line for number, u in enumerate(found, 1) for line in _lines(session, number, u, found)]
        console.clear()
        console.page([*wrap(heading), *lines, *(wrap(message) if message else [])])
        line = console.ask(_HOW).lower()
        if line in ("y", "yes"):
            return found
        if line in ("x", "n", "no"):
            return []
        try:
            found = corrected(found, line)
            message = "Changed; y takes these." if line else "y takes these, x takes nothing."
        except InputError as error:
            message = error.at_keyboard
    return []


def _lines(session: Session, number: int, u: Understood, found: list[Understood]) -> list[str]:
    """A finding, below the words that it came from; words that several came from stand once."""
    finding = session.kb.finding(u.key)
    label = finding.label if finding else u.key
    value = f": {measured(u.value, finding.unit)}" if finding and u.value is not None else ""
    side = f", {u.side}" if u.side else ", side not said" if finding and finding.sided and u.state == "present" else ""
    said = wrap(f'"{u.words}"') if number == 1 or found[number - 2].words != u.words else []
    return [*said, *wrap(f"{number:>3}  {'NO: ' if u.state == 'absent' else ''}{label}{value}{side}")]


def _parts(session: Session, console: Console, notes: Notes) -> list[Understood]:
    """Of words for a whole part, such as 'shoulder', the places that are meant."""
    taken = []
    for u in notes.found:
        if u.among:
            for key in chosen_keys(session, console, u.words, u.among, denied=u.state == "absent"):
                taken.append(Understood(key, u.state, u.side, u.words))
    return taken


def _meant(session: Session, console: Console, clauses: list[str]) -> None:
    """Asks what clauses mean of which nothing was understood, as far as the therapist wants to say; takes each at once."""
    guesses = {u.words: u for u in nearest(session.kb, clauses, session.case.file.complaint.regions)}
    message = ""
    while clauses:
        lines = [line for number, said in enumerate(clauses, 1) for line in wrap(f"{number:>3}  {said}")]
        console.clear()
        console.page([*wrap("Not understood, so not taken:"), *lines, *(wrap(message) if message else [])])
        line = console.ask("2 says what 2 means; Enter goes on> ")
        if not line:
            break
        if not line.isdecimal() or not 1 <= int(line) <= len(clauses):
            message = f"'{line[:30]}' is none of these: a number from 1 to {len(clauses)}, or Enter."
            continue
        said = clauses[int(line) - 1]
        chosen = _in_other_words(session, console, said, guesses.get(said))
        message = "Nothing was taken of it."
        if chosen:
            message = _recorded(session, console, chosen)
            clauses = [clause for clause in clauses if clause != said]


def _in_other_words(session: Session, console: Console, said: str, guess: Understood | None) -> list[Understood]:
    """Of what a clause may mean, what is chosen; what is said of it in other words, where that is understood."""
    if guess:
        denied = guess.state == "absent"
        if keys := chosen_keys(session, console, said, guess.among, denied):
            return [replace(guess, key=key, among=()) for key in keys]
    line = console.ask("in other words, or Enter> ")
    found = read_notes(session.kb, line, session.case.file.complaint.side).found if line else []
    return _agreed(session, console, [u for u in found if not u.among], "Understood:")


def _recorded(session: Session, console: Console, taken: list[Understood]) -> str:
    """Takes findings, each with its side, asked for where it is missing; what gets none is left out. The message to show."""
    sided: list[Understood] = []
    sideless: list[str] = []
    for u in taken:
        side = side_needed(session, console, u.key, u.side or "") if u.state == "present" else u.side
        if side == "":
            sideless.append(u.key)
        else:
            sided.append(replace(u, side=side))
    return f"{record_notes(session, sided)} {without_side(session, sideless)}".strip()
