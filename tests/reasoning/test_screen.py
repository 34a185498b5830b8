"""What of the safety screen was asked, over a few small questions: one by one, by topic, in one breath, or not at all."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from nmt_expert.case.load import Case
from nmt_expert.case.model import CaseFile, Entry
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Screen, Topic, Who
from nmt_expert.reasoning.assessment import Screen as Screened
from nmt_expert.reasoning.safety.gate import screen_questions, screening
from nmt_expert.reasoning.safety.topics import concerns, not_raised, person, said_to, without_apart
from tests.reasoning.small import knowledge


@pytest.fixture
def base() -> KnowledgeBase:
    """f1 and f3 are asked of everybody, f5 of the neck, f7 of the knee; f3 is found by a test, the others are told.

    One topic asks for f5 and, behind it, f1; another, asked alone, for f7; a third, of a look, for f3.
    """
    kb = knowledge([])
    told = {key: replace(kb.findings[key], section="history") for key in ("f1", "f5", "f7")}
    topics = (
        Topic("t_wide", "Wide", "?", {"f5": ""}, rare=("t_rare",)),
        Topic("t_rare", "Rare", "?", {"f1": ""}, top=False),
        Topic("t_alone", "Alone", "?", {"f7": ""}, apart=True),
        Topic("t_look", "Look", "?", {"f3": ""}, look=True),
    )
    return replace(
        kb,
        findings=kb.findings | told,
        screens=[
            Screen("s1", "All", ("general",), ("f1", "f3")),
            Screen("s2", "Neck", ("neck", "head"), ("f5", "f1")),
            Screen("s3", "Knee", ("knee",), ("f7",)),
        ],
        topics={topic.id: topic for topic in topics},
    )


def screened(
    kb: KnowledgeBase,
    *observations: Observation,
    regions: tuple[str, ...] = ("neck",),
    private: bool = True,
    **entry: list[str],
) -> Screened:
    case = Case(CaseFile("nmt-case/1", "c", findings=[Entry(**entry)]), observations)
    return screening(kb, case, regions, observations, private=private)


def absent(*keys: str) -> list[Observation]:
    return [Observation(key, "absent") for key in keys]


def test_only_the_questions_of_the_regions_concerned_are_asked_each_once(base: KnowledgeBase) -> None:
    assert screen_questions(base, [], ["neck"]) == ["f1", "f3", "f5"]
    assert screen_questions(base, [], ["knee"]) == ["f1", "f3", "f7"]
    assert screen_questions(base, [], []) == ["f1", "f3"]
    assert screen_questions(base, [], ["knee"], private=False) == ["f1", "f3"]


def test_nothing_asked_is_not_screened_and_nothing_left_is_complete(base: KnowledgeBase) -> None:
    assert (screened(base).status, screened(base).not_asked) == ("not screened", ("f1", "f3", "f5"))
    some = screened(base, *absent("f1"), Observation("f5", "present"))
    assert (some.status, some.asked, some.not_asked) == ("incomplete", ("not found: f1", "f5"), ("f3",))
    assert screened(base, *absent("f1", "f3", "f5")).status == "complete"


def test_an_answer_to_another_regions_question_is_none_of_this_screen(base: KnowledgeBase) -> None:
    assert screened(base, *absent("f7")).status == "not screened"


def test_a_denied_topic_settles_what_it_asks_for_and_what_lies_behind_it(base: KnowledgeBase) -> None:
    screen = screened(base, *absent("t_wide"))
    assert (screen.status, screen.by_topic, screen.not_asked) == ("incomplete", ("Wide",), ("f3",))
    assert screened(base, Observation("t_wide", "present")).not_asked == ("f1", "f3", "f5")
    assert screened(base, *absent("t_alone")).by_topic == ()  # nothing of it concerns the neck
    assert not_raised(base, absent("t_wide")) == {"f1", "f5"}


def test_a_denied_look_at_the_whole_is_told_as_looked_at(base: KnowledgeBase) -> None:
    assert screened(base, *absent("t_look")).looked == ("Look",)
    assert screened(base, *absent("t_wide")).looked == ()


def test_what_was_named_in_one_breath_and_not_picked_out_is_not_open(base: KnowledgeBase) -> None:
    screen = screened(base, not_raised=["f3", "f5"])
    assert (screen.not_asked, screen.not_raised, screen.looked) == (("f1",), ("f5",), ("f3",))
    beside = screened(base, *absent("t_wide", "f3"), not_raised=["f3", "f5"])
    assert (beside.not_raised, beside.looked) == ((), ())  # answered by itself, or by its topic


def test_what_is_known_to_be_there_is_not_open(base: KnowledgeBase) -> None:
    case = Case(CaseFile("nmt-case/1", "c"), ())
    follows = [Observation("f1", "present"), Observation("f3", "absent")]
    assert screening(base, case, ["neck"], follows).not_asked == ("f3", "f5")


def test_a_question_that_cannot_concern_the_person_is_not_asked(base: KnowledgeBase) -> None:
    kb = replace(base, who={"f1": Who("female", 12, 55), "f5": Who(below=18)})
    man, woman = Observation("sex_male", "present"), Observation("sex_female", "present")
    assert screen_questions(kb, [man], ["neck"]) == ["f3", "f5"]
    assert screen_questions(kb, [woman, Observation("age", "value", value=40)], ["neck"]) == ["f1", "f3"]
    assert [concerns(kb, "f1", "female", age) for age in (11, 12, 54, 55, None)] == [False, True, True, False, True]
    assert concerns(kb, "f1", "", 30)


def test_pregnancy_is_named_only_to_whom_it_can_concern(base: KnowledgeBase) -> None:
    kb = replace(base, who={"pregnant_or_possibly_pregnant": Who("female", 12, 56)})
    text = "Pregnancy or a birth in the last weeks, or pregnancy"
    assert said_to(kb, text, "female", 30) == said_to(kb, text, "", None) == text
    assert said_to(kb, text, "male", 30) == "A birth in the last weeks"
    assert said_to(kb, "Missed periods, or pregnancy", "female", 70) == "Missed periods"


def test_who_the_client_is_stands_in_the_head() -> None:
    assert person([Observation("age", "value", value=7.0), Observation("sex_male", "present")]) == ("male", 7.0)
    assert person([Observation("f1", "present")]) == ("", None)


def test_what_was_asked_alone_leaves_with_its_words_and_takes_nothing_else_along(base: KnowledgeBase) -> None:
    entries = [
        Entry(present=["f7", "f1"], not_raised=["f7", "f5"], note="crying"),
        Entry(absent=["t_alone"], text="she says"),
        Entry(present=["f3"], note="sharp"),
        Entry(present=["f7"], value={"f2": 3.0}),
    ]
    noted = [
        Observation(key, "present", note=note) for key, note in (("f7", "crying"), ("f1", "crying"), ("f3", "sharp"))
    ]
    case = without_apart(base, Case(CaseFile("nmt-case/1", "c", findings=entries), (*noted, *absent("t_alone"))))
    assert case.file.findings == [
        Entry(present=["f1"], not_raised=["f5"]),
        Entry(present=["f3"], note="sharp"),
        Entry(value={"f2": 3.0}),
    ]
    assert [(o.key, o.note) for o in case.observations] == [("f1", ""), ("f3", "sharp")]
