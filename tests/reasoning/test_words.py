"""How findings read."""

from __future__ import annotations

from nmt_expert.reasoning.words import capped, grouped, side_words


def test_members_of_a_family_on_one_side_are_joined() -> None:
    labels = [
        "Numbness: thumb (left)",
        "Phalen test (left)",
        "Numbness: index finger (left)",
        "Numbness: thumb (right)",
    ]
    assert grouped(labels) == ["Numbness: thumb, index finger (left)", "Phalen test (left)", "Numbness: thumb (right)"]


def test_what_was_not_found_stays_not_found() -> None:
    labels = [
        "not found: Pain: thumb (left)",
        "not found: Pain: index finger (left)",
        "not found: Spurling test (left)",
    ]
    assert grouped(labels) == ["not found: Pain: thumb, index finger (left)", "not found: Spurling test (left)"]


def test_both_sides_are_said_in_words() -> None:
    assert side_words({"left", "right"}) == "both sides"
    assert side_words({"central"}) == ""


def test_a_sentence_is_cut_at_a_word() -> None:
    assert capped("one two three", 9) == "one two…"
    assert capped("short", 9) == "short"
