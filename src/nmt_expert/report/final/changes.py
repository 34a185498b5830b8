"""What an addendum says: which letter it belongs to, and what is different now."""

from __future__ import annotations

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment, Finding
from nmt_expert.report.final.seal import Seal, leading
from nmt_expert.report.letter.sentences.item import items
from nmt_expert.report.letter.sentences.sentence import rows
from nmt_expert.report.view import Addendum, Row
from nmt_expert.report.words import URGENCY


def addendum(seal: Seal, assessment: Assessment, knowledge: KnowledgeBase) -> Addendum:
    """What was added and withdrawn since the sealed letter, and what became of its urgency and leading hypothesis."""
    before, now = set(seal.findings), set(assessment.findings)
    changes = [
        *_findings("Added", [f for f in assessment.findings if f not in before], knowledge),
        *_findings("Withdrawn", [f for f in seal.findings if f not in now], knowledge),
    ]
    if seal.urgency != assessment.urgency:
        changes.append(Row("Urgency", (f"was {_word(seal.urgency)}, is {_word(assessment.urgency)}",)))
    if seal.leading != leading(assessment):
        changes.append(
            Row("Leading hypothesis", (f"was {seal.leading or 'none'}, is {leading(assessment) or 'none'}",))
        )
    return Addendum(
        to=f"Addendum to the letter signed on {seal.signed}{f' by {seal.by}' if seal.by else ''}, which is attached "
        f"unchanged (SHA-256 {seal.letter_hash[:16]})",
        changes=tuple(changes) or (Row("Changed", ("personal details, complaint or notes only",)),),
    )


def _findings(name: str, found: list[Finding], knowledge: KnowledgeBase) -> list[Row]:
    told = rows(items(tuple(found), knowledge))
    return [Row(f"{name} ({row.name.lower()})" if row.name else name, row.texts) for row in told]


def _word(urgency: str) -> str:
    return URGENCY[urgency][0].lower()
