"""The stop rule is a bound: what it rules out never happens, whatever is answered."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest

from nmt_expert.case.load import Case, load_case, parse_case
from nmt_expert.case.observation import Observation
from nmt_expert.interview.choice.potential import Potential, Slot
from nmt_expert.interview.choice.questions import Questions
from nmt_expert.interview.choice.stop import NEVER, outlook
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import ScoreItem
from nmt_expert.reasoning.scores import tally_of

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


@pytest.mark.parametrize(
    ("key", "hypothesis"), [("cts6_positive", "entrapment.carpal_tunnel"), ("budapest_criteria_met", "other.crps")]
)
@pytest.mark.parametrize("present", [True, False])
def test_what_completes_or_denies_a_score_holds_all_that_it_moves(
    kb: KnowledgeBase, key: str, hypothesis: str, *, present: bool
) -> None:
    """Over every set of its items: shares that add up to less would be a bound too low, and a question undervalued."""
    score = next(s for s in kb.scores if s.key == key)
    begun = "schema: nmt-case/1\nid: x\ncomplaint: {regions: [hand], side: left}\nfindings:\n  - {present: [pain(thumb)], side: left}"
    picture = Picture(kb, parse_case(begun, "x", kb))
    potential = Potential(picture, {name for item in score.items for _, keys in item.parts for name in keys})
    stating = kb.atom_index[("+" if present else "-") + key]
    shares = next(p.shares for p in potential.of(hypothesis, "left") if p.rule.groups == ((1, (stating,)),))
    decided = 0
    for size in range(len(score.items) + 1):
        for some in combinations(score.items, size):
            slots = {Slot(name, "left", present) for item in some for name in _stating(item, whole=not present)}
            said = [Observation(s.key, "present" if present else "absent", frozenset({"left"})) for s in slots]
            tally = tally_of(score, "left", said)
            if tally.enough if present else tally.short:
                decided += 1
                assert sum(shares.get(slot, 0.0) for slot in slots) >= 1 - 1e-9, [item.label for item in some]
    assert decided > 1


def _stating(item: ScoreItem, *, whole: bool) -> list[str]:
    """Findings that meet an item, as few as may be; `whole`: all of which one could."""
    return [name for n, keys in item.parts for name in (keys if whole else keys[:n])]


def test_nothing_ranked_is_open(kb: KnowledgeBase, repository: Path) -> None:
    case = load_case(next((repository / "cases/library").rglob("*.yaml")), kb)
    empty = Picture(kb, Case(case.file, ()))
    assert not outlook(empty, {"spurling"}).settled
    assert outlook(empty, {"spurling"}).answers == 1


def test_nothing_open_is_settled(kb: KnowledgeBase, repository: Path) -> None:
    picture = Picture(kb, load_case(next((repository / "cases/library").rglob("*.yaml")), kb))
    assert outlook(picture, set()).settled
