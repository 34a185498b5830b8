"""The questions of a case: what fits best, how urgent, and the weightiest finding."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import URGENCIES
from nmt_expert.teaching.quiz.exam import Exam

_OPTIONS = 4


class Item(Struct, frozen=True):
    """One question with one right option."""

    name: str  # short, for the list of questions
    text: tuple[str, ...]  # paragraphs
    options: tuple[str, ...]
    right: int
    feedback: str


def items(kb: KnowledgeBase, exam: Exam) -> list[Item]:
    """The questions of one case, every one of which can be answered from its text."""
    stem = _stem(exam)
    key = exam.key
    found = []
    if key.hypotheses:
        right = kb.hypotheses[key.hypotheses[0]].name
        others = [place.name for place in exam.stages[-1].rules if place.id not in key.hypotheses]
        options = sorted({right, *others[: _OPTIONS - 1]})
        parting = next((what for what in key.changed_mind.values() if what), "")
        why = f"{key.names}." + (f" What parts it from the others: {parting}." if parting else "")
        if len(options) > 1:
            text = (*stem, "Which assessment hypothesis fits best?")
            found.append(Item(f"{exam.case} hypothesis", text, tuple(options), options.index(right), why))
    urgencies = tuple(level.replace("_", " ") for level in URGENCIES)
    flags = f"Red flags by the rules: {'; '.join(key.flags)}." if key.flags else "The rules raise no red flag."
    if key.by_rules != key.urgency:
        flags += f" Published: {key.urgency.replace('_', ' ')}; the rules say {key.by_rules.replace('_', ' ')}."
    at = urgencies.index(key.urgency.replace("_", " "))
    found.append(Item(f"{exam.case} urgency", (*stem, "How urgent is it?"), urgencies, at, flags))
    if exam.item is not None:
        text = (*stem, "Which of these findings weighs most for the hypothesis that fits best?")
        why = f"It weighs most for {exam.item.hypothesis}: {exam.item.why}"
        found.append(Item(f"{exam.case} key finding", text, exam.item.options, exam.item.right, why))
    source = f" Source: {exam.source}" if exam.source else ""
    return [msgspec.structs.replace(item, feedback=item.feedback + source) for item in found]


def _stem(exam: Exam) -> tuple[str, ...]:
    told = []
    for stage in exam.stages:
        findings = dict.fromkeys([*stage.told, *(a for q in stage.questions if q.step >= 0 for a in q.answer)])
        if findings:
            told.append(f"{stage.name}: {'; '.join(findings)}.")
    return tuple(text for text in (exam.about, exam.complaint, *told) if text)
