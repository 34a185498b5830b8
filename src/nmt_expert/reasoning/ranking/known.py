"""A disease of which the client tells is no new danger: a planned visit to find it is not asked for again.

What asks for haste stays, and so does every sign that is not the disease's own.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.model import Hypothesis, Urgency
from nmt_expert.reasoning.assessment import HASTE


def told_of(observations: Iterable[Observation]) -> frozenset[str]:
    """The keys of what is stated to be there."""
    return frozenset(o.key for o in observations if o.state == "present")


def is_known(hypothesis: Hypothesis, told: Container[str]) -> bool:
    """Whether the client tells that a doctor has found it."""
    return hypothesis.known_by != "" and hypothesis.known_by in told


def asked_for(hypothesis: Hypothesis, told: Container[str]) -> Urgency:
    """The urgency that a hypothesis asks for in this case."""
    return "treat" if is_known(hypothesis, told) and hypothesis.triage not in HASTE else hypothesis.triage
