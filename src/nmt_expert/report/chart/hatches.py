"""How the zones of the body chart look: line work that stays apart in grey and by fax."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nmt_expert.report.chart.body import Box

Lines = Callable[[Box, float], str]  # box to fill, units for one unit of the sheet -> path


@dataclass(frozen=True)
class Style:
    """Look of one kind of zone: `lines` inside, a border, and the words of the legend."""

    lines: Lines
    colour: str
    width: float  # of the inner lines
    dash: str  # pattern of the inner lines
    border: str  # dash pattern of the border
    legend: str


def _steps(start: float, stop: float, step: float) -> Iterator[float]:
    """Multiples of `step`, not offsets from `start`: lines of neighbouring zones meet."""
    value = start // step * step
    while value <= stop:
        yield value
        value += step


def _rising(step: float) -> Lines:
    def lines(box: Box, k: float) -> str:
        left, top, right, bottom = box
        return " ".join(
            f"M {c - bottom:.1f} {bottom:.1f} L {c - top:.1f} {top:.1f}"
            for c in _steps(left + top, right + bottom, step * k)
        )

    return lines


def _falling(step: float) -> Lines:
    def lines(box: Box, k: float) -> str:
        left, top, right, bottom = box
        return " ".join(
            f"M {c + top:.1f} {top:.1f} L {c + bottom:.1f} {bottom:.1f}"
            for c in _steps(left - bottom, right - top, step * k)
        )

    return lines


def _level(step: float, shift: float = 0) -> Lines:
    """Level lines; every second one begins `shift` further right."""

    def lines(box: Box, k: float) -> str:
        left, top, right, bottom = box
        return " ".join(
            f"M {left + (shift * k if row % 2 else 0):.1f} {y:.1f} L {right:.1f} {y:.1f}"
            for row, y in enumerate(_steps(top, bottom, step * k))
        )

    return lines


STYLES = {
    "spillover": Style(_falling(8), "#2f6fad", 0.9, "", "3.5 2.5", "spillover referral zone"),
    "essential": Style(_rising(6), "#0b3c6f", 1.5, "", "", "essential referral zone"),
    "field": Style(_level(6), "#0a4f44", 1.1, "", "7 2 1.5 2", "field of the nerve"),
    # the dots are dashes of no length with round ends
    "numb": Style(_level(4.4, 2.5), "#3d2470", 2.2, "0.01 5", "", "numbness or tingling"),
}
