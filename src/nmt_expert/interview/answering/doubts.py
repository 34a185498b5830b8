"""A finding that was denied though another that is there means it: both stay, and which is right is asked."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_expert.case.observation import Observation
from nmt_expert.interview.screens.picture import Picture


def doubted(before: Picture, after: Picture) -> str:
    """What the last answer put in doubt, in sentences; '' when nothing."""
    if before is after:
        return ""
    known = set(_pairs(before))
    new = [pair for pair in _pairs(after) if pair not in known]
    return " ".join(
        f"Which is right? '{_label(after, found)}' is there and means '{_label(after, denied)}', which was denied. Both stand until one is changed."
        for found, denied in new
    )


def _pairs(picture: Picture) -> Iterator[tuple[str, str]]:
    """What was stated to be there, and what of that which it means was stated absent, on one side."""
    for o in picture.facts.observations:
        for key in picture.kb.implied(o.key) if o.state == "present" else ():
            if any(_meets(o, other) for other in picture.stated.get(key, ())):
                yield o.stated.key, key


def _meets(o: Observation, other: Observation) -> bool:
    return other.state == "absent" and (not o.sides or not other.sides or bool(o.sides & other.sides))


def _label(picture: Picture, key: str) -> str:
    finding = picture.kb.finding(key)
    return finding.label if finding else key
