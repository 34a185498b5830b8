"""What the client drew, as zones of the body chart."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import family_of, subject_of
from nmt_expert.report.chart.body import keys
from nmt_expert.report.chart.marks import NUMB, PAIN


def drawn(observations: Iterable[Observation]) -> dict[str, tuple[str, ...]]:
    """Zone keys by kind of mark, pain and numb; a kind that was not drawn is left out."""
    observations = list(observations)
    marks: dict[str, tuple[str, ...]] = {}
    for kind, families in (("pain", PAIN), ("numb", NUMB)):
        zones = [
            key
            for o in observations
            if o.state == "present" and family_of(o.key) in families
            for side in (o.sides or {""})
            for key in keys(subject_of(o.key), side)
        ]
        if zones:
            marks[kind] = tuple(dict.fromkeys(zones))
    return marks
