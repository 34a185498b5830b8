"""A place on the body: what sends pain there, by how typical that is."""

from __future__ import annotations

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Hypothesis
from nmt_expert.teaching.atlas.page import Link, Marked, Page, Row, sections

_MAIN, _SPILL, _FIELD, _PAIN = "main referral zone", "spillover", "skin of the nerve", "pain"


def zone_page(kb: KnowledgeBase, zone: str) -> Page:
    """Muscles, nerves, roots and conditions that are felt in a zone: the typical before the possible, then the common."""
    subject = kb.zones[zone]
    found = {h.id: how for h in kb.hypotheses.values() if (how := _how(h, zone))}
    order = sorted(found, key=lambda id: (_STEPS.index(found[id]), -_common(kb, id), kb.hypotheses[id].name))

    def rows(*mechanisms: str) -> list[Row]:
        return [
            Row(kb.hypotheses[id].name, Link(kb.hypotheses[id].name, "hypothesis", id), strength=found[id])
            for id in order
            if kb.hypotheses[id].mechanism in mechanisms
        ]

    return Page(
        "zone",
        zone,
        subject.label,
        f"What is felt here, the typical first. Region: {subject.region.replace('_', ' ')}.",
        sections=sections(
            ("Muscles whose trigger points refer here", rows("trigger_point")),
            ("Nerves", rows("entrapment")),
            ("Roots, plexus and cord", rows("compression")),
            ("Other conditions", rows("other")),
            (
                "Findings here",
                [Row(f"What findings here say: {subject.label}", Link(subject.label, "subject", f"zone.{zone}"))],
            ),
        ),
        marked=Marked(pain=(zone,)),
    )


_STEPS = (_MAIN, _FIELD, _PAIN, _SPILL)


def _how(h: Hypothesis, zone: str) -> str:
    if any(zone in t.essential for t in h.triggers):
        return _MAIN
    if zone in h.sensory:
        return _FIELD
    if any(zone in t.spillover for t in h.triggers):
        return _SPILL
    return _PAIN if zone in h.pain else ""


def _common(kb: KnowledgeBase, hypothesis: str) -> float:
    return kb.scale.priors[kb.hypotheses[hypothesis].prior]
