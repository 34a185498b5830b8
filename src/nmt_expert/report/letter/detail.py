"""How much of a long case stands on the first two pages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nmt_expert.report.chart.layout import LOW, LOWEST, TALL


@dataclass(frozen=True)
class Detail:
    """How much of a long case stands on the first two pages; the rest is in the appendix."""

    chart: int  # height of a figure on the chart's sheet
    against: int  # arguments against the leading hypothesis
    key: int  # sentences of the key findings
    others: int  # hypotheses beside the leading one
    factors: int
    steps: int  # in a row of the plan
    rest: int  # sentences of further findings
    notes: int  # characters of free notes; longer ones stand whole in the appendix
    late: bool = False  # the chart stands below the leading hypothesis, where many red flags leave it no room above


_BESIDE = (
    Detail(TALL, 9, 14, 8, 6, 6, 14, 350),
    Detail(LOW, 6, 12, 5, 4, 5, 8, 300),
    Detail(LOW, 6, 10, 4, 3, 4, 5, 150),
    Detail(LOWEST, 4, 8, 3, 2, 3, 2, 0),
    Detail(LOWEST, 3, 6, 2, 1, 2, 0, 0),
)
AMPLE, READABLE, TIGHTEST = _BESIDE[0], _BESIDE[2], _BESIDE[-1]
LEVELS = (*_BESIDE, replace(READABLE, late=True), replace(TIGHTEST, late=True))
