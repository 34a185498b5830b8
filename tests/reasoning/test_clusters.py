"""A published cluster beside its members: what each argument counts, as the explanation shows it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking.weigh import Scored, score_all
from tests.reasoning.small import knowledge

_F1_AND_F3 = "f1 and f3"


def _kb(*arguments: tuple[str, str, float], **prices: float) -> KnowledgeBase:
    """Arguments for h1: condition, strength, weight."""
    kb = knowledge([("argument", "h1", False, condition) for condition, _, _ in arguments])
    said = zip(kb.rules, arguments, strict=True)
    rules = [replace(rule, strength=strength, weight=weight) for rule, (_, strength, weight) in said]
    return replace(kb, rules=rules, scale=replace(kb.scale, **prices))


def _told(kb: KnowledgeBase, *keys: str) -> Scored:
    facts = build_facts([Observation(key, "present") for key in keys], kb)
    return score_all(kb, facts, PlainEngine(kb).infer(facts))["h1", "central"]


def _counts(scored: Scored) -> list[float]:
    """What each argument counts, in the order of the rules."""
    return [argument.counted for argument in sorted(scored.arguments, key=lambda argument: argument.rule.id)]


def _as(kb: KnowledgeBase, place: int, **changes: object) -> KnowledgeBase:
    return replace(kb, rules=[replace(r, **changes) if i == place else r for i, r in enumerate(kb.rules)])


CLUSTER = (_F1_AND_F3, "LR 10", 1.0)


def _approx(*counts: float) -> Sequence[float]:
    return pytest.approx(list(counts))


def test_beside_a_cluster_what_rests_on_something_else_keeps_its_own_count() -> None:
    kb = _kb(CLUSTER, ("f1", "weak", 0.2), ("f5", "moderate", 0.45))
    told = _told(kb, "f1", "f3", "f5")
    assert _counts(told) == _approx(1.0, 0.0, 0.45)
    assert told.score == pytest.approx(1.45)


def test_what_rests_on_a_member_and_on_something_else_is_no_member() -> None:
    kb = _kb(CLUSTER, ("f3 and f5", "moderate", 0.45))
    assert _counts(_told(kb, "f1", "f3", "f5")) == _approx(1.0, 0.45)


def test_a_circumstance_beside_a_cluster_stays_capped_though_it_rests_on_its_members() -> None:
    kb = _as(_kb(CLUSTER, ("f1", "strong", 0.8), context_cap=0.4), 1, context=True)
    told = _told(kb, "f1", "f3")
    assert _counts(told) == _approx(1.0, 0.8)
    assert told.score == pytest.approx(1.0 + 0.4)


def test_what_a_member_says_against_is_said_beside_a_cluster_too() -> None:
    kb = _kb(CLUSTER, ("f1", "weak", -0.2))
    told = _told(kb, "f1", "f3")
    assert _counts(told) == _approx(1.0, -0.2)
    assert told.score == pytest.approx(0.8)


def test_a_cluster_counts_at_least_what_its_members_say() -> None:
    members = ("f1", "moderate", 0.45), ("f3", "weak", 0.2), ("f3", "weak", -0.1)
    kb = _kb((_F1_AND_F3, "LR 3", 0.5), *members, ("f5", "weak", 0.2))
    told = _told(kb, "f1", "f3", "f5")
    assert _counts(told) == _approx(0.65, 0.0, 0.0, -0.1, 0.2)
    assert told.score == pytest.approx(0.75)


def test_of_two_clusters_each_takes_its_own_members() -> None:
    kb = _kb(
        (_F1_AND_F3, "LR 3", 0.5),
        ("f5 and f7", "LR 10", 1.0),
        ("f1", "moderate", 0.4),
        ("f3", "weak", 0.3),
        ("f5", "weak", 0.2),
    )
    assert _counts(_told(kb, "f1", "f3", "f5", "f7")) == _approx(0.7, 1.0, 0.0, 0.0, 0.0)


def test_a_member_stronger_than_its_cluster_counts_and_the_cluster_stands_for_the_others() -> None:
    kb = _kb((_F1_AND_F3, "LR 2", 0.3), ("f1", "strong", 0.8), ("f3", "weak", 0.2), said_again=0.5)
    assert _counts(_told(kb, "f1", "f3")) == _approx(0.3, 0.8, 0.0)


@pytest.mark.parametrize(
    ("strength", "condition", "share"),
    [
        ("LR 10", _F1_AND_F3, 0.0),
        ("LR 10", "2 of (f1, f3, f7)", 0.0),
        ("strong", _F1_AND_F3, 0.5),  # in words: no published ratio of several together
        ("LR 10", "(f1 or f5) and (f3 or f7)", 0.0),
        ("LR 10", "f1", 0.5),
        ("LR 10", "f1 or f3", 0.5),  # either would do: the ratio is not of both together
    ],
)
def test_only_a_published_ratio_of_several_findings_silences_them(strength: str, condition: str, share: float) -> None:
    kb = _kb((condition, strength, 1.0), ("f1", "moderate", 0.45), said_again=0.5)
    assert _counts(_told(kb, "f1", "f3")) == _approx(1.0, share * 0.45)


def test_a_cluster_that_speaks_against_silences_nothing() -> None:
    kb = _kb((_F1_AND_F3, "LR 0.1", -1.0), ("f1", "moderate", 0.45))
    assert _counts(_told(kb, "f1", "f3")) == _approx(-1.0, 0.45)


def test_what_was_said_for_is_no_repetition_of_what_is_said_against() -> None:
    kb = _kb(("f1", "strong", 0.8), ("f1", "moderate", -0.45), ("f1", "weak", -0.2), said_again=0.5)
    assert _counts(_told(kb, "f1")) == _approx(0.8, -0.45, -0.1)


def test_a_group_leads_once_for_and_once_against() -> None:
    kb = _kb(
        ("f1", "strong", 0.8),
        ("f3", "moderate", 0.45),
        ("f5", "moderate", -0.45),
        ("f7", "weak", -0.2),
        group_discount=0.25,
    )
    for place in range(4):
        kb = _as(kb, place, group="same")
    assert _counts(_told(kb, "f1", "f3", "f5", "f7")) == _approx(0.8, 0.25 * 0.45, -0.45, 0.25 * -0.2)


def test_a_circumstance_uses_up_no_finding() -> None:
    """It neither counts in part after an argument nor makes a later one count in part."""
    kb = _as(_kb(("f1", "weak", 0.2), ("f1", "moderate", 0.3), said_again=0.5, context_cap=1.0), 1, context=True)
    assert _counts(_told(kb, "f1")) == _approx(0.2, 0.3)
    kb = _as(kb, 0, weight=0.45)
    assert _counts(_told(kb, "f1")) == _approx(0.45, 0.3)


@pytest.mark.parametrize("weight", [-0.2, 0.0])
def test_what_does_not_argue_for_it_explains_nothing(weight: float) -> None:
    told = _told(_kb(("f1", "moderate", 0.45), ("f3", "weak", weight), unexplained=0.6), "f1", "f3")
    assert told.owed == pytest.approx(0.3)
    assert told.score == pytest.approx(0.45 + weight - 0.3)
    assert told.unexplained.bit_count() == 1


def test_a_finding_that_spoke_is_remembered_after_another_spoke() -> None:
    kb = _kb(("f1", "strong", 0.8), ("f3", "moderate", 0.45), ("f1", "weak", 0.2), said_again=0.5)
    assert _counts(_told(kb, "f1", "f3")) == _approx(0.8, 0.45, 0.1)


def test_a_pattern_of_several_findings_is_a_cluster() -> None:
    rules = [("pattern", "p1", False, _F1_AND_F3)]
    rules += [("argument", "h1", False, when) for when in ("p1", "f1")]
    kb = _as(knowledge(rules), 1, strength="LR 10", weight=1.0)
    assert _counts(_told(kb, "f1", "f3")) == _approx(1.0, 0.0)


def test_only_what_argues_for_it_and_is_no_circumstance_anchors_a_hypothesis() -> None:
    for_it, against, circumstance = (("f1", "moderate", w) for w in (0.45, -0.45, 0.45))
    assert _told(_kb(for_it), "f1").anchored
    assert not _told(_kb(against), "f1").anchored
    assert not _told(_as(_kb(circumstance), 0, context=True), "f1").anchored
