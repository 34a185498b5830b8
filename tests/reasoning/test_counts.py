"""Clusters of tests are counted from their items."""

from __future__ import annotations

from pathlib import Path

from nmt_expert.case.load import load_case, parse_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.assessment import Counted, Points
from nmt_expert.reasoning.engines.plain import PlainEngine

CASE = """\
schema: nmt-case/1
id: x
complaint: {regions: [low_back], side: right}
findings: [{present: [sij_distraction, thigh_thrust], side: right}, {absent: [gaenslen], side: right}]
"""


def _of(kb: KnowledgeBase, side: str) -> list[Counted]:
    told = assess(parse_case(CASE.replace("right", side), "x", kb), kb, PlainEngine(kb)).counted
    return [count for count in told if count.hypothesis == "other.sacroiliac"]


def test_a_cluster_says_what_was_found_what_was_not_and_what_is_open(kb: KnowledgeBase) -> None:
    count = _of(kb, "right")[0]
    assert (count.side, count.points, count.of) == ("right", (Points("", 2, 3),), 5)
    assert "Thigh thrust" in count.met
    assert count.not_met == ("Gaenslen test",)
    assert len(count.open) == 2


def test_neighbouring_roots_are_not_told_the_same_count_twice(kb: KnowledgeBase) -> None:
    """The four tests of the arm root (Wainner) stand with every root of the neck."""
    tests = "spurling, upper_limb_tension_test, neck_distraction_relief"
    case = f"schema: nmt-case/1\nid: x\ncomplaint: {{regions: [neck], side: left}}\nfindings: [{{present: [{tests}], side: left}}]"
    told = assess(parse_case(case, "x", kb), kb, PlainEngine(kb))
    assert sum(h.id.startswith("compression.root_c") for h in told.hypotheses[:3]) > 1
    roots = [count for count in told.counted if count.hypothesis.startswith("compression.root_c") and count.of == 4]
    assert [count.points for count in roots] == [(Points("", 3, 3),)]


def test_an_item_that_is_a_condition_of_its_own_is_told_in_words(kb: KnowledgeBase) -> None:
    """Cook's five of lumbar stenosis: three of them are either-or."""
    found = "shooting(calf_upper), leg_worse_than_back, better_with(sitting)"
    case = f"schema: nmt-case/1\nid: x\nclient: {{age: 70}}\ncomplaint: {{regions: [leg]}}\nfindings: [{{present: [{found}], side: both}}]"
    told = assess(parse_case(case, "x", kb), kb, PlainEngine(kb)).counted
    (five,) = [count for count in told if count.of == 5 and any("sitting" in item for item in count.met)]
    assert len(five.met) + len(five.not_met) + len(five.open) == five.of


def test_a_score_is_stated_never_asked(kb: KnowledgeBase) -> None:
    scores = [finding.key for finding in kb.observable if finding.score]
    assert "cts6_positive" in scores
    assert not {q for block in kb.screens for q in block.questions} & set(scores)


def test_no_list_of_what_is_to_test_names_a_score_or_what_cannot_be(kb: KnowledgeBase, repository: Path) -> None:
    scores = {finding.key for finding in kb.observable if finding.score}
    case = load_case(repository / "cases/library/uq-035.yaml", kb)  # its leader has a score among its strongest
    told = assess(case, kb, PlainEngine(kb))
    assert told.hypotheses[0].untested
    to_test = {open_one.key for h in told.hypotheses for open_one in h.untested}
    assert not scores & to_test
    assert "neuro_exam_normal" not in to_test  # feeling is known to be reduced


def test_of_alternatives_that_were_met_those_that_were_found_are_told(kb: KnowledgeBase) -> None:
    case = (
        "schema: nmt-case/1\nid: x\ncomplaint: {regions: [low_back], side: left}\n"
        "findings: [{present: [pain(lumbar), pain(calf_upper), straight_leg_raise, reflex_reduced(ankle)], side: left}]"
    )
    told = assess(parse_case(case, "x", kb), kb, PlainEngine(kb)).counted
    met = [item for count in told if count.hypothesis == "compression.root_s1" for item in count.met]
    assert "Straight leg raise (Lasegue)" in met
    assert "Ankle jerk reduced or absent" in met
