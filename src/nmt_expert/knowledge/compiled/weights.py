"""What a rule weighs: log10 of a likelihood ratio, with the interval from which redraws take it."""

from __future__ import annotations

from math import log10
from typing import Any

from nmt_expert.knowledge.scale import Scale


def of_word(word: str, sign: int, scale: Scale) -> dict[str, Any]:
    """Weight of a word of strength for (`sign` 1) or against (-1); the interval reaches to the neighbouring words."""
    steps = [0.0, *sorted(set(scale.strengths.values()))]
    value = scale.strengths[word]
    place = steps.index(value)
    ends = sorted((sign * steps[place - 1], sign * steps[min(place + 1, len(steps) - 1)]))
    return {"strength": word, "weight": sign * value, "low": ends[0], "high": ends[1]}


def of_ratio(ratio: float, interval: tuple[float, float] | None) -> dict[str, Any]:
    """Weight of a likelihood ratio; without a printed interval, half to double the ratio."""
    low, high = interval or (ratio / 2, ratio * 2)
    return {"strength": f"LR {ratio:g}", "weight": log10(ratio), "low": log10(low), "high": log10(high)}
