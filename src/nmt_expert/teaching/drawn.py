"""What the client drew, as zones of the body chart."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import family_of, subject_of
from nmt_expert.report.chart.body import keys
from nmt_expert.report.chart.marks import NUMB, PAIN

_SHOWN = "left"


def drawn(observations: Iterable[Observation]) -> dict[str, tuple[str, ...]]:
    """Zone keys by kind of mark, pain and numb; a kind that was not drawn is left out.

    What is on one side, nobody says which, is drawn on the left: on both it would look like a disease of the cord.
    """
    observations = list(observations)
    marks: dict[str, tuple[str, ...]] = {}
    for kind, families in (("pain", PAIN), ("numb", NUMB)):
        zones = [
            key
            for o in observations
            if o.state == "present" and family_of(o.key) in families
            for side in (o.sides or {_SHOWN})
            for key in keys(subject_of(o.key), side)
        ]
        if zones:
            marks[kind] = tuple(dict.fromkeys(zones))
    return marks


def side_note(observations: Iterable[Observation]) -> str:
    """What is to be read beside the chart where a mark stands on a side that nobody stated; else ''."""
    marked = (o for o in observations if o.state == "present" and family_of(o.key) in (*PAIN, *NUMB) and not o.sides)
    vague = any(len(keys(subject_of(o.key), "")) > 1 for o in marked)
    return f"Side not stated; shown on the {_SHOWN}." if vague else ""
