"""The page of what the letter tells beside the findings; what is left empty is not told."""

from __future__ import annotations

from functools import partial

from nmt_expert.interview.browser.messages import Form, Reply, Request, redirect
from nmt_expert.interview.browser.page import page
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.words.typed.fields import HeadField
from nmt_expert.interview.words.typed.letter_fields import LETTER_FIELDS


def letter(sitting: Sitting, request: Request, rest: str) -> Reply:
    """Shows the fields; a posted form is taken field by field, and what is wrong is asked again."""
    form, file = request.form, sitting.session.case.file
    problems: list[str] = []
    if request.posted:
        taking = [partial(_take, sitting, field, form) for field in LETTER_FIELDS]
        problems = [problem for take in taking if (problem := sitting.attempt(take))]
        if not problems:
            return redirect("ranking")
    now = {field.id: _letter_of(field, field.now(file)) for field in LETTER_FIELDS}
    shown = [(field, form.one(field.id) if request.posted else now[field.id]) for field in LETTER_FIELDS]
    return page(sitting, "letter.html.j2", "For the letter", problem=" ".join(problems), fields=shown, now=now)


def _take(sitting: Sitting, field: HeadField, form: Form) -> str:
    typed, was = form.one(field.id), f"was.{field.id}"
    now = _letter_of(field, field.now(sitting.session.case.file))
    if typed in (now, form.one(was) if was in form else now):  # what another window wrote since stays
        return ""
    sitting.session.answer(field.parse(typed, sitting.session.kb))
    return "Kept for the letter."


def _letter_of(field: HeadField, now: str) -> str:
    return {meaning: letter for letter, meaning in field.choices.items()}.get(now, now)
