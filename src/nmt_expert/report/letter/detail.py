"""How much of a long case stands on the first two pages."""

from __future__ import annotations

from dataclasses import dataclass

from nmt_expert.report.chart.layout import LOW, LOWEST, TALL


@dataclass(frozen=True)
class Detail:
    """How much of a long case stands on the first two pages; the rest is in the appendix."""

    listed: int  # hypotheses on the first page at all
    blocks: int  # of these printed in full
    points: int  # in each of their lists
    tight: bool  # lists as lines
    chart: int  # height of a figure on the chart's sheet
    phrases: int  # in a cell of the findings
    factors: int
    steps: int  # in a row of the plan
    answers: int  # of the red-flag screen, of each kind
    notes: int  # characters of free notes; longer ones stand whole in the appendix


# listed, blocks, points, answers
FIRST_HALF = ((9, 6, 6, 14), (9, 6, 3, 14), (9, 4, 3, 10), (9, 3, 2, 8), (6, 2, 2, 6), (4, 1, 2, 4))
# chart, phrases, factors, steps, notes
SECOND_HALF = (
    (TALL, 12, 6, 5, 350),
    (LOW, 9, 5, 4, 300),
    (LOW, 6, 3, 3, 200),
    (LOWEST, 3, 2, 2, 100),
    (LOWEST, 2, 1, 1, 0),
)


def detail(first: int = 0, second: int = 0) -> Detail:
    """Detail of the part before the body chart and of the part from it on; 0 is ample, higher is tighter."""
    listed, blocks, points, answers = FIRST_HALF[first]
    chart, phrases, factors, steps, notes = SECOND_HALF[second]
    return Detail(listed, blocks, points, second > 0, chart, phrases, factors, steps, answers, notes)
