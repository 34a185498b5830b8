"""One case as an exam: what is told, what can be asked at which stage, and what the rules make of every stage."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import cycle

from msgspec import Struct

from nmt_expert.case.load import Case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Urgency
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.explanation.differences import comparison
from nmt_expert.reasoning.joined_words import joined, said_of
from nmt_expert.reasoning.judge import Judged, judge
from nmt_expert.reasoning.ranking.rank import Ranked
from nmt_expert.reasoning.ranking.untested import effects_on, untested
from nmt_expert.teaching.drawn import drawn, side_note
from nmt_expert.teaching.made import MARK, is_made
from nmt_expert.teaching.quiz.key_item import KeyItem, key_item
from nmt_expert.teaching.steps import STAGES, Step, about, can_be_shown, case_after, stage_of, steps_of

NOT_RECORDED = "not recorded in this case"
_IDLE = 3  # questions of a stage that the case cannot answer
_SHOWN = 3  # kinds of findings of a question that are named
_PLACES = 5  # of the rules' ranking that are shown


class Question(Struct, frozen=True):
    """What can be asked for, and what the case says to it."""

    text: str
    answer: tuple[str, ...]
    step: int  # place among the steps of the case; -1: the case does not tell


class Place(Struct, frozen=True):
    id: str
    name: str
    score: float


class Stage(Struct, frozen=True):
    name: str
    told: tuple[str, ...]  # without asking
    questions: tuple[Question, ...]
    rules: tuple[Place, ...]  # their ranking when everything up to here is known


class Key(Struct, frozen=True):
    """What the answers are held to: the published answer, or where there is none the rules'."""

    published: bool
    hypotheses: tuple[str, ...]  # any of these is right; () for a danger without one
    names: str
    urgency: Urgency
    by_rules: Urgency  # what the rules ask for, where a published answer says otherwise
    flags: tuple[str, ...]  # names of red flags that the rules raise
    changed_mind: dict[str, str]  # other hypothesis of the ranking -> the finding that parts it most from the right one
    needed: int  # questions after which the rules' first place no longer changes


class Exam(Struct, frozen=True):
    case: str
    seed: int
    title: str
    about: str
    complaint: str
    marks: dict[str, tuple[str, ...]]  # what the client drew, as zone keys of the body chart
    side_note: str  # beside the chart, where no side is stated
    stages: tuple[Stage, ...]
    key: Key
    item: KeyItem | None
    source: str


def exam(kb: KnowledgeBase, case: Case, seed: int = 0) -> Exam:
    """The exam on a case. The seed orders the questions and chooses those that lead nowhere."""
    steps = steps_of(case, kb)
    can_be_shown(case, kb, steps)
    engine, rng = PlainEngine(kb), random.Random(f"{case.file.id}/{seed}")  # noqa: S311 - repeatable draws are wanted
    after = [judge(case_after(case, kb, steps[:i]), kb, engine) for i in range(len(steps) + 1)]
    sizes: dict[str, list[int]] = {}
    for step in steps:
        sizes.setdefault(step.stage, []).append(min(len(_kinds(kb, step.keys)), _SHOWN + 1))
    idle = _idle(kb, case, after[-1], sizes, rng)
    stages = []
    for name in STAGES:
        own = [i for i, step in enumerate(steps) if step.stage == name]
        known = max(
            (i + 1 for i, step in enumerate(steps) if STAGES.index(step.stage) <= STAGES.index(name)), default=0
        )
        free = name == STAGES[0]
        questions = [] if free else [Question(_asked(kb, steps[i].keys), steps[i].findings, i) for i in own]
        questions += [] if free else [Question(text, (f"{text} {NOT_RECORDED}",), -1) for text in idle.get(name, ())]
        rng.shuffle(questions)
        told = tuple(f for i in own for f in steps[i].findings) if free else ()
        stages.append(Stage(name, told, tuple(questions), _places(kb, after[known])))
    item = key_item(kb, after[-1], rng)
    file = case.file
    source = ". ".join(t for t in (file.source.title, file.source.url) if t) if file.source else ""
    title = f"Case {file.id}"  # a title may tell the answer
    told_first = (MARK,) if is_made(case) else ()
    felt = [o for o in case.observations if (f := kb.finding(o.key)) and f.section == "symptom"]  # no test of feeling
    return Exam(
        file.id,
        seed,
        title,
        ". ".join(text for text in (*told_first, about(case)) if text),
        file.complaint.text,
        drawn(felt),
        side_note(felt),
        tuple(stages),
        _key(kb, case, steps, after),
        item,
        source,
    )


def _asked(kb: KnowledgeBase, keys: Iterable[str]) -> str:
    """The question that these findings answer: what was looked for, not what was found."""
    labels = _kinds(kb, keys)
    return "; ".join(labels[:_SHOWN]) + (" ..." if len(labels) > _SHOWN else "") + "?"


def _kinds(kb: KnowledgeBase, keys: Iterable[str]) -> list[str]:
    return joined((said_of(kb, key) for key in keys), "or")


def _places(kb: KnowledgeBase, judged: Judged) -> tuple[Place, ...]:
    return tuple(
        Place(line.hypothesis, kb.hypotheses[line.hypothesis].name, round(line.scored.score, 2))
        for line in judged.lines[:_PLACES]
    )


def _idle(
    kb: KnowledgeBase, case: Case, judged: Judged, sizes: dict[str, list[int]], rng: random.Random
) -> dict[str, list[str]]:
    """What the leading hypotheses would ask for and the case does not tell, as many kinds of findings in one question as
    the case tells at once (`sizes`, by stage): the form of a question must not say whether it leads anywhere."""
    stated = {o.key for o in case.observations}
    found: dict[str, dict[str, None]] = {}
    for line in judged.lines[:4]:
        tests = [test.key for test in untested(kb, judged.facts, line, most=8)]
        for key in (*tests, *_history(kb, judged, line)):
            finding = kb.finding(key)
            if finding is not None and key not in stated:
                found.setdefault(stage_of(finding), {})[key] = None
    idle: dict[str, list[str]] = {}
    for stage, keys in sorted(found.items()):
        left, own = rng.sample(list(keys), len(keys)), sizes.get(stage, [1])
        for _, size in zip(range(_IDLE), cycle(rng.sample(own, len(own))), strict=False):
            if left:
                idle.setdefault(stage, []).append(_asked(kb, left[:size]))
            del left[:size]
    return idle


def _history(kb: KnowledgeBase, judged: Judged, line: Ranked) -> list[str]:
    """What nobody asked the client and would move this hypothesis most."""
    effects = effects_on(kb, judged.facts, line.scored)
    told = [key for key in effects if (f := kb.finding(key)) and f.section == "history" and not (f.unit or f.score)]
    return sorted(told, key=lambda key: (effects[key].down - effects[key].up, key))[:8]


def _key(kb: KnowledgeBase, case: Case, steps: list[Step], after: list[Judged]) -> Key:
    answer, last = case.file.answer, after[-1]
    published = answer is not None and not is_made(case)
    first = last.lines[0].hypothesis if last.lines else ""
    right = tuple(h for h in answer.hypotheses if h in kb.hypotheses) if answer else (first,) if first else ()
    names = answer.structure if answer else kb.hypotheses[first].name if first else "nothing"
    final = [judged.lines[0].hypothesis if judged.lines else "" for judged in after]
    settled = next(i for i in range(len(final)) if all(f == final[-1] for f in final[i:]))
    free = sum(step.stage == STAGES[0] for step in steps)
    others = [line.hypothesis for line in last.lines[:12] if line.hypothesis not in right]
    return Key(
        published,
        right,
        names,
        answer.triage if answer and published else last.level,
        last.level,
        tuple(flag.name for flag in last.flags),
        {other: _parting(kb, case, right[0], other) for other in others} if right else {},
        max(0, settled - free),
    )


def _parting(kb: KnowledgeBase, case: Case, right: str, other: str) -> str:
    """The stated finding that speaks most for the right hypothesis and not for the other; '' when there is none."""
    found = comparison(kb, case, right, other)
    return next((k.label for k in found.telling if k.first > k.second), "")
