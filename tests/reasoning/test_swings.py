"""On what the first place rests and what would bring another there, worked out by hand for a few rules of 0.45 each."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from nmt_expert.case.load import Case, parse_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.explanation.differences import comparison
from nmt_expert.reasoning.explanation.sensitivity import sensitivity
from nmt_expert.reasoning.explanation.smallest import smallest_way
from nmt_expert.reasoning.ranking.links import linked
from tests.reasoning.small import knowledge

_FIRST = ("f1", "f5", "f1 unless g0")  # three arguments for h1: 1.35
_SECOND = ("f3", "f7", "no g1", "g2 and g3")  # of four for h3 one holds: 0.45


@pytest.fixture
def kb() -> KnowledgeBase:
    arguments = [("h1", condition) for condition in _FIRST] + [("h3", condition) for condition in _SECOND]
    return knowledge([("argument", hypothesis, False, condition) for hypothesis, condition in arguments], more=4)


@pytest.fixture
def case(kb: KnowledgeBase) -> Case:
    return parse_case("schema: nmt-case/1\nid: x\nfindings:\n  - present: [f1, f3, f5]\n", "x", kb)


def test_what_moves_the_lead_most_comes_first(kb: KnowledgeBase, case: Case) -> None:
    found = sensitivity(kb, case)
    assert found is not None
    assert (found.first, found.second, found.lead) == ("h1", "h3", 0.9)
    assert [(s.what_if, s.was, s.lead, s.first) for s in found.swings] == [
        ("f1=absent", "present", 0.0, "h1"),  # two arguments rest on it
        ("f1=untested", "present", 0.0, "h1"),
        ("f5=absent", "present", 0.45, "h1"),
        ("f5=untested", "present", 0.45, "h1"),
        ("f7=present", "not tested", 0.45, "h1"),
        ("g1=absent", "not tested", 0.45, "h1"),
    ]
    assert found.overturning == ()


def test_what_changes_the_first_place_is_told_before_all_others(kb: KnowledgeBase, case: Case) -> None:
    rules = [replace(rule, weight=1.0) if rule.id == "r4" else rule for rule in kb.rules]
    found = sensitivity(replace(kb, rules=rules), case)
    assert found is not None
    assert [(s.what_if, s.lead, s.first) for s in found.overturning] == [("f7=present", -0.1, "h3")]
    assert found.swings[0] == found.overturning[0]


def test_nothing_ranked_rests_on_nothing(kb: KnowledgeBase) -> None:
    assert sensitivity(kb, parse_case("schema: nmt-case/1\nid: x\nfindings:\n  - present: [g2]\n", "x", kb)) is None


def test_the_smallest_way_takes_from_the_first_as_well(kb: KnowledgeBase, case: Case) -> None:
    """Two answers more for h3 make a tie, which h1 wins by its name; so one must take from h1."""
    way = smallest_way(kb, case, "h3")
    assert set(way.findings) == {("f7", "present"), ("g1", "absent"), ("g0", "present")}
    assert set(way.labels) == {"f7", "not found: G1", "G0"}
    assert (way.proven, way.searched) == (True, 3)


def test_one_strong_answer_is_a_shorter_way(kb: KnowledgeBase, case: Case) -> None:
    rules = [replace(rule, weight=1.0) if rule.id == "r4" else rule for rule in kb.rules]
    way = smallest_way(replace(kb, rules=rules), case, "h3")
    assert (way.findings, way.proven, way.searched) == ((("f7", "present"),), True, 1)


def test_who_has_no_rule_has_no_way_and_who_is_first_needs_none(kb: KnowledgeBase, case: Case) -> None:
    assert (smallest_way(kb, case, "h0").findings, smallest_way(kb, case, "h0").searched) == ((), 3)
    assert (smallest_way(kb, case, "h1").findings, smallest_way(kb, case, "h1").searched) == ((), 0)


def test_two_are_compared_by_what_each_rests_on(case: Case) -> None:
    arguments = [("h1", condition) for condition in _FIRST] + [("h3", condition) for condition in (*_SECOND, "f1")]
    kb = knowledge([("argument", hypothesis, False, condition) for hypothesis, condition in arguments], more=4)
    found = comparison(kb, case, "h1", "h3")
    assert found.lead == 0.45
    assert [(k.label, k.first, k.second) for k in found.shared] == [("f1", 0.9, 0.45)]
    assert [(k.label, k.first, k.second) for k in found.telling] == [("f3", 0.0, 0.45), ("f5", 0.45, 0.0)]
    assert [(t.key, t.if_present, t.if_absent) for t in found.to_test] == [("f7", -0.45, 0.0), ("g1", 0.0, -0.45)]


@pytest.mark.parametrize(
    ("one", "other", "story"),
    [
        ({"id": "trigger_point.a", "entraps": ("b",)}, {"id": "b"}, True),
        ({"id": "trigger_point.a"}, {"id": "b", "muscles": ("a",)}, True),
        ({"id": "trigger_point.a", "satellites": ("b",)}, {"id": "trigger_point.b"}, True),
        ({"id": "trigger_point.a", "entraps": ("c",)}, {"id": "b", "muscles": ("d",)}, False),
        ({"id": "a", "mechanism": "compression", "roots": ("C6",)}, {"id": "b", "roots": ("C6", "C7")}, True),
        ({"id": "a", "mechanism": "compression", "roots": ("C5", "C6", "C7")}, {"id": "b", "roots": ("C6",)}, False),
        ({"id": "a", "mechanism": "compression", "roots": ("C8",)}, {"id": "b", "roots": ("C6", "C7")}, False),
        ({"id": "a", "mechanism": "entrapment", "roots": ("C6",)}, {"id": "b", "roots": ("C6",)}, False),
    ],
)
def test_what_belongs_to_one_story(one: dict[str, Any], other: dict[str, Any], story: bool, kb: KnowledgeBase) -> None:
    plain = kb.hypotheses["h1"]
    a = replace(plain, **{"mechanism": "trigger_point"} | one)
    b = replace(plain, **{"mechanism": "trigger_point" if "trigger" in other["id"] else "entrapment"} | other)
    kb = replace(kb, hypotheses={a.id: a, b.id: b})
    assert linked(kb, a.id, b.id) is linked(kb, b.id, a.id) is story
