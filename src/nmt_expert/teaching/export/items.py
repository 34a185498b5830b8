"""The questions of a case: what fits best, how urgent, and the weightiest finding."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from nmt_expert.errors import counted
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Urgency
from nmt_expert.reasoning.assessment import URGENCIES
from nmt_expert.teaching.quiz.exam import Exam, Key, Place
from nmt_expert.teaching.quiz.result import levels_late, urgency_share

_OPTIONS = 4


class Option(Struct, frozen=True):
    text: str
    share: float = 0.0  # of the points, 0 to 1
    why: str = ""  # told to who chose it


class Item(Struct, frozen=True):
    """One question, of which one option is worth all points."""

    name: str  # short, for the list of questions
    text: tuple[str, ...]  # paragraphs
    options: tuple[Option, ...]
    feedback: str

    @property
    def right(self) -> Option:
        return max(self.options, key=lambda option: option.share)


def items(kb: KnowledgeBase, exam: Exam) -> list[Item]:
    """The questions of one case, every one of which can be answered from its text."""
    stem = _stem(exam)
    key = exam.key
    found = []
    if key.hypotheses:
        right = kb.hypotheses[key.hypotheses[0]].name
        others = [place for place in exam.stages[-1].rules if place.id not in key.hypotheses][: _OPTIONS - 1]
        wrong = [Option(place.name, why=_parting(right, place, key)) for place in others]
        options = sorted((Option(right, 1.0), *wrong), key=lambda option: option.text)
        if wrong:
            text = (*stem, "Which assessment hypothesis fits best?")
            found.append(Item(f"{exam.case} hypothesis", text, tuple(options), f"{key.names}."))
    levels = tuple(
        Option(level.replace("_", " "), urgency_share(level, key.urgency), _haste(level, key)) for level in URGENCIES
    )
    flags = f"Red flags by the rules: {'; '.join(key.flags)}." if key.flags else "The rules raise no red flag."
    if key.by_rules != key.urgency:
        flags += f" Published: {key.urgency.replace('_', ' ')}; the rules say {key.by_rules.replace('_', ' ')}."
    found.append(Item(f"{exam.case} urgency", (*stem, "How urgent is it?"), levels, flags))
    if exam.item is not None:
        text = (*stem, "Which of these findings weighs most for the hypothesis that fits best?")
        why = f"It weighs most for {exam.item.hypothesis}: {exam.item.why}"
        weighed = tuple(Option(o, float(i == exam.item.right)) for i, o in enumerate(exam.item.options))
        found.append(Item(f"{exam.case} key finding", text, weighed, why))
    source = f" Source: {exam.source}" if exam.source else ""
    return [msgspec.structs.replace(item, feedback=item.feedback + source) for item in found]


def _parting(right: str, wrong: Place, key: Key) -> str:
    """What parts the right hypothesis from one wrong option: another finding for each."""
    what = key.changed_mind.get(wrong.id, "")
    return f"What parts {right} from it: {what}." if what else f"No finding of the case parts {right} from it."


def _haste(level: Urgency, key: Key) -> str:
    off = levels_late(level, key.urgency)
    return f"Too {'urgent' if off < 0 else 'late'} by {counted(abs(off), 'level')}." if off else ""


def _stem(exam: Exam) -> tuple[str, ...]:
    told = []
    for stage in exam.stages:
        findings = dict.fromkeys([*stage.told, *(a for q in stage.questions if q.step >= 0 for a in q.answer)])
        if findings:
            told.append(f"{stage.name}: {'; '.join(findings)}.")
    return tuple(text for text in (exam.about, exam.complaint, *told) if text)
