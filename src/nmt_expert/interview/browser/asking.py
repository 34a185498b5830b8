"""The pages that ask: the next one, or one that was answered, each shown and taken by its kind."""

from __future__ import annotations

import re
from dataclasses import replace
from http import HTTPStatus

from nmt_expert.interview.browser.chart import drawing
from nmt_expert.interview.browser.messages import Reply, Request, redirect
from nmt_expert.interview.browser.pages import checklist, ending, open_page, who
from nmt_expert.interview.browser.place import Place, answered, current, meant
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.way.open_questions import CHART

_OURS = re.compile(r"[\w./]*", re.ASCII)  # an address of a page, and nothing that would end a header
_LATE = "That page is no longer asked; nothing was taken from it. This is the one that comes now."


def now(sitting: Sitting, request: Request, rest: str) -> Reply:
    """The page that comes next."""
    return _taken(sitting, request, "") if request.posted else _filled(sitting, request, current(sitting.session))


def before(sitting: Sitting, request: Request, rest: str) -> Reply:
    """A page that was answered."""
    if request.posted:
        return _taken(sitting, request, f"back/{rest}")
    place = answered(sitting.session, rest)
    return redirect("") if place is None else _filled(sitting, request, place)


def keep(sitting: Sitting, request: Request, rest: str) -> Reply:
    """Leaves a page by a link: what was filled in on it waits there, and nothing of it is taken."""
    sitting.drafts[request.form.one("page")] = request.form
    return redirect(rest if _OURS.fullmatch(rest) else "")


def _filled(sitting: Sitting, request: Request, place: Place) -> Reply:
    """A page as it was left."""
    draft = sitting.drafts.get(place.mark)
    return _page(sitting, replace(request, form=draft) if draft else request, place)


def _page(sitting: Sitting, request: Request, place: Place) -> Reply:
    match place.screen.kind:
        case "field":
            return who.show(sitting, request, place)
        case "open" if place.screen.id == CHART.id:
            return drawing.show(sitting, request, place)
        case "open":
            return open_page.show(sitting, request, place)
        case "checklist" | "readback":
            return checklist.show(sitting, request, place)
        case "stop":
            return ending.stop(sitting, place)
        case "ranking":
            return ending.ranking(sitting, request, "")


def _taken(sitting: Sitting, request: Request, url: str) -> Reply:
    place = meant(sitting.session, url, request.form.one("page"))
    if place is None:
        sitting.message = _LATE
        return redirect("")
    reply = _take(sitting, request, place)
    if reply.status == HTTPStatus.SEE_OTHER:
        sitting.drafts.pop(place.mark, None)
    return reply


def _take(sitting: Sitting, request: Request, place: Place) -> Reply:
    match place.screen.kind:
        case "field":
            return who.take(sitting, request, place)
        case "open" if place.screen.id == CHART.id:
            return drawing.take(sitting, request, place)
        case "open":
            return open_page.take(sitting, request, place)
        case "checklist" | "readback":
            return checklist.take(sitting, request, place)
        case _:
            return redirect("")
