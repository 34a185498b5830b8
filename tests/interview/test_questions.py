"""What is asked could change something: nothing that is known already, nothing that only helps a first that stands alone."""

from __future__ import annotations

import pytest

from nmt_expert.case.load import parse_case
from nmt_expert.interview.choice.questions import Questions
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.base import KnowledgeBase

THIGH = "pain(thigh_outer), numbness(thigh_outer), burning(thigh_outer), worse_with(tight_clothing)"
LEFT_ARM = "pain(shoulder_top), pain(arm_side), tingling(thumb)"


def _questions(kb: KnowledgeBase, region: str, found: str, side: str = "left") -> Questions:
    case = (
        f"schema: nmt-case/1\nid: x\ncomplaint: {{regions: [{region}], side: {side}}}\n"
        f"findings: [{{present: [{found}], side: {side}}}]\n"
    )
    return Questions(Picture(kb, parse_case(case, "x", kb)))


@pytest.mark.parametrize(("side", "asked"), [("left", False), ("both", True)])
def test_whether_both_sides_are_affected_is_not_asked_of_one(kb: KnowledgeBase, side: str, *, asked: bool) -> None:
    keys = {q.finding.key for q in _questions(kb, "hand", LEFT_ARM, side).worth_asking(lambda _: True, 0.0)}
    both = {finding.key for finding in kb.findings.values() if finding.both_sides}
    assert bool(keys & both) == asked
    assert keys - both


def test_a_first_beyond_doubt_is_not_helped_by_more_of_the_same(kb: KnowledgeBase) -> None:
    questions = _questions(kb, "thigh", THIGH)
    first, second = (line.scored for line in questions.leaders[:2])
    assert first.score >= kb.scale.support["strong"]
    assert first.score - second.score >= kb.scale.apart
    name = (first.hypothesis, first.side)
    for question in questions.worth_asking(lambda _: True, 1e-9):
        others = question.effects.keys() - {name}
        against = question.effects.get(name)
        assert others or (against and min(against.present, against.absent) < 0), question.finding.key
    helping = [q for q in questions.worth_asking(lambda _: True, 0.0) if q.effects.keys() == {name} and q.worth == 0]
    assert helping


def test_a_first_that_is_in_doubt_is_asked_for(kb: KnowledgeBase) -> None:
    questions = _questions(kb, "thigh", "pain(thigh_outer)")
    first = questions.leaders[0].scored
    assert first.score < kb.scale.support["strong"]
    name = (first.hypothesis, first.side)
    assert any(
        q.effects.get(name) and q.effects[name].present > 0 for q in questions.worth_asking(lambda _: True, 0.03)
    )


def test_what_is_moved_in_full_is_not_asked_again_as_held(kb: KnowledgeBase) -> None:
    held = "limited_passive(hip_internal_rotation)"
    keys = [
        {q.finding.key for q in _questions(kb, "hip", found).worth_asking(lambda _: True, 0.0)}
        for found in ("pain(groin)", "pain(groin)], side: left}, {absent: [limited(hip_internal_rotation)")
    ]
    assert held in keys[0]
    assert {held, "painful_limited_hip_internal_rotation"}.isdisjoint(keys[1])


@pytest.mark.parametrize(
    ("client", "asked"), [("sex: male", False), ("sex: female, age: 31", True), ("age: 79", False)]
)
def test_what_cannot_concern_the_person_is_no_question_of_the_history(
    kb: KnowledgeBase, client: str, *, asked: bool
) -> None:
    picture = Picture(kb, parse_case(f"schema: nmt-case/1\nid: x\nclient: {{{client}}}\n", "x", kb))
    assert {picture.concerns(key) for key in ("pregnancy", "menstrual_cycle", "labour_or_waters")} == {asked}
    assert picture.concerns("prostate_enlarged_known") == ("female" not in client)


def test_what_may_be_in_any_muscle_is_looked_for_where_the_complaint_is(kb: KnowledgeBase) -> None:
    questions = _questions(kb, "neck", "tender(upper_trapezius), tight(upper_trapezius), pain(neck_side)")
    spread = {h for h in kb.hypotheses if "general" in kb.hypotheses[h].regions}
    asked = [q for q in questions.worth_asking(lambda _: True, 0.0) if {h for h, _ in q.effects} <= spread]
    over = {f.id for f in kb.families.values() if f.over == "muscles"}
    muscles = [q.finding for q in asked if q.finding.key.partition("(")[0] in over]
    assert muscles
    assert [m.key for m in muscles if not {"neck", "head", "shoulder"} & {*m.regions}] == []


def test_what_was_said_already_in_other_words_is_not_asked(kb: KnowledgeBase) -> None:
    """Who says that turning the head makes it worse has said that movement changes the pain."""
    asked = [
        {q.finding.key for q in _questions(kb, "neck", found).worth_asking(lambda _: True, 0.0)}
        for found in ("pain(neck_side)", "pain(neck_side), worse_with(head_turning)")
    ]
    assert ["pain_mechanical" in keys for keys in asked] == [True, False]
