"""The body to tap: a view of the report's drawing, whole or enlarged round a place, each place a link.

A finger is 44 px wide. In the enlarged part the chosen place is at least so large on the narrowest telephone; what is smaller
beside it is reached by a margin that belongs to the nearest place, or by tapping again. The list beside it says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.report.chart.body import Box, View, chart
from nmt_expert.report.chart.draw import body
from nmt_expert.report.chart.marks import NUMB, PAIN, Marks, spots_of

FINGER = 44  # px
NARROW = 340  # px that the enlarged part has on a telephone
_WIDEST = 130.0  # units of the drawing that an enlarged part shows at most
_TALLER = 1.1  # than wide
_LINE = 1.6  # units of a line on a figure of 340 px
_ROOM = 3  # units round a view
FIGURES = ("front", "back")
SOLES = ("sole_r", "sole_l")  # what no figure shows


@dataclass(frozen=True)
class Spot:
    """A place of the body on a side: its key, its zone and its side ('' in the midline)."""

    key: str
    zone: str
    side: str
    drawn: tuple[str, ...]  # keys in the drawing: several where the spot is not stated

    @property
    def views(self) -> list[str]:
        """The views that show it: those that show most of it, and enlarge it, first."""
        return views_of(self.drawn)


@cache
def views_of(drawn: tuple[str, ...]) -> list[str]:
    """The views that show some of these keys of the drawing: those that show most of them, and enlarge them, first."""
    shown = {name: len(view.zones.keys() & {*drawn}) for name, view in chart().views.items()}
    return sorted((name for name in shown if shown[name]), key=lambda name: (-shown[name], name in FIGURES))


def spot(kb: KnowledgeBase, key: str) -> Spot | None:
    """The place with a key, 'temple-l' or 'neck_any-l'; None where there is none."""
    zone, _, letter = key.partition("-")
    side = {"l": "left", "r": "right"}.get(letter, "")
    known = kb.body_places.get(zone)
    drawn = (spots_of(known, side)[0] if side else ()) if known and known.parts else (key,)
    return Spot(key, zone, side, drawn) if known and views_of(drawn) else None


def marks_of(kb: KnowledgeBase, drawn: list[tuple[str, str, frozenset[str]]]) -> Marks:
    """What is on the chart (kind, zone, sides) as the report draws it; what it draws as neither pain nor numb has lines."""
    wholes = kb.wholes.get("zones", {})
    vague = [spots for _, zone, sides in drawn if zone in wholes for spots in spots_of(wholes[zone], _one(sides))]
    kinds: dict[str, list[str]] = {"pain": [], "numb": [], "field": []}
    for kind, zone, sides in drawn:
        name = "pain" if kind in PAIN else "numb" if kind in NUMB else "field"
        kinds[name] += [f"{zone}-{side[0]}" for side in sides] if sides else [zone, f"{zone}-l", f"{zone}-r"]
    told = tuple(dict.fromkeys(vague))
    return Marks(pain=tuple(kinds["pain"]), numb=tuple(kinds["numb"]), field=tuple(kinds["field"]), vague=told)


def _one(sides: frozenset[str]) -> str:
    return next(iter(sides)) if len(sides) == 1 else ""


def window(view: View, boxes: list[Box]) -> Box:
    """The part of a view that is shown for a place: small enough to make the place as large as a finger, large enough to
    hold all of one whose spot is not stated."""
    left, top = (min(box[i] for box in boxes) for i in (0, 1))
    right, bottom = (max(box[i] for box in boxes) for i in (2, 3))
    limits = _round(view.box)
    if len(boxes) > 1:
        width = min(max(right - left, (bottom - top) / _TALLER) + 4 * _ROOM, limits[2] - limits[0])
    else:
        width = min(NARROW / FINGER * min(right - left, bottom - top), _WIDEST, limits[2] - limits[0])
    height = min(max(width * _TALLER, bottom - top if len(boxes) > 1 else 0), limits[3] - limits[1])
    x = min(max((left + right - width) / 2, limits[0]), limits[2] - width)
    y = min(max((top + bottom - height) / 2, limits[1]), limits[3] - height)
    return x, y, x + width, y + height


def whole(name: str, marks: Marks, link: Callable[[str, str], str]) -> Markup:
    """A whole view; `link` makes an address of a place and a view."""
    view = chart().views[name]
    return _svg(name, _round(view.box), marks, (), lambda key: link(key, views_of((key,))[0]))


def enlarged(name: str, chosen: Spot, marks: Marks, link: Callable[[str, str], str]) -> Markup:
    """The part of a view round a place, which is framed."""
    view = chart().views[name]
    boxes = [view.zones[key].b for key in chosen.drawn if key in view.zones]
    return _svg(name, window(view, boxes), marks, chosen.drawn, lambda other: link(other, name))


def _svg(name: str, box: Box, marks: Marks, chosen: Container[str], link: Callable[[str], str]) -> Markup:
    view = chart().views[name]
    left, top, right, bottom = box
    k = (right - left) / NARROW * _LINE
    shown = {key: zone for key, zone in view.zones.items() if _meets(zone.b, box)}
    shapes = "".join(
        f'<path id="{name}-{key}" d="{zone.d}" vector-effect="non-scaling-stroke"/>' for key, zone in shown.items()
    )
    margins = "".join(_link(link(key), f"{name}-{key}", "margin") for key in shown)
    places = "".join(_link(link(key), f"{name}-{key}", "chosen" if key in chosen else "place") for key in shown)
    return Markup(  # noqa: S704 - drawn here, and the addresses are escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}" '
        f'class="figure" aria-hidden="true"><defs>{shapes}</defs>{body(view, marks, k, name)}{margins}{places}</svg>'
    )


def _link(address: str, shape: str, look: str) -> str:
    return f'<a href="{escape(address)}" tabindex="-1"><use href="#{shape}" class="{look}"/></a>'


def _round(box: Box) -> Box:
    """A box with a little room for lines on its edge."""
    left, top, right, bottom = box
    return left - _ROOM, top - _ROOM, right + _ROOM, bottom + _ROOM


def _meets(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
