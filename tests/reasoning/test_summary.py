"""What an assessment says first - one sentence, what is outside, which regions - over a few small rules."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from nmt_expert.case.load import Case
from nmt_expert.case.model import CaseFile, Complaint
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Screen, Who
from nmt_expert.reasoning.assess import assess, case_regions
from nmt_expert.reasoning.assessment import Assessment
from nmt_expert.reasoning.engines.plain import PlainEngine
from tests.reasoning.small import knowledge

LEFT, RIGHT = frozenset({"left"}), frozenset({"right"})


def base(*rules: tuple[str, str, float], name: str = "Carpal tunnel", **changes: object) -> KnowledgeBase:
    """`rules`: hypothesis, finding, weight. The screen asks everybody for f7."""
    kb = knowledge([("argument", h, h in ("h0", "h2"), key) for h, key, _ in rules])
    known = {id: replace(h, name=name if id in ("h0", "h1") else h.name) for id, h in kb.hypotheses.items()}
    weighed = [replace(rule, weight=w) for rule, (_, _, w) in zip(kb.rules, rules, strict=True)]
    screens = [Screen("s", "S", ("general",), ("f7",))]
    return replace(kb, **({"rules": weighed, "hypotheses": known, "screens": screens} | changes))


def made(kb: KnowledgeBase, *observations: Observation, regions: tuple[str, ...] = ("neck",)) -> Assessment:
    file = CaseFile("nmt-case/1", "c", complaint=Complaint(regions=[*regions]))
    return assess(Case(file, observations), kb, PlainEngine(kb))


def seen(*keys: str) -> list[Observation]:
    return [Observation(key, "present") for key in keys]


ASKED = Observation("f7", "absent")


@pytest.mark.parametrize(
    ("weight", "more", "said"),
    [
        (2.0, [ASKED], "Findings fit best with carpal tunnel (strong support)."),
        (0.6, [ASKED], "Findings fit best with carpal tunnel (some support)."),
        (0.6, [], "Findings fit best with carpal tunnel (some support); safety screen not done."),
        (0.1, [ASKED], "Findings do not point clearly to one source."),
    ],
)
def test_the_summary_names_the_first_and_what_of_the_screen_is_open(
    weight: float, more: list[Observation], said: str
) -> None:
    assert made(base(("h1", "f1", weight)), *seen("f1"), *more).summary == said


def test_the_summary_says_when_the_screen_was_left_half_way() -> None:
    kb = base(("h1", "f1", 0.6), screens=[Screen("s", "S", ("general",), ("f7", "f5"))])
    assert made(kb, *seen("f1"), ASKED).summary.endswith("; safety screen incomplete.")


@pytest.mark.parametrize(
    ("sides", "said"), [(LEFT, ", left (some"), (RIGHT, ", right (some"), (LEFT | RIGHT, ", both sides (some")]
)
def test_the_summary_names_the_side(sides: frozenset[str], said: str) -> None:
    assert said in made(base(("h0", "f0", 0.6)), Observation("f0", "present", sides), ASKED).summary


@pytest.mark.parametrize(
    ("level", "begins"), [("emergency", "Emergency: f"), ("urgent", "Urgent: f"), ("refer", "Findings")]
)
def test_the_summary_begins_with_the_haste(level: str, begins: str) -> None:
    kb = base(("h1", "f1", 0.6))
    kb = replace(kb, hypotheses={id: replace(h, triage=level) for id, h in kb.hypotheses.items()})
    assert made(kb, *seen("f1"), ASKED).summary.startswith(begins)


def test_an_abbreviation_keeps_its_capitals_and_a_long_name_is_cut() -> None:
    assert "fit best with TFCC tear (" in made(base(("h1", "f1", 0.6), name="TFCC tear"), *seen("f1")).summary
    long = made(base(("h1", "f1", 0.6), name="Word " * 40), *seen("f1")).summary
    assert len(long) <= 139
    assert long.endswith("… (some support); safety screen not done.")


def test_what_lies_outside_the_rules_is_said() -> None:
    kb = base(("h1", "f1", 0.6), ("h3", "f5", 0.4))
    told = replace(kb.findings["f3"], section="history")
    kb = replace(kb, findings=kb.findings | {"f3": told, "f7": replace(kb.findings["f7"], screen=True)})
    nothing = "Nothing was drawn, told or examined yet that a ranking could rest on."
    assert made(kb, *seen("f3", "f7"), Observation("f2", "absent")).outside == nothing
    assert made(kb, *seen("f2")).outside.startswith("No hypothesis of these rules fits")
    assert made(kb, *seen("f5")).outside.startswith("Cannot say: no hypothesis is supported well.")
    assert made(kb, *seen("f1")).outside == ""


def test_without_a_region_of_the_complaint_that_which_is_most_spoken_of_comes_first() -> None:
    kb = knowledge([])
    places = {
        "f0": ("neck", "symptom"),
        "f1": ("hand", "palpation"),
        "f3": ("hand", "motion"),
        "f5": ("arm", "symptom"),
    }
    findings = {
        key: replace(kb.findings[key], regions=(region,), section=section) for key, (region, section) in places.items()
    }
    everywhere = replace(kb.findings["f7"], regions=("general",), section="symptom")
    told = replace(kb.findings["f4"], regions=("foot",), section="history")
    kb = replace(kb, findings=kb.findings | findings | {"f7": everywhere, "f4": told})
    observed = (*seen("f0", "f1", "f3", "f4", "f7"), Observation("f5", "absent"))
    assert case_regions(Case(CaseFile("nmt-case/1", "c"), observed), kb) == ("hand", "neck")
    named = CaseFile("nmt-case/1", "c", complaint=Complaint(regions=["knee"]))
    assert case_regions(Case(named, observed), kb) == ("knee",)


def test_arguments_are_counted_by_what_they_rest_on() -> None:
    kb = base(("h1", "f1", 0.6), ("h1", "f3", 0.5), ("h1", "f5", -0.1))
    basis = ("sourced", "practice", "consensus")
    kb = replace(kb, rules=[replace(rule, basis=each) for rule, each in zip(kb.rules, basis, strict=True)])
    provenance = made(kb, *seen("f1", "f3", "f5")).provenance
    counts = provenance.sourced_arguments, provenance.practice_arguments, provenance.consensus_arguments
    assert counts == (1, 1, 1)
    assert (provenance.engine, provenance.rules) == ("plain", kb.hash)
    assert made(kb, *seen("f1")).provenance.consensus_arguments == 0


def test_a_rule_on_trial_is_shown_and_counts_nowhere() -> None:
    kb = base(("h1", "f1", 0.6), ("h1", "f3", 5.0))
    trial = replace(kb.rules[1], kind="experimental", because="On trial.")
    kb = replace(kb, rules=[kb.rules[0], trial])
    told = made(kb, *seen("f1", "f3"))
    assert told.provenance.experimental == ("r1: On trial.",)
    assert told.hypotheses[0].score == 0.6


def test_no_pregnancy_test_is_asked_of_whom_it_cannot_concern() -> None:
    kb = base(("h1", "f1", 0.6), who={"pregnant_or_possibly_pregnant": Who("female", 12, 56)})
    confirm = ("pregnancy test", "X-ray")
    kb = replace(kb, hypotheses={id: replace(h, confirm=confirm) for id, h in kb.hypotheses.items()})
    man = replace(
        kb, findings=kb.findings | {"sex_male": replace(kb.findings["f1"], key="sex_male", section="history")}
    )
    assert made(man, *seen("f1", "sex_male")).hypotheses[0].confirm == ("X-ray",)
    assert made(man, *seen("f1")).hypotheses[0].confirm == confirm


def test_below_the_list_eight_more_are_described() -> None:
    """Four in all: three are listed where there are three, the rest stands below."""
    rules = [(f"h{i}", "f1", weight) for i, weight in ((1, 2.0), (3, 0.6))]
    told = made(
        base(*rules, ("h0", "f0", 0.55), ("h2", "f2", 0.51)),
        *seen("f1"),
        *(Observation(k, "present", LEFT) for k in ("f0", "f2")),
    )
    assert [h.id for h in told.hypotheses] == ["h1", "h3", "h0"]
    assert [h.id for h in told.further] == ["h2"]
    assert [h.rank for h in (*told.hypotheses, *told.further)] == [1, 2, 3, 4]
