"""Which page answers a request. The case is in the sitting; an address names only where one is."""

from __future__ import annotations

from collections.abc import Callable

from nmt_expert.interview.browser import asking
from nmt_expert.interview.browser.messages import Reply, Request, redirect
from nmt_expert.interview.browser.pages import answers, ending, extras, letter_page
from nmt_expert.interview.browser.sitting import Sitting

_Room = Callable[[Sitting, Request, str], Reply]
_ROOMS: dict[str, _Room] = {
    "": asking.now,
    "back": asking.before,
    "keep": asking.keep,
    "answers": answers.listed,
    "change": answers.one,
    "add": extras.add,
    "notes": extras.notes,
    "undo": extras.undo,
    "deeper": extras.deeper,
    "save": extras.save,
    "ranking": ending.ranking,
    "letter": letter_page.letter,
    "report": ending.report,
    "leave": ending.leave,
}
_SENT_ONLY = {"keep", "undo", "deeper", "save", "leave"}


def answer(sitting: Sitting, request: Request) -> Reply:
    """The reply to a request. An address that names nothing leads to the page that comes next."""
    name, _, rest = request.path.partition("/")
    room = _ROOMS.get(name)
    if room is None or (name in _SENT_ONLY and not request.posted):
        return redirect("")
    return room(sitting, request, rest)
