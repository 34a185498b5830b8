"""The body chart: a typed line is places of one area, or what an area is like; the figure stands beside the list."""

from __future__ import annotations

import re
import shutil

from nmt_expert.interview.answering.drawing import draw
from nmt_expert.interview.answering.free_words import drawn
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Screen
from nmt_expert.interview.terminal.console import Console, Rang
from nmt_expert.interview.terminal.figure import figure
from nmt_expert.interview.terminal.free_words import answer_open, changes_of
from nmt_expert.interview.terminal.text import hint, screen_lines, width, wrap
from nmt_expert.interview.way.areas import area_lines
from nmt_expert.interview.way.open_questions import CHART, vocabulary_of
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.phrases import phrases_of
from nmt_expert.interview.words.typed.area_line import AreaLine, area_line, by_area

_BESIDE = 55  # columns from which the list stands beside the figure
_GAP = 3
_CLEAR = re.compile(r"(?:^|(?<=[,;]))\s*(?:ok|clear|free)\s+", re.IGNORECASE)


def answer_chart(session: Session, console: Console, line: str, screen: Screen) -> str:
    """Records a line; an empty one finishes the chart. The message. Raises InputError."""
    if not line or line in ("-", "s"):
        return answer_open(session, console, CHART, line, screen)
    return mark(session, console, _CLEAR.sub(" no ", line).strip())


def mark(session: Session, console: Console, line: str) -> str:
    """Takes a line of places, of what areas are like, or both. The message to show. Raises InputError."""
    meant = [area_line(part, phrases_of(session.kb)) for part in by_area(line)]
    return " ".join(_mark(session, console, part) for part in meant)


def _mark(session: Session, console: Console, meant: AreaLine) -> str:
    vocabulary = vocabulary_of(CHART, session.kb)
    try:
        changes, unread = changes_of(session, console, vocabulary, meant.places)
    except Rang as rang:
        draw(session, rang.changes, meant.area, meant.told)
        raise
    except InputError as error:
        if not meant.told:
            raise
        changes, unread = [], error.at_keyboard  # what the area is like stands
    return f"{draw(session, changes, meant.area, meant.told)} {unread}".strip()


def chart_lines(screen: Screen, picture: Picture, message: str, drawing: bool) -> list[str]:
    """The page of the chart: what was drawn by area, and the figure beside or above it where there is room."""
    head = screen_lines(
        Screen(screen.id, "open", screen.title, screen.progress, lines=screen.lines, flags=screen.flags), message
    )
    if not screen.items and not picture.case.file.complaint.areas:
        return head
    head = [line for line in head if not line.startswith("For example")]
    room = shutil.get_terminal_size((80, 24)).lines - len(head) - len(hint(screen)) - 1
    body = figure(drawn(picture), picture.kb.body_places) if drawing else []
    beside = width() >= _BESIDE
    areas = list(area_lines(picture, hint=True))
    alone = [line for text in areas for line in wrap(text)]
    if not body or len(body) > room:
        return head + alone
    if not beside:
        return head + body + alone if len(body) + len(alone) <= room else head + alone
    wide = max(map(len, body)) + _GAP
    listed = [line for text in areas for line in wrap(text, most=width() - wide)]
    rows = max(len(body), len(listed))
    if rows > room:
        return head + alone
    body += [""] * (rows - len(body))
    listed += [""] * (rows - len(listed))
    return head + [(left.ljust(wide) + right).rstrip() for left, right in zip(body, listed, strict=True)]
