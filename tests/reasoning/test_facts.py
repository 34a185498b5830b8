"""What of a case becomes a fact, and from which side it is seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from msgspec.structs import replace

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.facts import CENTRAL, UNSPECIFIED, build_facts
from tests.reasoning.small import KEYS, knowledge, observations

LEFT, RIGHT = frozenset({"left"}), frozenset({"right"})


def _seen(kb: KnowledgeBase, *found: Observation) -> set[tuple[str, str]]:
    return {(kb.atoms[f.atom], f.side) for f in build_facts(found, kb).origins}


def _asking(*conditions: str) -> KnowledgeBase:
    return knowledge([("argument", "h0", True, c) for c in conditions])


def test_a_finding_is_seen_from_its_own_side_and_without_side() -> None:
    assert _seen(_asking("f0"), Observation("f0", "present", LEFT)) == {("+f0", "left"), ("+f0", CENTRAL)}


def test_an_opposite_finding_is_seen_from_the_other_side_even_if_nothing_else_was_found_there() -> None:
    kb = _asking("f0 opposite")
    assert _seen(kb, Observation("f0", "present", RIGHT)) == {("~+f0", "left")}


def test_both_sides_means_both() -> None:
    kb = _asking("f0 bilateral")
    assert _seen(kb, Observation("f0", "present", LEFT)) == set()
    assert ("&+f0", "left") in _seen(kb, Observation("f0", "present", LEFT | RIGHT))


def test_a_finding_without_side_is_seen_from_everywhere() -> None:
    kb = _asking("f0", "f1")
    assert {
        side
        for atom, side in _seen(kb, Observation("f0", "present", LEFT), Observation("f1", "present"))
        if atom == "+f1"
    } == {"left", CENTRAL}


def test_without_side_a_finding_is_absent_only_where_it_is_present_on_neither_side() -> None:
    kb = _asking("no f0")
    found = _seen(kb, Observation("f0", "present", LEFT), Observation("f0", "absent", RIGHT))
    assert ("-f0", "right") in found
    assert ("-f0", CENTRAL) not in found


def test_what_is_absent_on_one_side_rules_out_nothing_without_side() -> None:
    kb = _asking("no f1")
    kb = replace(kb, findings=kb.findings | {"f1": replace(kb.findings["f1"], implies=("f0",))})  # f0 has a side
    assert ("-f1", CENTRAL) not in _seen(kb, Observation("f0", "absent", LEFT))
    assert ("-f1", CENTRAL) in _seen(kb, Observation("f0", "absent", LEFT | RIGHT))
    assert ("-f1", CENTRAL) in _seen(kb, Observation("f0", "absent"))


@pytest.mark.parametrize(
    ("found", "absent"),
    [
        (["pain(sacrum)"], "limited_passive(pinch)"),  # nothing found names a side
        (
            ["shooting(lumbosacral)", "worse_with(weight_bearing)"],
            "heaviness(foot_dorsum)",
        ),  # follows: back or leg pain
        (["pain_on(neck_extension)"], "tinnitus"),  # follows from its absence: no whooshing, of head and neck
    ],
)
def test_what_is_absent_elsewhere_is_of_no_side(kb: KnowledgeBase, found: list[str], absent: str) -> None:
    told = [Observation(key, "present") for key in found]
    elsewhere = [Observation(absent, "absent", side) for side in (LEFT, RIGHT)]
    assert {build_facts([*told, no], kb).sides for no in elsewhere} == {build_facts(told, kb).sides} == {(UNSPECIFIED,)}


def test_what_is_absent_on_one_side_speaks_of_a_complaint_without_side(kb: KnowledgeBase) -> None:
    told = Observation("better_with(shaking_hand)", "present")
    assert ("-spurling", UNSPECIFIED) in _seen(kb, told, Observation("spurling", "absent", RIGHT))


def test_what_is_absent_where_it_hurts_names_its_side(kb: KnowledgeBase) -> None:
    told = Observation("pain(lumbar)", "present")
    assert build_facts([told, Observation("straight_leg_raise", "absent", RIGHT)], kb).sides == ("right",)


def test_a_general_absence_rules_out_the_members_in_the_region_of_the_complaint(kb: KnowledgeBase) -> None:
    found = _seen(kb, Observation("pain(forearm_volar_radial)", "present", LEFT), Observation("weakness_any", "absent"))
    absent = {atom for atom, _ in found if atom.startswith("-weak(")}
    assert "-weak(forearm_pronation)" in absent
    assert "-weak(hip_abduction)" not in absent


def test_a_single_presence_is_also_the_general_one(kb: KnowledgeBase) -> None:
    assert any(atom == "+paraesthesia_any" for atom, _ in _seen(kb, Observation("numbness(thumb)", "present", LEFT)))


@given(case=observations())
def test_no_fact_without_an_observation_that_it_rests_on(case: tuple[Observation, ...]) -> None:
    kb = _asking(*KEYS, *(f"no {k}" for k in KEYS))
    for origins in build_facts(case, kb).origins.values():
        assert origins
        assert set(origins) <= set(case)


def test_what_follows_from_a_statement_is_traced_to_it(kb: KnowledgeBase) -> None:
    stated = Observation("weakness_any", "absent")
    case = (Observation("pain(forearm_volar_radial)", "present", LEFT), stated)
    derived = [o for o in build_facts(case, kb).observations if o.key == "weak(forearm_pronation)"]
    assert [o.stated for o in derived] == [stated]
