"""How a hypothesis usually presents, in words."""

from __future__ import annotations

from array import array

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.presenting import LEVELS
from nmt_expert.reasoning.words import grouped


def usual(kb: KnowledgeBase, hypothesis: str) -> list[tuple[str, float, list[str]]]:
    """From always to never: the word, the share of clients that it means, and the findings; [] without a presentation."""
    told = kb.presentations
    number = told.numbers.get(hypothesis)
    if number is None:
        return []
    labels: list[list[str]] = [[] for _ in LEVELS]
    for place, level in zip(array("H", told.named[number]), told.levels[number], strict=True):
        if (finding := kb.finding(told.keys[place])) is not None and not finding.score:
            labels[level].append(finding.label)
    return [(word, kb.scale.shown[word], grouped(said)) for word, said in zip(LEVELS, labels, strict=True) if said]
