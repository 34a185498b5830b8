"""What words weigh: rules/scale.yaml, compiled."""

from __future__ import annotations

from msgspec import Struct


class Scale(Struct, frozen=True):
    """What a word weighs: log10 of a likelihood ratio, and the neighbouring steps."""

    strengths: dict[str, float]
    priors: dict[str, float]
    support: dict[str, float]  # least score for strong, good, some
    group_discount: float
    context_cap: float
    show_within: float
    show_most: int
    in_part: float = 0.0  # share of an argument of which one condition is not known
    spot_open: float = 0.0  # ... of which the place is known, but not the spot
    said_again: float = 1.0  # share of an argument from findings that have spoken already
    no_hallmark: float = 0.0  # what a hypothesis pays without any of its hallmarks
    unexplained: float = 0.0  # what it pays for leaving all of the complaint unexplained
    elsewhere: float = 0.0  # what it pays where all of the complaint lies outside its regions
    presented: dict[str, float] = {}  # share that counts of what a finding says by how often a condition shows it
    shown: dict[str, float] = {}  # share of clients that each word of a presentation means
    shown_most: float = 0.0  # more than this one finding never says, before that share
    thought_of: float = 0.0  # from here on what is usual in a condition of the complaint's region brings it to mind
    apart: float = 0.0  # the first two are told apart from this distance on
    measured: dict[str, tuple[int, int, int]] = {}  # of each word of support: cases, first right, among three
