"""Nothing talks a danger down: every finding of the vocabulary, added to every dangerous case, leaves it at least urgent."""

from __future__ import annotations

import random

import pytest

from nmt_expert.case.load import Case
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Finding
from nmt_expert.reasoning.assessment import HASTE, Flag, level_of
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking.resting import Resting
from nmt_expert.reasoning.safety.gate import raised_flags
from tests.metamorphic.generate import observed, vocabulary
from tests.metamorphic.safety_only import safety_only
from tests.metamorphic.sample import NIGHTLY, SEED, library

_TRIED = 15  # findings a case, by day
_CLEARING = ("course_chronic", "course_recurrent", "heart_tests_normal", "investigations_normal", "leg_pulses_normal")
# loss of power that hardly grows, or a sore bone after an injury: urgent while new; old and stable, refer (docs/triage.md)
_NEW = {"progressive_radiculopathy", "acute_limb_nerve_palsy", "stroke_tia", "spinal_cord_syndrome", "limb_fracture_or_dislocation",
    "septic_arthritis", "cauda_equina_syndrome", "traumatic_spinal_fracture"}  # fmt: skip
_LONG = (Observation("duration_days", "value", value=1500.0), Observation("duration_days", "value", value=0.0))


class Gate:
    """The red flags of a case, without the ranking."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = safety_only(kb)
        self.engine = PlainEngine(self.kb)

    def level(self, observations: tuple[Observation, ...]) -> tuple[int, bool]:
        """The most urgent level (5: no flag), and whether something is named that lowered it."""
        flags = self.flags(observations)
        return min((level_of(f.urgency) for f in flags), default=5), any(f.lowered for f in flags)

    def flags(self, observations: tuple[Observation, ...]) -> tuple[Flag, ...]:
        facts = build_facts(observations, self.kb)
        firings = self.engine.infer(facts)
        return raised_flags(self.kb, firings, Resting(self.kb, facts, firings))

    def heard(self, finding: Finding, state: str) -> bool:
        """Does any red flag ask for the finding in this state, or for what follows from it?"""
        return bool(build_facts((observed(finding, state, "left"),), self.kb).origins)


@pytest.fixture(scope="module")
def gate(kb: KnowledgeBase) -> Gate:
    return Gate(kb)


@pytest.fixture(scope="module")
def dangerous(kb: KnowledgeBase, gate: Gate) -> list[Case]:
    found = [c for c in library(kb) if c.file.answer and c.file.answer.triage in HASTE]
    return [case for case in found if gate.level(case.observations)[0] <= 1]


def test_no_finding_lowers_a_dangerous_case_below_urgent(kb: KnowledgeBase, gate: Gate, dangerous: list[Case]) -> None:
    assert len(dangerous) > 50
    words, rng, silenced = vocabulary(kb), random.Random(SEED), []
    for case in dangerous:
        known = {o.key for o in build_facts(case.observations, gate.kb).observations}
        before, _ = gate.level(case.observations)
        always = [f for f in words if f.key in _CLEARING]
        for finding in words if NIGHTLY else [*always, *rng.sample(words, _TRIED)]:
            if finding.key in known:
                continue
            for state in ("present", "absent"):
                if not gate.heard(finding, state):
                    continue
                after, lowered = gate.level(
                    (*case.observations, observed(finding, state, rng.choice(("left", "right"))))
                )
                if after > 1 or (after > before and not lowered):
                    silenced.append((case.file.id, state, finding.key, before, after))
    assert silenced == []


def test_acute_on_chronic_is_as_urgent_as_acute(gate: Gate, dangerous: list[Case]) -> None:
    """A long course beside what is new takes nothing away, however long it is. Listed: what is urgent because it is new."""
    new_only = set()
    for case in dangerous:
        told = tuple(o for o in case.observations if o.key != "duration_days")
        courses = [(*told, Observation("course_chronic", "present"), days) for days in _LONG]
        long, short = (gate.level(course)[0] for course in courses)
        if long > max(1, short):
            new_only |= {flag.id for flag in gate.flags(courses[1]) if level_of(flag.urgency) == short}
    assert new_only <= _NEW
