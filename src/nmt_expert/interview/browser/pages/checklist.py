"""A checklist, or the read-back: every question with its choices. What is chosen becomes the line that a keyboard would type."""

from __future__ import annotations

from nmt_expert.case.record import Change, Passed
from nmt_expert.interview.answering.echo import taken
from nmt_expert.interview.answering.pages import finished
from nmt_expert.interview.browser.messages import Form, Reply, Request, redirect
from nmt_expert.interview.browser.page import screen_page
from nmt_expert.interview.browser.pages.choices import Choices, choices_of, typed_line, unticked
from nmt_expert.interview.browser.pages.why import page_reasons, reasons_asked
from nmt_expert.interview.browser.place import Place
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.typed.checklist import parse_checklist

_NOTHING = "Nothing is answered on this page yet: choose answers, or No to all, or Not tested."


def show(sitting: Sitting, request: Request, place: Place, problem: str = "") -> Reply:
    if place.screen.kind == "readback":
        sitting.reporting.prepare(sitting.session)
    form = request.form
    return screen_page(
        sitting,
        "checklist.html.j2",
        place,
        problem=problem,
        items=_choices(sitting, place, form),
        why=reasons_asked(sitting.session.picture, place.screen, form.one("do")),
        page_why=page_reasons(sitting.session.picture, place.screen, form.one("do")),
        apart=place.screen.id == "safety.apart",
    )


def take(sitting: Sitting, request: Request, place: Place) -> Reply:
    form, do = request.form, request.form.one("do")
    if do.startswith(("why", "up")):
        return show(sitting, request, place)
    problem = sitting.attempt(lambda: _record(sitting, place, form, do))
    if problem:
        return show(sitting, request, place, problem)
    return redirect(place.url if do == "correct" else place.forward.strip("."))


def _record(sitting: Sitting, place: Place, form: Form, do: str) -> str:
    """Takes the answers of a form. The message to show. Raises InputError."""
    session, screen = sitting.session, place.screen
    questions = _choices(sitting, place, form)
    line = typed_line(questions, none=do == "none")
    asked_now = screen.kind == "checklist" and not place.answered
    if asked_now and not line and do == "on" and not any(item.answer for item in screen.items):
        raise InputError(_NOTHING)
    given = parse_checklist(line, screen.items, session.case.file.complaint.side, rest=asked_now) + unticked(questions)
    changes: list[Change] = [*given]
    if asked_now:
        changes += finished(screen)
    elif screen.kind == "readback" and do == "right":
        changes.append(Passed(screen.id))
    session.answer(changes)
    return taken(session.kb, given)


def _choices(sitting: Sitting, place: Place, form: Form) -> list[Choices]:
    return choices_of(sitting.session.picture, place.screen.items, form)
