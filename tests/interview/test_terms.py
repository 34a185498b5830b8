"""A few letters name a place, a movement, a muscle, an activity."""

from __future__ import annotations

import os
import re

import pytest

from nmt_expert.case.load import parse_case
from nmt_expert.case.record import Field
from nmt_expert.interview.screens.screen import LOWER, UPPER
from nmt_expert.interview.terminal.figure import figure
from nmt_expert.interview.way.open_questions import BY_ID as QUESTIONS
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
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.tables import OVER
from nmt_expert.interview.words.typed.fields import BY_ID, FIELDS
from nmt_expert.knowledge.base import KnowledgeBase

# every so many findings, so that the suite stays quick; all of them at night
SAMPLED = 1 if os.environ.get("NMT_NIGHTLY") else 7


def test_the_example_of_every_open_question_is_understood(kb: KnowledgeBase) -> None:
    for question in (CHART, *TOLD, NERVES, MOVEMENTS, HANDS):
        for regions in ((), ("face",), ("knee",)):
            terms = vocabulary_of(question, kb).parse(question.example_for(regions))
            assert [term.typed for term in terms if not term.keys or term.guess] == []
            found = [finding for term in terms for key in term.keys if (finding := kb.finding(key))]
            here = {"face", "head"} if "face" in regions else LOWER if regions else UPPER
            assert question in TOLD or all(here.intersection(f.regions) for f in found), question.id


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("front sh l", [("pain(shoulder_front)", "left")]),
        ("numb thumb r, ind", [("numbness(thumb)", "right"), ("numbness(finger_index)", "right")]),
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
    with pytest.raises(InputError, match="keep it as a note") as told:
        vocabulary_of(CHART, kb).parse("zzqq")
    assert told.value.at_keyboard.endswith("Type: n zzqq")
    assert "n zzqq" not in str(told.value), "a page of the browser has a button for it"


@pytest.mark.parametrize(
    ("question", "typed", "keys", "side", "state"),
    [
        (NERVES, "no weakness", ["weakness_any"], "", "absent"),
        (CHART, "not the neck", ["pain(neck_side)", "pain(neck_back_lower)", "pain(neck_back_upper)"], "", "absent"),
        (CHART, "l>r forefoot", ["pain(foot_ball)"], "both", "present"),
        (CHART, "mainly right big toe", ["pain(toe_great)"], "?", "present"),
        (CHART, "numb hands", ["numbness(hand_palm)"], "", "present"),
        (CHART, "lower back", ["pain(lumbar)", "pain(lumbosacral)"], "", "present"),
        (TOLD[0], "not constant", ["pain_constant"], "", "absent"),
        (TOLD[1], "stairs down", ["worse_with(stairs)"], "", "present"),
    ],
)
def test_denial_sides_and_what_people_call_it(
    kb: KnowledgeBase, question: OpenQuestion, typed: str, keys: list[str], side: str, state: str
) -> None:
    (term,) = vocabulary_of(question, kb).parse(typed)
    assert (list(term.keys[: len(keys)]), term.side, term.state, term.guess) == (keys, side, state, False)


def test_what_only_comes_near_is_a_guess(kb: KnowledgeBase) -> None:
    for question, typed in ((CHART, "sholder frnt l"), (MOVEMENTS, "full")):
        assert vocabulary_of(question, kb).parse(typed)[0].guess
    with pytest.raises(InputError, match="safety screen"):
        everything(kb).parse("no red flags")
    with pytest.raises(InputError, match="is a place"):
        everything(kb).parse("occipital")
    with pytest.raises(InputError):
        vocabulary_of(CHART, kb).parse("phantom foot l")


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
        ("regions", "back"),
        ("regions", "buttock"),
        ("regions", "groin"),
        ("side", "up"),
        ("consent", "maybe"),
    ],
)
def test_fields_say_what_is_possible(kb: KnowledgeBase, field: str, typed: str) -> None:
    with pytest.raises(InputError):
        next(f for f in FIELDS if f.id == field).parse(typed, kb)


@pytest.mark.parametrize(("typed", "offered"), [("hnd", "'hand'"), ("hend", "'head' or 'hand'")])
def test_misspelt_region_is_met_with_the_nearest_names(kb: KnowledgeBase, typed: str, offered: str) -> None:
    with pytest.raises(InputError, match=rf"Did you mean {offered}\?"):
        next(f for f in FIELDS if f.id == "regions").parse(typed, kb)


@pytest.mark.parametrize(
    ("field", "typed", "meant"), [("sex", "femal", "f"), ("sex", "fem", "f"), ("age", "46 yo", "46")]
)
def test_the_beginning_of_an_answer_is_enough(kb: KnowledgeBase, field: str, typed: str, meant: str) -> None:
    parse = next(f for f in FIELDS if f.id == field).parse
    assert parse(typed, kb) == parse(meant, kb)


@pytest.mark.parametrize(
    ("field", "typed", "offered"),
    [("sex", "femlae", "female"), ("onset", "gradualy", "gradually")],
)
def test_a_misspelt_answer_is_met_with_the_nearest(kb: KnowledgeBase, field: str, typed: str, offered: str) -> None:
    with pytest.raises(InputError, match=rf"Did you mean '{offered}'"):
        next(f for f in FIELDS if f.id == field).parse(typed, kb)


@pytest.mark.parametrize(
    ("question", "typed", "keys"),
    [
        ("open.worse", "gripng and liftng", ["worse_with(gripping)", "worse_with(lifting)"]),
        ("scan.hands", "maudsly +", ["middle_finger_test"]),
        ("open.behaviour", "ear fulness", ["ear_fullness"]),
        ("chart", "better sat down", ["better_with(sitting)"]),
        ("open.behaviour", "balance off", ["unsteady_walking"]),
    ],
)
def test_misspelt_words_are_asked_as_the_nearest_that_are_known(
    kb: KnowledgeBase, question: str, typed: str, keys: list[str]
) -> None:
    terms = vocabulary_of(QUESTIONS[question], kb).parse(typed)
    assert [key for term in terms for key in term.keys] == keys
    assert all(term.guess for term in terms)


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
        ("side", "middle", "midline"), ("side", "l>r", "both"), ("side", "more right than left", "both"), ("side", "either side", "both"),
        ("side", "on the left", "left"), ("regions", "lower back", ["low_back"]), ("regions", "tummy", ["abdomen"]),
        ("regions", "big toe", ["foot"]), ("regions", "calves", ["leg"]), ("regions", "jaw", ["face"]), ("regions", "sole", ["foot"]),
        ("regions", "legs", ["leg"]), ("regions", "hands and knees", ["hand", "knee"]), ("side", "both legs", "both"), ("side", "the left knee", "left"),
        ("sex", "woman", "female"), ("consent", "Yes", True), ("consent", "n", False),
    ],
)  # fmt: skip
def test_a_choice_is_a_letter_or_a_whole_word(kb: KnowledgeBase, field: str, typed: str, value: object) -> None:
    assert BY_ID[field].parse(typed, kb) == [
        Field(({"side": "complaint", "regions": "complaint"}.get(field, "client"), field), value)
    ]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("side", "mainly the right"), ("side", "mostly left"), ("side", "alternating"), ("side", "left then right"),
        ("side", "lower"), ("side", "not left"), ("side", "left behind"), ("side", "low back b, numb legs l"), ("regions", "l>r"), ("regions", "left"), ("sex", "Mother"), ("sex", "f?"), ("consent", "yesterday"), ("consent", "not sure"),
        ("since", "6m"), ("since", "6 mornings"), ("since", "since the move"), ("age", "7 months or so"),
    ],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_is_asked_again(kb: KnowledgeBase, field: str, typed: str) -> None:
    with pytest.raises(InputError):
        BY_ID[field].parse(typed, kb)


def test_a_side_told_with_the_place_is_kept(kb: KnowledgeBase) -> None:
    place = Field(("complaint", "regions"), ["arm", "shoulder"])
    assert BY_ID["regions"].parse("left arm, shoulder", kb) == [place, Field(("complaint", "side"), "left")]
    assert BY_ID["regions"].parse("left arm, right shoulder", kb) == [place]
    assert BY_ID["regions"].parse("mainly left arm, shoulder", kb) == [place]


def test_the_age_of_a_baby_is_typed_in_months(kb: KnowledgeBase) -> None:
    assert BY_ID["age"].parse("7 months", kb) == [Field(("client", "age"), 0.58)]
    assert BY_ID["age"].parse("47 years", kb) == [Field(("client", "age"), 47)]


def test_since_shows_the_days_that_it_understood_and_no_days_where_it_is_part_of_one(kb: KnowledgeBase) -> None:
    case = parse_case("schema: nmt-case/1\nid: x\ncomplaint: {since: 45 min}\n", "x.yaml", kb)
    assert BY_ID["since"].now(case.file) == "45 min"
    case = parse_case("schema: nmt-case/1\nid: x\ncomplaint: {since: 10 days}\n", "x.yaml", kb)
    assert BY_ID["since"].now(case.file) == "10 days"


def test_the_words_of_the_lexicon_name_what_there_is(kb: KnowledgeBase) -> None:
    lexicon = written()
    for section, over in (("places", "zones"), ("wide", "zones"), *((over, over) for over in OVER[1:])):
        unknown = {id for ids in lexicon[section].values() for id in ids} - set(kb.subjects(over))
        assert not unknown, section
    assert not [key for section in ("said", "denied", "general") for key in lexicon[section] if not kb.finding(key)]
    assert not {entry[over] for entry in lexicon["kinds"] for over in OVER if over in entry} - set(kb.families)


def test_every_finding_is_reached_by_its_label_and_by_two_other_wordings(kb: KnowledgeBase) -> None:
    """The finding is among what is offered: for its label always, and for two of name, question and misspelt label."""
    vocabulary = everything(kb)

    def offered(words: str) -> set[str]:
        try:
            return {key for term in vocabulary.parse(re.sub(r"[,;]", " ", words)) for key in term.keys}
        except InputError:
            return set()

    for finding in kb.observable[::SAMPLED]:
        if finding.unit:
            continue
        assert finding.key in offered(finding.label), finding.label
        longest = max(re.findall(r"\w+", finding.label), key=len)
        others = (
            finding.key.replace("_", " "),
            finding.ask.rstrip("?"),
            finding.label.replace(longest, longest[:1] + longest[2:]),
        )
        assert sum(finding.key in offered(words) for words in others) >= 2, others


def test_every_member_of_a_family_is_reached_by_its_subject(kb: KnowledgeBase) -> None:
    vocabulary = everything(kb)
    kinds = {
        "zones": "pain",
        "muscles": "tender",
        "movements": "weak",
        "reflexes": "reflex",
        "sites": "tinel",
        "activities": "worse",
    }
    for over, kind in kinds.items():
        for subject in list(kb.subjects(over).values())[::SAMPLED]:
            wordings = (subject.id.replace("_", " "), re.sub(r"\s*\(.*\)|,", "", subject.label))
            keys = {key for words in wordings for term in vocabulary.parse(f"{kind} {words}") for key in term.keys}
            assert any(key.endswith(f"({subject.id})") for key in keys), (kind, wordings)


def test_what_is_done_without_what_it_does_is_asked(kb: KnowledgeBase) -> None:
    (term,) = vocabulary_of(TOLD[0], kb).parse("running")
    assert (term.keys, term.guess) == (("worse_with(running)", "better_with(running)"), False)
    (worse,) = vocabulary_of(TOLD[0], kb).parse("worse running")
    assert worse.keys == ("worse_with(running)",)
