"""Clusters of tests are counted from their items."""

from __future__ import annotations

from pathlib import Path

from nmt_expert.case.load import load_case, parse_case
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.counts import Count, counts
from nmt_expert.reasoning.engines.plain import PlainEngine

CASE = """\
schema: nmt-case/1
id: x
complaint: {regions: [low_back], side: right}
findings: [{present: [sij_distraction, thigh_thrust], side: right}, {absent: [gaenslen], side: right}]
"""


def _of(kb: KnowledgeBase, side: str) -> list[Count]:
    picture = Picture(kb, parse_case(CASE, "x", kb))
    return counts(kb, picture.known, picture.asked, "other.sacroiliac", side)


def test_a_cluster_says_what_was_found_and_what_is_open(kb: KnowledgeBase) -> None:
    count = _of(kb, "right")[0]
    assert (count.number, count.of, count.enough) == (2, 5, 3)
    assert "Thigh thrust" in count.found
    assert not any("Gaenslen" in label for label in (*count.found, *count.open))


def test_the_other_side_counts_nothing(kb: KnowledgeBase) -> None:
    assert _of(kb, "left") == []


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
