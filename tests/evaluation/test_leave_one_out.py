"""A rule that only one case evokes does not count for that case; a rule that another source evokes does."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from nmt_expert.case.load import Case, load_case
from nmt_expert.case.model import Source
from nmt_expert.evaluation.leave_one_out import engines_without_own_rules
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts


@pytest.fixture
def case(kb: KnowledgeBase, some_case: str) -> Case:
    return load_case(Path(some_case), kb)


def _told_by(case: Case, title: str) -> Case:
    return Case(replace(case.file, source=Source(title=title)), case.observations)


def _fired(kb: KnowledgeBase, cases: list[Case]) -> list[set[str]]:
    engines = engines_without_own_rules(cases, kb, PlainEngine(kb))
    return [
        {kb.rules[f.rule].id for f in engine.infer(build_facts(case.observations, kb))}
        for case, engine in zip(cases, engines, strict=True)
    ]


def test_alone_a_case_keeps_templates_and_patterns_only(kb: KnowledgeBase, case: Case) -> None:
    whole = {kb.rules[f.rule].id for f in PlainEngine(kb).infer(build_facts(case.observations, kb))}
    (left,) = _fired(kb, [case])
    gone = [kb.rules_by_id[rule] for rule in whole - left]
    assert {rule.kind for rule in gone} <= {"argument", "flag"}
    assert any(rule.target == "entrapment.carpal_tunnel" for rule in gone)
    kept = [rule for id in left if (rule := kb.rules_by_id[id]).kind in ("argument", "flag")]
    assert all("(" in rule.id or rule.hallmark for rule in kept)


def test_what_a_case_of_another_source_evokes_too_stays(kb: KnowledgeBase, case: Case) -> None:
    whole = {kb.rules[f.rule].id for f in PlainEngine(kb).infer(build_facts(case.observations, kb))}
    written = {rule for rule in whole if not kb.rules_by_id[rule].part_of}
    fired = _fired(kb, [_told_by(case, "one"), _told_by(case, "other")])
    assert [{rule for rule in rules if not kb.rules_by_id[rule].part_of} for rules in fired] == [written, written]


def test_what_another_source_evokes_in_part_only_is_left_out(kb: KnowledgeBase, case: Case) -> None:
    for rules in _fired(kb, [_told_by(case, "one"), _told_by(case, "other")]):
        parts = [rule for id in rules if (rule := kb.rules_by_id[id]).part_of]
        assert all(part.part_of in rules for part in parts)


def test_two_cases_of_one_source_do_not_support_each_other(kb: KnowledgeBase, case: Case) -> None:
    twice = _fired(kb, [_told_by(case, "one"), _told_by(case, "one")])
    assert twice == [_fired(kb, [case])[0]] * 2
