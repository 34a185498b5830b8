"""What the client's words say of the fields that follow is offered there, and taken only with a yes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nmt_expert.case.model import CaseFile, Complaint
from nmt_expert.case.record import Answer
from nmt_expert.interview.terminal.free_words import answer_open
from nmt_expert.interview.way.open_questions import CHART, TOLD, vocabulary_of
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.way.stages import open_screen
from nmt_expert.interview.words.prose.heard import heard
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.test_terminal import Keyboard, run

YESTERDAY = f"{date.today() - timedelta(1):%A}"  # of today's name it may be last week's


@pytest.mark.parametrize(
    ("said", "regions", "side", "since"),
    [
        ("My right shoulder's been killing me for four months, can't reach my bra strap", "shoulder", "right", "four months"),
        (f"low back pain into the left leg since {YESTERDAY}", "low back, leg", "left", f"since {YESTERDAY.lower()}"),
        ("it hurts right now in the calf", "leg", "", ""),
        ("no neck pain, just the elbow on the left", "elbow", "left", ""),
        ("both hands tingle", "hand", "both", ""),
        ("left work early, my neck hurt, 2 weeks ago", "neck", "", "2 weeks"),
        ("tight calf on the left, goes when I run, about 6 weeks", "leg", "left", "6 weeks"),
        ("left knee and right hip", "knee, hip", "", ""),
        ("back pain", "", "", ""),
        ("back pain down left leg", "low back, leg", "left", ""),
        ("back of my thigh hurts, leg too", "thigh, leg", "", ""),
        ("can't sleep", "", "", ""),
        ("R elbow outer pain, 4 mths", "elbow", "right", "4 mths"),
        ("numb R thumb at night, 5 mths", "hand", "right", "5 mths"),
        ("L jaw pain", "face", "left", ""),
        ("pain in the right buttock running down to the calf", "hip, low back, leg", "right", ""),
        ("no buttock pain, left knee hurts", "knee", "left", ""),
        ("(L) knee pain 3 weeks", "knee", "left", "3 weeks"),
        ("has knee pain after 4 l of water", "knee", "", ""),
    ],
)  # fmt: skip
def test_places_sides_and_times_are_heard(kb: KnowledgeBase, said: str, regions: str, side: str, since: str) -> None:
    file = CaseFile("nmt-case/1", "x", complaint=Complaint(text=said))
    assert [heard(field, file, kb) for field in ("regions", "side", "since")] == [regions, side, since]


@pytest.mark.parametrize("taken", ["", "y", "Yes"])
def test_enter_or_yes_takes_what_was_heard_and_another_answer_goes_before(
    kb: KnowledgeBase, session: Session, taken: str
) -> None:
    run(kb, session, "K-1", "52", "f", "cook", "sore left knee for 3 weeks", taken, "r", taken)
    complaint = session.case.file.complaint
    assert (complaint.regions, complaint.side, complaint.since) == (["knee"], "right", "3 weeks")


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("all round the shoulder", ("shoulder_top", "shoulder_front", "shoulder_side", "shoulder_back")),
        ("somewhere in the neck", ("neck_side", "neck_back_lower", "neck_back_upper")),
        ("neck, not sure where", ("neck_side", "neck_back_lower", "neck_back_upper")),
        ("down the outside of the arm", ("arm_side",)),
        ("over the kneecap", ("knee_front",)),
    ],
)
def test_words_round_a_place_say_nothing_of_their_own(kb: KnowledgeBase, typed: str, keys: tuple[str, ...]) -> None:
    first = vocabulary_of(CHART, kb).parse(typed)[0]
    assert (first.keys, first.guess) == (tuple(f"pain({key})" for key in keys), False)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("lying on it", "lying_on_side"), ("lying", "lying_down"), ("doing my bra up", "reaching_behind"), ("shopping bags", "carrying")],
)  # fmt: skip
def test_what_people_do_with_a_sore_part(kb: KnowledgeBase, typed: str, meant: str) -> None:
    (term,) = vocabulary_of(TOLD[1], kb).parse(typed)
    assert (term.keys, term.guess) == ((f"worse_with({meant})",), False)


def test_a_guess_at_what_was_said_already_is_not_asked_back(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, "K-1", "52", "f", "cook", "sore leg", "leg", "l", "3 weeks", "g", "y")
    told = open_screen(session.picture, TOLD[0])
    line = "sudden sharp pain in the calf when sprinting"
    first, second = Keyboard("2", "y"), Keyboard("2")
    for keyboard in (first, second):  # the second time nobody answers for the sharp pain
        answer_open(session, keyboard, TOLD[0], line, told)
    assert any("do you mean Sharp pain" in shown for shown in first.shown)
    assert not any("do you mean Sharp pain" in shown for shown in second.shown)


def test_how_long_it_lasts_is_not_asked_when_the_notes_said_it(kb: KnowledgeBase, session: Session) -> None:
    session.answer([Answer("duration_days", "value", value=121)])
    shown = run(kb, session, "K-1", "52", "f", "cook", "sore neck", "neck", "r", "g", "y")
    assert "Since when" not in shown
    assert session.case.file.client.consent
