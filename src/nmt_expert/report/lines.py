"""Lines for a terminal: 80 columns, fewer where it is narrower."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from nmt_expert.columns import columns

_WIDEST, _NARROWEST = 80, 40


def wrapped(text: str, indent: int = 0, hanging: int | None = None) -> list[str]:
    """The text in lines; those after the first begin at `hanging`."""
    return textwrap.wrap(
        text,
        max(min(columns(), _WIDEST), _NARROWEST),
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent if hanging is None else hanging),
        break_on_hyphens=False,
    ) or [""]


def listed(words: Sequence[str], word: str = "and") -> str:
    """'a', 'a and b', 'a; b; and c'; words that hold commas themselves are parted by semicolons."""
    apart = ";" if any("," in w or ";" in w for w in words) else ","
    if len(words) <= 2 and apart == ",":
        return f" {word} ".join(words)
    return f"{apart} {word} ".join((f"{apart} ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def ordinal(place: int) -> str:
    """'First' to 'third', then '4th', '21st'."""
    if place <= 3:
        return ("First", "Second", "Third")[place - 1]
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"
