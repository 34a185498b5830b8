"""The stop rule is a bound: what it rules out never happens, whatever is answered."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from nmt_expert.case.load import Case, load_case
from nmt_expert.case.observation import Observation
from nmt_expert.interview.choice.questions import Questions
from nmt_expert.interview.choice.stop import NEVER, outlook
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.base import KnowledgeBase

TRIES = 12


@pytest.mark.parametrize("seed", range(12))
def test_no_set_of_answers_does_what_the_bound_rules_out(kb: KnowledgeBase, repository: Path, seed: int) -> None:
    rng = random.Random(seed)
    paths = sorted((repository / "cases/library").rglob("*.yaml"))
    tried = 0
    while tried < 4:
        case = load_case(rng.choice(paths), kb)
        picture = Picture(kb, case)
        open_keys = [q.finding.key for q in Questions(picture).worth_asking(lambda f: not f.unit, 0.0)]
        open_keys = rng.sample(open_keys, min(len(open_keys), rng.choice((3, 6, 12))))
        found = outlook(picture, set(open_keys))
        if found.answers == 1:
            continue
        tried += 1
        most = len(open_keys) if found.answers == NEVER else min(found.answers - 1, len(open_keys))
        for _ in range(TRIES):
            answered = _with_answers(kb, case, rng.sample(open_keys, most), rng)
            assert Picture(kb, answered).ranking[0].hypothesis == found.leader


def _with_answers(kb: KnowledgeBase, case: Case, keys: list[str], rng: random.Random) -> Case:
    """The case with findings present or absent on the sides of which it speaks."""
    sides = sorted({side for o in case.observations for side in o.sides})
    answers = []
    for key in keys:
        finding = kb.finding(key)
        assert finding is not None
        lateral = (
            frozenset(rng.sample(sides, rng.randint(1, len(sides)))) if finding.sided and sides else frozenset[str]()
        )
        answers.append(Observation(key, rng.choice(("present", "absent")), lateral))
    return Case(case.file, (*case.observations, *answers))


def test_nothing_ranked_is_open(kb: KnowledgeBase, repository: Path) -> None:
    case = load_case(next((repository / "cases/library").rglob("*.yaml")), kb)
    empty = Picture(kb, Case(case.file, ()))
    assert not outlook(empty, {"spurling"}).settled
    assert outlook(empty, {"spurling"}).answers == 1


def test_nothing_open_is_settled(kb: KnowledgeBase, repository: Path) -> None:
    picture = Picture(kb, load_case(next((repository / "cases/library").rglob("*.yaml")), kb))
    assert outlook(picture, set()).settled
