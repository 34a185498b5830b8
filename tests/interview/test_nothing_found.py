"""What was tested and found free is stated, for exactly what the page showed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nmt_expert.case.record import Answer, Field
from nmt_expert.interview.answering.free_words import nothing_found
from nmt_expert.interview.choice.questions import Questions
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.terminal.text import screen_lines
from nmt_expert.interview.way.open_questions import HANDS, MOVEMENTS
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.way.stages import open_screen
from nmt_expert.knowledge.base import KnowledgeBase


def _asked(session: Session, *regions: str) -> None:
    session.answer([Field(("complaint", "regions"), list(regions)), Field(("complaint", "side"), "right")])


def test_free_movements_are_stated_for_the_joints_that_the_page_names(kb: KnowledgeBase, session: Session) -> None:
    _asked(session, "neck", "shoulder")
    screen = open_screen(session.picture, MOVEMENTS)
    assert "states: neck movement, shoulder movement free and painless." in " ".join(screen_lines(screen))
    assert nothing_found(session, MOVEMENTS, screen) == "Taken: neck movement, shoulder movement free and painless."
    free = {f"{family}({joint}_movement)" for family in ("limited", "pain_on") for joint in ("neck", "shoulder")}
    assert {key for key, state in session.picture.log.items() if state == "absent"} == free
    argued = {o.key for o in session.picture.facts.observations if o.state == "absent"}
    assert "pain_on(neck_rotation)" in argued
    assert {o.sides for o in session.picture.stated["limited(shoulder_movement)"]} == {frozenset({"right"})}


def test_a_joint_in_which_something_was_found_is_not_called_free(session: Session) -> None:
    _asked(session, "neck", "shoulder")
    session.answer([Answer("limited(neck_rotation)", "present", "right")])
    screen = open_screen(session.picture, MOVEMENTS)
    shown = " ".join(screen_lines(screen))
    assert "So far: Limited neck rotation" in shown
    assert "states: shoulder movement free and painless." in shown
    nothing_found(session, MOVEMENTS, screen)
    assert "limited(neck_movement)" not in session.picture.log


@pytest.mark.parametrize(
    ("regions", "joints"),
    [
        (("thigh",), "hip movement, knee movement"),
        (("low_back", "leg"), "low back movement"),  # what lies beside is not said to be tested
        (("head",), "neck movement"),
    ],
)
def test_where_no_joint_is_the_next_ones_are_named(session: Session, regions: tuple[str, ...], joints: str) -> None:
    _asked(session, *regions)
    assert f"states: {joints} free" in " ".join(open_screen(session.picture, MOVEMENTS).lines)


def test_hands_that_find_nothing_state_it_unless_they_found_something(session: Session) -> None:
    _asked(session, "neck")
    nothing_found(session, HANDS, open_screen(session.picture, HANDS))
    assert session.picture.log == {"no_tenderness_found": "present"}
    session.undo()
    session.answer([Answer("tender(upper_trapezius)", "present", "right")])
    assert nothing_found(session, HANDS, open_screen(session.picture, HANDS)) == ""
    assert "no_tenderness_found" not in session.picture.log


def test_what_was_found_free_is_not_asked_as_a_whole(picture_of: Callable[[str], Picture]) -> None:
    case = (
        "schema: nmt-case/1\nid: x\nclient: {age: 40}\ncomplaint: {regions: [neck], side: right}\n"
        "findings: [{present: [pain(neck_back_upper), pain(forehead)], side: right}%s]\n"
    )
    before, after = (picture_of(case % more) for more in ("", ", {absent: limited(neck_movement)}"))
    assert Questions(before).of("neck_movement_full")
    assert not Questions(after).of("neck_movement_full")


def test_that_nothing_is_tender_is_nothing_to_explain(picture_of: Callable[[str], Picture]) -> None:
    picture = picture_of(
        "schema: nmt-case/1\nid: x\nclient: {age: 40}\ncomplaint: {regions: [neck], side: right}\n"
        "findings: [{present: pain(neck_back_upper), side: right}, {present: no_tenderness_found}]\n"
    )
    assert all(line.scored.unexplained.bit_count() <= 1 for line in picture.ranking)
