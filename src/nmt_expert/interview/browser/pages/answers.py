"""All answers, to be found and changed one by one."""

from __future__ import annotations

from nmt_expert.interview.answering.echo import taken
from nmt_expert.interview.answering.pages import answers_with
from nmt_expert.interview.browser.messages import Reply, Request, redirect
from nmt_expert.interview.browser.page import page
from nmt_expert.interview.browser.pages.choices import choices_of, typed_line
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.screens.items import item_of
from nmt_expert.interview.words.typed.checklist import parse_checklist

_MOST = 200  # on a page


def listed(sitting: Sitting, request: Request, rest: str) -> Reply:
    """The answers in which the words of the address occur; without words what is more than a no, or `all`."""
    words, picture = request.query.one("q"), sitting.session.picture
    found = answers_with(picture, words.lower().split())
    every = [item_of(picture, finding) for key in picture.log if (finding := picture.kb.finding(key))]
    shown = found if words else (every if "all" in request.query else found)[::-1]
    return page(
        sitting,
        "answers.html.j2",
        "Answers",
        items=shown[:_MOST],
        words=words,
        more=0 if words else len(every) - len(shown),
    )


def one(sitting: Sitting, request: Request, key: str) -> Reply:
    """One answer, asked again in the same form."""
    session = sitting.session
    finding = session.kb.finding(key)
    if finding is None or key not in session.picture.log:
        sitting.message = "There is no such answer; find it in this list."
        return redirect("answers")
    items = choices_of(session.picture, [item_of(session.picture, finding)], request.form)

    def record() -> str:
        line = typed_line(items, none=False)
        given = parse_checklist(line, [items[0].item], session.case.file.complaint.side, rest=False)
        session.answer(given)
        return taken(session.kb, given) or "Left as it was."

    problem = sitting.attempt(record) if request.posted else ""
    if request.posted and not problem:
        return redirect("answers")
    return page(sitting, "change.html.j2", "Change an answer", problem=problem, items=items, key=key)
