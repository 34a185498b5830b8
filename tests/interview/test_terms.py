"""A few letters name a place, a movement, a muscle, an activity."""

from __future__ import annotations

import pytest

from nmt_expert.case.load import parse_case
from nmt_expert.case.record import Field
from nmt_expert.interview.terminal.figure import figure
from nmt_expert.interview.way.open_questions import CHART, HANDS, MOVEMENTS, NERVES, TOLD, everything, vocabulary_of
from nmt_expert.interview.words.fields import BY_ID, FIELDS, InputError
from nmt_expert.knowledge.base import KnowledgeBase


def test_the_example_of_every_open_question_is_understood(kb: KnowledgeBase) -> None:
    for question in (CHART, *TOLD, NERVES, MOVEMENTS, HANDS):
        assert all(term.keys for term in vocabulary_of(question, kb).parse(question.example))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("front sh l", [("pain(shoulder_front)", "left")]),
        ("numb thumb r, ind", [("numbness(thumb)", "right"), ("numbness(finger_index)", "")]),
        ("neck back low b", [("pain(neck_back_lower)", "both")]),
        ("thigh outer", [("pain(thigh_outer)", "")]),
        ("sholder frnt l", [("pain(shoulder_front)", "left")]),
    ],
)
def test_places(kb: KnowledgeBase, typed: str, expected: list[tuple[str, str]]) -> None:
    terms = vocabulary_of(CHART, kb).parse(typed)
    assert [(t.keys[0], t.side) for t in terms] == expected


def test_every_place_is_found_by_its_own_name(kb: KnowledgeBase) -> None:
    vocabulary = vocabulary_of(CHART, kb)
    for zone in kb.zones.values():
        assert vocabulary.parse(zone.id.replace("_", " "))[0].keys == (f"pain({zone.id})",)


def test_several_fit_and_nothing_fits(kb: KnowledgeBase) -> None:
    assert len(vocabulary_of(CHART, kb).parse("shoulder")[0].keys) > 1
    with pytest.raises(InputError, match="n zzqq"):
        vocabulary_of(CHART, kb).parse("zzqq")


def test_taking_back(kb: KnowledgeBase) -> None:
    assert vocabulary_of(CHART, kb).parse("-front sh l")[0].erase


def test_what_a_hand_finds(kb: KnowledgeBase) -> None:
    assert vocabulary_of(HANDS, kb).parse("familiar infrasp r")[0].keys == ("familiar_pain(infraspinatus)",)
    assert everything(kb).parse("spurling r")[0].keys[0] == "spurling"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("age", "forty"),
        ("age", "130"),
        ("sex", "q"),
        ("regions", "zz"),
        ("regions", "h"),
        ("side", "up"),
        ("consent", "maybe"),
    ],
)
def test_fields_say_what_is_possible(kb: KnowledgeBase, field: str, typed: str) -> None:
    with pytest.raises(InputError):
        next(f for f in FIELDS if f.id == field).parse(typed, kb)


def test_misspelt_region_is_met_with_the_nearest_name(kb: KnowledgeBase) -> None:
    with pytest.raises(InputError, match="Did you mean 'hand'"):
        next(f for f in FIELDS if f.id == "regions").parse("hnd", kb)


def test_the_figure_has_a_place_for_every_zone(kb: KnowledgeBase) -> None:
    blank = figure([], kb.zones)
    for zone in kb.zones.values():
        drawing = figure([("pain", zone.id, frozenset({"left"}) if zone.sided else frozenset())], kb.zones)
        assert sum("P" in line for line in drawing[2:]) == 1
        assert len(drawing) == len(blank) <= 16
    assert max(map(len, blank)) <= 79


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("side", "r", "right"), ("side", "Left", "left"), ("side", "the right side", "right"), ("side", "bilateral", "both"),
        ("side", "middle", "midline"), ("sex", "woman", "female"), ("consent", "Yes", True), ("consent", "n", False),
    ],
)  # fmt: skip
def test_a_choice_is_a_letter_or_a_whole_word(kb: KnowledgeBase, field: str, typed: str, value: object) -> None:
    assert BY_ID[field].parse(typed, kb) == [Field(({"side": "complaint"}.get(field, "client"), field), value)]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("side", "mainly the right"), ("side", "mostly left"), ("side", "more right than left"), ("side", "left then right"),
        ("side", "lower"), ("side", "not left"), ("sex", "Mother"), ("sex", "f?"), ("consent", "yesterday"), ("consent", "not sure"),
        ("since", "6m"), ("since", "6 mornings"), ("since", "since the move"), ("age", "7 months or so"),
    ],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_is_asked_again(kb: KnowledgeBase, field: str, typed: str) -> None:
    with pytest.raises(InputError):
        BY_ID[field].parse(typed, kb)


def test_the_age_of_a_baby_is_typed_in_months(kb: KnowledgeBase) -> None:
    assert BY_ID["age"].parse("7 months", kb) == [Field(("client", "age"), 0.58)]
    assert BY_ID["age"].parse("47 years", kb) == [Field(("client", "age"), 47)]


def test_since_shows_the_days_that_it_understood(kb: KnowledgeBase) -> None:
    case = parse_case("schema: nmt-case/1\nid: x\ncomplaint: {since: 45 min}\n", "x.yaml", kb)
    assert BY_ID["since"].now(case.file) == "45 min (0 days)"
