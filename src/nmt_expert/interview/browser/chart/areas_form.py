"""What an area of the body chart is like, as a form."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from nmt_expert.case.model import Area
from nmt_expert.interview.answering.drawing import draw
from nmt_expert.interview.browser.messages import Form
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.way.areas import area_lines
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.typed.area_line import check_intensity

_MOST = 9
_STRONGEST = 10
_DEPTHS, _COURSES = ("deep", "superficial"), ("constant", "intermittent")
_NUMBER = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)(?:\s*(?:/|of)\s*10)?")


@dataclass(frozen=True)
class Shown:
    """What the form of an area holds: what the case has or, where it was sent and not taken, what was sent."""

    id: str
    sent: bool
    quality: Container[str]
    depth: str
    course: str
    now: str
    worst: str
    brings_on: Container[str]


@dataclass(frozen=True)
class Areas:
    """The areas that were drawn, what they say in words, and what may be said of one."""

    drawn: tuple[Shown, ...]
    lines: tuple[str, ...]
    qualities: tuple[tuple[str, str], ...]  # key, label
    offered: tuple[tuple[str, str], ...]  # areas that a mark may belong to: name, words
    depths: tuple[str, ...] = _DEPTHS
    courses: tuple[str, ...] = _COURSES


def areas_of(picture: Picture, form: Form | None = None) -> Areas:
    """The areas of the case; `form` is one that was sent and could not be taken."""
    areas = picture.case.file.complaint.areas
    drawn = tuple(
        _sent(area.id, form) if form and form.one("do") == f"describe.{area.id}" else _had(area) for area in areas
    )
    names = [area.id for area in drawn]
    free = next((f"P{n}" for n in range(1, _MOST + 1) if f"P{n}" not in names), "")
    offered = [(name, name) for name in names] + ([(free, f"{free} (new)")] if free else [])
    qualities = ((f.key, f.label) for f in picture.kb.findings.values() if f.key.startswith("quality_"))
    return Areas(drawn, tuple(area_lines(picture)), tuple(qualities), tuple(offered))


def described(session: Session, name: str, form: Form) -> str:
    """Takes what a form says of an area. The message to show. Raises InputError."""
    areas = areas_of(session.picture)
    if name not in [area.id for area in areas.drawn]:
        raise InputError("There is no such area; draw it first.")
    now, worst = (_intensity(form.one(field), field) for field in ("now", "worst"))
    try:
        check_intensity(now, worst)
    except InputError as error:
        raise InputError(str(error), "worst") from None
    told = {
        "quality": [key for key, _ in areas.qualities if key in form.all("quality")],
        "depth": form.one("depth") if form.one("depth") in _DEPTHS else "",
        "course": form.one("course") if form.one("course") in _COURSES else "",
        "now": now,
        "worst": worst,
        "brings_on": [area.id for area in areas.drawn if area.id in form.all("brings_on") and area.id != name],
    }
    return draw(session, [], name, told)


def _had(area: Area) -> Shown:
    now, worst = ("" if number is None else f"{number:g}" for number in (area.now, area.worst))
    return Shown(area.id, False, area.quality, area.depth, area.course, now, worst, area.brings_on)


def _sent(name: str, form: Form) -> Shown:
    depth, course, now, worst = map(form.one, ("depth", "course", "now", "worst"))
    return Shown(name, True, form.all("quality"), depth, course, now, worst, form.all("brings_on"))


def _intensity(typed: str, field: str) -> float | None:
    if not typed:
        return None
    number = _NUMBER.fullmatch(typed)
    if not number or (intensity := float(number[1].replace(",", "."))) > _STRONGEST:
        raise InputError(f"'{typed[:40]}' is no intensity: 0 is none, 10 the worst imaginable.", field)
    return intensity
