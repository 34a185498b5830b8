"""The drawing of the body: its views and zones, read once from report_templates/bodychart/."""

from __future__ import annotations

from functools import cache

import msgspec
from msgspec import Struct

from nmt_expert.paths import shipped

Box = tuple[float, float, float, float]  # left, top, right, bottom


class Zone(Struct, frozen=True):
    d: str  # closed path
    c: tuple[float, float]  # anchor: where a cross or a label goes
    b: Box


class View(Struct, frozen=True):
    title: str
    box: Box
    outline: str
    contour: str
    fine: str
    zones: dict[str, Zone]


class Chart(Struct, frozen=True):
    views: dict[str, View]


@cache
def chart() -> Chart:
    """The drawing: 13 views, each with its zones by zone key (`temple-l`: the client's left temple)."""
    return msgspec.json.decode((shipped("report_templates") / "bodychart" / "chart.json").read_bytes(), type=Chart)


@cache
def muscle_sites() -> dict[str, str]:
    """Muscle id -> the zone in which its trigger points are marked."""
    path = shipped("report_templates") / "bodychart" / "muscle_sites.json"
    return msgspec.json.decode(path.read_bytes(), type=dict[str, str])


def keys(zone: str, side: str) -> list[str]:
    """Zone keys of a zone on a side. A zone without sides is one key; an unknown zone none.

    `side` other than left or right means both.
    """
    if zone in _all_keys():
        return [zone]
    letters = {"left": "l", "right": "r"}.get(side, "lr")
    return [f"{zone}-{letter}" for letter in letters if f"{zone}-{letter}" in _all_keys()]


@cache
def _all_keys() -> frozenset[str]:
    return frozenset(key for view in chart().views.values() for key in view.zones)
