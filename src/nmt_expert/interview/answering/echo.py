"""What a line was taken to say, so that nothing is taken for absent by mistake."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.case.record import Answer
from nmt_expert.interview.answering.free_words import with_side
from nmt_expert.interview.screens.items import answer_words
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.words.typed.fields import FIELDS
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.words import capped, first_of, grouped, measured

_SHOWN = 60  # letters of a note
_NAMED = 4  # findings named by their label; more are counted
_STATES = {
    "present": "yes",
    "value": "measured",
    "absent": "no",
    "not_raised": "named as examples and not chosen",
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


def still_open(numbers: Iterable[int]) -> str:
    """Which questions of a page have no answer yet, and what may be typed then."""
    return f"Still open: {', '.join(map(str, numbers))}; - is no to the open ones, Enter leaves them not tested."


def _label(kb: KnowledgeBase, answer: Answer) -> str:
    finding = kb.finding(answer.key)
    label = finding.label if finding else answer.key
    if answer.value is not None:
        label += f" {measured(answer.value, finding.unit if finding else '')}"
    return with_side(label, answer.side) if answer.state != "not_tested" else label


def taken_back(before: Picture, after: Picture) -> str:
    """What an undo took back, in one sentence."""
    keys = [key for key in {**before.log, **after.log} if answer_words(before, key) != answer_words(after, key)]
    labels = [finding.label for key in keys if (finding := before.kb.finding(key))]
    files = before.case.file, after.case.file
    labels += [field.ask for field in FIELDS if len({field.now(file) for file in files}) > 1]
    notes, kept = (file.notes for file in files)
    labels += [f"note: {capped(note, _SHOWN)}" for note in (*notes, *kept) if (note in notes) != (note in kept)]
    drawn = len({str(file.complaint.areas) for file in files}) > 1
    labels += ["what an area of the body chart is like"] if drawn and not labels else []
    return f"Taken back: {first_of(labels, _NAMED)}." if labels else "The last answer is taken back."
