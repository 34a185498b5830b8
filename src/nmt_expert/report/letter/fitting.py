"""Chooses how much detail leaves the end of the physician's report on its second page.

A layout takes a tenth of a second, an estimate a thousandth. So the height is estimated from the text first, and laying
out begins with the detail that should fit; being wrong costs one more layout.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from nmt_expert.report.letter.detail import AMPLE, LEVELS, READABLE, Detail

END = "closing"  # id of the last part before the appendix
PAGES = 2  # a third would not be read; what does not fit goes to the appendix
FULL = {"a4": 11_500, "letter": 10_700}  # characters of two pages, every line that begins counted as LINE
LINE = 55

_SVG = re.compile(r"<svg.*?</svg>", re.S)
_TAG = re.compile(r"<[^>]+>")
_LINE = re.compile(r"<(?:p|h\d|li|tr)\b")


def first_fitting(html: Callable[[Detail], str], fits: Callable[[str], bool], paper: str) -> Detail:
    """Calls `fits` with pages of less and less detail, beginning with the most that should fit, until it says yes.

    When even the tightest does not, the last call has the detail that a longer report is readable with. Returns the
    detail of the last call.
    """
    ample = html(AMPLE)
    if f'id="{END}"' not in ample:
        fits(ample)  # a clinic's own template without this mark is taken as it comes
        return AMPLE
    for level in LEVELS:
        page = html(level)
        if level.rest and length(page) > FULL[paper]:  # the tightest are laid out whatever the estimate says
            continue
        if fits(page):
            return level
    fits(html(READABLE))
    return READABLE


def length(html: str) -> int:
    """About how long a page is up to its closing part, in characters."""
    body = _SVG.sub("", html[html.find("<body") : html.find(f'id="{END}"')])
    return len(" ".join(_TAG.sub("", body).split())) + LINE * len(_LINE.findall(body))
