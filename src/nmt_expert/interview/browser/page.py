"""Pages by templates of ours: everything is escaped, and nothing may be undefined."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from nmt_expert.interview.browser.messages import Reply
from nmt_expert.interview.browser.place import Place
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.screens.items import said_so_far
from nmt_expert.interview.screens.progress import left, step
from nmt_expert.interview.screens.screen import STAGES
from nmt_expert.paths import shipped
from nmt_expert.reasoning.words import grouped

if TYPE_CHECKING:
    from jinja2 import Environment

WRONG = 422  # the status of a page that asks again
_FOLDER = "browser"


def page(sitting: Sitting, template: str, title: str, *, problem: str = "", **shown: Any) -> Reply:
    """A page with what every page has: the case, red flags, the message of the last answer, what is wrong with this one."""
    message, wrong, new_flags = sitting.said_once()
    common = {
        "title": title,
        "room": sitting.room,
        "problem": problem,
        "wrong": wrong,
        "message": message,
        "new_flags": new_flags,
        "flags": sitting.session.picture.flags,
        "case": sitting.session.document.path.name,
        "unsaved": sitting.unsaved,
        "written": sitting.reporting.written,
    }
    return bare(template, WRONG if problem else 200, **common, **shown)


def screen_page(
    sitting: Sitting, template: str, place: Place, *, title: str = "", problem: str = "", **shown: Any
) -> Reply:
    """A page of the assessment, with the step that it is and the ways back and forward."""
    progress = place.screen.progress
    return page(
        sitting,
        template,
        title or place.screen.title,
        problem=problem,
        place=place,
        step=step(progress),
        left=left(progress).removeprefix(" - "),
        stage=progress.stage,
        stages=STAGES,
        first_rank=progress.first_rank,
        **shown,
    )


def bare(template: str, status: int = 200, **shown: Any) -> Reply:
    """A page that knows nothing of a case."""
    return Reply(_environment().get_template(template).render(**shown).encode("utf-8", "replace"), status)


@cache
def style() -> bytes:
    return (shipped("report_templates") / _FOLDER / "browser.css").read_bytes()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = shipped("report_templates") / _FOLDER
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"grouped": grouped, "said_so_far": said_so_far}
    return environment
