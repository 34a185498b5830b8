"""The views beside the ranking - factors, domains, roots, stories - over a few small muscles and nerves."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.model import Family
from nmt_expert.reasoning.assessment import ChainLink, Support
from nmt_expert.reasoning.care.profile import chains, found_factors, profiles
from tests.reasoning.small_care import base, felt, known, listed, points


def test_what_keeps_a_listed_hypothesis_going_is_told_first() -> None:
    kb = base()
    seen = [*felt("sad", "desk", "f1"), Observation("sad", "absent")]
    alone = found_factors(kb, seen, listed(*points("b")))
    assert [(f.id, f.keeps_going) for f in alone] == [("desk", ()), ("sad", ())]
    kb = replace(kb, hypotheses=kb.hypotheses | {"x": known("x", "other", factors=("sad",))})
    assert [(f.id, f.keeps_going) for f in found_factors(kb, seen, listed("x"))] == [("sad", ("X",)), ("desk", ())]
    assert found_factors(kb, [Observation("sad", "absent")], ()) == ()


def test_each_finding_speaks_for_its_factor_of_nmt_and_its_domain() -> None:
    seen = felt(
        "desk", "sad", "slumped", "taut_band(a)", "tender(b)", "tender(a)", "foot_drop", "appetite_lost", "f1", "none"
    )
    told = profiles(base(), [*seen, Observation("f3", "absent")], ())
    assert {name: labels for name, labels in told.six_factors.items() if labels} == {
        "ischemia": ("Desk", "Tender: Muscle b"),  # a is sore as well, but has a point
        "trigger_points": ("Taut_band: Muscle a",),
        "nerve": ("Foot drop",),
        "posture_gait": ("Slumped",),
        "nutrition": ("No appetite",),
        "stress": ("Sad",),
    }
    assert told.domains == {"biomechanical": ("Desk", "Slumped"), "biochemical": (), "psychosocial": ("Sad",)}


@pytest.mark.parametrize(("support", "of_nerve"), [("good", True), ("some", False)])
def test_weakness_is_of_a_nerve_only_where_one_is_well_supported(support: Support, *, of_nerve: bool) -> None:
    kb = base()
    kb = replace(kb, families=kb.families | {"weak": Family("weak", "zones", "neuro", "Weak {subject}", "?", "")})
    kb = replace(kb, zones={"x": replace(kb.muscles["a"], id="x", label="X")})
    told = profiles(kb, felt("weak(x)"), listed("entrapment.n", "compression.r", support=support)[1:])
    assert ("Weak x" in told.six_factors["nerve"]) is of_nerve


@pytest.mark.parametrize(("support", "told"), [("good", ("A", "B")), ("some", ("A",)), ("little", ())])
def test_a_muscle_that_leads_or_is_well_supported_speaks_for_trigger_points(
    support: Support, told: tuple[str, ...]
) -> None:
    assert profiles(base(), (), listed(*points("a", "b"), support=support)).six_factors["trigger_points"] == told


def test_a_nerve_speaks_for_nerves_and_what_is_neither_for_none() -> None:
    six = profiles(base(known("x", "other")), (), listed("entrapment.n", "compression.r", "x")).six_factors
    assert six["nerve"] == ("N", "R")
    assert six["trigger_points"] == ()


def test_a_root_is_told_where_two_muscles_share_it_the_most_shared_first() -> None:
    kb = base()
    kb = replace(
        kb, hypotheses=kb.hypotheses | {points("b")[0]: known(points("b")[0], "trigger_point", roots=("C5", "C6"))}
    )
    seen = [*felt("tender(b)", "foot_drop"), Observation("tender(d)", "absent")]
    roots = profiles(kb, seen, listed(*points("a", "c"), "entrapment.n")).roots
    assert roots == (("C5", ("Muscle a", "Muscle b", "Muscle c")), ("C6", ("Muscle a", "Muscle b")))
    assert profiles(kb, (), listed(*points("a"))).roots == ()


def test_a_story_goes_from_what_loads_a_muscle_to_the_nerve_that_it_presses() -> None:
    kb, seen = base(), [*felt("slumped", "desk", "sad"), Observation("slumped", "absent")]
    before = (ChainLink("factor", "Desk work"), ChainLink("posture", "Slumped"))
    point = ChainLink("trigger_point", "Muscle a: trigger point")
    assert chains(kb, seen, listed(*points("a"))) == ((*before, point),)
    linked = listed(*points("a"), "entrapment.n", linked=("entrapment.n",))
    assert chains(kb, seen, linked) == ((*before, ChainLink("muscle", "Muscle a"), point, ChainLink("nerve", "N")),)
    assert chains(kb, (), listed(*points("a"))) == ()


def test_two_lesions_on_one_way_are_a_double_crush() -> None:
    root = listed("compression.r", linked=("entrapment.n", "trigger_point.a"))
    told = chains(base(), (), (*root, *listed("entrapment.n", *points("a"))))
    assert told == ((ChainLink("nerve", "R"), ChainLink("nerve", "N (double crush)")),)
