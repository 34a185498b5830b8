"""How usual a case is, over presentations made by hand: bands of age and time, sex, sides, and which findings are named."""

from __future__ import annotations

from array import array

import pytest
from msgspec.structs import replace

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.presentations import Presentations, Presenting, Shown
from nmt_expert.knowledge.presenting import LEVELS, named, says
from nmt_expert.reasoning.explanation.usual import usual
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking.presented import Presentation, presents, telling
from nmt_expert.reasoning.ranking.resting import Resting
from tests.reasoning.small import knowledge

LEFT, RIGHT = frozenset({"left"}), frozenset({"right"})
SHOWN = {"always": 0.8, "often": 0.5, "some": 0.2, "never": 0.02, "unnamed": 0.1}


def numbers(*each: int) -> bytes:
    return array("H", each).tobytes()


@pytest.fixture
def base() -> KnowledgeBase:
    """h1 shows f1 always, f2 often, f3 never; h0 shows f1 sometimes. Who comes is told of h1 alone."""
    kb = knowledge([], more=7)
    told = {
        "f1": Shown(0.25, numbers(0, 1), bytes((0, 2)), False),
        "f2": Shown(0.25, numbers(0), bytes((1,)), False),
        "f3": Shown(0.2, numbers(0), bytes((3,)), False),
        "f5": Shown(0.5, numbers(), b"", False),
    } | {f"g{i}": Shown(0.2, numbers(0), bytes((0,)), False) for i in range(7)}
    presentations = Presentations(
        hypotheses=("h1", "h0"),
        shown=told,
        named=(numbers(0, 1, 2, *range(4, 11)), numbers(0)),
        levels=(bytes((0, 1, 3, *(0,) * 7)), bytes((2,))),
        people=Presenting(
            ages=((-0.5, -0.4, 0.1, 0.2, 0.3), ()),
            sexes=((0.15, -0.25), ()),
            since=((-0.6, -0.3, 0.12, 0.22, 0.32), ()),
        ),
    )
    scale = replace(kb.scale, presented={"told": 1.0, "found": 1.5}, shown=SHOWN, shown_most=1.0)
    return replace(kb, presentations=presentations, scale=scale)


def presentation(kb: KnowledgeBase, *observations: Observation) -> Presentation:
    facts = build_facts(observations, kb)
    return Presentation(kb, facts, Resting(kb, facts, []))


def said(kb: KnowledgeBase, *observations: Observation, of: str = "h1", side: str = "central") -> dict[str, float]:
    return {one.word: one.weight for one in presentation(kb, *observations).of(of, side, 0)}


@pytest.mark.parametrize(
    ("age", "weight"),
    [(0, -0.5), (15, -0.5), (16, -0.4), (29, -0.4), (30, 0.1), (49, 0.1), (50, 0.2), (69, 0.2), (70, 0.3), (99, 0.3)],
)
def test_a_band_of_age_begins_with_its_year(base: KnowledgeBase, age: float, weight: float) -> None:
    assert list(said(base, Observation("age", "value", value=age)).values()) == [weight]


@pytest.mark.parametrize(
    ("days", "weight"),
    [(0, -0.6), (7, -0.6), (8, -0.3), (31, -0.3), (32, 0.12), (92, 0.12), (93, 0.22), (366, 0.22), (367, 0.32)],
)
def test_a_band_of_time_ends_with_its_day(base: KnowledgeBase, days: float, weight: float) -> None:
    assert list(said(base, Observation("duration_days", "value", value=days)).values()) == [weight]


def test_women_and_men_are_told_apart_and_who_is_told_of_nowhere_says_nothing(base: KnowledgeBase) -> None:
    assert said(base, Observation("sex_female", "present")) == {"usual": 0.15}
    assert said(base, Observation("sex_male", "present")) == {"unusual": -0.25}
    assert said(base, Observation("sex_male", "present"), of="h0") == {}
    assert said(base, Observation("sex_male", "absent")) == {}
    assert said(base, Observation("sex_male", "present"), of="h2") == {}  # it has no presentation


def test_what_is_usual_and_what_is_not_add_up_apart(base: KnowledgeBase) -> None:
    """log10 of what the condition shows over what is usual: 0.8 over 0.25, 0.02 over 0.2 (at most 1), and for h0 0.2 over 0.25."""
    case = (Observation("f1", "present"), Observation("f3", "present"), Observation("age", "value", value=70))
    assert said(base, *case) == pytest.approx({"usual": 0.5051 + 0.3, "unusual": -1.0})
    assert said(base, Observation("f1", "absent")) == pytest.approx({"unusual": -0.574})  # 0.2 over 0.75


def test_what_others_show_and_it_does_not_name_is_unusual_once_each(base: KnowledgeBase) -> None:
    two = (Observation("f3", "present"), Observation("f5", "present"))
    assert said(base, *two, of="h0") == pytest.approx({"unusual": -0.301 - 0.699})  # 0.1 over 0.2 and over 0.5
    assert said(base, Observation("f5", "absent"), of="h0") == {}
    assert said(base, Observation("f7", "present"), of="h0") == {}  # no presentation speaks of it


def test_each_direction_rests_on_the_findings_that_say_it_and_on_no_others(base: KnowledgeBase) -> None:
    """f1, f3, f5 are the first, second and third observation: f3 and f5 are not named by h0, f5 not by h1."""
    case = presentation(base, *(Observation(key, "present") for key in ("f1", "f3", "f5")))
    rests = {hypothesis: {p.word: p.rests_on for p in case.of(hypothesis, "central", 0)} for hypothesis in ("h1", "h0")}
    assert rests == {"h1": {"usual": 0b001, "unusual": 0b110}, "h0": {"unusual": 0b111}}
    assert [p.rests_on for p in case.of("h0", "central", 0b010)] == [0b101]  # f3 may stand beside it


def test_a_finding_is_heard_on_its_own_side_and_from_no_side(base: KnowledgeBase) -> None:
    left = Observation("f2", "present", LEFT)
    heard = {side: bool(said(base, left, side=side)) for side in ("left", "right", "central")}
    assert heard == {"left": True, "right": False, "central": True}
    assert said(base, Observation("f2", "present"), left, side="left")["usual"] == pytest.approx(2 * 0.301)


def test_who_comes_to_mind_is_usual_enough_and_seen_from_the_side_that_it_has(base: KnowledgeBase) -> None:
    case = presentation(base, Observation("f1", "present"), Observation("f2", "present", LEFT))
    assert list(case.usual_from(0.6, base.hypotheses)) == [("h1", "central")]
    assert list(case.usual_from(0.9, base.hypotheses)) == []
    sided = replace(base, hypotheses=base.hypotheses | {"h1": replace(base.hypotheses["h1"], sided=True)})
    case = presentation(sided, Observation("f1", "present"), Observation("f2", "present", LEFT))
    assert list(case.usual_from(0.6, base.hypotheses)) == [("h1", "left")]


def test_what_says_most_is_named_first_and_what_says_next_to_nothing_only_alone(base: KnowledgeBase) -> None:
    rule = presents("h1", "usual", 1.0)
    found = [Observation(key, "present") for key in ("f5", "f2", "f1", "f7")]
    assert [o.key for o in telling(base, rule, found)] == ["f5", "f1", "f2"]  # f7 stands in no presentation
    assert [o.key for o in telling(base, rule, found[3:])] == ["f7"]
    little = [Observation(key, "present") for key in ("f7", "f4")]
    assert [o.key for o in telling(base, rule, little)] == ["f7"]  # of what says nothing one is named
    absent = [Observation("f2", "absent"), Observation("f1", "absent")]
    assert [o.key for o in telling(base, rule, absent)] == ["f1", "f2"]


def test_of_many_kinds_five_are_named_with_all_their_places(base: KnowledgeBase) -> None:
    found = [Observation(f"g{i}", "present") for i in range(7)]
    assert [o.key for o in telling(base, presents("h1", "usual", 1.0), found)] == ["g0", "g1", "g2", "g3", "g4"]


def test_the_usual_presentation_is_told_from_always_to_never(base: KnowledgeBase) -> None:
    told = usual(base, "h1")
    assert [(word, share) for word, share, _ in told] == [("always", 0.8), ("often", 0.5), ("never", 0.02)]
    assert [labels for _, _, labels in told][1:] == [["f2"], ["f3"]]
    assert usual(base, "h0") == [("some", 0.2, ["f1"])]
    assert usual(base, "h2") == []
    counted = replace(base, findings=base.findings | {"f1": replace(base.findings["f1"], score=True)})
    assert usual(counted, "h0") == []  # a score is counted, nobody shows it


def test_what_is_found_oftener_than_usual_speaks_for_it_and_its_absence_against(base: KnowledgeBase) -> None:
    told = says(base.scale, base.presentations.shown["f2"])
    assert told.present == pytest.approx((0.5051, 0.301, -0.0969, -1.0), abs=1e-3)
    assert told.absent == pytest.approx((-0.574, -0.1761, 0.028, 0.1161), abs=1e-3)
    assert told.unnamed == pytest.approx(-0.398, abs=1e-3)
    found = says(base.scale, replace(base.presentations.shown["f2"], found=True))
    assert found.present == pytest.approx((1.5 * 0.5051, 1.5 * 0.301, -0.0969, -1.0), abs=1e-3)
    assert [n.key for n in named(base, "h0")] == ["f1"]
    assert len(told.present) == len(LEVELS)
