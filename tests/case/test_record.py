"""What an answer makes of the data of a case: where it stands, what it replaces, and what it leaves alone."""

from __future__ import annotations

from typing import Any

import pytest

from nmt_expert.case.record import Answer, Asked, Change, Field, Note, Passed, Retract, keys_of, record


def recorded(data: dict[str, Any], *changes: Change) -> dict[str, Any]:
    record(data, changes)
    return data


def findings(*before: dict[str, Any], to: list[Change]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = recorded({"findings": list(before)}, *to).get("findings", [])
    return found


def test_answers_of_one_side_share_an_entry_and_one_with_a_note_has_its_own() -> None:
    to: list[Change] = [
        Answer("a", "present", "left"),
        Answer("b", "present", "left"),
        Answer("c", "present", "left", note="sharp"),
        Answer("d", "present", "left", note="sharp"),
        Answer("e", "present", "right"),
        Answer("f", "absent", "left"),
        Answer("g", "value", value=38.0),
        Answer("h", "value", value=1.0),
    ]
    assert findings(to=to) == [
        {"present": ["a", "b"], "side": "left"},
        {"present": ["c"], "side": "left", "note": "sharp"},
        {"present": ["d"], "side": "left", "note": "sharp"},
        {"present": ["e"], "side": "right"},
        {"absent": ["f"], "side": "left"},
        {"value": {"g": 38.0, "h": 1.0}},
    ]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_changed_answer_stands_where_the_old_one_stood(place: int) -> None:
    key = "abc"[place]
    told = findings({"present": ["a"]}, {"present": ["b"]}, {"present": "c"}, to=[Answer(key, "absent")])
    assert [next(iter(entry.values())) for entry in told] == [[k] if k != "c" or place == 2 else k for k in "abc"]
    assert told[place] == {"absent": [key]}


def test_two_answers_that_change_keep_their_order() -> None:
    to: list[Change] = [Answer("c", "absent"), Answer("a", "absent", "left")]
    told = findings({"present": ["a"]}, {"present": ["b"]}, {"present": ["c"]}, to=to)
    assert told == [{"absent": ["a"], "side": "left"}, {"present": ["b"]}, {"absent": ["c"]}]


def test_a_new_answer_stands_last() -> None:
    assert findings({"present": ["a"]}, {"present": ["b"]}, to=[Answer("n", "not_tested")]) == [
        {"present": ["a"]},
        {"present": ["b"]},
        {"not_tested": ["n"]},
    ]


def test_of_what_else_an_entry_says_nothing_is_lost() -> None:
    before = {"present": ["a", "b"], "value": {"t": 38.0, "u": 1.0}, "side": "left"}
    told = findings(before, to=[Retract("a"), Retract("t")])
    assert told == [{"present": ["b"], "value": {"u": 1.0}, "side": "left"}]
    assert findings({"present": ["a"], "absent": ["b"]}, to=[Retract("a")]) == [{"absent": ["b"]}]


def test_words_of_a_person_stay_and_the_new_answer_follows_them() -> None:
    told = findings({"text": "goes numb", "present": ["a"]}, {"absent": ["b"]}, to=[Answer("a", "absent")])
    assert told == [{"text": "goes numb"}, {"absent": ["a"]}, {"absent": ["b"]}]


def test_what_is_taken_back_everywhere_leaves_nothing_behind() -> None:
    data = {"id": "x", "findings": [{"present": "a", "side": "left"}, {"absent": ["a"], "side": "right"}]}
    assert recorded(data, Retract("a")) == {"id": "x"}
    assert recorded({"id": "x"}, Retract("a")) == {"id": "x"}


def test_a_single_key_may_stand_without_a_list() -> None:
    assert keys_of({"present": "a"}, "present") == ["a"]
    assert keys_of({"present": ["a", "b"]}, "present") == ["a", "b"]
    assert keys_of({}, "present") == []


def test_a_field_is_set_under_its_headings_and_removed() -> None:
    data = recorded({}, Field(("client", "age"), 47), Field(("title",), "x"))
    assert data == {"client": {"age": 47}, "title": "x"}
    assert recorded(data, Field(("title",), None), Field(("client", "sex"), None)) == {"client": {"age": 47}}


def test_a_screen_that_was_passed_is_remembered_once_and_every_page_and_note_in_order() -> None:
    page = Asked("s", "Neck", ("a", "b"))
    data = recorded({}, Passed("s"), Passed("t"), Passed("s"), page, page, Note("one"), Note("two"))
    shown = {"screen": "s", "title": "Neck", "asked": ["a", "b"]}
    assert data == {"interview": {"passed": ["s", "t"], "pages": [shown, shown]}, "notes": ["one", "two"]}
