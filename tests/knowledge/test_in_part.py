"""An argument of which one condition is not known speaks in part: not once that is found, nor once it is denied."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.in_part import with_parts
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from tests.knowledge.tiny import FILES, compiled, write

_WARM = FILES["conditions/arm.yaml"]


def _rules(folder: Path, when: str, more: str = "strength: strong", **files: str) -> KnowledgeBase:
    condition = _WARM.partition("  arguments:")[0]
    argument = f"  arguments:\n    - {{id: a, when: {when!r}, {more}, because: Seen together.}}\n"
    return with_parts(compiled(write(folder, **files | {"conditions/arm.yaml": condition + argument})))


def _spoken(kb: KnowledgeBase, **states: str) -> list[Rule]:
    facts = build_facts([Observation(key, state) for key, state in states.items()], kb)  # type: ignore[arg-type]
    rules = [kb.rules[f.rule] for f in PlainEngine(kb).infer(facts)]
    return [rule for rule in rules if rule.kind == "argument" and rule.text == "other.arthritis/a"]


def test_what_is_not_known_leaves_a_share_of_the_weight(tmp_path: Path) -> None:
    kb = _rules(tmp_path, "fever and spurling")
    (part,) = _spoken(kb, fever="present")
    assert (part.part_of, part.strength, part.basis) == ("other.arthritis/a", "in part", "consensus")
    assert part.weight == pytest.approx(kb.scale.strengths["strong"] * kb.scale.in_part)


def test_found_it_speaks_whole_and_once(tmp_path: Path) -> None:
    (whole,) = _spoken(_rules(tmp_path, "fever and spurling"), fever="present", spurling="present")
    assert (whole.part_of, whole.strength) == ("", "strong")


def test_denied_it_does_not_speak(tmp_path: Path) -> None:
    assert _spoken(_rules(tmp_path, "fever and spurling"), fever="present", spurling="absent") == []


def test_two_unknown_conditions_are_too_many(tmp_path: Path) -> None:
    kb = _rules(tmp_path, "fever and spurling and pain(thumb)")
    assert _spoken(kb, fever="present") == []
    assert [rule.part_of for rule in _spoken(kb, fever="present", spurling="present")] == ["other.arthritis/a"]


def test_a_place_of_pain_alone_says_nothing_in_part(tmp_path: Path) -> None:
    kb = _rules(tmp_path, "fever and pain(thumb)")
    assert _spoken(kb, **{"pain(thumb)": "present"}) == []
    assert len(_spoken(kb, fever="present")) == 1


def test_a_place_without_its_spot_is_more_than_nothing_known(tmp_path: Path) -> None:
    hand = '- {id: hand_any, of: zones, label: "Hand, spot not stated", region: hand, any_of: [thumb, palm]}\n'
    palm = FILES["vocabulary/zones.yaml"] + "- {id: palm, label: palm, region: hand, aspect: anterior}\n"
    more = {"vocabulary/zones.yaml": palm, "vocabulary/wholes.yaml": hand}
    kb = _rules(tmp_path, "fever and pain(thumb)", **more)
    strong = kb.scale.strengths["strong"]

    def said(**states: str) -> list[float]:
        return [rule.weight / strong for rule in _spoken(kb, fever="present", **states)]

    told = {"pain(hand_any)": "present"}
    assert said() == [pytest.approx(kb.scale.in_part)]
    assert said(**told) == [pytest.approx(kb.scale.spot_open)]
    assert said(**told, **{"pain(thumb)": "present"}) == [1]
    assert said(**told, **{"pain(thumb)": "absent"}) == []


@pytest.mark.parametrize("when", ["fever and angle <= 20", "fever and no spurling", "fever and angle >= 50"])
def test_a_bound_or_an_absence_is_never_left_open(tmp_path: Path, when: str) -> None:
    assert _spoken(_rules(tmp_path, when), fever="present") == []


def test_a_published_ratio_holds_as_published_only(tmp_path: Path) -> None:
    kb = _rules(tmp_path, "fever and spurling", "lr: {positive: 5}, source: study_2003")
    assert _spoken(kb, fever="present") == []


def test_every_part_names_the_argument_that_it_belongs_to(kb: KnowledgeBase) -> None:
    parts = [rule for rule in kb.rules if rule.part_of]
    assert parts
    for part in parts:
        whole = kb.rules_by_id[part.part_of]
        places = part.id.endswith("/place")
        assert len(set(part.groups) & set(whole.groups)) == len(whole.groups) - 1
        assert len(part.groups) == len(whole.groups) - (not places)
