"""How arguments add up, and how scores become a ranking."""

from __future__ import annotations

import random
from collections.abc import Iterable
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking import lines as ranking_lines
from nmt_expert.reasoning.ranking.gather import Spoken, gather
from nmt_expert.reasoning.ranking.lines import Lines
from nmt_expert.reasoning.ranking.rank import Ranked, rank, stability
from nmt_expert.reasoning.ranking.resting import Resting
from nmt_expert.reasoning.ranking.untested import effects_on
from nmt_expert.reasoning.ranking.weigh import Scored, score_all, weigh, weigh_all
from tests.reasoning.sampled import some_cases
from tests.reasoning.small import knowledge, knowledge_bases, observations

LEFT, RIGHT = frozenset({"left"}), frozenset({"right"})


def _scores(kb: KnowledgeBase, case: tuple[Observation, ...]) -> dict[tuple[str, str], Scored]:
    facts = build_facts(case, kb)
    return score_all(kb, facts, PlainEngine(kb).infer(facts))


def _changed(kb: KnowledgeBase, **changes: object) -> KnowledgeBase:
    return replace(kb, rules=[replace(r, **changes) for r in kb.rules])


def test_two_independent_arguments_add_up() -> None:
    kb = knowledge([("argument", "h1", False, "f1"), ("argument", "h1", False, "f3")])
    scores = _scores(kb, (Observation("f1", "present"), Observation("f3", "present")))
    assert scores["h1", "central"].score == pytest.approx(0.9)


def test_of_one_evidence_group_the_strongest_counts_and_the_rest_only_in_part() -> None:
    kb = _changed(knowledge([("argument", "h1", False, "f1"), ("argument", "h1", False, "f3")]), group="same")
    scores = _scores(kb, (Observation("f1", "present"), Observation("f3", "present")))
    assert scores["h1", "central"].score == pytest.approx(0.45 + 0.25 * 0.45)


def test_circumstance_alone_never_makes_a_hypothesis() -> None:
    kb = _changed(knowledge([("argument", "h1", False, "f1")]), context=True)
    assert rank(_scores(kb, (Observation("f1", "present"),))) == []


def test_what_rests_on_the_same_finding_counts_in_part_after_a_circumstance_too() -> None:
    kb = knowledge([("argument", "h1", False, key) for key in ("f3", "f1", "f1")])
    first = replace(kb.rules[0], context=True, weight=0.6)
    rules = [first, replace(kb.rules[1], group="a"), replace(kb.rules[2], group="b")]
    kb = replace(kb, rules=rules, scale=replace(kb.scale, said_again=0.5))
    scores = _scores(kb, (Observation("f1", "present"), Observation("f3", "present")))
    assert scores["h1", "central"].score == pytest.approx(0.45 * (1 + 0.5) + kb.scale.context_cap)


def test_circumstance_is_capped() -> None:
    kb = _changed(knowledge([("argument", "h1", False, f"f{i}") for i in (1, 3, 5, 7)]), context=True)
    scores = _scores(kb, tuple(Observation(f"f{i}", "present") for i in (1, 3, 5, 7)))
    assert scores["h1", "central"].score == pytest.approx(kb.scale.context_cap)


@settings(deadline=None)
@given(kb=knowledge_bases(), case=observations(), seed=st.integers(0, 10))
def test_scores_do_not_depend_on_the_order_of_firings(
    kb: KnowledgeBase, case: tuple[Observation, ...], seed: int
) -> None:
    facts = build_facts(case, kb)
    firings = PlainEngine(kb).infer(facts)
    shuffled = firings[:]
    random.Random(seed).shuffle(shuffled)
    assert score_all(kb, facts, shuffled) == score_all(kb, facts, firings)


def _lines(kb: KnowledgeBase, case: Iterable[Observation]) -> tuple[Lines, list[Spoken]]:
    """The ranking that is made while it is read, and all that was said."""
    facts = build_facts(case, kb)
    firings = PlainEngine(kb).infer(facts)
    resting = Resting(kb, facts, firings)
    return Lines(kb, facts, firings, resting), gather(kb, facts, firings, resting)


@settings(deadline=None)
@given(kb=knowledge_bases(), case=observations())
def test_a_ranking_read_line_by_line_is_the_ranking_of_all(kb: KnowledgeBase, case: tuple[Observation, ...]) -> None:
    lines, said = _lines(kb, case)
    assert list(lines) == rank(weigh_all(kb, said))


def test_a_ranking_weighs_what_comes_near_the_first_and_no_more(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed: set[str] = set()
    some, of = 0, 0
    monkeypatch.setattr(ranking_lines, "weigh", lambda kb, s: weighed.add(s.hypothesis) or weigh(kb, s))
    for case in some_cases(kb, 12, seed=5):
        weighed.clear()
        lines, said = _lines(kb, case.observations)
        everything = rank(weigh_all(kb, said))
        assert lines[:1] == everything[:1]
        some, of = some + len(weighed), of + len({s.hypothesis for s in said})
        assert (list(lines), len(lines), bool(lines)) == (everything, len(everything), bool(everything))
    assert some < of / 2


def test_a_line_knows_both_sides_of_its_hypothesis() -> None:
    kb = knowledge([("argument", "h0", True, "f0"), ("argument", "h0", True, "f2"), ("argument", "h2", True, "f2")])
    kb = replace(kb, rules=[kb.rules[0], *(replace(rule, context=True) for rule in kb.rules[1:])])
    lines, _ = _lines(kb, [Observation("f0", "present", LEFT), Observation("f2", "present", RIGHT)])
    assert [(s.hypothesis, s.side) for s in lines.spoken("h0")] == [("h0", "left"), ("h0", "right")]
    assert lines.of("h0") == lines[0]
    assert lines.of("h2") is None
    assert lines.spoken("h9") == []


@settings(deadline=None)
@given(kb=knowledge_bases(), case=observations())
def test_a_ranking_is_ordered_and_names_each_hypothesis_once(kb: KnowledgeBase, case: tuple[Observation, ...]) -> None:
    lines = rank(_scores(kb, case))
    assert [x.scored.score for x in lines] == sorted((x.scored.score for x in lines), reverse=True)
    assert len({x.hypothesis for x in lines}) == len(lines)


@settings(deadline=None)
@given(kb=knowledge_bases(), case=observations())
def test_one_more_supporting_finding_never_lowers_a_score(kb: KnowledgeBase, case: tuple[Observation, ...]) -> None:
    """All small rules weigh for their hypothesis, so without negations, which are taken out, more presence can only help."""
    asked = {rule.id: {atom for _, group in rule.groups for atom in group} for rule in kb.rules}
    denies = {number for number, atom in enumerate(kb.atoms) if "-" in atom}
    kb = replace(kb, rules=[rule for rule in kb.rules if not rule.nots and denies.isdisjoint(asked[rule.id])])
    stated = {o.key for o in case}
    more = (
        *case,
        *(
            Observation(k, "present", LEFT | RIGHT if int(k[1:]) % 2 == 0 else frozenset())
            for k in ("f0", "f1")
            if k not in stated
        ),
    )
    before, after = _scores(kb, case), _scores(kb, more)
    for (hypothesis, _), scored in before.items():
        best = max(s.score for (h, _), s in after.items() if h == hypothesis)
        assert best >= scored.score or isclose(best, scored.score)


def test_what_names_no_side_puts_no_hypothesis_on_both() -> None:
    kb = knowledge([("argument", "h0", True, "f1"), ("argument", "h0", True, "f0")])
    elsewhere = (Observation("f2", "present", LEFT), Observation("f4", "present", RIGHT))
    without = (Observation("f1", "present"), *elsewhere)
    assert [x.side for x in rank(_scores(kb, without))] == ["unspecified"]
    one = (*without, Observation("f0", "present", RIGHT))
    assert [x.side for x in rank(_scores(kb, one))] == ["right"]


def test_equal_findings_on_both_sides_make_one_line() -> None:
    kb = knowledge([("argument", "h0", True, "f0")])
    assert [(x.hypothesis, x.side) for x in rank(_scores(kb, (Observation("f0", "present", LEFT | RIGHT),)))] == [
        ("h0", "both")
    ]


def test_the_side_with_more_support_is_named() -> None:
    kb = knowledge([("argument", "h0", True, f"f{i}") for i in (0, 2, 4)])
    case = (Observation("f0", "present", LEFT | RIGHT), Observation("f2", "present", RIGHT))
    assert [x.side for x in rank(_scores(kb, case))] == ["both"]
    assert [x.side for x in rank(_scores(kb, (*case, Observation("f4", "present", RIGHT))))] == ["right"]


def test_a_far_leader_is_stable_and_a_tie_is_not() -> None:
    kb = knowledge(
        [
            ("argument", "h1", False, "f1"),
            ("argument", "h1", False, "f3"),
            ("argument", "h1", False, "f5"),
            ("argument", "h3", False, "f1"),
        ]
    )
    clear = (Observation("f1", "present"), Observation("f3", "present"), Observation("f5", "present"))
    facts = build_facts(clear, kb)
    firings = PlainEngine(kb).infer(facts)
    lines: list[Ranked] = rank(score_all(kb, facts, firings))
    assert stability(kb, gather(kb, facts, firings, Resting(kb, facts, firings)), lines, "seed")["h1"] == 1.0
    close = build_facts(clear[:1], kb)
    near = PlainEngine(kb).infer(close)
    assert (
        stability(kb, gather(kb, close, near, Resting(kb, close, near)), rank(score_all(kb, close, near)), "seed")["h1"]
        < 1.0
    )


@settings(deadline=None)
@given(kb=knowledge_bases(), case=observations(), key=st.sampled_from(["f1", "f3", "f5", "f7"]))
def test_an_effect_that_is_foretold_happens(kb: KnowledgeBase, case: tuple[Observation, ...], key: str) -> None:
    """Answering an untested finding moves a score in the foretold direction (without patterns, which can add more)."""
    kb = replace(kb, rules=[rule for rule in kb.rules if rule.kind != "pattern" and not rule.nots])
    case = tuple(o for o in case if o.key != key)
    facts = build_facts(case, kb)
    for scored in _scores(kb, case).values():
        effect = effects_on(kb, facts, scored).get(key)
        after = _scores(kb, (*case, Observation(key, "present"))).get((scored.hypothesis, scored.side))
        if effect is not None and effect.up > 0 and after is not None:
            assert after.score >= scored.score or isclose(after.score, scored.score)


def test_a_weight_comes_from_its_rule(kb: KnowledgeBase) -> None:
    facts = build_facts(
        (Observation("spurling", "present", LEFT), Observation("pain(forearm_volar_radial)", "present", LEFT)), kb
    )
    firings = PlainEngine(kb).infer(facts)
    doubled = replace(kb, rules=[replace(rule, weight=2 * rule.weight) for rule in kb.rules])
    once, twice = (score_all(base, facts, firings) for base in (kb, doubled))
    assert any(twice[k].score != once[k].score for k in once)


def _priced(kb: KnowledgeBase, **prices: float) -> KnowledgeBase:
    return replace(kb, scale=replace(kb.scale, **prices))


def test_an_argument_from_findings_that_spoke_already_counts_in_part_in_whatever_group() -> None:
    kb = _priced(knowledge([("argument", "h1", False, "f1"), ("argument", "h1", False, "f1")]), said_again=0.5)
    assert len({rule.group for rule in kb.rules}) == 2
    scores = _scores(kb, (Observation("f1", "present"),))
    assert scores["h1", "central"].score == pytest.approx(0.45 * 1.5)


def test_beside_a_published_cluster_its_members_count_nothing() -> None:
    kb = knowledge(
        [
            ("argument", "h1", False, "f1 and f3"),
            ("argument", "h1", False, "f1"),
            ("argument", "h1", False, "f5"),
        ]
    )
    kb = replace(kb, rules=[replace(kb.rules[0], strength="LR 10", weight=1.0), *kb.rules[1:]])
    case = tuple(Observation(key, "present") for key in ("f1", "f3", "f5"))
    assert _scores(kb, case)["h1", "central"].score == pytest.approx(1.45)


@given(st.tuples(*[st.floats(0.05, 1.5)] * 3))
def test_a_cluster_never_lowers_what_its_members_say(weights: tuple[float, float, float]) -> None:
    kb = knowledge(
        [
            ("argument", "h1", False, "f1 and f3"),
            ("argument", "h1", False, "f1"),
            ("argument", "h1", False, "f3"),
        ]
    )
    rules = [replace(rule, weight=weight) for rule, weight in zip(kb.rules, weights, strict=True)]
    kb = replace(kb, rules=[replace(rules[0], strength="LR 3"), *rules[1:]])
    one = _scores(kb, (Observation("f1", "present"),))["h1", "central"].score
    both = _scores(kb, tuple(Observation(key, "present") for key in ("f1", "f3")))["h1", "central"].score
    assert both >= one


def test_without_any_hallmark_a_hypothesis_pays() -> None:
    kb = knowledge([("argument", "h1", False, "f1"), ("argument", "h1", False, "f3")])
    known = kb.hypotheses | {"h1": replace(kb.hypotheses["h1"], hallmarks=True)}
    kb = _priced(
        replace(kb, rules=[kb.rules[0], replace(kb.rules[1], hallmark=True)], hypotheses=known), no_hallmark=0.3
    )
    without = _scores(kb, (Observation("f1", "present"),))["h1", "central"]
    assert (without.score, without.hallmark) == (pytest.approx(0.45 - 0.3), False)
    shown = _scores(kb, (Observation("f1", "present"), Observation("f3", "present")))["h1", "central"]
    assert (shown.score, shown.hallmark) == (pytest.approx(0.9), True)


def test_what_a_hypothesis_leaves_unexplained_costs_its_share() -> None:
    kb = _priced(knowledge([("argument", "h1", False, "f1"), ("argument", "h3", False, "f3")]), unexplained=0.6)
    case = (Observation("f1", "present"), Observation("f3", "present"), Observation("f5", "absent"))
    assert _scores(kb, case)["h1", "central"].score == pytest.approx(0.45 - 0.3)


def test_a_symptom_of_the_whole_body_anchors_only_what_concerns_the_whole_body() -> None:
    kb = knowledge([("argument", "h1", False, "f1"), ("argument", "h3", False, "f1")])
    everywhere = kb.findings | {"f1": replace(kb.findings["f1"], regions=("general",))}
    fever_like = kb.hypotheses | {"h3": replace(kb.hypotheses["h3"], regions=("neck", "general"))}
    kb = replace(kb, findings=everywhere, hypotheses=fever_like)
    assert [line.hypothesis for line in rank(_scores(kb, (Observation("f1", "present"),)))] == ["h3"]


def test_a_hallmark_that_was_found_anchors_although_it_weighs_nothing() -> None:
    kb = knowledge([("argument", "h1", False, "f1"), ("argument", "h1", False, "f3")])
    told = kb.findings | {"f3": replace(kb.findings["f3"], section="history", regions=("general",))}
    kb = replace(kb, findings=told, rules=[replace(kb.rules[0], weight=0.0), kb.rules[1]])
    case = (Observation("f1", "present"), Observation("f3", "present"))
    assert rank(_scores(kb, case)) == []
    kb = replace(kb, rules=[replace(kb.rules[0], hallmark=True), kb.rules[1]])
    assert [line.hypothesis for line in rank(_scores(kb, case))] == ["h1"]


def test_what_is_told_of_a_region_says_where_only_while_nothing_is_drawn(kb: KnowledgeBase) -> None:
    told = Observation("shoulder_stiffening", "present")
    assert rank(_scores(kb, (told,)))[0].hypothesis == "other.adhesive_capsulitis"
    drawn = rank(_scores(kb, (told, Observation("pain(heel_plantar)", "present"))))
    assert "other.adhesive_capsulitis" not in [line.hypothesis for line in drawn]


def test_one_danger_makes_no_other_less_likely(kb: KnowledgeBase) -> None:
    bone = tuple(
        Observation(key, "present", RIGHT if "(g" in key or "hop" in key else frozenset())
        for key in ("pain(groin)", "pain_on_hop", "worse_with(running)", "sex_female")
    )
    bleeding = Observation("vaginal_bleeding", "present")
    before, after = _scores(kb, bone), _scores(kb, (*bone, bleeding))
    crack, nerve = ("other.femoral_neck_stress_fracture", "right"), ("other.adductor_groin", "right")
    assert after[crack].score == before[crack].score
    assert after[nerve].score < before[nerve].score  # a harmless one pays for what it leaves unexplained
