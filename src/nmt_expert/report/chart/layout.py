"""Where the views of the body chart go on the sheet: which are needed, what of the figure is shown, how large."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from gettext import gettext

from nmt_expert.report.chart.body import Box, chart
from nmt_expert.report.chart.marks import Marks

FIGURES = ("front", "back")
# order on the sheet, and scale
INSETS = {
    "head_r": 1.25,
    "face": 1.25,
    "head_l": 1.25,
    "palm_r": 1.15,
    "palm_l": 1.15,
    "dorsum_l": 1.15,
    "dorsum_r": 1.15,
    "foot_r": 1.25,
    "foot_l": 1.25,
    "sole_l": 1.25,
    "sole_r": 1.25,
}
GROWTH = (2.0, 1.6, 1.3, 1.0)  # insets are enlarged by the first of these with which they fit beside the figure
WIDE, NARROW = 1000, 520  # sheet widths: paper, and a telephone
FONT = 18  # sheet units: 7 pt when the sheet is 140 mm wide
TALL, LOW, LOWEST = 560, 430, 340  # height of a figure on the sheet, and where room is short
SMALL = 330  # of a figure that only shows where the insets belong
LARGEST = 1.7  # scale of a cropped figure
CAPTION, GAP = 26, 22
MARGIN = 45  # of body shown above and below the marks
ROW = 240  # of insets under the figures, where they are enlarged
LEAST = 240  # of body height shown: less is not recognised
FIGURES_SHARE = 0.56  # of the sheet's width, for the figures when insets stand beside them

_POINT = re.compile(r"(-?[\d.]+) (-?[\d.]+)(?= [A-Z]|$)")  # the last point of each step of a path


@dataclass(frozen=True)
class Panel:
    """One view on the sheet: the part `box` of it, drawn at `scale` with its top left corner at x, y."""

    view: str
    box: Box
    x: float
    y: float
    scale: float

    @property
    def width(self) -> float:
        return (self.box[2] - self.box[0]) * self.scale

    @property
    def height(self) -> float:
        return (self.box[3] - self.box[1]) * self.scale


def panels(marks: Marks, width: int, tallest: int) -> tuple[list[Panel], float]:
    """The panels that show all marks on a sheet of this width, and the height that they take."""
    views = chart().views
    zones, marked = marks.zones(), marks.keys()
    figures = [name for name in FIGURES if marked & set(views[name].zones)] or list(FIGURES)
    insets = [name for name in INSETS if zones & set(views[name].zones)]  # a cross alone needs no enlargement
    if insets and all(any(key in views[name].zones for name in insets) for key in marked):
        placed = _figures(figures, (0.0, _foot(figures)), width, SMALL)
    else:
        room = width * FIGURES_SHARE if insets and width == WIDE else width
        placed = _figures(figures, _crop(marked, figures), room, tallest)
    right, bottom = placed[-1].x + placed[-1].width, placed[-1].y + placed[-1].height
    if not insets:
        return _centred(placed, width), bottom
    if width == NARROW:
        for growth in GROWTH:
            added, low = _flow(insets, growth, 0, bottom + GAP, width)
            if low <= bottom + GAP + CAPTION + ROW and all(panel.x + panel.width <= width for panel in added):
                break
    else:
        added, low = _beside(insets, right + GAP, width, bottom)
    return _centred(placed + added, width), max(bottom, low)


def _crop(marked: set[str], figures: list[str]) -> tuple[float, float]:
    """Top and bottom of the part of the figures that holds the marks, with a margin."""
    boxes = [zone.b for name in figures for key, zone in chart().views[name].zones.items() if key in marked]
    foot = _foot(figures)
    if not boxes:
        return 0.0, foot
    top, bottom = min(box[1] for box in boxes) - MARGIN, max(box[3] for box in boxes) + MARGIN
    lacking = max(0.0, LEAST - (bottom - top)) / 2
    top, bottom = top - lacking, bottom + lacking
    # a head or feet at the edge of the crop come in whole: a figure cut at the chin looks like a mistake
    return (0.0 if top < 130 else top), (foot if bottom > 660 else bottom)


def _foot(figures: list[str]) -> float:
    return max(chart().views[name].box[3] for name in figures)


def _figures(names: list[str], crop: tuple[float, float], room: float, tallest: float) -> list[Panel]:
    """The figures side by side, as large as the room allows."""
    top, bottom = crop
    boxes = [(left, top, right, bottom) for left, right in (_reach(name, top, bottom) for name in names)]
    natural = sum(box[2] - box[0] for box in boxes)
    scale = min(LARGEST, tallest / (bottom - top), (room - GAP * (len(names) - 1)) / natural)
    out: list[Panel] = []
    x = 0.0
    for name, box in zip(names, boxes, strict=True):
        out.append(Panel(name, box, x, CAPTION, scale))
        x += out[-1].width + GAP
    return out


def _reach(name: str, top: float, bottom: float) -> tuple[float, float]:
    """Leftmost and rightmost point of the body between two heights."""
    xs = [x for x, y in _outline(name) if top <= y <= bottom]
    return min(xs) - 4, max(xs) + 4


@cache
def _outline(name: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in _POINT.findall(chart().views[name].outline)]


def _beside(names: list[str], left: float, width: int, bottom: float) -> tuple[list[Panel], float]:
    """Insets beside the figures, enlarged as far as they end no lower than these."""
    for growth in GROWTH:
        placed, low = _flow(names, growth, left, 0, width)
        if low <= bottom and all(panel.x + panel.width <= width for panel in placed):
            break
    return placed, low


def _flow(names: list[str], growth: float, left: float, top: float, right: float) -> tuple[list[Panel], float]:
    """Insets in rows between left and right, each under its caption, and where the last row ends."""
    out: list[Panel] = []
    x, y, tallest = left, top, 0.0
    for name in names:
        view = chart().views[name]
        box = (view.box[0] - 2, view.box[1] - 2, view.box[2] + 2, view.box[3] + 2)
        panel = Panel(name, box, 0, 0, INSETS[name] * growth)
        slot = max(panel.width, text_width(gettext(view.title)))
        if x > left and x + slot > right:
            x, y, tallest = left, y + CAPTION + tallest + GAP / 2, 0.0
        out.append(replace(panel, x=x + (slot - panel.width) / 2, y=y + CAPTION))
        x += slot + GAP
        tallest = max(tallest, panel.height)
    return out, y + CAPTION + tallest


def _centred(placed: list[Panel], width: int) -> list[Panel]:
    shift = max(0.0, (width - max(panel.x + panel.width for panel in placed)) / 2)
    return [replace(panel, x=panel.x + shift) for panel in placed]


def text_width(text: str) -> float:
    """About how wide a text is on the sheet; start-anchored text needs no group in the PDF, centred text does."""
    return len(text) * FONT * 0.48
