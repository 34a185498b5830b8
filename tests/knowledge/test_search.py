"""The vocabulary is found by what people say: labels, lay words, synonyms, near spelling."""

from __future__ import annotations

import pytest

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.search import Search, hypotheses_meant


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


def test_every_reading_of_a_synonym_finds_something(kb: KnowledgeBase, searched: Search) -> None:
    """Something that can be found, or the name of a condition or muscle."""
    readings = {meant for means in kb.synonyms.values() for meant in means}
    unfound = [m for m in sorted(readings) if not any(e.kind != "hypothesis" for e in searched.nearest(m, 5))]
    assert [m for m in unfound if not any(e.kind == "hypothesis" for e in searched.named(m))] == []


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("C8 root", ["C8 root compression"]),
        ("c8", ["C8 root compression"]),
        ("T1 root", ["T1 root compression"]),
        ("compression.root_c6", ["C6 root compression"]),
        ("carpal_tunnel", ["Carpal tunnel syndrome"]),
        ("hirayama", ["Hirayama disease or multifocal motor neuropathy of the hand"]),
        ("tennis elbow", ["Lateral elbow tendinopathy"]),
        ("als", ["Motor neurone disease"]),
        ("guyon", [f"Ulnar nerve entrapment in Guyon canal, zone {n}" for n in (1, 2, 3)]),
        ("qwxyzt", []),
    ],
)
def test_a_word_means_the_hypotheses_that_have_it_in_their_name(said: str, names: list[str], kb: KnowledgeBase) -> None:
    meant, named = hypotheses_meant(kb, said)
    assert sorted(h.name.partition(" (")[0] for h in meant) == names
    assert named == bool(names)


def test_a_misspelt_hypothesis_is_near_and_not_named(kb: KnowledgeBase) -> None:
    meant, named = hypotheses_meant(kb, "infraspinatuss")
    assert meant[0].id == "trigger_point.infraspinatus"
    assert not named


def test_findings_come_before_hypotheses(searched: Search) -> None:
    kinds = [e.kind == "hypothesis" for e in searched.nearest("carpal tunnel")]
    assert any(kinds)
    assert kinds == sorted(kinds)


def test_nonsense_finds_nothing(searched: Search) -> None:
    assert searched.nearest("qwxyzt") == []
