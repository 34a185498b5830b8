"""Which hypotheses belong to one story: muscle and nerve, satellites, two lesions on one root's way."""

from __future__ import annotations

from msgspec.structs import replace as with_fields

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Hypothesis as Known
from nmt_expert.reasoning.assessment import Hypothesis


def with_links(kb: KnowledgeBase, listed: list[Hypothesis]) -> list[Hypothesis]:
    """Adds to each hypothesis the ids of the listed ones that belong to the same story."""
    return [
        with_fields(h, linked=tuple(other.id for other in listed if other.id != h.id and linked(kb, h.id, other.id)))
        for h in listed
    ]


def linked(kb: KnowledgeBase, one: str, other: str) -> bool:
    """A muscle that presses the nerve, a satellite of the other trigger point, or two lesions on one root's way."""
    a, b = kb.hypotheses[one], kb.hypotheses[other]
    return _leads_to(a, b) or _leads_to(b, a) or _double_crush(a, b) or _double_crush(b, a)


def _leads_to(a: Known, b: Known) -> bool:
    muscle = a.id.removeprefix("trigger_point.")
    return a.mechanism == "trigger_point" and (
        b.id in a.entraps or muscle in b.muscles or b.id.removeprefix("trigger_point.") in a.satellites
    )


def _double_crush(a: Known, b: Known) -> bool:
    return (
        a.mechanism == "compression"
        and b.mechanism == "entrapment"
        and len(a.roots) <= 2
        and bool(set(a.roots) & set(b.roots))
    )
