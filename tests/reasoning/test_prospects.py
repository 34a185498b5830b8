"""What untested findings could make of a score, and what arguments of one evidence group add to each other."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import FactBase, build_facts
from nmt_expert.reasoning.ranking.prospects import Prospect, gain, most_gained, prospects, strongest_by_group
from nmt_expert.reasoning.ranking.weigh import Scored, score_all
from tests.reasoning.small import knowledge


def _said(group: str, weight: float) -> SimpleNamespace:
    return SimpleNamespace(rule=SimpleNamespace(group=group), weight=weight)


def _scored(kb: KnowledgeBase, *present: str) -> tuple[FactBase, Scored]:
    facts = build_facts([Observation(key, "present") for key in present], kb)
    return facts, score_all(kb, facts, PlainEngine(kb).infer(facts))["h1", "central"]


def test_what_speaks_against_is_no_rival_of_what_speaks_for() -> None:
    said = [_said("a", 0.45), _said("a", -0.8), _said("a", 0.2), _said("b", -0.2)]
    assert strongest_by_group(said) == {("a", True): 0.45, ("a", False): 0.8, ("b", False): 0.2}


@pytest.mark.parametrize(
    ("weight", "before", "added"),
    [
        (0.8, 0.45, 0.8 - 0.45 * 0.75),  # it leads; what led counts a quarter from now on
        (0.45, 0.8, 0.45 / 4),  # it follows
        (-0.45, 0.8, -0.45),  # the group has spoken for, not against
        (0.45, 0.0, 0.45),
    ],
)
def test_of_a_group_the_strongest_counts_in_full(weight: float, before: float, added: float) -> None:
    kb = knowledge([("argument", "h1", False, "f1")])
    rule = replace(kb.rules[0], weight=weight, group="a")
    assert gain(kb, rule, {("a", True): before} if before else {}) == pytest.approx(added)


def test_an_open_finding_could_raise_a_score_and_an_open_exception_could_take_it_back() -> None:
    both = "f1 and f3"
    kb = knowledge([("argument", "h1", False, "f5"), ("argument", "h1", False, both), ("argument", "h0", False, "f7")])
    facts, scored = _scored(kb, "f5", "f1")
    (rise,) = [p for p in prospects(kb, facts, scored, rising=True) if p.group != "its hallmark"]
    assert rise == Prospect(0.45, frozenset({("f3", "present")}), 1, "r1", 0.0)
    assert prospects(kb, facts, scored, rising=False) == []

    kb = knowledge([("argument", "h1", False, "f5 unless f7")])
    facts, scored = _scored(kb, "f5")
    assert prospects(kb, facts, scored, rising=False) == [Prospect(0.45, frozenset({("f7", "present")}), 1, "", 0.0)]


def test_what_several_answers_gain_together_counts_each_group_once_in_full() -> None:
    moves = frozenset({("f1", "present")})
    alone, first, second = (
        Prospect(0.2, moves, 1, "", 0.0),
        Prospect(0.8, moves, 1, "a", 0.4),
        Prospect(0.4, moves, 1, "a", 0.4),
    )
    assert most_gained([alone], 0.25) == pytest.approx(0.2)
    assert most_gained([second], 0.25) == pytest.approx(0.4 * 0.25)  # no larger than what the group has said
    assert most_gained([alone, first, second], 0.25) == pytest.approx(0.2 + 0.8 - 0.4 * 0.75 + 0.4 * 0.25)


def test_one_answer_counts_in_full_once_however_many_rules_rest_on_it_alone() -> None:
    moves = frozenset({("f1", "present")})
    resting_on_it = [Prospect(weight, moves, 1, group, 0.0, alone=True) for weight, group in ((0.8, "a"), (0.4, "b"))]
    beside = Prospect(0.6, moves, 1, "c", 0.0)  # rests on what was found before too
    assert most_gained([*resting_on_it, beside], 0.25, 0.5, 1) == pytest.approx(0.8 + 0.4 / 2 + 0.6)
    assert most_gained([*resting_on_it, beside], 0.25, 0.5, 2) == pytest.approx(0.8 + 0.4 + 0.6)


def test_a_rule_rests_on_answers_alone_where_nothing_of_it_was_found() -> None:
    both = "f1 and f3"
    kb = knowledge([("argument", "h1", False, "f5"), ("argument", "h1", False, both), ("argument", "h1", False, "f7")])
    facts, scored = _scored(kb, "f5", "f1")
    rising = {p.group: p.alone for p in prospects(kb, facts, scored, rising=True)}
    assert (rising["r1"], rising["r2"]) == (False, True)


def test_a_rule_lacks_as_many_as_are_not_there() -> None:
    two_of = "2 of (f1, f3, f5)"
    kb = knowledge([("argument", "h1", False, "f7"), ("argument", "h1", False, two_of)])
    facts, scored = _scored(kb, "f7")
    rule: Rule = kb.rules[1]
    (p,) = [p for p in prospects(kb, facts, scored, rising=True) if p.group == rule.group]
    assert (p.missing, p.moves) == (2, frozenset({(key, "present") for key in ("f1", "f3", "f5")}))
