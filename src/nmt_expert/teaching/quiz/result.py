"""What a student answered, in a plain file, and what it is worth.

Score = accuracy times efficiency. Accuracy is two parts the right hypothesis (1 in the first place, 1/2 in the second,
1/3 in the third) and one part the urgency (a quarter off a level too urgent, a half off a level too late). Efficiency
falls from 1 to 1/2 with the questions asked beyond those that settle the rules' first place. Key-feature item, missed
red flags and reflection stand beside the score and are not in it.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from nmt_expert.case.model import CaseId
from nmt_expert.errors import NmtError
from nmt_expert.files import read_text
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Urgency
from nmt_expert.reasoning.assessment import HASTE, TREATABLE, level_of
from nmt_expert.teaching.quiz.exam import Exam

SCHEMA = "nmt-quiz/1"
BEGUN = "nmt-quiz-begun/1"
_TOO_URGENT, _TOO_LATE = 0.25, 0.5  # off for each level
_WASTED = 0.5  # of the score is lost when every question was asked


class Reflection(Struct, frozen=True):
    """One hypothesis of the student: what speaks for it, against it, and what was expected and is absent."""

    hypothesis: str
    speaks_for: str = ""
    speaks_against: str = ""
    expected_absent: str = ""


class Answered(Struct, frozen=True):
    """One stage: the questions asked, by their place in the stage, and the hypotheses, the likeliest first."""

    asked: tuple[int, ...] = ()
    hypotheses: tuple[Reflection, ...] = ()


class Result(Struct, frozen=True):
    """One student and one case. The file of a quiz holds this, with `schema` first."""

    case: CaseId  # a name, never a path: the file comes from a student
    seed: int
    student: str
    stages: tuple[Answered, ...]
    urgency: Urgency
    key_item: int = -1  # the option chosen
    schema: str = SCHEMA


class Begun(Struct, frozen=True):
    """The stages of a quiz that was left before its end: its file, until the result takes its place."""

    case: CaseId
    seed: int
    student: str
    stages: tuple[Answered, ...]
    schema: str = BEGUN


class Score(Struct, frozen=True):
    named: float  # 1, 1/2, 1/3 or 0
    urgency: float  # 0 to 1
    accuracy: float  # 0 to 1
    efficiency: float  # 1/2 to 1
    score: float  # 0 to 1
    asked: int
    missed_danger: bool  # an emergency, an urgent case, or one to refer with a red flag, taken for less
    key_item: bool | None  # None: not asked or not answered
    should_have: str  # the finding that should have changed the mind; ''


def levels_late(given: Urgency, right: Urgency) -> int:
    """By how many levels an answer takes a danger for less; below 0: it is more urgent than asked for."""
    return level_of(given) - level_of(right)


def urgency_share(given: Urgency, right: Urgency) -> float:
    """What an answer to 'how urgent?' is worth, 0 to 1, in the quiz and in exported questions: haste costs less than delay."""
    off = levels_late(given, right)
    return max(0.0, 1 + _TOO_URGENT * off if off < 0 else 1 - _TOO_LATE * off)


def score(exam: Exam, result: Result) -> Score:
    """What the answers are worth."""
    ranking = [r.hypothesis for r in result.stages[-1].hypotheses] if result.stages else []
    key = exam.key
    right = next((place for place, id in enumerate(ranking[:3], 1) if id in key.hypotheses), 0)
    urgency, off = urgency_share(result.urgency, key.urgency), levels_late(result.urgency, key.urgency)
    named = (1 / right if right else 0.0) if key.hypotheses else float(off <= 0)
    accuracy = (2 * named + urgency) / 3
    asked = sum(len(set(stage.asked)) for stage in result.stages)
    offered = sum(len(stage.questions) for stage in exam.stages)
    wasted = max(0, asked - key.needed) / max(1, offered - key.needed)
    efficiency = 1 - _WASTED * min(1.0, wasted)
    answered = exam.item is not None and result.key_item >= 0
    return Score(
        named,
        urgency,
        accuracy,
        efficiency,
        accuracy * efficiency,
        asked,
        off > 0 and (key.urgency in HASTE or (key.urgency not in TREATABLE and bool(key.flags))),
        result.key_item == exam.item.right if exam.item and answered else None,
        key.changed_mind.get(ranking[0], "") if ranking and ranking[0] not in key.hypotheses else "",
    )


class _Form(Struct, frozen=True):
    schema: str = SCHEMA


def load_result(path: Path) -> Result | Begun:
    """A result from its file, or what was answered of a quiz that was left. Raises NmtError when it is neither."""
    content = read_text(path).encode()
    try:
        schema = msgspec.json.decode(content, type=_Form).schema
        if schema not in (SCHEMA, BEGUN):
            raise NmtError(f"{path}: a quiz of another version, {schema}; this program reads {SCHEMA}.")
        if schema == BEGUN:
            return msgspec.json.decode(content, type=Begun)
        return msgspec.json.decode(content, type=Result)
    except msgspec.DecodeError as error:
        raise NmtError(f"{path}: not the file of a quiz ({error}).") from None


def begun(path: Path, kb: KnowledgeBase, exam: Exam) -> tuple[Answered, ...]:
    """The stages of this quiz that a file holds already; () where it holds none. Raises NmtError where it is another's."""
    if not path.exists():
        return ()
    try:
        found = load_result(path)
    except NmtError:
        found = None
    if not isinstance(found, Begun) or (found.case, found.seed) != (exam.case, exam.seed):
        raise NmtError(f"{path} is there already and no begun quiz of {exam.case}; name another file with -o.")
    for stage, answered in zip(exam.stages, found.stages, strict=False):
        asked = all(0 <= number < len(stage.questions) for number in answered.asked)
        if not asked or any(r.hypothesis not in kb.hypotheses for r in answered.hypotheses):
            raise NmtError(f"{path} was begun with other rules; name another file with -o.")
    return found.stages[: len(exam.stages)]
