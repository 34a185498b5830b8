"""What may be done at any time: add findings, keep or read notes, undo, go deeper, save elsewhere."""

from __future__ import annotations

from nmt_expert.case.record import Field, Note
from nmt_expert.interview.answering.echo import taken_back
from nmt_expert.interview.answering.free_words import NOTHING_TAKEN, said
from nmt_expert.interview.answering.notes import noted
from nmt_expert.interview.answering.pages import FURTHER
from nmt_expert.interview.browser.messages import Form, Reply, Request, redirect
from nmt_expert.interview.browser.page import page
from nmt_expert.interview.browser.pages import notes_page
from nmt_expert.interview.browser.reading import AskedBack, missing, read, refuse_nothing
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.way.open_questions import everything
from nmt_expert.interview.words.errors import InputError

_LONGEST_NOTE = 20_000  # letters


def add(sitting: Sitting, request: Request, rest: str) -> Reply:
    """Findings that nobody asked for."""
    form, session = request.form, sitting.session
    asked: list[AskedBack] = []

    def record() -> str:
        refuse_nothing(form.one("words"))
        changes, back, unread = read(session, everything(session.kb), form.one("words"), form)
        asked.extend(back)
        session.answer(changes)
        took = f"Added: {said(session.kb, changes)}" if changes else NOTHING_TAKEN
        return "" if back else f"{took} {unread}".strip()

    problem = sitting.attempt(record) if request.posted else ""
    if asked:
        told = missing(asked, form)
        return page(
            sitting, "meant.html.j2", "Which do you mean?", problem=told, words=form.one("words"), asked=asked, to="add"
        )
    if request.posted and not problem:
        return redirect("")
    return page(sitting, "add.html.j2", "Add what you found", problem=problem, words=form.one("words"))


def notes(sitting: Sitting, request: Request, rest: str) -> Reply:
    """Notes: kept as they are, changed, taken out, or read for findings."""
    text, do = request.form.one("text"), request.form.one("do")
    action = {"keep": _keep, "change": _change, "out": _take_out}.get(do)
    if action is None:
        return notes_page.read(sitting, request) if request.posted else notes_page.show(sitting, "", "")
    problem = sitting.attempt(lambda: action(sitting, request.form))
    if problem:
        return notes_page.show(sitting, text if do == "keep" else "", problem)
    return redirect("" if do == "keep" else "notes")


def _keep(sitting: Sitting, form: Form) -> str:
    sitting.session.answer([Note(_note(form))])
    return noted(sitting.session.picture)


def _change(sitting: Sitting, form: Form) -> str:
    _write(sitting, form, [_note(form)])
    return "Note changed."


def _take_out(sitting: Sitting, form: Form) -> str:
    _write(sitting, form, [])
    return "Note taken out; Undo brings it back."


def _write(sitting: Sitting, form: Form, instead: list[str]) -> None:
    """Writes the notes with another in the place of one. Raises InputError where that one is no longer there."""
    kept = sitting.session.case.file.notes
    place = next((i for i, note in enumerate(kept) if notes_page.mark(note) == form.one("note")), None)
    if place is None:
        raise InputError("This note was changed or taken out in another window; here is what stands.")
    sitting.session.answer([Field(("notes",), [*kept[:place], *instead, *kept[place + 1 :]] or None)])


def _note(form: Form) -> str:
    """The text of a note. Raises InputError where there is none, or too much."""
    text = form.one("text")
    if not text:
        raise InputError("Type or paste the notes first.")
    if len(text) > _LONGEST_NOTE:
        raise InputError(f"These notes have {len(text)} letters; keep at most {_LONGEST_NOTE} at a time.")
    return text


def undo(sitting: Sitting, request: Request, rest: str) -> Reply:
    def take_back() -> str:
        before = sitting.session.picture
        undone = sitting.session.undo()
        return taken_back(before, sitting.session.picture) if undone else "Nothing was answered in this sitting yet."

    sitting.attempt(take_back)
    return redirect("")


def deeper(sitting: Sitting, request: Request, rest: str) -> Reply:
    depth = FURTHER.get(sitting.session.picture.depth)

    def go() -> str:
        if depth is None:
            return "This is the full depth already; add what you found under Add."
        sitting.session.answer([Field(("interview", "depth"), depth)])
        return f"Going on with depth {depth}."

    sitting.attempt(go)
    return redirect("")


def save(sitting: Sitting, request: Request, rest: str) -> Reply:
    """Another try to save, here or in another file."""
    elsewhere = request.form.one("file")
    problem = sitting.save(elsewhere)
    if problem:
        sitting.unsaved = problem
    return redirect("")
