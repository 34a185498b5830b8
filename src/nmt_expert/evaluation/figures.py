"""Shares with their intervals over many results."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import sqrt

from msgspec import Struct

from nmt_expert.evaluation.score import Result


class Share(Struct, frozen=True):
    """k of n with Wilson's 95 % interval (Wilson 1927)."""

    k: int
    n: int
    value: float | None
    low: float | None
    high: float | None


def wilson(k: int, n: int, z: float = 1.959964) -> Share:
    if n == 0:
        return Share(0, 0, None, None, None)
    p = k / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Share(k, n, round(p, 4), round(max(0.0, centre - half), 4), round(min(1.0, centre + half), 4))


class Figures(Struct, frozen=True):
    cases: int
    top1: Share  # contestable labels left out
    top1_all: Share
    top3: Share
    mechanism: Share
    danger: Share
    red_flag_sensitivity: Share
    flag_named: Share
    false_alarm: Share
    triage_exact: Share
    under_triage: Share
    coverage: Share
    list_length: float | None


def figures(results: Iterable[Result]) -> Figures:
    results = list(results)

    def share(of: Callable[[Result], bool | None]) -> Share:
        answers = [value for r in results if (value := of(r)) is not None]
        return wilson(sum(answers), len(answers))

    return Figures(
        cases=len(results),
        top1=share(lambda r: r.top1),
        top1_all=share(lambda r: r.top1_all),
        top3=share(lambda r: r.top3),
        mechanism=share(lambda r: r.mechanism),
        danger=share(lambda r: r.danger),
        red_flag_sensitivity=share(lambda r: r.flagged),
        flag_named=share(lambda r: r.flag_named),
        false_alarm=share(lambda r: r.false_alarm),
        triage_exact=share(lambda r: r.triage_exact),
        under_triage=share(lambda r: r.under_triage),
        coverage=wilson(sum(r.expressed for r in results), sum(r.stated for r in results)),
        list_length=round(sum(r.listed for r in results) / len(results), 2) if results else None,
    )
