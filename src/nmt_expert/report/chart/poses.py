"""Draws what a client does at home: a jointed figure in the style of the body chart, made of rounded limbs.

report_templates/bodychart/poses.json holds each pose on a sheet of 200 by 156: limbs with their widths from back to
front, the head, what it leans on, where it pulls, which way it moves.
"""

from __future__ import annotations

from functools import cache

import msgspec
from markupsafe import Markup, escape

from nmt_expert.paths import shipped
from nmt_expert.report.chart.draw import EDGE, SKIN

PULL, PROP, WAY = "#f0a868", "#8d867c", "#1f4e79"
Point = tuple[float, float]
Line = list[Point]


class Pose(msgspec.Struct, forbid_unknown_fields=True):
    limbs: list[tuple[float, Line]]  # width and joints
    head: tuple[float, float, float] | None = None  # centre and radius
    nose: Point | None = None
    prop: list[Line] = []  # floor, wall, chair, strap
    ball: tuple[float, float, float] | None = None
    pull: list[Line] = []  # where it is felt
    arrow: Line = []
    arrow2: Line = []


@cache
def poses() -> dict[str, Pose]:
    """Every pose by its name."""
    path = shipped("report_templates") / "bodychart" / "poses.json"
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Pose])


def picture(name: str, alt: str) -> Markup:
    """The pose as SVG; `alt` says what it shows."""
    pose = poses()[name]
    body = "".join(_line(line, PROP, 2.2) for line in pose.prop)
    body += _circle(*pose.ball, fill="#fff") if pose.ball else ""
    body += "".join(_line(joints, EDGE, width + 2.4) + _line(joints, SKIN, width) for width, joints in pose.limbs)
    body += _circle(*pose.nose, 3, fill=SKIN) if pose.nose else ""
    body += _circle(*pose.head, fill=SKIN) if pose.head else ""
    body += "".join(_line(line, PULL, 5) for line in pose.pull)
    body += "".join(_arrow(line) for line in (pose.arrow, pose.arrow2) if line)
    return Markup(  # noqa: S704 - drawn here, and the words are escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 156" role="img"><title>{escape(alt)}</title>{body}</svg>'
    )


def _line(points: Line, colour: str, width: float) -> str:
    d = "M " + " L ".join(f"{x:g} {y:g}" for x, y in points)
    return _path(d, colour, width)


def _path(d: str, colour: str, width: float) -> str:
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-linecap="round" '
        'stroke-linejoin="round"/>'
    )


def _circle(x: float, y: float, r: float, *, fill: str) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{fill}" stroke="{EDGE}" stroke-width="1.2"/>'


def _arrow(line: Line) -> str:
    """A bow through three points that ends in a tip."""
    (x, y), (bend_x, bend_y), (end_x, end_y) = line
    length = ((end_x - bend_x) ** 2 + (end_y - bend_y) ** 2) ** 0.5
    dx, dy = (end_x - bend_x) / length, (end_y - bend_y) / length
    tip = [
        (end_x - 8 * dx + 5 * dy, end_y - 8 * dy - 5 * dx),
        (end_x, end_y),
        (end_x - 8 * dx - 5 * dy, end_y - 8 * dy + 5 * dx),
    ]
    return _path(f"M {x:g} {y:g} Q {bend_x:g} {bend_y:g} {end_x:g} {end_y:g}", WAY, 3) + _line(tip, WAY, 3)
