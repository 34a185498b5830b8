"""A question in free words: a line is read at a time, until there is no more."""

from __future__ import annotations

from nmt_expert.interview.answering.free_words import NOTHING_TAKEN, is_nothing, left, nothing_found, said
from nmt_expert.interview.browser.messages import Reply, Request, redirect
from nmt_expert.interview.browser.page import screen_page
from nmt_expert.interview.browser.pages.why import page_reasons
from nmt_expert.interview.browser.place import Place
from nmt_expert.interview.browser.reading import AskedBack, missing, read, refuse_nothing
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.way.open_questions import BY_ID, vocabulary_of


def show(sitting: Sitting, request: Request, place: Place, problem: str = "") -> Reply:
    question = BY_ID[place.screen.id]
    return screen_page(
        sitting,
        "open.html.j2",
        place,
        problem=problem,
        words=request.form.one("words"),
        example=question.example_for(sitting.session.picture.regions),
        scan=question.id.startswith("scan."),
        page_why=page_reasons(sitting.session.picture, place.screen, request.form.one("do")),
    )


def take(sitting: Sitting, request: Request, place: Place) -> Reply:
    form, do = request.form, request.form.one("do")
    session, screen = sitting.session, place.screen
    if do.startswith(("why", "up")):
        return show(sitting, request, place)
    if is_nothing(form.one("words")) and do in ("add", "on"):
        do = "none"
    question = BY_ID[screen.id]
    asked: list[AskedBack] = []

    def record() -> str:
        if do == "none":
            return nothing_found(session, question, screen)
        words = form.one("words")
        if do in ("add", "meant", "unmeant"):
            refuse_nothing(words)
        changes, back, unread = read(session, vocabulary_of(question, session.kb), words, form)
        asked.extend(back)
        if not back and (changes or words):
            session.answer(changes)
        if not back and do == "on":
            session.answer(left(session, screen), joined=bool(changes))
        took = f"Taken: {said(session.kb, changes)}" if changes else NOTHING_TAKEN
        return "" if back or not words else f"{took} {unread}".strip()

    if problem := sitting.attempt(record):
        return show(sitting, request, place, problem)
    if asked:
        return asked_back(sitting, place, form.one("words"), asked, missing(asked, form))
    return redirect(place.url if do in ("add", "meant", "unmeant") else place.forward.strip("."))


def asked_back(sitting: Sitting, place: Place, words: str, asked: list[AskedBack], problem: str) -> Reply:
    """The page that asks which findings were meant, and on which side."""
    return screen_page(sitting, "meant.html.j2", place, problem=problem, words=words, asked=asked, to=place.url)
