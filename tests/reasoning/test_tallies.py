"""A score counted by hand: items of one and of two findings, of numbers, columns, sides, and what is certain."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Score, ScoreItem
from nmt_expert.reasoning.scores import Tally, counted, tallies, tally_of
from tests.reasoning.small import knowledge

LEFT, RIGHT = frozenset({"left"}), frozenset({"right"})
ONE, TWO, OLD, MINUS = (
    ScoreItem("one", 1, ((1, ("f0", "f2")),)),
    ScoreItem("two", 2, ((2, ("f1", "f3", "f5")),)),
    ScoreItem("old", 1, ((1, ("age>=50",)),)),
    ScoreItem("minus", -1, ((1, ("temperature<=36",)),)),
)
SCORE = Score("f4", "Score", (("", 3.0),), (ONE, TWO, OLD, MINUS))


@pytest.fixture
def base() -> KnowledgeBase:
    return replace(knowledge([]), scores=(SCORE,))


def present(*keys: str, sides: frozenset[str] = frozenset()) -> list[Observation]:
    return [Observation(key, "present", sides) for key in keys]


def absent(*keys: str) -> list[Observation]:
    return [Observation(key, "absent") for key in keys]


def aged(years: float) -> Observation:
    return Observation("age", "value", value=years)


def tally(*observations: Observation, side: str = "left") -> Tally:
    return tally_of(SCORE, side, observations)


def labels(items: tuple[ScoreItem, ...]) -> list[str]:
    return [item.label for item in items]


def test_an_item_is_met_denied_or_open() -> None:
    told = tally(*present("f0", "f1"), *absent("f3", "f5"))
    assert (labels(told.met), labels(told.not_met), labels(told.open)) == (["one"], ["two"], ["old", "minus"])
    assert told.points == {"": 1.0}
    assert labels(tally(*absent("f0")).open) == ["one", "two", "old", "minus"]  # the other way is open
    assert labels(tally(*absent("f0", "f2")).not_met) == ["one"]
    assert labels(tally(*present("f1", "f5")).met) == ["two"]


@pytest.mark.parametrize(("years", "met", "not_met"), [(50, ["old"], []), (49, [], ["old"])])
def test_a_number_meets_its_bound_or_denies_it(years: float, met: list[str], not_met: list[str]) -> None:
    assert (labels(tally(aged(years)).met), labels(tally(aged(years)).not_met)) == (met, not_met)


def test_an_item_that_takes_points_away_takes_them_away() -> None:
    cold = Observation("temperature", "value", value=36.0)
    assert tally(cold, *present("f0")).points == {"": 0.0}
    assert labels(tally(Observation("temperature", "value", value=36.5)).not_met) == ["minus"]


def test_what_is_open_could_still_bring_enough_but_takes_nothing_away() -> None:
    """Of three points needed: 'two' open could bring two, 'old' one; what may take a point away cannot bring any."""
    assert not tally(*present("f0")).short
    assert tally(*present("f0"), *absent("f1", "f3"), *absent("f5")).short  # one and old: two
    assert not tally(*present("f1", "f3"), *absent("f0", "f2")).short
    enough = tally(*present("f0", "f1", "f3"))
    assert (enough.enough, enough.short) == (True, False)
    assert not tally(*present("f1", "f3")).enough


def test_each_column_needs_enough_of_its_own() -> None:
    told, seen = ScoreItem("told", 2, ((1, ("f1",)),), of="told"), ScoreItem("seen", 1, ((1, ("f3",)),), of="seen")
    score = Score("f4", "Score", (("told", 2.0), ("seen", 1.0)), (told, seen))
    both, one = (tally_of(score, "", present(*keys)) for keys in (("f1", "f3"), ("f1",)))
    assert (both.points, both.enough) == ({"told": 2.0, "seen": 1.0}, True)
    assert (one.points, one.enough, one.short) == ({"told": 2.0, "seen": 0.0}, False, False)
    assert tally_of(score, "", [*present("f1"), *absent("f3")]).short


def test_a_score_is_counted_on_each_side_from_what_is_there(base: KnowledgeBase) -> None:
    found = tallies(base, [*present("f0", sides=LEFT), *present("f2", sides=RIGHT), aged(60)])
    assert [(t.side, t.points[""], t.sides) for t in found] == [("left", 2.0, LEFT), ("right", 2.0, RIGHT)]
    (one_side,) = tallies(base, present("f0", sides=LEFT))
    assert one_side.side == "left"


def test_what_names_no_side_is_told_once_and_of_none(base: KnowledgeBase) -> None:
    (once,) = tallies(base, present("f1", "f3"))
    assert once.sides == frozenset()
    assert [t.side for t in tallies(base, [*present("f1", "f3"), *present("f0", sides=RIGHT)])] == ["left", "right"]


def test_a_score_without_its_ground_or_without_a_met_item_is_not_told(base: KnowledgeBase) -> None:
    injury = replace(base, scores=(replace(SCORE, given=((1, ("f7",)),)),))
    assert tallies(injury, present("f1", "f3")) == []
    assert len(tallies(injury, present("f1", "f3", "f7"))) == 1
    assert tallies(base, absent("f0", "f2")) == []


def test_enough_points_are_the_finding_and_too_few_for_certain_deny_it(base: KnowledgeBase) -> None:
    def follows(*observations: Observation) -> list[tuple[str, str]]:
        return [(o.key, o.state) for o in counted(base, list(observations))]

    assert follows(*present("f0", "f1", "f3")) == [("f4", "present")]
    assert follows(*present("f0"), *absent("f1", "f3", "f5")) == [("f4", "absent")]
    assert follows(*present("f0")) == []
    assert follows(*present("f0", "f1", "f3"), *absent("f4")) == []  # stated itself


def test_what_only_follows_as_absent_denies_no_item_and_what_follows_as_present_meets_it() -> None:
    stated = Observation("g", "absent")
    denied = [Observation(key, "absent", follows_from=stated) for key in ("f0", "f2")]
    assert labels(tally(*denied).open) == ["one", "two", "old", "minus"]
    assert labels(tally(Observation("f0", "present", follows_from=stated)).met) == ["one"]
