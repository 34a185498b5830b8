"""The vocabulary is found by what people say: labels, lay words, synonyms, near spelling."""

from __future__ import annotations

import pytest

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.search import Search


@pytest.fixture(scope="module")
def searched(kb: KnowledgeBase) -> Search:
    return Search(kb)


def test_every_finding_is_reached_by_the_words_of_its_label(kb: KnowledgeBase, searched: Search) -> None:
    missed = [f.key for f in kb.observable if f.key not in {e.key for e in searched.nearest(f.label, 10)}]
    assert missed == []


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("tripped", "fall_on_buttock"),
        ("ptosis", "eyelid_droop"),
        ("dysaesthesia", "quality_burning"),
        ("nagging", "quality_dull"),
        ("pale", "pallor"),
        ("elderly", "age"),
        ("concussion", "head_injury_recent"),
        ("concusion", "head_injury_recent"),
        ("numb pinky", "numbness(finger_little)"),
        ("pins and needles in my thumb", "tingling(thumb)"),
        ("straigt leg raise", "straight_leg_raise"),
        ("warfarin", "anticoagulant_use"),
    ],
)
def test_lay_words_and_slips_find_what_is_meant(searched: Search, said: str, key: str) -> None:
    assert key in {e.key for e in searched.nearest(said, 6)}


def test_every_reading_of_a_synonym_finds_something_that_can_be_found(kb: KnowledgeBase, searched: Search) -> None:
    readings = {meant for means in kb.synonyms.values() for meant in means}
    assert [m for m in sorted(readings) if not any(e.kind != "hypothesis" for e in searched.nearest(m, 5))] == []


def test_findings_come_before_hypotheses(searched: Search) -> None:
    kinds = [e.kind == "hypothesis" for e in searched.nearest("carpal tunnel")]
    assert any(kinds)
    assert kinds == sorted(kinds)


def test_nonsense_finds_nothing(searched: Search) -> None:
    assert searched.nearest("qwxyzt") == []
