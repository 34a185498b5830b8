"""What each level of urgency leaves of the plan, and what of the protocols stands in it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from nmt_expert.case.load import parse_case
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Urgency
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.assessment import Assessment, Caution, Factor, Hypothesis, Plan, Untested
from nmt_expert.reasoning.care.plan import PALPATE, cautions, plan
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking.resting import Resting

_CASE = """\
schema: nmt-case/1
id: t
complaint: {side: right, regions: [low_back, hip]}
findings:
  - {present: [pain(lumbar), pain(iliac_crest), pain(sacroiliac), pain(buttock_mid)], side: right}
  - {present: [hypersensitive_spot(quadratus_lumborum), familiar_pain(quadratus_lumborum)], side: right}
  - {present: [dancer_or_gymnast, anticoagulant_use]}
"""


@pytest.fixture(scope="module")
def back(kb: KnowledgeBase) -> Assessment:
    return assess(parse_case(_CASE, "t.yaml", kb), kb, PlainEngine(kb))


def _plan(
    kb: KnowledgeBase,
    told: Assessment,
    level: Urgency,
    more: tuple[Caution, ...] = (),
    seen: tuple[Observation, ...] = (),
) -> Plan:
    observations = (*parse_case(_CASE, "t.yaml", kb).observations, *seen)
    warned, roots = (*told.cautions, *more), told.profiles.roots
    return plan(kb, told.hypotheses, level, warned, ("low_back", "hip"), told.factors, observations, roots)


@pytest.mark.parametrize(
    ("level", "examined", "at_home", "treated", "withheld"),
    [
        ("emergency", False, False, False, "None before a physician has seen the client."),
        ("urgent", True, False, False, "None before a physician has seen the client."),
        ("refer", True, True, False, "None of this complaint until a physician has examined it."),
        ("treat_and_refer", True, True, True, ""),
        ("treat", True, True, True, ""),
    ],
)
def test_the_more_urgent_the_less_is_done_here(
    kb: KnowledgeBase, back: Assessment, level: Urgency, examined: bool, at_home: bool, treated: bool, withheld: str
) -> None:
    made = _plan(kb, back, level)
    assert (made.allowed, made.withheld) == (treated, withheld)
    assert bool(made.examine) == examined
    assert [bool(part) for part in (made.home, made.activities)] == [at_home] * 2
    for part in (made.treat, made.limits, made.sessions, made.aftercare, made.exercises, made.reassess):
        assert bool(part) == treated, part


def test_who_is_treated_and_sent_to_a_physician_has_a_plan_of_treatment(kb: KnowledgeBase) -> None:
    """From the case file, not only where the level is given."""
    hand = "[pain(thumb), numbness(thumb), numbness(finger_index), phalen, tinel(carpal_tunnel)]"
    case = f"schema: nmt-case/1\nid: t\ncomplaint: {{side: left, regions: [hand]}}\nfindings: [{{present: {hand}, side: left}}]"
    told = assess(parse_case(case, "t.yaml", kb), kb, PlainEngine(kb))
    assert told.urgency == "treat_and_refer"
    assert told.plan.allowed
    assert told.plan.aftercare


def test_while_a_caution_forbids_all_treatment_nothing_is_treated_at_any_level(
    kb: KnowledgeBase, back: Assessment
) -> None:
    forbids = Caution("x", "Something general", "general", "No treatment.", "Why.", (), False)
    made = _plan(kb, back, "treat", (forbids,))
    assert (made.allowed, made.withheld) == (False, "None while this stands: Something general.")
    local = replace(forbids, kind="local")
    assert _plan(kb, back, "treat", (local,)).allowed


def test_a_caution_of_one_muscle_is_no_limit_of_the_whole_treatment(kb: KnowledgeBase, back: Assessment) -> None:
    whole = Caution("x", "Whole", "relative", "Lightly.", "Why.", (), False)
    local = replace(whole, label="Here", applies_to=("Quadratus lumborum",))
    absolute = replace(whole, label="Spot", kind="local")
    limits = _plan(kb, back, "treat", (whole, local, absolute)).limits
    assert "Whole: Lightly." in limits
    assert not [limit for limit in limits if limit.startswith(("Here", "Spot"))]


def test_nothing_is_treated_on_little_support_or_on_none(kb: KnowledgeBase, back: Assessment) -> None:
    none = replace(back, hypotheses=())
    weak = replace(back, hypotheses=(replace(back.hypotheses[0], support="little"), *back.hypotheses[1:]))
    second = replace(back, hypotheses=(back.hypotheses[0], replace(back.hypotheses[1], support="little")))
    assert [_plan(kb, told, "treat").allowed for told in (none, weak, second)] == [False, False, True]
    assert _plan(kb, weak, "treat").withheld.startswith("None yet: nothing is supported well enough")


def test_after_care_tells_the_client_what_comes_after_and_nothing_else(kb: KnowledgeBase, back: Assessment) -> None:
    entries = {entry["id"]: entry for entry in kb.protocols["aftercare"]}
    made = _plan(kb, back, "treat")
    assert entries["self_pressure"]["say"] in made.aftercare
    assert entries["self_pressure"]["do"] not in made.aftercare
    for other in ("stop_pain", "warning_after", "course_10", "say_not_a_diagnosis", "history"):
        assert not {entries[other]["do"], entries[other].get("say")} & set(made.aftercare), other
    assert made.sessions == (entries["course_trials_tp"]["do"], entries["spacing"]["do"])
    assert made.reassess == entries["stop_no_change_course"]["do"]


def test_after_care_without_words_for_the_client_is_told_as_it_is_done(kb: KnowledgeBase, back: Assessment) -> None:
    entry = {"id": "rest", "kind": "after_care", "do": "Let rest."}
    kb = replace(kb, protocols=kb.protocols | {"aftercare": [entry]})
    assert _plan(kb, back, "treat").aftercare == ("Let rest.",)


def test_what_is_examined_next(kb: KnowledgeBase, back: Assessment) -> None:
    """Three open tests of each of the first two, then muscles that nobody palpated, then the order of the first region."""

    def asking(hypothesis: Hypothesis, *labels: str) -> Hypothesis:
        return replace(hypothesis, untested=tuple(Untested(label, label, "Look.", 1.0, -1.0) for label in labels))

    first, second, third = back.hypotheses[:3]
    listed = (asking(first, "A", "B", "C", "D"), asking(second, "B", "E"), asking(third, "F"))
    examine = _plan(kb, replace(back, hypotheses=listed), "treat").examine
    assert examine[:4] == ("A: Look.", "B: Look.", "C: Look.", "E: Look.")
    assert examine[4].startswith(f"{PALPATE}: ")
    named = examine[4].removeprefix(f"{PALPATE}: ").split("; ")
    assert len(named) == len(set(named)) == 6
    assert "Quadratus lumborum" not in named
    of_back = [p["label"] for p in kb.protocols["regions"] if "low_back" in p["regions"]]
    assert [step.split(", in order")[0] for step in examine[5:]] == of_back


def test_measures_are_free_to_use_and_of_the_region(kb: KnowledgeBase, back: Assessment) -> None:
    def measure(label: str, free: bool, *regions: str) -> dict[str, object]:
        change = {"value": 2, "unit": "points"} if label != "Unmeasured" else {"text": "?"}
        return {"id": label, "label": label, "usable_freely": free, "regions": list(regions), "change": change}

    asked = [
        measure("Paid", False, "low_back"),
        measure("Elsewhere", True, "hand"),
        measure("Anywhere", True, "general"),
        measure("Unmeasured", True, "hip"),
        measure("Here", True, "low_back", "hand"),
        measure("Fourth", True, "low_back"),
    ]
    kb = replace(kb, protocols=kb.protocols | {"measures": asked})
    assert _plan(kb, back, "treat").measures == ("Anywhere (2 points count)", "Unmeasured", "Here (2 points count)")


def test_the_root_that_most_share_is_worked_and_posture_looked_at_again(kb: KnowledgeBase, back: Assessment) -> None:
    """Of the posture the first three things that were found, nothing that was not."""
    shared = replace(back, profiles=replace(back.profiles, roots=(("L4", ("Psoas", "Iliacus")), ("L5", ("Tibialis",)))))
    school = _plan(kb, shared, "treat").school
    assert school.startswith(
        "L4 is shared by Psoas; Iliacus: these muscles are worked on both sides. Posture is looked at"
    )
    assert "Tibialis" not in school
    keys = ("forward_head", "rounded_shoulders", "thoracic_hyperkyphosis", "lumbar_hyperlordosis")
    labels = [kb.findings[key].label.lower() for key in keys]
    absent = Observation("head_rotation", "absent")
    seen = (absent, *(Observation(key, "present") for key in keys))
    assert f"Posture shows {', '.join(labels[:3])}; it is looked at" in _plan(kb, shared, "treat", seen=seen).school
    assert _plan(kb, replace(back, profiles=replace(back.profiles, roots=())), "treat").school == ""


def test_at_home_the_activity_is_changed_first_and_nothing_is_said_twice_or_empty(
    kb: KnowledgeBase, back: Assessment
) -> None:
    told = {
        name: Factor(name, name, "biomechanical", (), (), "", "", (), "")
        for name in ("footwear", "viscerosomatic_input")
    }
    factors = (told["viscerosomatic_input"], told["footwear"], told["footwear"])
    assert kb.factors["viscerosomatic_input"].say == ""
    (dance,) = [entry["say"] for entry in kb.protocols["home"] if entry["id"] == "dance_load"]
    home = _plan(kb, replace(back, factors=factors), "treat").home
    assert home == (dance, kb.factors["footwear"].say)


def test_a_place_is_warned_of_where_the_plan_touches_it_and_a_state_where_it_was_found(kb: KnowledgeBase) -> None:
    nothing = Resting(kb, build_facts((), kb), ())
    warned = cautions(kb, (), ["trigger_point.pectoralis_minor"], nothing, ())
    chest = {caution.id: caution.applies_to for caution in warned}
    assert chest["axilla"] == (kb.muscles["pectoralis_minor"].label,)
    assert "breast_tissue" not in chest  # asks for something that was not found
    assert not {"sciatic_notch", "anticoagulants"} & set(chest)
    assert cautions(kb, (), [], nothing, ()) == ()
    told = assess(parse_case(_CASE, "t.yaml", kb), kb, PlainEngine(kb))
    (thin,) = [caution for caution in told.cautions if caution.id == "anticoagulants"]
    assert (thin.kind, thin.applies_to, thin.findings) == ("relative", (), ("Blood thinner",))
