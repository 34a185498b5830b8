"""Raised red flags: what was found, what was denied and not asked, whether the hands stay off; others in a line each."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment
from nmt_expert.report.flags import Beside, parted
from nmt_expert.report.letter.findings import said
from nmt_expert.report.letter.sentences.item import small
from nmt_expert.report.view import Alert, Row
from nmt_expert.report.words import URGENCY, listed

NAMED = 5  # phrases of what raised a flag; of more the number is told
BACKGROUND = ("pain of ", "age ", "for ", "female", "male")  # how what tells least begins
ANSWERED = 6  # of its own questions that were denied
OPEN = 6  # of those that are open, the most telling
IN_FULL = 3  # of many flags, most urgent first; the others are named and stand in the appendix
ADDED = 2  # phrases of what a flag that is only named rests on beside
TREATMENT = {
    "contraindicated": "No manual treatment.",
    "local": "No manual treatment of this region.",
    "after_clearance": "Manual treatment only after clearance.",
}


def alerts(assessment: Assessment, knowledge: KnowledgeBase) -> tuple[Alert, ...]:
    """The flags that stand in full, most urgent first."""
    told: set[str] = set()  # questions, and what the hands do, that stand with an earlier flag
    return tuple(
        Alert(
            word=URGENCY[flag.urgency][0],
            name=flag.name,
            found=_found(flag.findings, assessment, knowledge),
            lowered=flag.lowered,
            together=" and ".join(flag.together),
            denied=_asked(flag.denied, told, ANSWERED),
            not_raised=_asked(flag.not_raised, told, OPEN),
            not_asked=_asked(flag.not_asked, told, OPEN),
            treatment=_new(TREATMENT.get(flag.manual_therapy, ""), told),
            because=flag.because,
        )
        for flag in parted(assessment).full
    )


def beside(assessment: Assessment, knowledge: KnowledgeBase, thought_of: Iterable[str] = ()) -> tuple[Row, ...]:
    """The flags that are only named, each with what it adds. `thought_of`: names of hypotheses to consider as well."""
    _, same, also = parted(assessment)

    def named(one: Beside) -> str:
        adds = listed(said(one.adds, assessment, knowledge, ordered=True), ADDED)
        return f"{one.flag.name} (with {adds})" if adds else one.flag.name

    rows = (
        Row("Raised by the same findings", ("; ".join(map(named, same)),)),
        Row("Also consider", ("; ".join((*map(named, also), *thought_of)),)),
    )
    return tuple(row for row in rows if any(row.texts))


def _new(text: str, told: set[str]) -> str:
    """A sentence that was not told yet, or ''."""
    new = "" if text in told else text
    told.add(text)
    return new


def _asked(labels: Iterable[str], told: set[str], most: int) -> str:
    """Questions that were not told of yet, the most telling ones."""
    new = [label for label in labels if label not in told][:most]
    told.update(new)
    return "; ".join(small(label) for label in new)


def _found(labels: tuple[str, ...], assessment: Assessment, knowledge: KnowledgeBase) -> str:
    """What raised the flag, the most telling first; where it merely hurts, whom and since when come last."""
    found = said(labels, assessment, knowledge, ordered=True)
    return listed(sorted(found, key=lambda text: text.startswith(BACKGROUND)), NAMED)
