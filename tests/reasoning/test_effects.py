"""What one more answer would do to a score, and how sides and words of support come about."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking.rank import Ranked, rank, support_word
from nmt_expert.reasoning.ranking.untested import Effect, effects_on, untested
from nmt_expert.reasoning.ranking.weigh import score_all
from tests.reasoning.small import knowledge

LEFT, RIGHT = frozenset({"left"}), frozenset({"right"})


def _first(kb: KnowledgeBase, *seen: Observation) -> tuple[dict[str, Effect], list[str]]:
    facts = build_facts(seen, kb)
    (line,) = rank(score_all(kb, facts, PlainEngine(kb).infer(facts)))
    return effects_on(kb, facts, line.scored), [one.key for one in untested(kb, facts, line, most=2)]


def test_only_what_one_answer_completes_has_an_effect() -> None:
    two_of = "2 of (f3, f5, f7)"
    kb = knowledge(
        [("argument", "h1", False, c) for c in ("f1", "f1 and f3", "no f5", two_of)]
        + [("argument", "h1", False, "f7 unless f1")]
    )
    effects, asked = _first(kb, Observation("f1", "present"))
    assert effects == {"f3": Effect(0.45, 0.0, "r1"), "f5": Effect(0.0, 0.45, "r2")}  # f7 is not asked for alone
    assert asked == ["f3", "f5"]
    effects, _ = _first(kb, Observation("f1", "present"), Observation("f3", "present"))
    assert effects == {"f5": Effect(0.45, 0.45, "r2"), "f7": Effect(0.45, 0.0, "r3")}  # one more of two


def test_of_several_rules_the_strongest_is_the_effect_and_of_a_group_one_test_is_named() -> None:
    kb = knowledge([("argument", "h1", False, key) for key in ("f1", "f3", "f3", "f5", "f7")])
    weights = {"r1": (0.45, "a"), "r2": (0.8, "b"), "r3": (-0.45, "c"), "r4": (0.2, "b")}
    rules = [replace(r, weight=weights[r.id][0], group=weights[r.id][1]) if r.id in weights else r for r in kb.rules]
    effects, asked = _first(replace(kb, rules=rules), Observation("f1", "present"))
    assert effects == {"f3": Effect(0.8, 0.0, "b"), "f5": Effect(-0.45, 0.0, "c"), "f7": Effect(0.2, 0.0, "b")}
    assert asked == ["f3", "f5"]  # f7 tells what f3 has told


def test_near_sides_are_one_finding_on_both() -> None:
    kb = knowledge([("argument", "h0", True, "f0"), ("argument", "h0", True, "f2"), ("argument", "h0", True, "f4")])

    def side(*seen: Observation) -> str:
        facts = build_facts(seen, kb)
        lines = rank(score_all(kb, facts, PlainEngine(kb).infer(facts)))
        assert len(lines) == 1
        return lines[0].side

    one = Observation("f0", "present", LEFT | RIGHT)
    assert side(one) == "both"
    assert side(Observation("f0", "present", RIGHT)) == "right"
    assert side(one, Observation("f2", "present", RIGHT)) == "both"  # 0.45 apart
    assert side(one, *(Observation(key, "present", LEFT) for key in ("f2", "f4"))) == "left"  # 0.9 apart


@pytest.mark.parametrize(
    ("score", "word"),
    [(1.9, "strong"), (1.89, "good"), (1.2, "good"), (1.19, "some"), (0.5, "some"), (0.49, "little"), (-1.0, "little")],
)
def test_a_word_of_support_begins_at_its_bound(score: float, word: str) -> None:
    assert support_word(knowledge([("argument", "h1", False, "f1")]), score) == word


def test_equal_scores_stand_by_their_names() -> None:
    kb = knowledge([("argument", "h3", False, "f1"), ("argument", "h1", False, "f1")])
    facts = build_facts([Observation("f1", "present")], kb)
    lines: list[Ranked] = rank(score_all(kb, facts, PlainEngine(kb).infer(facts)))
    assert [line.hypothesis for line in lines] == ["h1", "h3"]
