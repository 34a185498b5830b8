"""The places of the body as a list, and the kinds of symptom that one place may have."""

from __future__ import annotations

from dataclasses import dataclass

from nmt_expert.interview.browser.chart.picture import Spot
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.way.open_questions import CHART, families_of
from nmt_expert.report.chart.body import keys

_FIRST = ("pain", "numbness", "tingling", "burning", "shooting")


@dataclass(frozen=True)
class Kind:
    """A kind of symptom at one place: whether it is drawn there, and whether it is stated free of it."""

    id: str
    name: str
    drawn: bool
    free: bool
    often: bool


@dataclass(frozen=True)
class Listed:
    """A zone in the list: its name, and its places by the word of the side."""

    name: str
    sides: tuple[tuple[str, str], ...]  # word, key of the place
    drawn: bool


def kinds_of(picture: Picture, chosen: Spot) -> list[Kind]:
    """The kinds that may be drawn at a place, the usual ones first."""
    kinds = sorted(families_of(CHART), key=lambda kind: (_FIRST.index(kind) if kind in _FIRST else len(_FIRST), kind))
    return [
        Kind(
            kind,
            picture.kb.families[kind].label.partition(":")[0],
            _stated(picture, kind, chosen, "present"),
            _stated(picture, kind, chosen, "absent"),
            kind in _FIRST,
        )
        for kind in kinds
    ]


def spot_name(picture: Picture, chosen: Spot) -> str:
    return picture.kb.body_places[chosen.zone].label + (f", {chosen.side}" if chosen.side else "")


def regions_of(picture: Picture) -> list[tuple[str, list[Listed]]]:
    """All zones by region, in the order of the vocabulary."""
    found: dict[str, list[Listed]] = {}
    drawn = {key.partition("(")[2].rstrip(")") for key in picture.stated if key.partition("(")[0] in families_of(CHART)}
    for zone in (*picture.kb.zones.values(), *picture.kb.wholes.get("zones", {}).values()):
        places = [f"{zone.id}-{letter}" for letter in "lr"] if zone.parts else keys(zone.id, "both")
        sides = tuple(({"-l": "Left", "-r": "Right"}.get(key[-2:], "Choose"), key) for key in places)
        found.setdefault(zone.region, []).append(Listed(zone.label, sides, zone.id in drawn))
    return [(region.replace("_", " "), zones) for region, zones in found.items()]


def _stated(picture: Picture, kind: str, chosen: Spot, state: str) -> bool:
    said = picture.stated.get(f"{kind}({chosen.zone})", ())
    return any(o.state == state and (not chosen.side or not o.sides or chosen.side in o.sides) for o in said)
