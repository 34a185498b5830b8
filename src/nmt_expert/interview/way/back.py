"""Going back: the screens that were answered, read from the case, so that every one can be seen and changed again."""

from __future__ import annotations

from nmt_expert.interview.screens.items import item_of
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Progress, Screen, place_of
from nmt_expert.interview.way.open_questions import BY_ID as OPEN
from nmt_expert.interview.way.open_questions import belongs
from nmt_expert.interview.way.stages import field_screen, open_screen
from nmt_expert.interview.words.fields import BY_ID as FIELDS
from nmt_expert.interview.words.fields import FIELDS as FIELD_ORDER

_PAGE = 6


def answered_screens(picture: Picture) -> list[str]:
    """Names of the screens that were answered, in their order: fields, open questions, and pages of findings."""
    head = [f"who.{f.id}" for f in FIELD_ORDER if f.now(picture.case.file) or f"who.{f.id}" in picture.passed]
    pages = {f"page.{i}": _group(picture, page[0]) for i, page in enumerate(_pages(picture))}
    later = []
    for name in picture.passed:
        if name in OPEN:
            later.append(name)
        elif page := next((page for page, group in pages.items() if group == _place(name) and page not in later), None):
            later.append(page)
    return [*head, *(page for page in pages if page not in later), *later]


def answered_screen(picture: Picture, name: str) -> Screen:
    """One of these screens with its answers."""
    if name.startswith("who."):
        return field_screen(picture, FIELDS[name.removeprefix("who.")])
    if name in OPEN:
        return open_screen(picture, OPEN[name])
    keys = _pages(picture)[int(name.removeprefix("page."))]
    items = tuple(item_of(picture, finding) for key in keys if (finding := picture.kb.finding(key)))
    return Screen(name, "checklist", "Answered before", Progress(0, 0, ""), items=items, flags=picture.flags)


def _pages(picture: Picture) -> list[list[str]]:
    """The log of checklists in pages: what was drawn or told stands on its own screen."""
    pages: list[list[str]] = []
    before = ""
    told = [OPEN[name] for name in picture.passed if name in OPEN]
    ordered = sorted(picture.log, key=lambda key: key not in picture.screen_keys)
    for key in ordered:
        finding = picture.kb.finding(key)
        if finding is None or key in ("duration_days", "course_chronic"):
            continue
        if key not in picture.screen_keys and any(belongs(q, finding) for q in told) and picture.log[key] == "present":
            continue
        group = _group(picture, key)
        if group != before or len(pages[-1]) >= _PAGE:
            pages.append([])
        pages[-1].append(key)
        before = group
    return pages


def _group(picture: Picture, key: str) -> str:
    """The stage of a finding: the safety screen, or where it was examined."""
    finding = picture.kb.finding(key)
    if key in picture.screen_keys or finding is None:
        return "safety"
    return "factors" if finding.section == "factor" else place_of(finding, picture.kb)


def _place(screen: str) -> str:
    """The same for the name of a screen: 'examination.sitting.2' -> 'sitting', 'history.1' -> 'interview'."""
    stage, _, rest = screen.partition(".")
    return rest.partition(".")[0] if stage == "examination" else "interview" if stage == "history" else stage
