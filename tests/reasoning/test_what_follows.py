"""What follows from what was observed: from the special the general, from the general absence the special ones."""

from __future__ import annotations

import pytest

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.facts import build_facts

LEFT, RIGHT = frozenset({"left"}), frozenset({"right"})
BOTH, NONE = LEFT | RIGHT, frozenset[str]()


def _seen(kb: KnowledgeBase, *found: Observation) -> set[tuple[str, str]]:
    return {(kb.atoms[fact.atom], fact.side) for fact in build_facts(found, kb).origins}


def _following(kb: KnowledgeBase, *found: Observation) -> dict[str, tuple[str, frozenset[str]]]:
    """State and sides of what was not stated itself."""
    return {o.key: (o.state, o.sides) for o in build_facts(found, kb).observations if o.follows_from}


def _is(key: str, sides: frozenset[str] = NONE) -> Observation:
    return Observation(key, "present", sides)


def _not(key: str, sides: frozenset[str] = NONE) -> Observation:
    return Observation(key, "absent", sides)


def test_what_sums_up_single_findings_is_on_their_sides(kb: KnowledgeBase) -> None:
    grip, knee = _is("weak(grip)", LEFT), _is("weak(knee_extension)", RIGHT)
    assert _following(kb, grip)["weakness_any"] == ("present", LEFT)
    assert _following(kb, grip, knee)["weakness_any"] == ("present", BOTH)
    assert ("+weakness_any", "left") in _seen(kb, grip, _is("pain(thumb)", RIGHT))
    assert ("+weakness_any", "right") not in _seen(kb, grip, _is("pain(thumb)", RIGHT))


def test_what_sums_up_without_a_side_takes_none(kb: KnowledgeBase) -> None:
    assert _following(kb, _is("numbness(thumb)", LEFT))["paraesthesia_any"] == ("present", NONE)


def test_what_was_said_is_not_overruled_by_what_sums_up(kb: KnowledgeBase) -> None:
    weak = _is("weak(grip)", LEFT)
    assert "weakness_any" not in _following(kb, weak, _not("weakness_any"))
    assert "weakness_any" not in _following(kb, _not("weak(grip)", LEFT))
    assert "weakness_any" not in _following(kb, _is("sensory_loss(thumb)", LEFT))


def test_what_sums_up_is_traced_to_the_same_finding_in_any_order(kb: KnowledgeBase) -> None:
    found = [_is("weak(knee_extension)", RIGHT), _is("weak(grip)", LEFT), _is("weak(elbow_flexion)", LEFT)]
    for order in (found, found[::-1]):
        (summary,) = [o for o in build_facts(order, kb).observations if o.key == "weakness_any"]
        assert summary.stated.key == "weak(elbow_flexion)"


@pytest.mark.parametrize(("intensity", "severe"), [(7.9, False), (8, True), (10, True)])
def test_a_number_brings_what_begins_there(kb: KnowledgeBase, intensity: float, severe: bool) -> None:
    found = _following(kb, _is("pain(lumbar)"), Observation("pain_intensity", "value", NONE, intensity))
    assert ("pain_severe" in found) == severe


@pytest.mark.parametrize(
    ("found", "bilateral"),
    [
        ([_is("shooting(calf_upper)", LEFT)], False),
        ([_is("shooting(calf_upper)", LEFT), _is("shooting(calf_lower)", LEFT)], False),
        ([_is("shooting(calf_upper)", LEFT), _is("shooting(shoulder_top)", RIGHT)], False),
        ([_is("shooting(calf_upper)", LEFT), _not("shooting(calf_lower)", RIGHT)], False),
        ([_is("shooting(calf_upper)", LEFT), _is("shooting(thigh_back_upper)", RIGHT)], True),
        ([_is("shooting(calf_upper)", BOTH)], True),
    ],
)
def test_both_legs_are_two_sides_of_any_places_in_them(
    kb: KnowledgeBase, found: list[Observation], bilateral: bool
) -> None:
    assert ("bilateral_leg_pain" in _following(kb, *found)) == bilateral


def test_a_general_absence_keeps_its_side_and_says_nothing_elsewhere(kb: KnowledgeBase) -> None:
    arm = _is("pain(forearm_volar_radial)", LEFT)
    absent = _following(kb, arm, _not("weakness_any", LEFT))
    assert absent["weak(forearm_pronation)"] == ("absent", LEFT)
    assert "weak(hip_abduction)" not in absent
    assert _following(kb, arm, _not("weakness_any"))["weak(forearm_pronation)"] == ("absent", NONE)
    found = _following(kb, arm, _not("weakness_any"), _is("weak(forearm_pronation)", LEFT))
    assert "weak(forearm_pronation)" not in found  # stated, and not overruled


def test_only_a_complaint_says_where_a_general_absence_counts(kb: KnowledgeBase) -> None:
    """Neither what was tested there nor what is absent there makes it a place of the complaint."""
    for elsewhere in (_not("pain(forearm_volar_radial)", LEFT), _is("tinel(carpal_tunnel)", LEFT)):
        found = _following(kb, elsewhere, _not("weakness_any"))
        assert not [key for key in found if key.startswith("weak(")], elsewhere


def test_a_normal_examination_rules_out_and_one_that_is_not_normal_does_not(kb: KnowledgeBase) -> None:
    arm = _is("pain(forearm_volar_radial)", LEFT)
    absent = _following(kb, arm, _is("neuro_exam_normal"))
    assert absent["weak(forearm_pronation)"][0] == absent["sensory_loss(forearm_volar_radial)"][0] == "absent"
    unknown = _following(kb, arm, _not("neuro_exam_normal"))
    assert not [key for key in unknown if key.startswith(("weak(", "sensory_loss("))]


def test_nothing_follows_twice(kb: KnowledgeBase) -> None:
    arm = _is("pain(forearm_volar_radial)", LEFT)
    seen = build_facts([arm, arm, _not("weakness_any"), _not("weakness_any")], kb).observations
    assert [o.key for o in seen].count("weak(forearm_pronation)") == 1


def test_a_special_finding_brings_its_general_one_on_its_side_unless_that_was_stated(kb: KnowledgeBase) -> None:
    froment, thumb = _is("froment_sign", LEFT), "weak(thumb_adduction)"
    assert _following(kb, froment)[thumb] == ("present", LEFT)
    assert _following(kb, froment)["weakness_any"] == ("present", LEFT)  # and so on
    assert thumb not in _following(kb, froment, _not(thumb, LEFT))
    assert _following(kb, _not(thumb, LEFT))["froment_sign"] == ("absent", LEFT)
    assert "froment_sign" not in _following(kb, _is(thumb, LEFT))


def test_what_is_absent_in_a_whole_place_is_absent_in_its_spots(kb: KnowledgeBase) -> None:
    assert _following(kb, _not("pain(neck_any)", LEFT))["pain(neck_side)"] == ("absent", LEFT)
    assert "pain(neck_side)" not in _following(kb, _is("pain(neck_any)", LEFT))


@pytest.mark.parametrize(
    ("age", "young", "old"), [(24, True, False), (25, True, False), (26, False, False), (70, False, True)]
)
def test_a_bound_holds_for_its_own_number(kb: KnowledgeBase, age: float, young: bool, old: bool) -> None:
    atoms = {atom for atom, _ in _seen(kb, _is("pain(lumbar)"), Observation("age", "value", NONE, age))}
    assert {"age<=25", "age>=70"} <= set(kb.atoms)
    assert [atom in atoms for atom in ("age<=25", "age>=70")] == [young, old]
