"""The red-flag screen: what was found, and what was not asked by topic and number. Unasked is not cleared."""

from __future__ import annotations

from collections import Counter

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment
from nmt_expert.report.view import ScreenView
from nmt_expert.report.words import listed

STATUS = {
    "complete": "Complete: every question of the screen was asked.",
    "by topic": "Complete: asked by topic, one broad question each, and one by one what was not denied.",
    "incomplete": "Incomplete: what was not asked is not cleared.",
    "not screened": "Not screened: none of {} questions was asked, so nothing is cleared.",
}
DENIED = "not found: "
FOUND, TOPICS = 6, 7


def screen(assessment: Assessment, knowledge: KnowledgeBase) -> ScreenView:
    """Found and denied in words; the rest as topics with the number of their open questions."""
    asked, missing = assessment.screen.asked, assessment.screen.not_asked
    found = [label for label in asked if not label.startswith(DENIED)]
    denied = [label.removeprefix(DENIED) for label in asked if label.startswith(DENIED)]
    return ScreenView(
        status=STATUS["by topic" if assessment.screen.by_topic and not missing else assessment.screen.status].format(
            len(missing)
        ),
        complete=assessment.screen.status == "complete",
        found=listed(found, FOUND),
        denied=f"{listed(denied, 2, 'other' if len(denied) == 3 else 'others')}" if denied else "",
        not_raised="; ".join(assessment.screen.by_topic),
        not_asked=_topics(missing, knowledge) if asked else "",
    )


def _topics(missing: tuple[str, ...], knowledge: KnowledgeBase) -> str:
    titles: dict[str, str] = {}
    for block in knowledge.screens:
        for question in block.questions:
            if known := knowledge.finding(question):
                titles.setdefault(known.label, block.title.partition(":")[0])
    counted = Counter(titles.get(label, "Others") for label in missing)
    topics = [f"{title.lower()} ({number})" for title, number in counted.items()]
    rest = sum(list(counted.values())[TOPICS:])
    more = f", others ({rest})" if rest else ""
    return ", ".join(topics[:TOPICS]) + more
