"""Notes that are read: what was understood stands with its words, to be corrected, and enters only with a yes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256

from nmt_expert.case.record import Note
from nmt_expert.case.save import SaveError
from nmt_expert.interview.answering.free_words import SIDES, side_known
from nmt_expert.interview.answering.notes import record_notes
from nmt_expert.interview.browser.messages import Form, Reply, Request, redirect
from nmt_expert.interview.browser.page import page
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.prose.nearest import nearest
from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.interview.words.prose.recognise import Understood
from nmt_expert.reasoning.words import measured

_STATES = ("present", "absent")


@dataclass(frozen=True)
class Line:
    """One finding that was understood, with the choices that stand for it now."""

    number: str  # names its fields in the form
    understood: Understood
    label: str
    asked: bool  # the safety screen asks for it, or words for a whole part were used
    sided: bool
    ticked: bool
    state: str
    side: str


def show(sitting: Sitting, text: str, problem: str) -> Reply:
    kept = [(mark(note), note) for note in sitting.session.case.file.notes]
    return page(sitting, "notes.html.j2", "Notes", problem=problem, text=text, kept=kept)


def mark(note: str) -> str:
    """What a form calls a note, so that one that was changed since is not taken for it."""
    return sha256(note.encode("utf-8", "replace")).hexdigest()[:16]


def read(sitting: Sitting, request: Request) -> Reply:
    """Shows what was understood, or takes what was ticked."""
    form, session = request.form, sitting.session
    text = form.one("text")
    try:
        if not text:
            raise InputError("Type or paste the notes first.")
        notes = read_notes(session.kb, text, session.case.file.complaint.side)
    except InputError as error:
        return show(sitting, text, str(error))
    lines = _lines(sitting, notes.found, form)
    guesses = nearest(session.kb, notes.not_understood, session.case.file.complaint.regions)
    perhaps = _lines(sitting, guesses, form, "g")
    guessed = {u.words for u in guesses}
    problem = ""
    if form.one("do") == "take":
        problem = sitting.attempt(lambda: _take(sitting, [*lines, *perhaps], text if "note" in form else ""))
        if not problem:
            return redirect("")
    return page(
        sitting,
        "understood.html.j2",
        "Understood from the notes",
        problem=problem,
        text=text,
        lines=[line for line in lines if not line.asked],
        asked=[line for line in lines if line.asked],
        perhaps=perhaps,
        not_understood=[said for said in notes.not_understood if said not in guessed],
        note="note" in form,
    )


def _take(sitting: Sitting, lines: list[Line], note: str) -> str:
    """Takes what is ticked, and the notes themselves where they are to be kept. The message to show. Raises InputError."""
    session = sitting.session
    taken: list[Understood] = []
    for line in lines:
        if line.ticked:
            u = replace(line.understood, state=line.state, side=line.side or None)  # type: ignore[arg-type]
            if u.state == "present":
                side = side_known(session, u.key, u.side or "")
                if side == "":
                    raise InputError(f"{line.label}: choose its side.")
                u = replace(u, side=side)
            taken.append(u)
    try:
        message = record_notes(session, taken)
    except SaveError:  # it may be the last that is heard of these notes
        with suppress(SaveError):
            session.answer([Note(note)] if note else [])
        raise
    session.answer([Note(note)] if note else [])
    return message


def _lines(sitting: Sitting, found: list[Understood], form: Form, mark: str = "") -> list[Line]:
    """What was understood, place by place; as the notes have it or, once it was sent, as the form has it. `mark` begins the
    names of its fields."""
    kb, sent = sitting.session.kb, form.one("do") == "take"
    lines = []
    single = [replace(u, key=key, among=()) for u in found for key in (u.among or (u.key,))]
    wide = [bool(u.among) for u in found for _ in (u.among or (u.key,))]
    for place, (u, part) in enumerate(zip(single, wide, strict=True)):
        number = f"{mark}{place}"
        finding = kb.finding(u.key)
        if finding is None:
            continue
        asked = part or bool(finding.screen)
        ticked = form.one(f"t.{number}") == "y" if sent else not asked
        state = form.one(f"v.{number}") if form.one(f"v.{number}") in _STATES and u.state != "value" else u.state
        side = form.one(f"s.{number}") if sent else u.side or ""
        label = finding.label + (f": {measured(u.value, finding.unit)}" if u.value is not None else "")
        sided = finding.sided and u.state != "value"
        lines.append(Line(number, u, label, asked, sided, ticked, state, side if side in SIDES else ""))
    return lines
