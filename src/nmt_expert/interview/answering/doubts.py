"""A finding that was denied though another that is there means it, or a whole that was found normal though a part of it is
not: both stay, and which is right is asked."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_expert.case.observation import Observation
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.atoms import family_of

_DENIED, _NORMAL = "means '{}', which was denied", "speaks against '{}', which was found"


def doubted(before: Picture, after: Picture) -> str:
    """What the last answer put in doubt, in sentences; '' when nothing."""
    if before is after:
        return ""
    known = set(_pairs(before))
    new = [pair for pair in _pairs(after) if pair not in known]
    return " ".join(
        f"Which is right? '{_label(after, found)}' is there and {said.format(_label(after, against))}. Both stand until one is changed."
        for found, against, said in new
    )


def _pairs(picture: Picture) -> Iterator[tuple[str, str, str]]:
    """What was stated to be there, what was stated against it on one side, and how the two stand to each other."""
    kb = picture.kb
    found = [finding for o in picture.case.observations if o.state == "present" and (finding := kb.finding(o.key))]
    normal = [finding for finding in found if finding.rules_out]
    for o in picture.facts.observations:
        if o.state != "present":
            continue
        sums = [finding.key for finding in kb.summaries if family_of(o.key) in finding.summary_of]
        for key in (*kb.implied(o.key), *sums):
            if any(_meets(o, other) for other in picture.stated.get(key, ())):
                yield o.stated.key, key, _DENIED
        for finding in normal:
            if family_of(o.key) in finding.rules_out:
                yield o.stated.key, finding.key, _NORMAL


def _meets(o: Observation, other: Observation) -> bool:
    return other.state == "absent" and (not o.sides or not other.sides or bool(o.sides & other.sides))


def _label(picture: Picture, key: str) -> str:
    finding = picture.kb.finding(key)
    return finding.label if finding else key
