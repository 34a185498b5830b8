"""The body chart: a typed line is places of one area, or what an area is like; the figure stands beside the list."""

from __future__ import annotations

import re
import shutil
from contextlib import nullcontext, suppress

from nmt_expert.case.record import Answer, Change, Retract
from nmt_expert.case.save import SaveError
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Screen
from nmt_expert.interview.terminal.console import Console
from nmt_expert.interview.terminal.figure import figure
from nmt_expert.interview.terminal.free_words import answer_open, changes_of, drawn, said
from nmt_expert.interview.terminal.text import hint, screen_lines, width, wrap
from nmt_expert.interview.way.areas import area_for, area_lines, areas_changed
from nmt_expert.interview.way.open_questions import CHART, vocabulary_of
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.area_line import area_line
from nmt_expert.interview.words.phrases import phrases_of

_BESIDE = 55  # columns from which the list stands beside the figure
_GAP = 3
_GENERAL: dict[object, str] = {"deep": "pain_deep", "constant": "pain_constant", "intermittent": "pain_intermittent"}
_CLEAR = re.compile(r"^(?:ok|clear|free)\s+", re.IGNORECASE)


def answer_chart(session: Session, console: Console, line: str, screen: Screen) -> str:
    """Records a line; an empty one finishes the chart. The message. Raises InputError."""
    if not line or line in ("-", "s"):
        return answer_open(session, console, CHART, line, screen)
    return mark(session, console, _CLEAR.sub("no ", line))


def mark(session: Session, console: Console, line: str) -> str:
    """Takes a line of places, of what an area is like, or both. The message to show. Raises InputError."""
    meant = area_line(line, phrases_of(session.kb))
    changes = changes_of(session, console, vocabulary_of(CHART, session.kb), meant.places) if meant.places else []
    added = [c.key for c in changes if isinstance(c, Answer) and c.state == "present"]
    removed = [c.key for c in changes if isinstance(c, Retract) or (isinstance(c, Answer) and c.state == "absent")]
    if not changes and not meant.told:
        return "Nothing taken; type other words, or a few more letters."
    follows = bool(meant.area or added or session.case.file.complaint.areas)
    with suppress(SaveError) if follows else nullcontext():  # what follows saves all, or says that it cannot
        session.answer(changes)
    _assign(
        session,
        meant.area or (area_for(session.picture, added) if added else ""),
        meant.told,
        added,
        removed,
        bool(changes),
    )
    name = meant.area or area_for(session.picture, added) if added or meant.told else ""
    return f"Taken{', ' + name if name else ''}: " + (said(session, changes) if changes else "described.")


def _assign(
    session: Session, name: str, told: dict[str, object], added: list[str], removed: list[str], joined: bool
) -> None:
    change: Change = areas_changed(session.picture, name, told, list(dict.fromkeys(added)), removed)
    if name or session.case.file.complaint.areas:
        session.answer([change, *_findings(session, name, told)], joined=joined)


def _findings(session: Session, name: str, told: dict[str, object]) -> list[Change]:
    """What rules can use of a description: the qualities, and depth and course of the main complaint."""
    keys = [str(key) for key in told.get("quality", ())]  # type: ignore[attr-defined]
    keys += [_GENERAL[word] for word in (told.get("depth"), told.get("course")) if name == "P1" and word in _GENERAL]
    return [Answer(key, "present") for key in keys if key not in session.picture.log]


def chart_lines(screen: Screen, picture: Picture, message: str, drawing: bool) -> list[str]:
    """The page of the chart: what was drawn by area, and the figure beside or above it where there is room."""
    head = screen_lines(
        Screen(screen.id, "open", screen.title, screen.progress, lines=screen.lines, flags=screen.flags), message
    )
    if not screen.items and not picture.case.file.complaint.areas:
        return head
    head = [line for line in head if not line.startswith("For example")]
    room = shutil.get_terminal_size((80, 24)).lines - len(head) - len(hint(screen)) - 1
    body = figure(drawn(picture), picture.kb.zones) if drawing else []
    beside = width() >= _BESIDE
    columns = width() - max(map(len, body)) - _GAP if body and beside else width()
    listed = [line for text in area_lines(picture) for line in wrap(text, most=columns)]
    if not body or len(body) > room:
        return head + listed
    if not beside:
        return head + body + listed if len(body) + len(listed) <= room else head + listed
    wide = max(map(len, body)) + _GAP
    rows = max(len(body), len(listed))
    if rows > room:
        return head + [line for text in area_lines(picture) for line in wrap(text)]
    body += [""] * (rows - len(body))
    listed += [""] * (rows - len(listed))
    return head + [(left.ljust(wide) + right).rstrip() for left, right in zip(body, listed, strict=True)]
