"""What a part of a typed line means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

MOST = 9  # choices offered
_OPPOSITE = {"better_with": "worse_with(", "worse_with": "better_with("}  # who says the one does not mean the other
_NEAR = 3  # of what only comes near, offered beside what was clearly said


@dataclass(frozen=True)
class Term:
    """What a part means: one finding, or several that it could mean, or none. `side` is '' when none was said."""

    keys: tuple[str, ...]
    typed: str
    side: str
    erase: bool = False
    state: Literal["present", "absent"] = "present"
    guess: bool = False  # only near: even a single one is asked
    left: str = ""  # words of the part that belong to nothing that is understood of it


def not_read(terms: Iterable[Term], declined: Iterable[Term] = ()) -> str:
    """The parts of a line that mean nothing here, the words of others that do, and those whose guess was `declined`; '' where
    all was taken."""
    refusing = [term.typed for term in declined]
    lost = [t.left if t.keys else t.typed for t in terms if not t.keys or (t.left and t.typed not in refusing)]
    unread, refused = _quoted(lost), _quoted(refusing)
    said = [f"Not understood, so not taken: {unread}."] if unread else []
    return " ".join([*said, *([f"Not taken, as you answered: {refused}."] if refused else [])])


def _quoted(parts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(f"'{part}'" for part in parts))


def asked_with(said: list[Term], near: list[Term]) -> list[Term]:
    """What is asked back: what was clearly said, though not to this question, and in one list with it what comes near."""
    if not said:
        return near
    if any(term.state == "absent" for term in said):  # what is denied is not offered as being there
        near = [term for term in near if term.state == "absent"]
    if not near:
        return [replace(term, guess=True) for term in said]
    if said[0].state != near[0].state:
        return [replace(term, guess=True) for term in (*said, *near) if term.keys]
    family = said[0].keys[0].partition("(")[0]
    close = [key for key in near[0].keys if not key.startswith(_OPPOSITE.get(family, "-"))]
    both = dict.fromkeys((*said[0].keys[: MOST - _NEAR], *close[:_NEAR]))
    return [replace(term, guess=True) for term in (replace(said[0], keys=tuple(both)[:MOST]), *said[1:])]
