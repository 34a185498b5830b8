"""How far a list can be believed - confidence, what is not told apart, clusters counted - over a few small rules."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Hypothesis
from nmt_expert.reasoning.assessment import Apart, Confidence, Points
from nmt_expert.reasoning.explanation.confidence import apart, confidence
from nmt_expert.reasoning.explanation.counts import counts
from tests.reasoning.test_explained import base, judged, seen


def two(lead: float, **scale: object) -> KnowledgeBase:
    kb = base([("h1", "f1"), ("h3", "f1"), ("h3", "f3"), ("h1", "f5")], weights=[0.6 + lead, 0.6, 0.5, 0.4])
    return replace(kb, scale=replace(kb.scale, apart=0.2, **scale))


def test_two_that_lie_close_are_not_told_apart_and_the_test_that_would_is_named() -> None:
    kb = two(0.1)
    told = judged(kb, *seen("f1"))
    assert apart(kb, told.facts, told.lines) == Apart("H1", "H3", "f3", "f3", "f3", "H3")
    far = two(0.2000001)
    told = judged(far, *seen("f1"))
    assert apart(far, told.facts, told.lines) is None


def test_who_stands_alone_or_belongs_to_one_story_need_not_be_told_apart() -> None:
    kb = two(0.1)
    told = judged(kb, *seen("f1"))
    assert apart(kb, told.facts, told.lines[:1]) is None
    muscle: Hypothesis = replace(kb.hypotheses["h1"], mechanism="trigger_point", entraps=("h3",))
    assert apart(replace(kb, hypotheses=kb.hypotheses | {"h1": muscle}), told.facts, told.lines) is None


def test_without_an_open_test_the_two_are_named_alone() -> None:
    kb = two(0.1)
    kb = replace(kb, findings={key: replace(f, section="history") for key, f in kb.findings.items()})
    told = judged(kb, *seen("f1"))
    assert apart(kb, told.facts, told.lines) == Apart("H1", "H3", "", "", "", "")


def test_confidence_is_counted_for_the_word_of_support_and_only_where_it_was_measured() -> None:
    kb = two(0.1, measured={"some": (10, 6, 8), "good": (5, 4, 5)})
    lines = judged(kb, *seen("f1")).lines
    assert confidence(kb, lines) == Confidence("some", 10, 6, 8)
    assert confidence(kb, []) is None
    assert confidence(replace(kb, own_hypotheses=("h1",)), lines) is None
    assert confidence(replace(kb, own_hypotheses=("h3",)), lines) is not None
    assert confidence(two(0.1), lines) is None


def test_a_cluster_is_counted_by_what_was_found_denied_and_left_open() -> None:
    kb = base([("h1", "2 of (f1, f3, f5, f7)"), ("h1", "f1")])
    kb = replace(kb, rules=[replace(kb.rules[0], sources=("s",)), *kb.rules[1:]])
    observed = (*seen("f1"), Observation("f3", "absent"))
    told = judged(kb, *observed)
    (count,) = counts(kb, told.facts, told.firings, told.lines)
    assert (count.name, count.side, count.points, count.of) == ("H1", "", (Points("", 1, 2),), 4)
    assert (count.met, count.not_met, count.open) == (("f1",), ("f3",), ("f5", "f7"))
    assert (count.hypothesis, count.sources) == ("h1", ("s",))


@pytest.mark.parametrize(
    "change", [{"sources": ()}, {"weight": -0.45}, {"graded": True}], ids=["no source", "against", "a drawing"]
)
def test_what_is_no_published_cluster_is_not_counted(change: dict[str, object]) -> None:
    kb = base([("h1", "2 of (f1, f3, f5)"), ("h1", "f1")])
    kb = replace(kb, rules=[replace(kb.rules[0], **({"sources": ("s",)} | change)), *kb.rules[1:]])
    told = judged(kb, *seen("f1"))
    assert counts(kb, told.facts, told.firings, told.lines) == ()


def test_of_the_same_tests_in_another_choice_the_nearest_is_told_and_an_alternative_is_none() -> None:
    of = "(f1, f3, f5)"
    kb = base([("h1", f"3 of {of}"), ("h1", f"2 of {of}"), ("h1", "f1 or f3 or f5"), ("h1", "f1")])
    kb = replace(kb, rules=[replace(rule, sources=("s",), group="one") for rule in kb.rules])
    told = judged(kb, *seen("f1"))
    assert [count.points for count in counts(kb, told.facts, told.firings, told.lines)] == [(Points("", 1, 2),)]
    nothing = judged(kb, *seen("f7"))
    assert counts(kb, nothing.facts, nothing.firings, nothing.lines) == ()
