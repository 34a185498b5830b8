"""What a therapist types at an open question is understood in the order that people use, asked back, or named; never lost."""

from __future__ import annotations

import pytest

from nmt_expert.case.record import Answer, Field
from nmt_expert.interview.answering.free_words import could_mean
from nmt_expert.interview.way.open_questions import (
    CHART,
    HANDS,
    MOVEMENTS,
    NERVES,
    TOLD,
    OpenQuestion,
    everything,
    vocabulary_of,
)
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.prose.notes import read_notes
from nmt_expert.interview.words.term import not_read
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.test_terminal import run


@pytest.mark.parametrize(
    ("question", "typed", "understood"),
    [
        (CHART, "thumb numb r", [("numbness(thumb)", "right")]),
        (CHART, "pins and needles thumb r", [("tingling(thumb)", "right")]),
        (CHART, "numb and tingling thumb r", [("numbness(thumb)", "right"), ("tingling(thumb)", "right")]),
        (CHART, "pain between the legs", [("pain(perineum)", "")]),
        (CHART, "numb between the legs", [("numbness(perineum)", "")]),
        (NERVES, "ankle reflex l", [("reflex_reduced(ankle)", "left")]),
        (NERVES, "achilles reflex absent l", [("reflex_reduced(ankle)", "left")]),
        (NERVES, "reduced feeling thumb r", [("sensory_loss(thumb)", "right")]),
        (MOVEMENTS, "shoulder abduction limited l", [("limited(shoulder_abduction)", "left")]),
        (HANDS, "infraspinatus refers l", [("referred_pain(infraspinatus)", "left")]),
        (NERVES, "weak calf l", [("weak(ankle_plantarflexion)", "left")]),
        (
            CHART,
            "numb thumb idx middle finger r",
            [("numbness(thumb)", "right"), ("numbness(finger_index)", "right"), ("numbness(finger_middle)", "right")],
        ),
        (CHART, "pins needles palm rt", [("tingling(hand_palm)", "right")]),
    ],
)
def test_the_order_of_words_is_free(
    kb: KnowledgeBase, question: OpenQuestion, typed: str, understood: list[tuple[str, str]]
) -> None:
    terms = vocabulary_of(question, kb).parse(typed)
    assert [(key, t.side) for t in terms for key in t.keys] == understood
    assert not any(term.guess for term in terms)


def test_kinds_and_sides_hold_for_the_rest_of_a_line(kb: KnowledgeBase) -> None:
    terms = vocabulary_of(CHART, kb).parse("numb and tingling thumb r, index, pain palm l, elbow inner")
    assert [(t.keys[0], t.side) for t in terms] == [
        ("numbness(thumb)", "right"),
        ("tingling(thumb)", "right"),
        ("numbness(finger_index)", "right"),
        ("tingling(finger_index)", "right"),
        ("pain(hand_palm)", "left"),
        ("pain(elbow_medial)", "left"),
    ]


def test_a_kind_by_itself_is_said_of_the_place_before(kb: KnowledgeBase) -> None:
    terms = vocabulary_of(MOVEMENTS, kb).parse("neck rotation r limited, hurts")
    assert [(t.keys, t.side) for t in terms] == [
        (("limited(neck_rotation)",), "right"),
        (("pain_on(neck_rotation)",), "right"),
    ]
    terms = vocabulary_of(CHART, kb).parse("numb, thumb r, tingling, index")
    assert [t.keys[0] for t in terms if t.keys] == ["numbness(thumb)", "tingling(thumb)", "tingling(finger_index)"]


def test_a_movement_of_two_joints_is_asked_not_taken_of_both(kb: KnowledgeBase) -> None:
    (term,) = vocabulary_of(MOVEMENTS, kb).parse("passive external rotation limited l")
    assert len(term.keys) > 1
    assert all(key.startswith("limited_passive(") for key in term.keys)


@pytest.mark.parametrize(
    ("question", "typed", "key", "state"),
    [
        (NERVES, "phalen", "phalen", "present"),
        (TOLD[0], "stiff neck", "stiffness(neck_side)", "present"),
        (TOLD[0], "no weakness", "weakness_any", "absent"),
        (TOLD[0], "can't pee", "cannot_pass_urine", "present"),
        (CHART, "tight chest", "chest_pressure_or_tightness", "present"),
        (CHART, "cant lift arm", "cannot_raise_arm", "present"),
        (NERVES, "no numbness", "paraesthesia_any", "absent"),
        (TOLD[0], "no neck pain", "pain(neck_side)", "absent"),
    ],
)
def test_what_another_question_asks_is_asked_back(
    kb: KnowledgeBase, question: OpenQuestion, typed: str, key: str, state: str
) -> None:
    term = vocabulary_of(question, kb).parse(typed)[0]
    assert (term.keys[0], term.state, term.guess) == (key, state, True)


def test_what_is_not_understood_is_named_and_the_rest_is_taken(kb: KnowledgeBase, session: Session) -> None:
    terms = vocabulary_of(CHART, kb).parse("zzqq, numb thumb r")
    assert terms[1].keys == ("numbness(thumb)",)
    assert not_read(terms) == "Not understood, so not taken: 'zzqq'."
    session.answer([Answer("phalen", "absent")])
    shown = run(kb, session, *["s"] * 10, "zzqq, numb thumb r")
    assert "Taken, P1: Numbness: thumb (right). Not understood, so not taken: 'zzqq'." in shown.replace("\n", " ")


def test_what_was_offered_and_not_meant_is_named(kb: KnowledgeBase, session: Session) -> None:
    shown = run(kb, session, *["s"] * 10, "numb thumb zzqq r, numb index r", "")
    assert "Not taken, as you answered: 'numb thumb zzqq r'." in shown.replace("\n", " ")
    assert "Not understood" not in shown
    assert "numbness(finger_index)" in session.picture.stated


def test_a_question_mark_says_what_is_offered(kb: KnowledgeBase, session: Session) -> None:
    shown = run(kb, session, *["s"] * 10, "scisors", "?", "")
    assert "Are both legs stiff, with crossing knees?" in shown
    assert "was not taken" not in shown


def test_who_says_better_is_not_offered_worse(kb: KnowledgeBase) -> None:
    (term,) = vocabulary_of(TOLD[1], kb).parse("better hanging arm")
    assert term.keys == ("better_with(arm_hanging)",)


def test_a_word_that_is_not_known_is_not_passed_over(kb: KnowledgeBase) -> None:
    (term,) = vocabulary_of(CHART, kb).parse("numb thumb zzqq r")
    assert (term.keys, term.guess) == (("numbness(thumb)",), True)


@pytest.mark.parametrize("typed", ["y", "a", "x"])
def test_a_single_letter_is_no_word(kb: KnowledgeBase, typed: str) -> None:
    for vocabulary in (vocabulary_of(TOLD[0], kb), vocabulary_of(CHART, kb), everything(kb)):
        with pytest.raises(InputError, match=f"called '{typed}'"):
            vocabulary.parse(typed)


def test_an_angle_that_no_joint_has_is_not_taken(kb: KnowledgeBase) -> None:
    with pytest.raises(InputError, match="0 to 180 degrees"):
        everything(kb).parse("SLR 250 degrees")
    assert read_notes(kb, "SLR 250 degrees").not_understood == ["SLR 250 degrees"]


def test_of_many_that_could_be_meant_those_of_the_complaint_stand_first(kb: KnowledgeBase, session: Session) -> None:
    session.answer([Field(("complaint", "regions"), ["shoulder"])])
    (term,) = everything(kb).parse("weak abduction r")
    assert "shoulder" in could_mean(session, term)[0].regions


def test_what_concerns_every_place_stands_before_what_concerns_another(kb: KnowledgeBase, session: Session) -> None:
    session.answer([Field(("complaint", "regions"), ["neck"])])
    (term,) = vocabulary_of(TOLD[0], kb).parse("stiff")
    could = [{"neck", "general"}.isdisjoint(finding.regions) for finding in could_mean(session, term)]
    assert could == sorted(could)
    assert not could[0]
    assert could[-1]


def test_a_side_said_before_a_denial_without_one_loses_nothing(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *["s"] * 10, "pain outer upper arm r, no numbness", "y")
    assert session.picture.log["paraesthesia_any"] == "absent"
    assert "pain(arm_side)" in session.picture.stated


def test_words_typed_where_numbers_are_asked_are_not_swallowed(kb: KnowledgeBase, session: Session) -> None:
    shown = run(
        kb, session, *["s"] * 10, "neck l", "wakes at night", "9", "1", "sholder frnt l", "burning", "thumb r", ""
    )
    assert "And still asked: first numbers from 1 to 4 or Enter" in shown
    assert session.picture.log["wakes_at_night"] == "present"
    assert "'9' was not taken" in shown
    assert session.picture.log["quality_burning"] == "present"
    assert "'thumb r' is taken up after this." in shown
    assert "pain(thumb)" in session.picture.stated


def test_taking_back_one_side_keeps_the_other(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *["s"] * 10, "numb thumb b", "-numb thumb r")
    assert [o.sides for o in session.picture.stated["numbness(thumb)"]] == [frozenset({"left"})]


def test_the_chart_stays_when_one_went_back_to_it(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *["s"] * 10, "numb thumb r", "", ":b", "numb index r", "numb palm r", "")
    assert set(session.picture.stated) >= {"numbness(thumb)", "numbness(finger_index)", "numbness(hand_palm)"}


def test_what_an_area_is_like_stands_when_a_word_beside_it_means_nothing(kb: KnowledgeBase, session: Session) -> None:
    shown = run(kb, session, *["s"] * 10, "numb thumb r", "p1 zzqq now 3 worst 7, comes and goes")
    (area,) = session.case.file.complaint.areas
    assert (area.now, area.worst, area.course) == (3, 7, "intermittent")
    assert "Taken, P1: described. Nothing here is called 'zzqq'" in shown.replace("\n", " ")


OUTCOMES = ("{} neg", "{} −ve l", "{}-ve r", "{} (-)", "{} was negative", "negative {}")
_NAME = 4  # words of the name of a test; what is longer describes what it shows


def test_a_negative_test_is_never_taken_or_offered_as_positive(kb: KnowledgeBase) -> None:
    tests = [f for f in kb.findings.values() if f.section == "test" and not f.unit and "(" not in f.key]
    names = [f.label.partition(":")[0].lower() for f in tests if "," not in f.label and "negative" not in f.key]
    names = [name for name in names if len(name.split()) <= _NAME]
    assert len(names) > 100
    for place, name in enumerate(names):
        typed = OUTCOMES[place % len(OUTCOMES)].format(name)
        assert not [t for t in everything(kb).parse(typed) if t.state == "present"], typed
        assert not [u for u in read_notes(kb, typed).found if u.state == "present"], typed


@pytest.mark.parametrize(
    ("text", "key", "state"),
    [
        ("SLR neg bilat, slump neg", "slump", "absent"),
        ("slump L -ve, Spurling +ve", "slump", "absent"),
        ("Adson test with familiar symptoms negative", "adson_test", "absent"),
        ("FABER: groin pain neg", "faber_groin_pain", "absent"),
        ("FADER + left", "fader_test", "present"),
        ("phalen not positive", "phalen", "absent"),
        ("Phalen -, Froment +", "phalen", "absent"),
        ("Phalen -, Froment +", "froment_sign", "present"),
        ("pain in the neck - worse sitting -", "worse_with(sitting)", "present"),
    ],
)
def test_how_a_test_came_out_in_signs(kb: KnowledgeBase, text: str, key: str, state: str) -> None:
    assert (key, state) in {(u.key, u.state) for u in read_notes(kb, text).found}


def test_what_an_investigation_did_not_show_is_a_finding_of_its_own(kb: KnowledgeBase) -> None:
    (term,) = everything(kb).parse("x ray neg")
    assert (term.keys, term.state) == (("radiograph_normal",), "present")
