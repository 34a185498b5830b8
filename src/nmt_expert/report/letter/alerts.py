"""Raised red flags: what was found, what the therapist does, whether the hands stay off."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment
from nmt_expert.report.letter.findings import said
from nmt_expert.report.letter.sentences.item import small
from nmt_expert.report.view import Alert
from nmt_expert.report.words import URGENCY, listed

_SENTENCE = re.compile(r"(?<=[.!]) (?=[A-Z])")
NAMED = 5  # phrases of what raised a flag; of more the number is told
BACKGROUND = ("pain of ", "age ", "for ", "female", "male")  # how what tells least begins
ASKED = 6  # of its own questions with the same answer
IN_FULL = 4  # of many flags, most urgent first; the others are named and stand in the appendix
TREATMENT = {
    "contraindicated": "No manual treatment.",
    "local": "No manual treatment of this region.",
    "after_clearance": "Manual treatment only after clearance.",
}


def alerts(assessment: Assessment, knowledge: KnowledgeBase) -> tuple[Alert, ...]:
    """All raised flags in the order of the assessment, most urgent first."""
    told: dict[str, None] = {}  # sentences that stand with an earlier flag
    asked: set[str] = set()  # questions that do
    return tuple(
        Alert(
            word=URGENCY[flag.urgency][0],
            name=flag.name,
            found=_found(flag.findings, assessment, knowledge),
            lowered=flag.lowered,
            together=" and ".join(flag.together),
            denied=_asked(flag.denied, asked),
            not_raised=_asked(flag.not_raised, asked),
            not_asked=_asked(flag.not_asked, asked),
            do=_new(flag.do, told),
            treatment=_new(TREATMENT.get(flag.manual_therapy, ""), told),
            because=flag.because,
        )
        for flag in assessment.flags
    )


def _new(text: str, told: dict[str, None]) -> str:
    """The sentences of a text that were not told yet."""
    sentences = [part for part in _SENTENCE.split(text) if part and part not in told]
    told.update(dict.fromkeys(sentences))
    return " ".join(sentences)


def _asked(labels: Iterable[str], told: set[str]) -> str:
    """Questions that were not told of yet, the most telling ones."""
    new = [label for label in labels if label not in told][:ASKED]
    told.update(new)
    return "; ".join(small(label) for label in new)


def _found(labels: tuple[str, ...], assessment: Assessment, knowledge: KnowledgeBase) -> str:
    """What raised the flag, the most telling first; where it merely hurts, whom and since when come last."""
    found = said(labels, assessment, knowledge, ordered=True)
    return listed(sorted(found, key=lambda text: text.startswith(BACKGROUND)), NAMED)
