"""What a few written entries come to as rules: weights, absence, hallmarks, cautions, urgency, scores, contradictions."""

from __future__ import annotations

from math import log10
from pathlib import Path

import pytest
from msgspec.structs import replace

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.weights import of_ratio, of_word
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.written.load import load
from nmt_expert.knowledge.written.own import SwitchedOff
from nmt_expert.knowledge.written.weakened import weakened
from tests.knowledge.tiny import FILES, compiled, write
from tests.reasoning.small import SCALE


def conditions(kb: KnowledgeBase, rule: Rule) -> tuple[list[tuple[int, list[str]]], list[str]]:
    return [(n, [kb.atoms[a] for a in atoms]) for n, atoms in rule.groups], [kb.atoms[a] for a in rule.nots]


@pytest.mark.parametrize(
    ("word", "sign", "weight", "low", "high"),
    [
        ("weak", 1, 0.2, 0.0, 0.45),
        ("moderate", 1, 0.45, 0.2, 0.8),
        ("confirming", 1, 1.3, 0.8, 1.3),
        ("moderate", -1, -0.45, -0.8, -0.2),
        ("excluding", -1, -1.3, -1.3, -0.8),
    ],
)
def test_a_word_weighs_between_its_neighbours(word: str, sign: int, weight: float, low: float, high: float) -> None:
    assert of_word(word, sign, SCALE) == {"strength": word, "weight": weight, "low": low, "high": high}


def test_a_ratio_weighs_its_logarithm_within_what_is_printed_or_half_to_double() -> None:
    assert of_ratio(4.1, None) == {
        "strength": "LR 4.1", "weight": log10(4.1), "low": log10(2.05), "high": log10(8.2),
    }  # fmt: skip
    assert of_ratio(10.0, (5.0, 12.0)) == {"strength": "LR 10", "weight": 1.0, "low": log10(5), "high": log10(12)}


def test_an_argument_speaks_of_its_hypothesis_for_it_or_against(tmp_path: Path) -> None:
    kb = compiled(write(tmp_path))
    against, for_it = kb.rules_by_id["trigger_point.anconeus/spurling_seen"], kb.rules_by_id["other.arthritis/warm"]
    assert (against.target, against.weight < 0, against.basis) == ("trigger_point.anconeus", True, "consensus")
    assert (for_it.target, for_it.weight, for_it.kind) == (
        "other.arthritis",
        kb.scale.strengths["moderate"],
        "argument",
    )
    assert conditions(kb, for_it) == ([(1, ["+fever"]), (1, ["angle<=20"])], [])


def test_a_negative_ratio_speaks_where_the_finding_is_denied(tmp_path: Path) -> None:
    kb = compiled(write(tmp_path))
    positive, negative = (kb.rules_by_id[f"compression.root_c7/spurling{end}"] for end in ("", "/absent"))
    assert (positive.strength, positive.weight, positive.sources) == ("LR 3.5", log10(3.5), ("study_2003",))
    assert (negative.strength, negative.weight) == ("LR 0.5", log10(0.5))
    assert conditions(kb, positive)[0] == [(1, ["+spurling"])]
    assert conditions(kb, negative)[0] == [(1, ["-spurling"])]
    assert negative.because.endswith(positive.because)
    assert negative.because != positive.because


def test_a_template_speaks_of_each_muscle_by_what_is_its_own(tmp_path: Path) -> None:
    kb = compiled(write(tmp_path))
    tender = next(rule for rule in kb.rules if rule.text == "tender" and not rule.part_of)
    assert (tender.target, tender.because) == ("trigger_point.anconeus", "Anconeus is tender.")
    assert conditions(kb, tender)[0] == [(1, ["+tender(anconeus)"])]


def test_a_hallmark_weighs_nothing_and_its_hypothesis_has_one(tmp_path: Path) -> None:
    conditions_ = FILES["conditions/arm.yaml"].replace("  pain: [thumb]\n", "  pain: [thumb]\n  hallmark: fever\n")
    kb = compiled(write(tmp_path, **{"conditions/arm.yaml": conditions_}))
    mark = kb.rules_by_id["other.arthritis/hallmark"]
    assert (mark.hallmark, mark.weight, mark.target) == (True, 0.0, "other.arthritis")
    assert kb.hypotheses["other.arthritis"].hallmarks
    assert not kb.hypotheses["compression.root_c7"].hallmarks


def test_a_rule_of_its_own_speaks_of_the_hypothesis_or_pattern_that_it_names(tmp_path: Path) -> None:
    kb = compiled(write(tmp_path))
    told = kb.rules_by_id["hot_joint"]
    assert (told.kind, told.target, told.weight) == ("argument", "other.arthritis", kb.scale.strengths["weak"])
    assert conditions(kb, told)[0] == [(1, ["@hot"])]
    assert not kb.patterns["hot"].sided


def test_a_red_flag_is_raised_by_its_alternative_at_its_level(tmp_path: Path) -> None:
    kb = compiled(write(tmp_path))
    (rule,) = kb.rules_of("infection")
    assert (rule.kind, rule.urgency, rule.sources) == ("flag", "urgent", ("study_2003",))
    assert kb.flags["infection"].name == "Infection"


def test_a_flag_that_own_rules_make_less_watchful_is_told(tmp_path: Path) -> None:
    flags = FILES["safety/red_flags/all.yaml"]
    (old,) = (item.entry for item in load([write(tmp_path)]).of("red_flag"))
    (milder,) = (
        item.entry
        for item in load([write(tmp_path, **{"safety/red_flags/all.yaml": flags.replace("urgent", "refer")})]).of(
            "red_flag"
        )
    )
    assert list(weakened([old], [milder], [])) == ["Infection: 1 of 1 signs taken out or made less urgent"]
    assert list(weakened([old], [old], [])) == []
    assert list(weakened([milder], [old], [])) == []
    assert list(weakened([], [milder], [])) == []
    off = [SwitchedOff(id="infection", switched_off="we use another"), SwitchedOff(id="hot", switched_off="no use")]
    assert list(weakened([old], [], off)) == ["Infection: switched off (we use another)"]


def test_a_word_that_weighs_as_much_as_another_shares_its_neighbours() -> None:
    scale = replace(SCALE, strengths={"weak": 0.2, "strong": 0.8, "certain": 0.8})
    assert of_word("certain", 1, scale)["low"] == of_word("strong", 1, scale)["low"] == 0.2
