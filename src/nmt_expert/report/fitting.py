"""Chooses how much detail leaves the end of the physician's report on its second page.

A layout takes a tenth of a second, an estimate a thousandth. So the heights of the part before the body chart and of
the part from it on are estimated from their text first, and laying out begins with the detail that should fit. The
estimate was fitted to laid-out reports of the case library (benchmarks/report.py prints how often it is right); being
wrong costs one more layout, never a third page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache

from nmt_expert.report.detail import Detail, detail

CHART, END = "chart", "closing"  # ids of the body chart and of the last part before the appendix
PAGES = 2  # a third would not be read; what does not fit goes to the appendix
# tightness of the part before the chart and of the part from it on
LADDER = ((0, 0), (0, 1), (1, 1), (2, 1), (2, 2), (3, 2), (3, 3), (4, 3), (5, 3))
CONTENT = {"a4": 274.0, "letter": 256.4}  # millimetres of a page between its margins
SHEET_UNIT = 0.14  # millimetres of one unit of the chart's sheet as printed
CLOSING = 31.0  # millimetres of limits, provenance and signature, which stay together
DOUBT = 12.0  # by how much more every layout that did not fit makes the estimate be distrusted
CAPTION = 14.0  # and of the words under the chart, which stay with it

# millimetres: base, a character in a row's longest cell, a character outside tables, row, list line in a row, table,
# paragraph or heading
_FIRST = (-16.5, 0.0663, 0.0315, 7.39, 2.34, -5.55, 3.98)
_SECOND = (1.3, 0.0355, 0.0255, 3.56, 1.22, 4.21, 4.78)

_TAG = re.compile(r"<[^>]+>")
_SVG = re.compile(r'<svg[^>]*viewBox="0 0 \d+ (\d+)".*?</svg>', re.S)
_ROW = re.compile(r"<tr.*?</tr>", re.S)
_CELL = re.compile(r"</t[dh]>")
_LINE = re.compile(r"<(?:p|h\d|li)\b")


def first_fitting(html: Callable[[Detail], str], fits: Callable[[str], bool], paper: str) -> None:
    """Calls `fits` with pages of less and less detail, beginning with the first that should fit, until it says yes."""
    html = cache(html)
    doubt = 0.0

    def promising(step: tuple[int, int]) -> bool:
        return _bottom(html(detail(*step)), CONTENT[paper]) <= PAGES * CONTENT[paper] - doubt

    steps: tuple[tuple[int, int], ...] = LADDER
    while steps:
        number = min(bisect_left(steps, True, key=promising), len(steps) - 1)
        step = before, after = steps[number]
        if not doubt:
            # the chart often begins the second page, and then the first has room for all detail
            step = next(((first, after) for first in range(before) if promising((first, after))), step)
        if fits(html(detail(*step))):
            return
        steps = steps[number + (step == steps[number]) :]
        doubt += DOUBT


def _bottom(html: str, height: float) -> float:
    """Millimetres from the top of the first page to the end of the last part, as estimated."""
    start, chart, end = html.find("<body"), html.find(f'id="{CHART}"'), html.find(f'id="{END}"')
    if chart < 0 or end < 0:
        return 0.0  # a clinic's own template without these marks is taken as it comes
    figure = _SVG.search(html)
    drawn = float(figure[1]) * SHEET_UNIT + CAPTION if figure else 0.0
    rest = _height(_SVG.sub("", html[chart:end]), _SECOND) - (CAPTION if figure else 0.0)
    bottom = _height(html[start:chart], _FIRST)
    for block in (drawn, 0.0, CLOSING):
        if bottom % height + block > height:  # does not break: begins the next page
            bottom += height - bottom % height
        bottom += block or rest
    return bottom


def _height(html: str, weights: tuple[float, ...]) -> float:
    rows = [_CELL.split(row) for row in _ROW.findall(html)]
    outside = _ROW.sub("", html)
    counts = (
        1,
        sum(max(_length(cell) for cell in row) for row in rows),
        _length(outside),
        len(rows),
        sum(max(cell.count("<li") for cell in row) for row in rows),
        html.count("<table"),
        len(_LINE.findall(outside)),
    )
    return sum(weight * count for weight, count in zip(weights, counts, strict=True))


def _length(html: str) -> int:
    return len(" ".join(_TAG.sub("", html).split()))
