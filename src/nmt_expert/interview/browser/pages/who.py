"""Who and why: all fields of the head on one page. What can be taken is taken; what cannot stays in its field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from nmt_expert.case.record import Passed
from nmt_expert.interview.browser.messages import Form, Reply, Request, redirect
from nmt_expert.interview.browser.page import screen_page
from nmt_expert.interview.browser.place import Place
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.prose.heard import heard
from nmt_expert.interview.words.typed.fields import FIELDS, HeadField

_LONG = {"complaint"}
_OFFER = "This is what the complaint says. Go on takes it; change it, or empty it to skip."
_NO_CONSENT = "Whether the client agrees to this assessment is not noted yet; it stands under Answers, Who and why."
_READ = {"regions", "side", "since"}  # what was typed and what was taken may differ


@dataclass(frozen=True)
class Shown:
    """A field as it is shown, with what is wrong with what was typed. `was` is what the case has."""

    field: HeadField
    value: str
    was: str
    problem: str

    @property
    def offered(self) -> bool:
        """Is nothing wrong, and only to be looked at?"""
        return self.problem == _OFFER

    @property
    def long(self) -> bool:
        return self.field.id in _LONG


def show(sitting: Sitting, request: Request, place: Place, problems: dict[str, str] | None = None) -> Reply:
    told = problems or {}
    problem = (
        ""
        if {*told.values()} <= {_OFFER}
        else " ".join(told.values())
        if len(told) == 1
        else f"{len(told)} fields are asked again below."
    )
    form, file = request.form, sitting.session.case.file
    touched = {
        field.id for field in FIELDS if field.id in form and _typed(field, form) != _before(sitting, field, form)
    }
    words = {f.id: _typed(f, form) if f.id in touched else _shown(f, f.now(file)) for f in FIELDS}
    offered = {id: heard(id, file, sitting.session.kb) for id in told if id in words and not words[id]}
    fields = [
        Shown(
            field,
            words[field.id] or _shown(field, offered.get(field.id, "")),
            _shown(field, field.now(file)),
            told.get(field.id, ""),
        )
        for field in FIELDS
    ]
    first = next((id for id, said in told.items() if said != _OFFER), next(iter(told), ""))
    return screen_page(
        sitting, "who.html.j2", place, problem=problem, fields=fields, offered=" ".join(offered), first=first
    )


def take(sitting: Sitting, request: Request, place: Place) -> Reply:
    """Field by field, so that one that is not understood keeps back no other; all of them are undone together."""
    problems: dict[str, str] = {}
    said: list[str] = []
    before = {field.id: _before(sitting, field, request.form) for field in FIELDS}  # the place may give a side, too
    for field in FIELDS:
        typed = _typed(field, request.form)
        taking = partial(_take, sitting, field, before[field.id], typed, joined=bool(said))
        if not typed and _offers(sitting, field, request.form):
            problems[field.id] = _OFFER
        elif problem := sitting.attempt(taking):
            problems[field.id] = problem
        elif sitting.message:
            said.append(sitting.message.strip())
    sitting.message = f"Taken: {'; '.join(filter(None, said))}." if any(said) else ""
    if problems:
        return show(sitting, request, place, problems)
    if sitting.session.case.file.client.consent is None:
        sitting.message = f"{sitting.message} {_NO_CONSENT}".strip()
    return redirect(place.forward.strip("."))


def _offers(sitting: Sitting, field: HeadField, form: Form) -> bool:
    """Do the client's own words say what a field left empty asks? It is offered once."""
    file = sitting.session.case.file
    return (
        not field.now(file)
        and field.id not in form.one("offered").split()
        and bool(heard(field.id, file, sitting.session.kb))
    )


def _before(sitting: Sitting, field: HeadField, form: Form) -> str:
    """What the page showed that the case has; another window may have changed it since, and what is left as it was stays."""
    name = f"was.{field.id}"
    return " ".join((form.one(name) if name in form else _shown(field, field.now(sitting.session.case.file))).split())


def _take(sitting: Sitting, field: HeadField, before: str, typed: str, joined: bool) -> str:
    """Takes one field; what was taken where it may differ from what was typed, ' ' for the rest. Raises InputError."""
    session = sitting.session
    now = field.now(session.case.file)
    if typed == before:
        if now or f"who.{field.id}" in session.picture.passed:
            return ""
        session.answer([Passed(f"who.{field.id}")], joined=joined)
        return " "
    if not typed:
        raise InputError(f"{field.ask}: this was answered with '{now}'. Type what it should be instead.")
    session.answer(field.parse(typed, session.kb), joined=joined)
    return field.now(session.case.file) if field.id in _READ else " "


def _typed(field: HeadField, form: Form) -> str:
    return " ".join(form.one(field.id).split())


def _shown(field: HeadField, now: str) -> str:
    """What the case has, as the field takes it: the letter of a choice, and of a time only what was typed."""
    letters = {meaning: letter for letter, meaning in field.choices.items()}
    return letters.get(now, now) if letters else now.partition(" (")[0] if field.id == "since" else now
