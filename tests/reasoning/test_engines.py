"""experta, CLIPS and the plain evaluator give the same firings, whatever the rules, the case and their order."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines.clips_engine import ClipsEngine
from nmt_expert.reasoning.engines.experta_engine import ExpertaEngine, Seen
from nmt_expert.reasoning.engines.interface import Firing, evoked
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from tests.reasoning.small import conditions, knowledge, knowledge_bases, observations

_SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_SETTINGS
@given(kb=knowledge_bases(), case=observations())
def test_all_engines_fire_the_same_rules_on_the_same_facts(kb: KnowledgeBase, case: tuple[Observation, ...]) -> None:
    facts = build_facts(case, kb)
    plain = PlainEngine(kb).infer(facts)
    assert ExpertaEngine(kb).infer(facts) == plain
    assert ClipsEngine(kb).infer(facts) == plain


@_SETTINGS
@given(kb=knowledge_bases(), case=observations())
def test_what_fires_was_evoked(kb: KnowledgeBase, case: tuple[Observation, ...]) -> None:
    facts = build_facts(case, kb)
    assert {(f.rule, f.side) for f in PlainEngine(kb).infer(facts)} <= set(evoked(kb, facts))


@_SETTINGS
@given(kb=knowledge_bases(), case=observations(), order=st.randoms(use_true_random=False))
def test_the_order_of_observations_changes_nothing(
    kb: KnowledgeBase, case: tuple[Observation, ...], order: object
) -> None:
    shuffled = list(case)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _named(kb, build_facts(shuffled, kb)) == _named(kb, build_facts(case, kb))


@_SETTINGS
@given(texts=st.lists(conditions(), min_size=2, max_size=5), case=observations())
def test_the_order_of_rules_changes_nothing(texts: list[str], case: tuple[Observation, ...]) -> None:
    rules = [("argument", f"h{i % 4}", i % 2 == 0, c) for i, c in enumerate(texts)]
    forward, backward = knowledge(rules), knowledge(rules[::-1])
    targets = [
        {
            (kb.rules[f.rule].target, f.side)
            for f in ExpertaEngine(kb).infer(build_facts(case, kb))
            if kb.rules[f.rule].kind == "argument"
        }
        for kb in (forward, backward)
    ]
    assert targets[0] == targets[1]


def _named(kb: KnowledgeBase, facts: object) -> list[tuple[str, str, frozenset[tuple[str, str]]]]:
    return [
        (kb.rules[f.rule].id, f.side, frozenset((kb.atoms[x.atom], x.side) for x in f.facts))
        for f in ClipsEngine(kb).infer(facts)
    ]  # type: ignore[arg-type]


def test_a_pattern_chains_through_two_steps() -> None:
    kb = knowledge(
        [
            ("pattern", "p0", True, "f0"),
            ("pattern", "p1", False, "p0"),
            ("argument", "h0", True, "p1"),
        ]
    )
    facts = build_facts([Observation("f0", "present", frozenset({"left"}))], kb)
    for engine in (PlainEngine(kb), ExpertaEngine(kb), ClipsEngine(kb)):
        assert [(kb.rules[f.rule].target, f.side) for f in engine.infer(facts)] == [
            ("p0", "left"),
            ("p1", "central"),
            ("h0", "left"),
        ]


def test_an_untested_finding_is_not_absent() -> None:
    kb = knowledge([("argument", "h1", False, "no f1")])
    assert PlainEngine(kb).infer(build_facts([Observation("f3", "present")], kb)) == []


def test_a_finding_on_one_side_says_nothing_about_the_other() -> None:
    kb = knowledge([("argument", "h0", True, "f0 and f2")])
    facts = build_facts(
        [Observation("f0", "present", frozenset({"left"})), Observation("f2", "present", frozenset({"right"}))], kb
    )
    assert PlainEngine(kb).infer(facts) == []


def test_clips_leaves_no_trace_of_a_case_in_the_next() -> None:
    kb = knowledge([("argument", "h1", False, "f1")])
    engine = ClipsEngine(kb)
    first = build_facts([Observation("f1", "present")], kb)
    assert engine.infer(first)
    assert engine.infer(build_facts([], kb)) == []


@_SETTINGS
@given(kb=knowledge_bases(), cases=st.lists(observations(), min_size=2, max_size=6))
def test_what_clips_learned_for_one_case_changes_nothing_in_another(
    kb: KnowledgeBase, cases: list[tuple[Observation, ...]]
) -> None:
    engine = ClipsEngine(kb)
    for case in (*cases, *cases):
        facts = build_facts(case, kb)
        assert engine.infer(facts) == PlainEngine(kb).infer(facts)


@pytest.mark.parametrize("met", [7, 8, 24])
def test_at_least_8_of_24_costs_no_combinations(met: int) -> None:
    """A rule that an engine would answer by trying all 735,471 ways to take 8 of 24."""
    kb = knowledge([("argument", "h1", False, f"8 of ({', '.join(f'g{i}' for i in range(24))})")], 24)
    facts = build_facts([Observation(f"g{i}", "present") for i in range(met)], kb)
    for engine in (PlainEngine(kb), ExpertaEngine(kb), ClipsEngine(kb)):
        assert len(engine.infer(facts)) == (met >= 8)


def test_patterns_count_among_several_each_once() -> None:
    """Two ways to one pattern are one of the two things that are asked for."""
    rules: list[tuple[str, str, bool, str]] = [
        ("pattern", "p1", False, "f1"),
        ("pattern", "p1", False, "f3"),
        ("argument", "h1", False, "2 of (p1, f5, f7)"),
    ]
    kb = knowledge(rules)
    for keys, fires in (("f1 f3", False), ("f1 f5", True), ("f5 f7", True), ("f5", False), ("f1 f3 f7", True)):
        facts = build_facts([Observation(key, "present") for key in keys.split()], kb)
        for engine in (PlainEngine(kb), ExpertaEngine(kb), ClipsEngine(kb)):
            assert any(kb.rules[f.rule].kind == "argument" for f in engine.infer(facts)) == fires


def test_a_misspelt_slot_of_an_experta_fact_is_an_error() -> None:
    with pytest.raises(ValueError, match="group"):
        Seen(row=0, grup=1, side="left").validate()


def test_importing_experta_leaves_the_root_logger_alone() -> None:
    code = (
        "import logging; import nmt_expert.reasoning.engines.experta_engine; print(len(logging.getLogger().handlers))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "0"
    )
    assert logging.getLogger().level == logging.WARNING


_PRINT_RANKING = """
import sys
from pathlib import Path
from nmt_expert.case.load import load_case
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.engines import engine
import msgspec
kb = knowledge_base()
a = assess(load_case(Path(sys.argv[1]), kb), kb, engine(sys.argv[2], kb))
sys.stdout.buffer.write(msgspec.json.encode(msgspec.structs.replace(a, provenance=None)))
"""


@pytest.mark.parametrize("engine", ["experta", "clips"])
def test_the_assessment_does_not_depend_on_the_hash_seed(engine: str, some_case: str) -> None:
    outputs = set()
    for seed in ("0", "1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", _PRINT_RANKING, some_case, engine], capture_output=True, env=env, check=True
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["hypotheses"]


def test_firings_are_data() -> None:
    assert Firing._fields == ("rule", "side", "facts")
