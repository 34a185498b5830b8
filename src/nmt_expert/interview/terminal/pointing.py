"""Pointing in the figure with the arrow keys: the mark jumps from place to place, a key draws there."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import click

from nmt_expert.interview.answering.drawing import draw
from nmt_expert.interview.answering.free_words import drawn
from nmt_expert.interview.terminal.console import Console
from nmt_expert.interview.terminal.figure import drawn_at, figure, place_of_zone
from nmt_expert.interview.terminal.text import wrap
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.errors import InputError

_KEYS = {"\x1b[A": (0, -1), "\x1b[B": (0, 1), "\x1b[C": (1, 0), "\x1b[D": (-1, 0)}
_KEYS |= {"\x1bO" + key[-1]: step for key, step in _KEYS.items()} | {
    "\xe0" + w: s for w, s in zip("HPMK", _KEYS.values(), strict=True)
}
_KINDS = {" ": "pain", "p": "pain", "n": "numbness", "t": "tingling", "b": "burning", "s": "shooting"}
_SIDEWAYS = 2  # a column is half as wide as a row is high
_HOW = (
    "Arrows move; space or p pain, n numb, t tingling, b burning, s shooting; Tab the next place here; Enter is done."
)


class Spot(NamedTuple):
    """One place of the figure: its column and row, and the zones there."""

    column: int
    row: int
    zones: tuple[tuple[str, str], ...]  # zone and side


def point(session: Session, console: Console) -> str:
    """Draws with the keys until Enter. The message to show. Raises InputError where there are no keys to read."""
    if not console.redraws:
        raise InputError("There are no arrow keys here; type the places.")
    spots = spots_of(session)
    here, turn, message = spots[len(spots) // 2], 0, _HOW
    while True:
        zone, side = here.zones[turn % len(here.zones)]
        label = session.kb.body_places[zone].label + (f", {side}" if side else "")
        console.clear()
        console.say(
            [
                *wrap(message),
                *drawn_at(figure(drawn(session.picture), session.kb.body_places), here.column, here.row),
                "",
            ]
        )
        console.say(wrap(f"{label}" + (f"  (1 of {len(here.zones)} places here)" if len(here.zones) > 1 else "")))
        key = click.getchar()
        if key in ("\r", "\n", "q", "\x1b"):
            return "Drawn."
        if key in _KEYS:
            here, turn, message = _next(spots, here, *_KEYS[key]), 0, _HOW
        elif key == "\t":
            turn += 1
        elif key in _KINDS:
            message = draw(session, session.mark(f"{_KINDS[key]}({zone})", side or None))
        elif key == "\x03":
            raise KeyboardInterrupt


def spots_of(session: Session) -> list[Spot]:
    """All places of the figure, from the top."""
    found: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for zone in session.kb.zones.values():
        for side in ("left", "right") if zone.sided else ("",):
            found.setdefault(place_of_zone(zone, side), []).append((zone.id, side))
    for whole in session.kb.wholes.get(
        "zones", {}
    ).values():  # behind the spots that it could be, where most of them are
        for side in ("left", "right"):
            at = Counter(place_of_zone(session.kb.zones[part], side) for part in whole.parts)
            found[at.most_common(1)[0][0]].append((whole.id, side))
    return [
        Spot(column, row, tuple(zones))
        for (column, row), zones in sorted(found.items(), key=lambda item: item[0][::-1])
    ]


def _next(spots: list[Spot], here: Spot, across: int, down: int) -> Spot:
    """The nearest place in a direction; the same when there is none."""

    def ahead(spot: Spot) -> int:
        return (spot.column - here.column) * across + (spot.row - here.row) * down * _SIDEWAYS

    def aside(spot: Spot) -> int:
        return abs((spot.row - here.row) * across * _SIDEWAYS) + abs((spot.column - here.column) * down)

    ahead_of = [spot for spot in spots if ahead(spot) > 0 and aside(spot) <= 2 * ahead(spot)]
    return min(ahead_of, key=lambda spot: ahead(spot) + 2 * aside(spot), default=here)
