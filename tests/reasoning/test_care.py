"""Treatment and exercises, over a few small muscles and nerves."""

from __future__ import annotations

from typing import Any

import pytest

from nmt_expert.case.observation import Observation
from nmt_expert.reasoning.assessment import Support
from nmt_expert.reasoning.care.circumstances import Circumstances, pointed
from nmt_expert.reasoning.care.home import activities, exercises
from nmt_expert.reasoning.care.treatment import muscles_of, spared, technique, touched, treatment, worked
from tests.reasoning.small_care import base, caution, client, felt, listed, points

# -- what of a client decides


@pytest.mark.parametrize(
    ("age", "condition", "holds"),
    [
        (70, "age >= 70", True),
        (69, "age >= 70", False),
        (16, "age <= 16", True),
        (17, "age <= 16", False),
        (None, "age >= 70", False),
        (None, "age <= 16", False),
        (70, "pregnancy", False),
    ],
)
def test_a_bound_holds_for_a_number_that_is_known(age: float | None, condition: str, *, holds: bool) -> None:
    assert client(base(), age=age).any_of([condition]) is holds


def test_a_name_holds_for_what_is_there_and_for_a_caution() -> None:
    kb = base()
    told = Circumstances(kb, [Observation("f1", "present"), Observation("f3", "absent")], (), (caution(),))
    assert [told.any_of([name]) for name in ("f1", "f3", "pregnancy", "f5")] == [True, False, True, False]
    assert told.any_of(["f5", "f1"])
    assert not told.any_of([])


@pytest.mark.parametrize(
    ("support", "first", "second"),
    [("strong", True, True), ("good", True, True), ("some", True, False), ("little", False, False)],
)
def test_a_hypothesis_holds_where_it_is_well_supported_or_leads_with_some_support(
    support: Support, *, first: bool, second: bool
) -> None:
    told = client(base(), told=listed(*points("a", "b"), support=support))
    assert [told.any_of([id]) for id in points("a", "b")] == [first, second]


def test_a_nerve_is_pressed_where_a_point_was_felt_in_a_muscle_that_can_press_it() -> None:
    kb, nerve = base(), listed("entrapment.n", support="some")
    assert client(kb, "taut_band(b)", told=nerve).any_of(["nerve_pressed"])
    assert not client(kb, "taut_band(a)", told=nerve).any_of(["nerve_pressed"])
    assert not client(kb, "tender(b)", told=nerve).any_of(["nerve_pressed"])
    assert not client(kb, "taut_band(b)", told=listed("entrapment.n", support="little")).any_of(["nerve_pressed"])
    assert not client(kb, "taut_band(d)", told=listed("compression.r")).any_of(["nerve_pressed"])


def test_a_muscle_is_sore_without_a_point_where_no_sign_of_one_was_felt_in_it() -> None:
    kb = base()
    assert client(kb, "tender(a)").any_of(["sore_without_point"])
    assert client(kb, "tender(a)", "taut_band(b)").any_of(["sore_without_point"])
    assert not client(kb, "tender(a)", "taut_band(a)").any_of(["sore_without_point"])
    assert not client(kb, "taut_band(a)").any_of(["sore_without_point"])


def test_a_point_is_where_a_hand_found_a_sign_of_it() -> None:
    absent = Observation("taut_band(c)", "absent")
    assert pointed([*felt("tender(a)", "twitch(b)", "pain(d)"), absent]) == ["b"]


# -- which muscles in which order


def test_the_muscles_of_what_is_listed_are_concerned_each_once_and_four_at_most() -> None:
    kb = base()
    assert muscles_of(kb, ["entrapment.n", *points("c", "b")]) == ["b", "c"]
    assert muscles_of(kb, ["entrapment.n", *points("c")]) == ["c"]  # b presses it, but is not listed
    assert muscles_of(kb, ["compression.r", *points("d", "a")]) == ["d", "a"]
    assert muscles_of(kb, list(points(*"abcdef"))) == ["a", "b", "c", "d"]


def test_a_point_that_a_hand_found_elsewhere_is_touched_too() -> None:
    assert touched(base(), list(points("a")), ["b", "a", "unknown"]) == ["a", "b"]


def test_what_reproduced_the_pain_is_treated_first_then_what_sends_it_then_points_then_bands() -> None:
    kb, told = base(), listed(*points("a", "b", "c", "d"))
    hands = client(kb, "taut_band(a)", "hypersensitive_spot(b)", "referred_pain(c)", "familiar_pain(d)", told=told)
    (order,) = treatment(kb, told, hands)
    assert order == (
        "In this order: Muscle d (reproduced the pain), then Muscle c (sends pain elsewhere), "
        "then Muscle b (trigger point), then Muscle a (taut band)."
    )


def test_of_equals_the_key_muscle_comes_before_its_satellites_then_the_order_of_the_list() -> None:
    kb, told = base(), listed(*points("d", "c", "a", "b"))
    hands = client(kb, *(f"taut_band({m})" for m in "dcab"), told=told)
    assert worked(kb, told, hands) == ["a", "d", "c", "b"]
    alone = listed(*points("d", "a"))
    assert worked(kb, alone, client(kb, "taut_band(d)", "taut_band(a)", told=alone)) == [
        "d",
        "a",
    ]  # no satellite is treated


def test_a_muscle_that_nobody_felt_is_palpated_and_not_treated() -> None:
    kb, told = base(technique=[{"core": True, "do": "Warm up."}]), listed(*points("a", "b"))
    assert treatment(kb, told, client(kb, told=told)) == (
        "Palpate first: Muscle a, Muscle b. Treat what reproduces the pain.",
        "Warm up.",
    )
    assert worked(kb, told, client(kb, "tender(a)", told=told)) == []


def test_without_a_muscle_there_is_nothing_to_do_and_a_sore_one_gets_the_technique_alone() -> None:
    kb = base(technique=[{"core": True, "do": "Warm up."}])
    assert treatment(kb, (), client(kb)) == ()
    assert treatment(kb, (), client(kb, "tender(a)")) == ("Warm up.",)
    assert treatment(kb, (), client(kb, "tender(a)", warned=(caution("a"),))) == ()


def test_a_muscle_that_a_caution_forbids_is_left_alone_and_told_why() -> None:
    kb, told = base(), listed(*points("a", "b"))
    hands = client(kb, "taut_band(a)", "taut_band(b)", told=told, warned=(caution("a", "f"),))
    assert worked(kb, told, hands) == ["b"]
    assert spared(kb, told, hands) == ("Muscle a, because of: Pregnancy",)
    unfelt = client(kb, told=told, warned=(caution("a"),))
    assert treatment(kb, told, unfelt) == ("Palpate first: Muscle b. Treat what reproduces the pain.",)


def test_no_more_than_four_muscles_are_treated_in_a_session() -> None:
    kb = base()
    assert len(worked(kb, (), client(kb, *(f"taut_band({m})" for m in "abcdef")))) == 4


def test_a_technique_is_for_everybody_or_for_whom_it_is_meant_and_milder_where_something_forbids_it() -> None:
    kb = base(
        technique=[
            {"core": True, "do": "Press.", "not_with": ["f1"], "instead": "Press lightly."},
            {"only_with": ["f3"], "do": "Warm."},
            {"core": True, "do": "Press lightly."},
            {"core": True, "do": "Stretch.", "not_with": ["f1"]},
        ]
    )
    assert technique(kb, client(kb)) == ("Press.", "Press lightly.", "Stretch.")
    assert technique(kb, client(kb, "f1", "f3")) == ("Press lightly.", "Warm.")


def test_at_home_two_exercises_at_most_in_the_order_of_the_muscles_none_that_is_forbidden() -> None:
    def entry(id: str, muscles: str, **more: object) -> dict[str, Any]:
        return {"kind": "exercise", "id": id, "label": id.upper(), "say": f"Do {id}.", "muscles": [*muscles], **more}

    sport = {"kind": "activity", "id": "run", "only_with": ["f3"], "do": "Run less."}
    home = [entry("x", "ab"), entry("y", "b", not_with=["f1"], picture="pose"), entry("z", "c"), sport]
    kb = base(home=home)
    told = exercises(kb, ["b", "a", "c"], client(kb))
    assert [(e.label, e.picture) for e in told] == [("X", ""), ("Y", "pose")]
    assert [e.label for e in exercises(kb, ["b", "c"], client(kb, "f1"))] == ["X", "Z"]
    assert [e.label for e in exercises(kb, ["c", "b"], client(kb))] == ["Z", "X"]
    assert exercises(kb, ["d"], client(kb)) == ()
    assert activities(kb, client(kb)) == ()
    assert activities(kb, client(kb, "f3")) == (sport,)
