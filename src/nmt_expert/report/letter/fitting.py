"""Chooses how much detail leaves the end of the physician's report on its second page.

A layout takes a tenth of a second, an estimate a thousandth. So the heights of the part before the body chart and of
the part from it on are estimated from their text first, and laying out begins with the detail that should fit. The
estimate was fitted to laid-out reports of the case library (benchmarks/report.py prints how often it is right); being
wrong costs one more layout. The two parts are tightened apart, because the chart usually begins the second page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import product

from nmt_expert.report.letter.detail import FIRST_HALF, SECOND_HALF, Detail, detail

CHART, END = "chart", "closing"  # ids of the body chart and of the last part before the appendix
PAGES = 2  # a third would not be read; what does not fit goes to the appendix
# tightness of the part before the chart and of the part from it on, by how much they leave out together
ORDER = sorted(product(range(len(FIRST_HALF)), range(len(SECOND_HALF))), key=lambda step: (sum(step), step))
READABLE = (1, 1)
CONTENT = {"a4": 274.0, "letter": 256.4}  # millimetres of a page between its margins
SHEET_UNIT = 0.14  # millimetres of one unit of the chart's sheet as printed
CLOSING = 31.0  # millimetres of limits, provenance and signature, which stay together
DOUBT = 10.0  # by so much the estimate is distrusted after a layout that did not fit, then by twice as much
CAPTION = 14.0  # and of the words under the chart, which stay with it

# millimetres: base, a character in a row's longest cell, a character outside tables, row, list line in a row, table,
# paragraph or heading
_FIRST = (-9.9, 0.0568, 0.0261, 8.92, 3.81, -10.9, 5.13)
_SECOND = (4.5, 0.0351, 0.0251, 3.35, 1.26, 6.38, 4.47)

_TAG = re.compile(r"<[^>]+>")
_SVG = re.compile(r'<svg[^>]*viewBox="0 0 \d+ (\d+)".*?</svg>', re.S)
_ROW = re.compile(r"<tr.*?</tr>", re.S)
_CELL = re.compile(r"</t[dh]>")
_LINE = re.compile(r"<(?:p|h\d|li)\b")


def first_fitting(html: Callable[[Detail], str], fits: Callable[[str], bool], paper: str) -> Detail:
    """Calls `fits` with pages of less and less detail, beginning with the most that should fit, until it says yes.

    When even the tightest does not, the last call has the detail that a longer report is readable with. Returns the
    detail of the last call.
    """
    html = cache(html)
    ample = html(detail())
    if not all(f'id="{mark}"' in ample for mark in (CHART, END)):
        fits(ample)  # a clinic's own template without these marks is taken as it comes
        return detail()
    height, doubt = CONTENT[paper], 0.0
    heights = _Heights(html)
    for step in ORDER:
        if heights.bottom(*step, height) > PAGES * height - doubt:
            continue
        if fits(html(detail(*step))):
            return detail(*step)
        doubt = 2 * doubt or DOUBT
    fits(html(detail(*READABLE)))
    return detail(*READABLE)


class _Heights:
    """Estimated millimetres of the part before the chart, of the chart, and of the rest, each by its tightness."""

    def __init__(self, html: Callable[[Detail], str]) -> None:
        self._html = html
        self._first = cache(self._first_part)
        self._second = cache(self._second_part)

    def bottom(self, before: int, after: int, page: float) -> float:
        """From the top of the first page to the end of the last part."""
        bottom = self._first(before)
        drawn, rest = self._second(after)
        for block in (drawn, 0.0, CLOSING):
            if bottom % page + block > page:  # does not break: begins the next page
                bottom += page - bottom % page
            bottom += block or rest
        return bottom

    def _first_part(self, before: int) -> float:
        html = self._html(detail(before, 0))
        return _height(html[html.find("<body") : html.find(f'id="{CHART}"')], _FIRST)

    def _second_part(self, after: int) -> tuple[float, float]:
        html = self._html(detail(0, after))
        chart, end = html.find(f'id="{CHART}"'), html.find(f'id="{END}"')
        figure = _SVG.search(html)
        rest = _height(_SVG.sub("", html[chart:end]), _SECOND)
        return (float(figure[1]) * SHEET_UNIT + CAPTION, rest - CAPTION) if figure else (0.0, rest)


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
