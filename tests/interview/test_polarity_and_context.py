"""What a line denies stays denied, what is said beside it is heard for itself, and the question gives a word its meaning."""

from __future__ import annotations

import pytest

from nmt_expert.case.record import Answer
from nmt_expert.interview.answering.free_words import could_mean
from nmt_expert.interview.terminal.text import hint
from nmt_expert.interview.way.open_questions import BY_ID, CHART, HANDS, NERVES, TOLD, everything, vocabulary_of
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.way.stages import open_screen, stop_screen
from nmt_expert.interview.words.phrases import phrases_of
from nmt_expert.interview.words.typed.area_line import area_line
from nmt_expert.interview.words.typed.parts import are_notes, sentences
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.test_terminal import FIRST, run

NOTES = (
    "Pt seen 2x by physio. SLR r 70 neg, no back pain, slump neg. Palp: piriformis r v tender, reproduces buttock + calf "
    "pain. FAIR test pos r. Power & reflexes normal. PMH nil. Had DVT in 2019 after flight, off warfarin."
)


@pytest.mark.parametrize("said", ["hip rot full", "hip rotation free r", "normal hip rot", "hip rot unrestricted r"])
def test_full_free_and_normal_deny_whichever_is_meant(kb: KnowledgeBase, said: str) -> None:
    terms = vocabulary_of(BY_ID["scan.movements"], kb).parse(said)
    assert {term.state for term in terms} == {"absent"}
    assert {key for term in terms for key in term.keys} >= {
        "limited(hip_external_rotation)",
        "limited(hip_internal_rotation)",
    }


@pytest.mark.parametrize("said", ["hip rot not full", "hip rot limited"])
def test_what_is_not_full_is_limited(kb: KnowledgeBase, said: str) -> None:
    assert {term.state for term in vocabulary_of(BY_ID["scan.movements"], kb).parse(said)} == {"present"}


def test_what_hurts_beside_a_full_movement_is_not_denied(kb: KnowledgeBase) -> None:
    full, hurts = vocabulary_of(BY_ID["scan.movements"], kb).parse("neck rot full, hurts")
    assert (full.state, full.keys) == ("absent", ("limited(neck_rotation)",))
    assert (hurts.state, hurts.keys, hurts.guess) == ("present", ("pain_on(neck_rotation)",), True)


@pytest.mark.parametrize("said", ["not coughing", "no worse coughing", "coughing no"])
def test_a_denial_is_looked_up_in_what_was_asked(kb: KnowledgeBase, said: str) -> None:
    (term,) = vocabulary_of(TOLD[1], kb).parse(said)
    assert (term.state, term.keys) == ("absent", ("worse_with(coughing)",))


def test_a_denial_offers_nothing_as_being_there(kb: KnowledgeBase) -> None:
    assert {term.state for term in vocabulary_of(TOLD[1], kb).parse("not sleeping")} == {"absent"}


def test_enter_at_a_choice_leaves_the_whole_part_out(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    run(kb, session, "+ no night pain at rest", "", "", "")
    assert "pain_at_rest" not in session.picture.stated


@pytest.mark.parametrize("quality", ["ache", "throbbing", "aching", "dull"])
def test_what_aches_beside_a_numb_place_is_pain(kb: KnowledgeBase, quality: str) -> None:
    line = area_line(f"numb little finger l, {quality} inner elbow l", phrases_of(kb))
    terms = vocabulary_of(CHART, kb).parse(line.places)
    assert [term.keys for term in terms] == [("numbness(finger_little)",), ("pain(elbow_medial)",)]


@pytest.mark.parametrize(("word", "depth"), [("deep", "deep"), ("superficial", "superficial")])
def test_a_place_may_be_deep(kb: KnowledgeBase, word: str, depth: str) -> None:
    line = area_line(f"{word} buttock r 7/10, back of thigh r", phrases_of(kb))
    assert line.told == {"depth": depth, "now": 7.0}
    first, _ = vocabulary_of(CHART, kb).parse(line.places)
    assert "pain(buttock_mid)" in first.keys


def test_both_sides_of_a_hand_are_one_hand(kb: KnowledgeBase) -> None:
    terms = vocabulary_of(CHART, kb).parse("numb ring finger and little l both sides of hand")
    assert {term.side for term in terms} == {"left"}
    assert {"numbness(finger_ring_ulnar)", "numbness(finger_little)"} <= {key for term in terms for key in term.keys}


def test_what_a_muscle_refers_is_said_of_the_muscle(kb: KnowledgeBase) -> None:
    _, refers = vocabulary_of(HANDS, kb).parse("familiar infraspinatus r, refers to thumb")
    assert (refers.keys, refers.side, refers.guess) == (("referred_pain(infraspinatus)",), "right", False)


@pytest.mark.parametrize(
    ("said", "key"),
    [("infraspinatus r taut band", "taut_band"), ("jump sign infraspinatus r", "hypersensitive_spot")],
)
def test_signs_of_a_trigger_point_in_two_words(kb: KnowledgeBase, said: str, key: str) -> None:
    (term,) = vocabulary_of(HANDS, kb).parse(said)
    assert term.keys == (f"{key}(infraspinatus)",)


def test_a_score_is_never_a_guess_at_a_history(kb: KnowledgeBase, session: Session) -> None:
    (term,) = everything(kb).parse("had DVT 2019")
    assert [finding.key for finding in could_mean(session, term)] == ["leg_clot_before"]


def test_a_full_stop_parts_as_a_comma_does(kb: KnowledgeBase) -> None:
    keys = {key for term in vocabulary_of(NERVES, kb).parse(NOTES) for key in term.keys}
    assert keys >= {"fair_test", "leg_clot_before", "slump", "straight_leg_raise"}
    assert sentences("lev. scap r, inf. r") == ["lev. scap r, inf. r"]


def test_what_was_not_understood_of_a_part_is_named(kb: KnowledgeBase, session: Session) -> None:
    run(kb, session, *FIRST)
    shown = run(kb, session, "+ tender upper trap r zzqq since gardening", "y")
    assert "tender(upper_trapezius)" in session.picture.stated
    assert "Not understood, so not taken: 'zzqq" in " ".join(shown.split())


def test_many_sentences_are_shown_as_notes_before_anything_is_taken(kb: KnowledgeBase, session: Session) -> None:
    assert are_notes(NOTES)
    assert not are_notes("numb thumb r, index. weak grip r")
    run(kb, session, *FIRST)
    shown = run(kb, session, f"+ {NOTES}", "y", "y", "", "")
    assert "Understood:" in shown
    assert "What the safety screen asks, as the notes say it:" in shown
    assert {"fair_test", "leg_clot_before"} <= session.picture.stated.keys()


def test_the_open_questions_say_that_notes_can_be_pasted(session: Session) -> None:
    for question in (CHART, NERVES, *TOLD):
        assert ":paste" in " ".join(hint(open_screen(session.picture, question)))


def test_the_emergency_screen_says_how_to_take_the_answer_back(session: Session) -> None:
    session.answer([Answer("eyelid_droop", "present", "right"), Answer("pain(neck_side)", "present", "right")])
    screen = stop_screen(session.picture)
    assert screen is not None
    assert ":u " in " ".join(hint(screen))
