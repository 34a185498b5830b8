"""Simulated students, to see what the score of a quiz rewards. `python -m tests.teaching.students N` prints the table."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from statistics import mean

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Urgency
from nmt_expert.reasoning.assessment import URGENCIES
from nmt_expert.teaching.quiz.exam import Exam, exam
from nmt_expert.teaching.quiz.result import Answered, Reflection, Result, Score, score
from nmt_expert.teaching.steps import steps_of
from tests.reasoning.sampled import some_cases

Student = Callable[[Exam, Urgency, random.Random], Result]


def _result(paper: Exam, named: list[str], asked: list[int], urgency: Urgency) -> Result:
    """Answers with this many questions of every stage, and these hypotheses at the end."""
    reflections = tuple(Reflection(id) for id in named[:3])
    stages = tuple(Answered(tuple(range(n)), reflections) for n in asked)
    return Result(paper.case, paper.seed, "simulated", stages, urgency)


def _first(paper: Exam, stage: int) -> list[str]:
    return [place.id for place in paper.stages[stage].rules]


def expert(paper: Exam, level: Urgency, _: random.Random) -> Result:
    """Asks no more than settles it, and reasons as the rules do."""
    left, asked = paper.key.needed, []
    for stage in paper.stages:
        asked.append(min(left, len(stage.questions)))
        left -= asked[-1]
    return _result(paper, _first(paper, -1), asked, level)


def thorough(paper: Exam, level: Urgency, _: random.Random) -> Result:
    """Reasons as the rules do, and asks everything."""
    return _result(paper, _first(paper, -1), [len(stage.questions) for stage in paper.stages], level)


def careless(paper: Exam, _level: Urgency, _: random.Random) -> Result:
    """Takes the first idea after the complaint, asks nothing, finds nothing urgent."""
    return _result(paper, _first(paper, 0)[:1], [0] * len(paper.stages), "treat")


def lucky(paper: Exam, _level: Urgency, rng: random.Random) -> Result:
    """Asks nothing and guesses among five; the urgency too."""
    named = rng.sample(_first(paper, -1), len(_first(paper, -1)))
    return _result(paper, named[:1], [0] * len(paper.stages), rng.choice(URGENCIES))


def always_refer(paper: Exam, _level: Urgency, _: random.Random) -> Result:
    """Names nothing and sends everybody on."""
    return _result(paper, [], [0] * len(paper.stages), "refer")


STUDENTS: dict[str, Student] = {
    "expert": expert,
    "thorough": thorough,
    "careless": careless,
    "lucky": lucky,
    "always refers": always_refer,
}


def scores(kb: KnowledgeBase, count: int, seed: int) -> dict[str, list[Score]]:
    """What each student gets on cases drawn with the seed."""
    from nmt_expert.reasoning.engines.plain import PlainEngine
    from nmt_expert.reasoning.judge import judge

    rng = random.Random(seed)
    got: dict[str, list[Score]] = {name: [] for name in STUDENTS}
    for case in some_cases(kb, count, seed):
        if not steps_of(case, kb):
            continue
        paper, level = exam(kb, case), judge(case, kb, PlainEngine(kb)).level
        for name, student in STUDENTS.items():
            got[name].append(score(paper, student(paper, level, rng)))
    return got


def table(got: dict[str, list[Score]]) -> str:
    lines = ["| student | score | accuracy | efficiency | questions | missed danger |", "|---|---|---|---|---|---|"]
    for name, own in got.items():
        cells = [mean(getattr(s, field) for s in own) for field in ("score", "accuracy", "efficiency", "asked")]
        missed = sum(s.missed_danger for s in own)
        lines.append(
            f"| {name} | {cells[0]:.2f} | {cells[1]:.2f} | {cells[2]:.2f} | {cells[3]:.1f} | {missed} of {len(own)} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    from nmt_expert.knowledge.compiled.cache import knowledge_base

    print(table(scores(knowledge_base(), int(sys.argv[1]), seed=12)))
