"""Draws the chart's paths in the PDF without parsing them: half of the renderer's time went into that.

The chart writes its paths as `M 1 2 L 3 4 C 1 2 3 4 5 6 Z` with absolute numbers and single spaces. PDF wants the same
numbers with the operator behind them, so a path of that form is rewritten by one substitution. Any other path goes
through WeasyPrint's own reader, and with another version than the pinned one nothing is replaced.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

WEASYPRINT = "70.0"
_CANONICAL = re.compile(r"M [-\d. MLCZ]*")
_STEP = re.compile(r"([MLCZ])((?: -?[\d.]+)*) ?")
_OPERATOR = {"M": "m", "L": "l", "C": "c", "Z": "h"}


@lru_cache(maxsize=1024)
def operators(path: str) -> bytes | None:
    """The PDF operators of a path, or None when it is not in the chart's form."""
    if not _CANONICAL.fullmatch(path):
        return None
    return _STEP.sub(lambda step: f"{step[2].lstrip()} {_OPERATOR[step[1]]}\n", path).encode().rstrip()


def install() -> None:
    """Let WeasyPrint draw the chart's paths this way. Call after importing it; calling twice does no harm."""
    import weasyprint
    from weasyprint import svg

    if weasyprint.__version__ != WEASYPRINT or getattr(svg.TAGS["path"], "fast", False):
        return
    slow = svg.TAGS["path"]

    def path(image: Any, node: Any, font_size: float) -> None:
        ready = operators(node.get("d", ""))
        if ready is None:
            slow(image, node, font_size)
        else:
            image.stream.stream.append(ready)

    path.fast = True  # type: ignore[attr-defined]
    svg.TAGS["path"] = path
