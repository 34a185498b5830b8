"""What lets a hypothesis into the ranking, and what it is asked to explain: over a few small findings."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Family, Subject
from nmt_expert.reasoning.engines import engine
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking.rank import rank
from nmt_expert.reasoning.ranking.resting import Resting
from nmt_expert.reasoning.ranking.weigh import Scored, score_all
from tests.reasoning.small import knowledge

LEFT, RIGHT = frozenset({"left"}), frozenset({"right"})
DRAWN = Observation("pain(z)", "present", LEFT)


def base(*rules: tuple[str, object], pattern: object = "f7", **sections: str) -> KnowledgeBase:
    """`sections`: of findings, tests unless said otherwise. Pain can be drawn in z, and muscles can be tender."""
    kb = knowledge([*(("argument", h, h in ("h0", "h2"), c) for h, c in rules), ("pattern", "p1", False, pattern)])
    muscle = replace(kb.hypotheses["h0"], id="trigger_point.m", mechanism="trigger_point", structure="M")
    return replace(
        kb,
        findings=kb.findings | {key: replace(kb.findings[key], section=section) for key, section in sections.items()},
        zones={"z": Subject("z", "Z", "neck")},
        families={
            "pain": Family("pain", "zones", "symptom", "Pain: {subject}", "?", ""),
            "tender": Family("tender", "muscles", "palpation", "Tender: {subject}", "?", ""),
        },
        hypotheses=kb.hypotheses | {muscle.id: muscle},
    )


def scored(kb: KnowledgeBase, *observations: Observation) -> dict[tuple[str, str], Scored]:
    facts = build_facts(observations, kb)
    return score_all(kb, facts, PlainEngine(kb).infer(facts))


def ranked(kb: KnowledgeBase, *observations: Observation) -> list[tuple[str, str]]:
    return [(line.hypothesis, line.side) for line in rank(scored(kb, *observations))]


def seen(*keys: str, sides: frozenset[str] = frozenset()) -> list[Observation]:
    return [Observation(key, "present", sides) for key in keys]


@pytest.mark.parametrize(
    ("section", "undrawn", "drawn"),
    [
        ("test", True, True),
        ("symptom", True, True),
        ("posture", True, True),
        ("history", True, False),
        ("factor", True, False),
    ],
)
def test_what_was_told_of_the_past_says_where_it_is_only_while_nothing_is_drawn(
    section: str, *, undrawn: bool, drawn: bool
) -> None:
    kb = base(("h1", "f1"), f1=section)
    assert bool(ranked(kb, *seen("f1"))) is undrawn
    assert bool(ranked(kb, *seen("f1"), DRAWN)) is drawn


def test_what_is_of_no_place_makes_no_hypothesis_of_a_place() -> None:
    kb = base(("h1", "f1"), f1="symptom")
    kb = replace(kb, findings=kb.findings | {"f1": replace(kb.findings["f1"], regions=("general",))})
    assert ranked(kb, *seen("f1")) == []


@pytest.mark.parametrize(
    ("section", "whole", "in_part"), [("test", True, True), ("posture", True, False), ("gait", True, False)]
)
def test_what_speaks_in_part_needs_more_than_how_somebody_stands(section: str, *, whole: bool, in_part: bool) -> None:
    kb = base(("h1", "f1"), f1=section)
    assert bool(ranked(kb, *seen("f1"))) is whole
    part = replace(kb, rules=[replace(rule, part_of="r9") if rule.kind == "argument" else rule for rule in kb.rules])
    assert bool(ranked(part, *seen("f1"))) is in_part


def test_a_pattern_anchors_but_not_in_part() -> None:
    kb = base(("h1", "p1"), f7="history")
    assert ranked(kb, *seen("f7"), DRAWN) == [("h1", "midline")]
    part = replace(kb, rules=[replace(rule, part_of="r9") if rule.kind == "argument" else rule for rule in kb.rules])
    assert ranked(part, *seen("f7"), DRAWN) == []


def test_where_it_hurts_on_one_side_nothing_on_the_other_makes_a_hypothesis() -> None:
    kb = base(("h0", "f0"))
    right = seen("f0", sides=RIGHT)
    assert ranked(kb, *right) == [("h0", "right")]
    assert ranked(kb, *right, DRAWN) == []
    assert ranked(kb, *right, DRAWN, Observation("pain(z)", "present", RIGHT)) == [("h0", "right")]
    assert ranked(kb, *right, Observation("pain(z)", "absent", LEFT)) == [("h0", "right")]
    assert ranked(kb, *right, Observation("pain(z)", "present")) == [("h0", "right")]  # drawn without a side


def test_what_was_felt_in_muscles_no_nerve_is_asked_to_explain() -> None:
    kb = base(("h1", "f1"), ("h3", "f1"))
    nerve = replace(kb.hypotheses["h3"], mechanism="entrapment")
    kb = replace(kb, hypotheses=kb.hypotheses | {"h3": nerve}, scale=replace(kb.scale, unexplained=0.6))
    told = scored(kb, *seen("f1", "tender(m)"))
    assert told["h1", "central"].owed == pytest.approx(0.3)
    assert told["h3", "central"].owed == 0.0


def test_a_hypothesis_is_asked_to_explain_what_was_found_on_its_side_and_belongs_to_the_complaint() -> None:
    kb = base(f1="history", f3="posture")
    observations = (
        *seen("f0", sides=LEFT),
        *seen("f2", sides=RIGHT),
        *seen("f5", "f1", "f3"),
        Observation("f7", "absent"),
    )
    facts = build_facts(observations, kb)
    resting = Resting(kb, facts, [])
    explained = {
        side: [o.key for o in resting.observations(resting.explainable(side))] for side in ("left", "right", "central")
    }
    assert explained == {"left": ["f0", "f5"], "right": ["f2", "f5"], "central": ["f0", "f2", "f5"]}


def test_dangers_and_what_muscles_show_are_known_by_their_findings() -> None:
    kb = base()
    kb = replace(kb, findings=kb.findings | {key: replace(kb.findings[key], screen=True) for key in ("f1", "f3")})
    facts = build_facts([*seen("f5", "f1", "tender(m)"), Observation("f3", "absent")], kb)
    resting = Resting(kb, facts, [])
    assert [o.key for o in resting.observations(resting.dangers())] == ["f1"]
    assert [o.key for o in resting.observations(resting.felt_in_muscles())] == ["tender(m)"]


@pytest.mark.parametrize("name", ["plain", "clips", "experta"])
def test_an_engine_is_known_by_its_name(name: str) -> None:
    assert engine(name, base()).name == name
