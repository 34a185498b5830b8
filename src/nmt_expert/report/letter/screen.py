"""The red-flag screen: what was found, and what was not asked by topic and number. Unasked is not cleared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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
FOUND, TOPICS, LOOKED = 6, 7, 8
NAMED = 8  # single questions that are named; of more the topics and numbers are told


def screen(assessment: Assessment, knowledge: KnowledgeBase) -> ScreenView:
    """Found and denied in words; the rest as topics with the number of their open questions."""
    asked, missing = assessment.screen.asked, assessment.screen.not_asked
    found = [label for label in asked if not label.startswith(DENIED)]
    denied = [label.removeprefix(DENIED) for label in asked if label.startswith(DENIED)]
    looked = assessment.screen.looked
    return ScreenView(
        status=STATUS["by topic" if assessment.screen.by_topic and not missing else assessment.screen.status].format(
            len(missing)
        ),
        complete=assessment.screen.status == "complete",
        found=listed(found, FOUND),
        denied=_some(denied),
        not_raised="; ".join(label for label in assessment.screen.by_topic if label not in looked),
        looked=listed(looked, LOOKED),
        named=_some(assessment.screen.not_raised),
        not_asked=_not_asked(missing, knowledge) if asked else "",
    )


def _some(labels: Sequence[str]) -> str:
    """The first labels and the number of the others."""
    return listed(labels, NAMED, "other" if len(labels) == NAMED + 1 else "others")


def _not_asked(missing: tuple[str, ...], knowledge: KnowledgeBase) -> str:
    """By name where few are open, else by topic and number."""
    return "; ".join(missing) if len(missing) <= NAMED else _topics(missing, knowledge)


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
