"""One line answers a checklist."""

from __future__ import annotations

import pytest

from nmt_expert.case.record import Answer
from nmt_expert.interview.screens.screen import Item
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.typed.checklist import parse_checklist

ITEMS = (
    Item("a", "A", "A?", sided=True), Item("b", "B", "B?"), Item("c", "C", "C?", sided=True), Item("t", "T", "T?", unit="°C", low=30, high=45),
)  # fmt: skip


def said(text: str, side: str | None = "right", rest: bool = True) -> dict[str, tuple[str, str | None, float | None]]:
    return {a.key: (a.state, a.side, a.value) for a in parse_checklist(text, ITEMS, side, rest)}


def test_one_line_answers_several() -> None:
    assert said("1r 2- 3b 4=38,5") == {
        "a": ("present", "right", None), "b": ("absent", None, None), "c": ("present", "both", None), "t": ("value", None, 38.5),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"), [("1ry 2n 3 no", "1r+ 2- 3-"), ("1y, 2 yes", "1+ 2+"), ("1 N 3by", "1- 3b")]
)
def test_y_and_n_behind_a_number_are_yes_and_no(typed: str, meant: str) -> None:
    assert said(typed) == said(meant)


def test_what_is_left_out_is_not_tested() -> None:
    assert said("2")["a"] == ("not_tested", None, None)
    assert "a" not in said("2", rest=False)


def test_dash_says_no_to_the_others_but_never_to_a_number() -> None:
    assert said("2 -") == {
        "b": ("present", None, None),
        "a": ("absent", None, None),
        "c": ("absent", None, None),
        "t": ("not_tested", None, None),
    }


def test_side_of_the_complaint_stands_in_only_where_it_is_one() -> None:
    assert said("1", side="left")["a"] == ("present", "left", None)
    with pytest.raises(InputError, match="1l, 1r or 1b"):
        said("1", side="both")


def test_both_answers_to_one_finding() -> None:
    assert parse_checklist("1r 1l-", ITEMS, None, rest=False) == [
        Answer("a", "present", "right"),
        Answer("a", "absent", "left"),
    ]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("9", "no 9"),
        ("2r", "no side"),
        ("4", "30 to 45"),
        ("4=60", "outside"),
        ("2=3", "not a number"),
        ("x", "not understood"),
        ("4=-", "not understood"),
    ],
)
def test_unknown_input_is_met_with_what_is_possible(typed: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        said(typed)
