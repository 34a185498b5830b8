"""What rules become: weights with their intervals, the reasons of red flags, templates over what loads a muscle."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from tests.knowledge.tiny import FILES, compiled, write

_FLAG, _T, _C = "safety/red_flags/all.yaml", "templates/drawing.yaml", "conditions/arm.yaml"
_RED = """\
- id: infection
  name: Infection
  regions: [general]
  guideline: [study_2003]
  urgent:
    hot: fever
    hot_and_stiff: {when: fever and angle <= 20, because: A joint may be septic., source: study_2004}
  do: Send on.
  say: See a doctor today.
  manual_therapy: contraindicated
  because: Fever.
"""


def test_an_alternative_gives_its_own_reason_and_source_or_those_of_its_flag(tmp_path: Path) -> None:
    sources = FILES["sources/all.yaml"] + FILES["sources/all.yaml"].replace("2003", "2004")
    rules = compiled(write(tmp_path, **{_FLAG: _RED, "sources/all.yaml": sources})).rules_by_id
    told = {name: rules[f"infection/{name}"] for name in ("hot", "hot_and_stiff")}
    assert [(rule.because, rule.sources) for rule in told.values()] == [
        ("Fever.", ("study_2003",)),
        ("A joint may be septic.", ("study_2004",)),
    ]


@pytest.mark.parametrize(
    ("said", "low", "weight", "high"),
    [
        ("strength: weak", 0, "weak", "moderate"),
        ("strength: moderate", "weak", "moderate", "strong"),
        ("strength: strong", "moderate", "strong", "confirming"),
        ("strength: confirming", "strong", "confirming", "confirming"),
        ("against: weak", "moderate", "weak", 0),
        ("against: strong", "excluding", "strong", "moderate"),
        ("against: excluding", "excluding", "excluding", "strong"),
    ],
)
def test_a_word_may_mean_as_little_or_as_much_as_its_neighbours(
    tmp_path: Path, said: str, low: object, weight: str, high: object
) -> None:
    kb = compiled(write(tmp_path, **{_C: FILES[_C].replace("strength: moderate", said)}))
    sign = -1 if said.startswith("against") else 1
    words = {word: sign * value for word, value in kb.scale.strengths.items()} | {0: 0.0}
    rule = kb.rules_by_id["other.arthritis/warm"]
    assert (rule.low, rule.weight, rule.high) == (words[low], words[weight], words[high])
    assert rule.low <= rule.weight <= rule.high


@pytest.mark.parametrize(("interval", "low", "high"), [("", 0.5, 2.0), (", interval: [0.1, 10]", -1.0, 1.0)])
def test_a_ratio_weighs_its_logarithm_and_reaches_as_far_as_was_printed(
    tmp_path: Path, interval: str, low: float, high: float
) -> None:
    text = FILES[_C].replace("strength: moderate", f"lr: {{positive: 1.0{interval}}}, source: study_2003")
    rule = compiled(write(tmp_path, **{_C: text})).rules_by_id["other.arthritis/warm"]
    assert rule.strength == "LR 1"
    assert rule.weight == 0.0
    halves = (pytest.approx(-0.30103), pytest.approx(0.30103))
    assert (rule.low, rule.high) == ((low, high) if interval else halves)


def _conditions(kb: KnowledgeBase, rules: list[Rule]) -> set[str]:
    return {kb.atoms[atom] for rule in rules for _, atoms in rule.groups for atom in atoms}


def test_what_a_posture_loads_it_argues_for_as_a_circumstance(kb: KnowledgeBase) -> None:
    assert kb.loads
    for key, hypotheses in kb.loads.items():
        for hypothesis in hypotheses:
            said = _conditions(kb, [rule for rule in kb.rules_of(hypothesis) if rule.context and rule.weight > 0])
            assert {f"+{key}", f"@{key}"} & said, (key, hypothesis)


def test_a_muscle_is_loaded_by_its_own_postures_and_by_what_names_it(tmp_path: Path) -> None:
    """Each once; of factors those that name the muscle; nothing of another muscle."""
    stoop, limp, idle = (
        f'- {{id: {id}, label: "{id}", ask: "{id}?", section: posture, regions: [general]}}\n'
        for id in ("stoop", "limp", "idle")
    )
    findings = FILES["vocabulary/findings/tests.yaml"] + stoop + limp + idle
    muscle = FILES["anatomy/muscles/arm.yaml"].replace("  region: elbow\n", "  region: elbow\n  posture: [stoop]\n")
    other = "- {id: biceps, name: Biceps, region: arm, posture: [idle], triggers: []}\n"
    loads = "- {id: limp, overloads: [anconeus]}\n- {id: stoop, overloads: [anconeus], hypotheses: [other.arthritis]}\n"
    factors = "".join(
        f"- {{id: {id}, label: {id}, ask: Q?, domain: psychosocial, nmt_factors: [stress], muscles: [{muscle}], evidence: weak}}\n"
        for id, muscle in (("haste", "anconeus"), ("worry", "anconeus"), ("grief", "biceps"))
    )
    templates = "".join(
        f"- {{id: {field}, for_each: muscle, when: ${field}, then: {{for: '{{hypothesis}}', strength: weak}}, context: true, because: B.}}\n"
        for field in ("posture", "factors")
    )
    kb = compiled(
        write(
            tmp_path,
            **{
                "vocabulary/findings/tests.yaml": findings,
                "anatomy/muscles/arm.yaml": muscle + other,
                "patterns/loads.yaml": loads,
                "factors/psychosocial.yaml": factors,
                _T: FILES[_T] + templates,
            },
        )
    )
    own = {
        muscle: _conditions(kb, [rule for rule in kb.rules_of(f"trigger_point.{muscle}") if rule.context])
        for muscle in ("anconeus", "biceps")
    }
    assert own == {"anconeus": {"+stoop", "+limp", "+haste", "+worry"}, "biceps": {"+idle", "+grief"}}
    assert kb.loads["stoop"] == ("trigger_point.anconeus", "other.arthritis")
