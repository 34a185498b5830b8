"""A red flag: what raises it, what to do and say, and where that was seen."""

from __future__ import annotations

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.condition_words import rule_words
from nmt_expert.reasoning.safety.flag_words import to_do
from nmt_expert.teaching.atlas.page import Page, Row, sections


def flag_page(kb: KnowledgeBase, id: str) -> Page:
    flag = kb.flags[id]
    rules = sorted((r for r in kb.rules_of(id) if r.kind == "flag"), key=lambda r: r.id)
    raised = [Row("; and ".join(rule_words(kb, r)), strength=r.urgency, note=r.because) for r in rules]
    return Page(
        "flag",
        id,
        flag.name,
        flag.because,
        (
            ("Urgency", flag.urgency.replace("_", " ")),
            ("Do", to_do(flag, flag.urgency)),
            ("Say", flag.say),
            ("Manual therapy", flag.manual_therapy.replace("_", " ")),
        ),
        sections(
            ("Raised by", raised),
            ("Sources", [Row(kb.sources[s].what, note=kb.sources[s].url) for s in flag.sources if s in kb.sources]),
        ),
    )
