"""Published scores are counted from their items, on each side, and take the place of what they count."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, combinations
from pathlib import Path

import pytest

from nmt_expert.case.load import parse_case
from nmt_expert.case.observation import Observation
from nmt_expert.errors import NmtError
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.scores import Tally, tallies
from tests.knowledge.tiny import FILES, compiled, write

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
    assert tally.points == {"": 12.5}
    assert len(tally.met) == 3
    assert [item.label for item in tally.not_met] == ["Two points not told apart"]
    assert [item.label for item in tally.open] == ["Thenar muscles wasted or weak", "Tinel sign at the carpal tunnel"]


@pytest.mark.parametrize(("side", "told"), [("", 1), ("left", 1), ("both", 2)])
def test_what_names_no_side_is_told_once(kb: KnowledgeBase, side: str, told: int) -> None:
    sides = frozenset({"left", "right"}) if side == "both" else frozenset({side} - {""})
    seen = [Observation(key, "present", sides) for key in (*MEDIAN.split(", "), "phalen")]
    other = [Observation("tinel(carpal_tunnel)", "present", frozenset({"left"}))] if side == "both" else []
    assert sum(t.score.key == "cts6_positive" for t in tallies(kb, [*seen, *other])) == told


def test_enough_points_are_the_finding_on_their_side(kb: KnowledgeBase) -> None:
    case = HAND + f"  - {{present: [{MEDIAN}, phalen], side: right}}"
    assert _state(kb, case, "cts6_positive") == [("present", frozenset({"right"}))]
    assert _state(kb, case.replace(", phalen", ""), "cts6_positive") == []


def test_too_few_points_deny_it_only_when_what_is_open_could_not_bring_enough(kb: KnowledgeBase) -> None:
    tests = "phalen, two_point_median, tinel(carpal_tunnel), wasting(abductor_pollicis_brevis), "
    denied = tests + "wasting(opponens_pollicis), weak(thumb_palmar_abduction)"
    case = HAND + f"  - {{present: [{MEDIAN}], side: right}}\n  - {{absent: [{denied}], side: right}}"
    assert [state for state, _ in _state(kb, case, "cts6_positive")] == ["absent"]
    assert _state(kb, case.replace("two_point_median, ", ""), "cts6_positive") == []  # 7.5 and 4.5 would be 12
    without_tinel = case.replace("tinel(carpal_tunnel), ", "")  # 7.5 and 4 would not
    assert [state for state, _ in _state(kb, without_tinel, "cts6_positive")] == ["absent"]


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


LIMB = "complaint: {regions: [hand], side: left}\nfindings:\n  - {present: [pain(hand_palm), pain_out_of_proportion"
TOLD = ", touch_or_clothes_hurt, sweating_change, limb_neglect_or_tremor"
SEEN = ", allodynia(hand_palm), limb_temperature_asymmetry"


@pytest.mark.parametrize(
    ("said", "met"), [(TOLD + SEEN, True), (TOLD, False), (SEEN, False), (SEEN + ", swelling(hand_palm)", False)]
)
def test_what_is_told_and_what_is_seen_are_counted_apart(kb: KnowledgeBase, said: str, *, met: bool) -> None:
    states = _state(kb, LIMB + said + "], side: left}", "budapest_criteria_met")
    assert states == ([("present", frozenset({"left"}))] if met else [])
    without = (LIMB + said + "], side: left}").replace(", pain_out_of_proportion", "")
    assert _state(kb, without, "budapest_criteria_met") == []


@pytest.mark.parametrize(
    ("drawn", "states"),
    [
        ("tingling(thumb), numbness(finger_middle)", ["present"]),
        ("tingling(thumb), tingling(finger_little)", []),
        ("tingling(thumb), tingling(finger_middle), tingling(hand_dorsum_radial)", ["absent"]),
    ],
)
def test_the_hand_diagram_is_read_from_the_drawing(kb: KnowledgeBase, drawn: str, states: list[str]) -> None:
    found = _state(kb, _hand([drawn]), "katz_classic_or_probable")
    assert [state for state, _ in found] == states


def test_a_column_that_a_score_has_not_is_named(tmp_path: Path) -> None:
    finding = '- {id: hot_score, label: "Hot", ask: "Hot?", section: test, regions: [neck], score: true}\n'
    item = "{label: Fever, when: fever, of: sean}"
    scores = f"- {{id: hot_score, name: Hot, enough: {{told: 1, seen: 1}}, items: [{item}], source: [study_2003]}}\n"
    tests = FILES["vocabulary/findings/tests.yaml"] + finding
    write(tmp_path, **{"vocabulary/findings/tests.yaml": tests, "vocabulary/scores.yaml": scores})
    with pytest.raises(NmtError, match="no column 'sean' in `enough`; its columns: told, seen"):
        compiled(tmp_path)
