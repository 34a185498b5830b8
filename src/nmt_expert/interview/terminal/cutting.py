"""Pages are cut to fit: no heading and no question ever leaves the screen, and '-' denies only what is shown."""

from __future__ import annotations

import shutil
from dataclasses import replace

from nmt_expert.interview.screens.items import answer_words
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Item, Screen
from nmt_expert.interview.terminal.text import hint, screen_lines

_BESIDE = 2  # lines: the empty one and the prompt


def cut(screen: Screen, message: str = "") -> tuple[Screen, tuple[Item, ...]]:
    """As much of a page as fits the terminal, at least one item, and the items that are left for the next."""
    if screen.kind not in ("checklist", "readback") or not screen.items:
        return screen, ()
    room = shutil.get_terminal_size((80, 24)).lines - _BESIDE
    count = len(screen.items)
    while count > 1 and _height(_first(screen, count), message) > room:
        count -= 1
    return _first(screen, count), screen.items[count:]


def parted(screen: Screen, waiting: list[int], message: str) -> tuple[Screen, Screen] | None:
    """What was answered and what is still open as two pages, where the numbers still open would not all be in sight."""
    if len(cut(screen, message)[0].items) >= max(waiting):
        return None
    still = [screen.items[number - 1] for number in waiting]
    done = tuple(item for item in screen.items[: max(waiting)] if item not in still)
    return replace(screen, items=done), replace(screen, items=tuple(item for item in screen.items if item not in done))


def _height(screen: Screen, message: str) -> int:
    return len(screen_lines(screen, message)) + len(hint(screen))


def _first(screen: Screen, count: int) -> Screen:
    return replace(screen, items=screen.items[:count], after=len(screen.items) - count)


def renewed(screen: Screen, picture: Picture) -> Screen:
    """A page as it stands now: the same items, with the answers and flags of this state of the case."""
    items = tuple(replace(item, answer=answer_words(picture, item.key)) for item in screen.items)
    return replace(screen, items=items, flags=picture.flags)
