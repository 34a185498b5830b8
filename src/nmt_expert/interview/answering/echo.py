"""What a line was taken to say, so that nothing is taken for absent by mistake."""

from __future__ import annotations

from nmt_expert.case.record import Answer
from nmt_expert.interview.answering.free_words import with_side
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.words import grouped

_NAMED = 4  # findings named by their label; more are counted
_STATES = {
    "present": "yes",
    "value": "measured",
    "absent": "no",
    "not_raised": "named, not picked",
    "not_tested": "not tested",
}
_COUNTED = ("not_raised", "not_tested")


def taken(kb: KnowledgeBase, answers: list[Answer]) -> str:
    """The answers of a page in one sentence: what is there by its name, the rest by name or number."""
    said = []
    for state, words in _STATES.items():
        labels = list(dict.fromkeys(_label(kb, a) for a in answers if a.state == state))
        if not labels:
            continue
        named = state in ("present", "value") or (len(labels) <= _NAMED and state not in _COUNTED)
        said.append(f"{words}: {'; '.join(grouped(labels))}" if named else f"{len(labels)} {words}")
    return f"Taken: {'. '.join(said)}." if said else ""


def _label(kb: KnowledgeBase, answer: Answer) -> str:
    finding = kb.finding(answer.key)
    label = finding.label if finding else answer.key
    if answer.value is not None:
        label += f" {answer.value:g} {finding.unit if finding else ''}".rstrip()
    return with_side(label, answer.side) if answer.state != "not_tested" else label
