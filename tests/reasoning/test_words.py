"""How findings read."""

from __future__ import annotations

import pytest

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Urgency
from nmt_expert.reasoning.assessment import Argument, Hypothesis
from nmt_expert.reasoning.words import (
    capped,
    first_of,
    grouped,
    measured,
    newly_said,
    observation_label,
    one_sided,
    side_words,
)


def argument(counted: float, *findings: str, strength: str = "moderate") -> Argument:
    return Argument("r", findings, "", strength, counted, counted, "g", "consensus")


def hypothesis(*arguments: Argument, triage: Urgency = "treat") -> Hypothesis:
    return Hypothesis(
        rank=1,
        id="h",
        name="H",
        mechanism="other",
        structure="",
        side="left",
        support="some",
        score=0.0,
        stability=1.0,
        triage=triage,
        arguments_for=tuple(a for a in arguments if a.weight > 0),
        arguments_against=tuple(a for a in arguments if a.weight < 0),
    )


def told(hypothesis: Hypothesis) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The findings told for it and against it."""
    return [a.findings for a in hypothesis.arguments_for], [a.findings for a in hypothesis.arguments_against]


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


@pytest.mark.parametrize(
    ("known_side", "read"),
    [
        ("", ["Pain: thumb (both sides)", "Phalen test (left)"]),
        ("left", ["Pain: thumb (both sides)", "Phalen test"]),
        ("both", ["Pain: thumb", "Phalen test (left)"]),
    ],
)
def test_a_side_that_was_said_is_not_said_again(known_side: str, read: list[str]) -> None:
    assert grouped(["Pain: thumb (both sides)", "Phalen test (left)"], known_side) == read


def test_words_in_brackets_that_are_no_side_stay() -> None:
    assert grouped(["Pain: iliopsoas (psoas major and iliacus)", "Pain: thumb"]) == [
        "Pain: iliopsoas (psoas major and iliacus), thumb"
    ]


def test_both_sides_are_said_in_words() -> None:
    assert side_words({"left", "right"}) == "both sides"
    assert side_words({"central"}) == ""
    assert side_words({"right", "central"}) == "right"


def test_a_sentence_is_cut_at_a_word() -> None:
    assert capped("one two three", 9) == "one two…"
    assert capped("one two, three", 10) == "one two…"
    assert capped("short", 9) == "short"
    assert capped("nine char", 9) == "nine char"
    assert len(capped("one two three", 8)) <= 8


@pytest.mark.parametrize(
    ("value", "unit", "read"),
    [
        (47, "years", "47 years"),
        (1, "years", "1 year"),
        (0.5, "years", "under 1 year"),
        (0.5, "days", "12 hours"),
        (1, "days", "1 day"),
        (0.0312, "days", "45 minutes"),
        (0.0417, "days", "1 hour"),
        (0, "days", "less than a day"),
        (36.6, "°C", "36.6 °C"),
        (6, "", "6"),
    ],
)
def test_a_number_reads_with_its_unit(value: float, unit: str, read: str) -> None:
    assert measured(value, unit) == read


def test_a_finding_reads_with_its_side_its_number_and_whether_it_was_found(kb: KnowledgeBase) -> None:
    read = [
        observation_label(o, kb)
        for o in (
            Observation("spurling", "present", frozenset({"right"})),
            Observation("spurling", "absent"),
            Observation("age", "value", value=47.0),
            Observation("no_such_finding", "present"),
        )
    ]
    label = kb.findings["spurling"].label
    assert read == [f"{label} (right)", f"not found: {label}", "Age 47 years", "no_such_finding"]


def test_the_first_few_are_named_and_the_rest_is_counted() -> None:
    assert first_of(["Cough", "Fever", "Chills"], 3) == "Cough; Fever; Chills"
    assert first_of(["Cough", "Fever", "Chills", "Rash"], 2) == "Cough; Fever; and 2 more"


def test_a_finding_is_told_on_the_side_of_the_stronger_argument_only() -> None:
    both = hypothesis(argument(0.8, "Cough", "Fever"), argument(-0.2, "Cough"), argument(-1.0, "Fever"))
    assert told(one_sided(both)) == ([("Cough",)], [(), ("Fever",)])


def test_the_whole_picture_yields_to_an_argument_however_small() -> None:
    picture = hypothesis(argument(0.1, "Cough"), argument(-1.0, "Cough", "Fever", strength="unusual"))
    assert told(one_sided(picture)) == ([("Cough",)], [("Fever",)])


def test_what_a_danger_merely_does_not_name_is_not_held_against_it() -> None:
    """Beside a fracture somebody may have a cough; that a sign of it was not found does count."""
    unusual = argument(-0.5, "Cough", "not found: Fever", strength="unusual")
    rule = argument(-0.3, "Painless hop")
    assert told(one_sided(hypothesis(unusual, rule, triage="urgent")))[1] == [("not found: Fever",), ("Painless hop",)]
    assert told(one_sided(hypothesis(unusual, rule)))[1] == [("Cough", "not found: Fever"), ("Painless hop",)]
    usual = argument(0.5, "Cough", strength="usual")
    assert told(one_sided(hypothesis(usual, triage="urgent")))[0] == [("Cough",)]


def test_each_finding_is_told_once_with_the_strongest_argument_that_names_it() -> None:
    weak, strong = argument(0.2, "Cough", "Fever"), argument(-0.8, "Fever")
    assert newly_said([weak, strong]) == [(strong, ("Fever",)), (weak, ("Cough",))]


def test_of_equal_arguments_the_one_from_fewer_findings_speaks_first_and_what_adds_nothing_is_left_out() -> None:
    wide, narrow = argument(0.5, "Cough", "Fever"), argument(0.5, "Cough")
    again = argument(0.1, "Fever")
    assert newly_said([wide, again, narrow]) == [(narrow, ("Cough",)), (wide, ("Fever",))]


def test_how_usual_the_whole_is_comes_last() -> None:
    picture, weak = argument(1.0, "Cough", "Fever", strength="usual"), argument(0.1, "Fever")
    assert newly_said([picture, weak]) == [(weak, ("Fever",)), (picture, ("Cough",))]
