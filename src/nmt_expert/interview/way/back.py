"""Going back: the pages that were answered, as they were shown, so that every one can be seen and changed again."""

from __future__ import annotations

from nmt_expert.interview.choice.topics import line_again, topic_item
from nmt_expert.interview.screens.items import item_of
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import JOINED, Item, Progress, Screen
from nmt_expert.interview.way.open_questions import BY_ID as OPEN
from nmt_expert.interview.way.open_questions import CHART, belongs
from nmt_expert.interview.way.stages import READ_BACK, field_screen, open_screen, read_back_screen
from nmt_expert.interview.words.onset import ONSETS
from nmt_expert.interview.words.typed.fields import BY_ID as FIELDS
from nmt_expert.interview.words.typed.fields import FIELDS as FIELD_ORDER

_PAGE = 6  # findings on a page that gathers what stands on none, such as those that were written by hand
_HEAD = ("duration_days", "course_chronic", *ONSETS.values())  # asked with the head of the case


def answered_screens(picture: Picture) -> list[str]:
    """Names of what was answered, in its order: fields, findings that no page asked, and pages as they were shown."""
    head = [f"who.{f.id}" for f in FIELD_ORDER if f.now(picture.case.file) or f"who.{f.id}" in picture.passed]
    return [
        *head,
        *(f"loose.{i}" for i in range(len(_loose(picture)))),
        *(f"told.{name}" for name in picture.passed if name in OPEN and name not in {p.screen for p in picture.pages}),
        *(f"page.{i}" for i in range(len(picture.pages))),
        *(name for name in picture.passed if name == READ_BACK),
    ]


def answered_screen(picture: Picture, name: str) -> Screen:
    """One of these with its answers."""
    kind, _, rest = name.partition(".")
    if kind == "who":
        return field_screen(picture, FIELDS[rest])
    if kind == READ_BACK:
        return read_back_screen(picture)
    if kind == "loose":
        return _page(picture, name, "Stated besides", _loose(picture)[int(rest)])
    if kind == "told":
        return open_screen(picture, OPEN[rest])
    page = picture.pages[int(rest)]
    if page.screen in OPEN:
        return open_screen(picture, OPEN[page.screen])
    return _page(picture, page.screen, page.title, page.asked)


def _page(picture: Picture, name: str, title: str, keys: list[str]) -> Screen:
    items = [_again(picture, key) for key in keys]
    return Screen(
        name,
        "checklist",
        f"Answered before: {title}",
        Progress(0, 0, ""),
        items=tuple(i for i in items if i),
        flags=picture.flags,
    )


def _again(picture: Picture, key: str) -> Item | None:
    if JOINED in key:
        return line_again(picture, key)
    if key in picture.kb.topics:
        return topic_item(picture, picture.kb.topics[key])
    finding = picture.kb.finding(key)
    return item_of(picture, finding) if finding else None


def _loose(picture: Picture) -> list[list[str]]:
    """Findings of the case that stand on no page and that no open question shows, a few at a time."""
    paged = {key for page in picture.pages for asked in page.asked for key in asked.split(JOINED)}
    # what is drawn is on its own page from the first
    told = [CHART, *(OPEN[name] for name in picture.passed if name in OPEN)]
    loose = [
        key
        for key, state in picture.log.items()
        if key not in paged
        and key not in _HEAD
        and state != "not_raised"
        and (finding := picture.kb.finding(key))
        and not (state == "present" and any(belongs(question, finding) for question in told))
    ]
    return [loose[start : start + _PAGE] for start in range(0, len(loose), _PAGE)]
