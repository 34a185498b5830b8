"""Published scores are counted from their items, on each side, and take the place of what they count."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, combinations

import pytest

from nmt_expert.case.load import parse_case
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.scores import Tally, tallies

HAND = "complaint: {regions: [hand], side: right}\nfindings:\n"
MEDIAN = "numbness(thumb), numbness(finger_index), nocturnal_hand_tingling"


def _picture(kb: KnowledgeBase, text: str) -> Picture:
    return Picture(kb, parse_case(f"schema: nmt-case/1\nid: x\n{text}\n", "x", kb))


def _of(kb: KnowledgeBase, text: str, key: str) -> Tally:
    return next(t for t in tallies(kb, _picture(kb, text).facts.observations) if t.score.key == key)


def _state(kb: KnowledgeBase, text: str, key: str) -> list[tuple[str, frozenset[str]]]:
    return [(o.state, o.sides) for o in _picture(kb, text).facts.observations if o.key == key]


def test_points_say_what_is_met_what_is_not_and_what_was_not_asked(kb: KnowledgeBase) -> None:
    tally = _of(
        kb,
        HAND + f"  - {{present: [{MEDIAN}, phalen], side: right}}\n  - {{absent: [two_point_median]}}",
        "cts6_positive",
    )
    assert tally.points == 12.5
    assert len(tally.met) == 3
    assert tally.not_met == ("Two points not told apart",)
    assert tally.open == ("Thenar muscles wasted or weak", "Tinel sign at the carpal tunnel")


def test_enough_points_are_the_finding_on_their_side(kb: KnowledgeBase) -> None:
    case = HAND + f"  - {{present: [{MEDIAN}, phalen], side: right}}"
    assert _state(kb, case, "cts6_positive") == [("present", frozenset({"right"}))]
    assert _state(kb, case.replace(", phalen", ""), "cts6_positive") == []


def test_too_few_points_deny_it_only_when_every_item_was_answered(kb: KnowledgeBase) -> None:
    tests = "phalen, two_point_median, tinel(carpal_tunnel), wasting(abductor_pollicis_brevis), "
    denied = tests + "wasting(opponens_pollicis), weak(thumb_palmar_abduction)"
    case = HAND + f"  - {{present: [{MEDIAN}], side: right}}\n  - {{absent: [{denied}], side: right}}"
    assert [state for state, _ in _state(kb, case, "cts6_positive")] == ["absent"]
    assert _state(kb, case.replace("two_point_median, ", ""), "cts6_positive") == []


@pytest.mark.parametrize(
    ("said", "state"), [("", ["present"]), ("\n  - {present: [other_cause_as_likely], side: left}", [])]
)
def test_an_item_may_take_points_away(kb: KnowledgeBase, said: str, state: list[str]) -> None:
    leg = "complaint: {regions: [leg], side: left}\nfindings:\n"
    case = leg + "  - {present: [pain(calf_upper), whole_leg_swollen, leg_clot_before], side: left}" + said
    assert [found for found, _ in _state(kb, case, "wells_dvt_likely")] == state


@pytest.mark.parametrize(("since", "counted"), [("2 days", True), ("3 months", False)])
def test_a_rule_for_fresh_injuries_counts_for_them_alone(kb: KnowledgeBase, since: str, *, counted: bool) -> None:
    case = (
        f"client: {{age: 60}}\ncomplaint: {{regions: [knee], side: left, since: {since}}}\n"
        "findings: [{present: [pain(knee_front), onset_after_trauma], side: left}]"
    )
    assert bool(_state(kb, case, "ottawa_knee")) == counted


def test_beside_a_counted_score_its_items_count_nothing(kb: KnowledgeBase) -> None:
    scored = _picture(kb, HAND + f"  - {{present: [{MEDIAN}, phalen], side: right}}").scores
    counts = {a.rule.text.rpartition("/")[2]: a.counted for a in scored["entrapment.carpal_tunnel", "right"].arguments}
    assert counts["cts6"] > 0.9
    assert counts["phalen"] == 0


def _sums(kb: KnowledgeBase, keys: Iterable[str]) -> dict[tuple[str, str], float]:
    return {name: one.score for name, one in _picture(kb, _hand(keys)).scores.items()}


def _hand(keys: Iterable[str]) -> str:
    return f"{HAND}  - {{present: [{', '.join(keys)}], side: right}}"


def test_one_more_item_never_lowers_what_a_score_speaks_for(kb: KnowledgeBase) -> None:
    score = next(s for s in kb.scores if s.key == "cts6_positive")
    items = [[key for n, keys in item.parts for key in keys[:n]] for item in score.items]
    tunnel = ("entrapment.carpal_tunnel", "right")
    for n in range(1, len(items)):
        for some in combinations(items, n):
            before = _sums(kb, chain(*some))
            for more in items:
                after = _sums(kb, chain(*some, more)) if more not in some else before
                assert after[tunnel] >= before[tunnel] - 1e-9, (some, more)
