"""Findings said in one breath."""

from __future__ import annotations

import pytest

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.joined_words import Said, joined, observed, said_of

HAND = [Said(kind, place) for kind in ("Numbness", "Tingling", "Pain") for place in ("thumb", "index finger")]


def test_kinds_with_the_same_places_are_said_in_one_breath() -> None:
    assert joined(HAND) == ["Numbness, tingling and pain: thumb, index finger"]
    assert joined(HAND[:4], "or") == ["Numbness or tingling: thumb, index finger"]
    assert joined([*HAND[:2], Said("Tingling", "thumb"), Said("Fever")]) == [
        "Numbness: thumb, index finger",
        "Tingling: thumb",
        "Fever",
    ]


def test_what_was_found_and_what_was_not_are_never_joined() -> None:
    denied = [Said(kind, "thumb", denied=True) for kind in ("Numbness", "Tingling")]
    assert joined([Said("Pain", "thumb"), *denied]) == ["Pain: thumb", "not found: Numbness and tingling: thumb"]
    alone = [Said("Fever", denied=True), Said("Cough", denied=True)]
    assert joined(alone) == ["not found: Fever", "not found: Cough"]


def test_an_abbreviation_keeps_its_capitals() -> None:
    assert joined([Said("Pain", "thumb"), Said("MRI changes", "thumb")]) == ["Pain and MRI changes: thumb"]


def test_what_holds_a_colon_is_not_parted_by_it() -> None:
    inner = [Said("(any of: Fever; Cough)"), Said("(any of: Fever; Chills)")]
    assert joined(inner) == ["(any of: Fever; Cough)", "(any of: Fever; Chills)"]


@pytest.mark.parametrize(
    ("known_side", "read"),
    [
        ("", ["Pain: thumb (both sides)", "Phalen test (left)"]),
        ("left", ["Pain: thumb (both sides)", "Phalen test"]),
        ("both", ["Pain: thumb", "Phalen test (left)"]),
    ],
)
def test_a_side_that_was_said_is_not_said_again(known_side: str, read: list[str]) -> None:
    assert joined([Said("Pain", "thumb", "both sides"), Said("Phalen test", "", "left")], known_side=known_side) == read


def test_a_label_is_parted_where_its_family_has_the_colon(kb: KnowledgeBase) -> None:
    assert said_of(kb, "pain(thumb)") == Said("Pain", "thumb")
    muscle = said_of(kb, "taut_band(supinator)")
    assert (muscle.tail, muscle.text) == ("taut band", kb.finding("taut_band(supinator)").label)  # type: ignore[union-attr]
    assert said_of(kb, "weak(elbow_flexion)").tail == ""
    keys = [f"{family.id}({next(iter(kb.subjects(family.over)))})" for family in kb.families.values()]
    labels = [(key, finding.label) for key in keys if (finding := kb.finding(key))]
    assert labels
    assert all(said_of(kb, key).text == label for key, label in labels)


def test_a_number_is_said_by_itself(kb: KnowledgeBase) -> None:
    assert observed(kb, Observation("age", "value", value=47)).text == "Age 47 years"
