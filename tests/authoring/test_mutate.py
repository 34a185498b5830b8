"""Mutants are what their words say; what is inferred again after one is what an engine infers; tests notice what they should."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace

from nmt_expert.authoring.client_tests import beside
from nmt_expert.authoring.client_tests.clients import FIRST, ClientTest, observations_of
from nmt_expert.authoring.client_tests.suite import all_tests, named
from nmt_expert.authoring.mutation.edits import edits
from nmt_expert.authoring.mutation.mutants import Mutagen, Mutant
from nmt_expert.authoring.mutation.mutate import Suite
from nmt_expert.authoring.mutation.witness import Rules, Witness
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.written_conditions import Conditions
from nmt_expert.knowledge.language.sentence import parse
from nmt_expert.knowledge.language.spell import spelled
from nmt_expert.knowledge.written.load import RuleFiles
from nmt_expert.reasoning.engines.plain import PlainEngine


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "fever_or_chills and night_sweats",
            {"fever_or_chills", "night_sweats", "no fever_or_chills and night_sweats"},
        ),
        ("2 of (fever_or_chills, night_sweats, clonus)", {"1 of (fever_or_chills, night_sweats, clonus)"}),
        ("age >= 50", {"age <= 50", "age >= 40"}),
        ("shooting in @leg bilateral", {"no shooting in @leg bilateral", "shooting in @leg"}),
        ("fever_or_chills unless clonus", {"fever_or_chills", "fever_or_chills unless no clonus"}),
        (
            "straight_leg_raise",
            {"straight_leg_raise opposite", "straight_leg_raise bilateral", "no straight_leg_raise"},
        ),
        ("weak in 2 of (grip, knee_extension)", {"weak in 1 of (grip, knee_extension)", "weak in 2 of grip"}),
    ],
)
def test_the_edits_of_a_sentence(sentence: str, expected: set[str], kb: KnowledgeBase, files: RuleFiles) -> None:
    made = {spelled(edit.tree) for edit in edits(parse(sentence), Conditions(files, kb, []).names)}
    assert expected <= made
    assert sentence not in made


_FLOOR = 0.8  # about two standard errors of such a sample below what it measured
_FLAT = ("myotome_c6", "lower_crossed", "upper_crossed")


def _engine_after(kb: KnowledgeBase, mutant: Mutant, rules: Rules) -> PlainEngine:
    """An engine over the changed rules, built anew."""
    each = list(kb.rules)
    for place, (rule, body) in mutant.rules.items():
        assert body is not None
        each[place] = replace(rule, groups=body.groups, nots=body.nots)
    changed = replace(rules.kb, rules=each)
    changed.atom_index = kb.atom_index
    return PlainEngine(changed)


def test_what_follows_after_an_edit_is_what_an_engine_infers(
    files: RuleFiles, kb: KnowledgeBase, mutagen: Mutagen
) -> None:
    """For patterns on which arguments rest; their condition has no other inside, so that it can stand as a rule."""
    mutants = [m for unit in mutagen.units if unit.id in _FLAT for m in mutagen.of(unit)]
    flat = [
        m
        for m in mutants
        if all(b and all(isinstance(p, int) for _, g in b.groups for p in g) for _, b in m.rules.values())
    ]
    rules = Rules(kb, mutagen.numbers)
    clients = list(beside.tests_beside(beside.written(files), kb))
    concerned = [c for c in clients if {o.key for o in c.observations} & {"weak(wrist_extension)", "forward_head"}]
    different = 0
    for mutant in flat[:4]:
        engine = _engine_after(kb, mutant, rules)
        for client in random.Random(2).sample(clients, 40) + concerned[:30]:
            witness = Witness(client.observations, rules)
            now = witness.after(mutant.rules, mutant.rules) or witness.unchanged
            assert now.fired == {(f.rule, f.side) for f in engine.infer(witness.seen)}, (mutant.words, client.case)
            different += now.fired != witness.fired
    assert different


def _suite(files: RuleFiles, kb: KnowledgeBase, mutagen: Mutagen, id: str) -> tuple[Suite, list[Mutant]]:
    mutants = [m for unit in mutagen.units if unit.id == id for m in mutagen.of(unit)]
    tests: list[ClientTest] = list(
        beside.tests_beside((rule for rule in beside.written(files) if named(rule.rule, [id])), kb)
    )
    assert tests
    assert mutants
    return Suite(Rules(kb, mutagen.numbers), tests, [], []), mutants


def test_a_pair_notices_a_dropped_condition_and_a_flipped_sign(
    files: RuleFiles, kb: KnowledgeBase, mutagen: Mutagen
) -> None:
    suite, mutants = _suite(files, kb, mutagen, "myotome_c7")
    noticed = {m.words: suite.notices(m) for m in mutants}
    assert sum(noticed.values()) > len(noticed) / 2, noticed
    assert noticed[next(words for words in noticed if words.startswith("drops"))]


def test_a_vignette_notices_what_costs_it_its_place(kb: KnowledgeBase, mutagen: Mutagen) -> None:
    unit = next(unit for unit in mutagen.units if unit.id == "other.de_quervain/finkelstein")
    client = "finkelstein, pain(wrist_radial)"
    seen = tuple(observations_of(client, kb, str).values())
    test = ClientTest("vignette", "other.de_quervain", FIRST, client, seen, str)
    suite = Suite(Rules(kb, mutagen.numbers), [test], [], [])
    noticed = {m.words: suite.notices(m) for m in mutagen.of(unit)}
    assert any(noticed.values()), noticed
    assert not all(noticed.values()), noticed


def test_without_tests_nothing_is_noticed(files: RuleFiles, kb: KnowledgeBase, mutagen: Mutagen) -> None:
    _, mutants = _suite(files, kb, mutagen, "myotome_c6")
    assert not any(Suite(Rules(kb, mutagen.numbers), [], [], []).notices(m) for m in mutants)


def test_a_sample_is_the_same_for_the_same_seed(mutagen: Mutagen) -> None:
    units = [unit for unit in mutagen.units if unit.kind == "red flags"]
    first, again, other = (mutagen.drawn(units, 8, seed) for seed in (1, 1, 2))
    assert [m.words for m in first] == [m.words for m in again] != [m.words for m in other]
    assert len({m.unit.id for m in first}) == 8


def test_the_clients_of_red_flags_notice_what_the_docs_say(
    files: RuleFiles, kb: KnowledgeBase, mutagen: Mutagen
) -> None:
    """A sample, with the clients of the flags concerned only; docs/rule-mutation.md has all. The floor may only rise."""
    mutants = mutagen.drawn([unit for unit in mutagen.units if unit.kind == "red flags"], 40, 1)
    flags = sorted({m.unit.id.partition("/")[0] for m in mutants})
    suite = Suite(Rules(kb, mutagen.numbers), all_tests(files, kb, flags), [], [])
    noticed = [suite.notices(m) for m in mutants]
    assert sum(noticed) / len(noticed) >= _FLOOR, [
        m.unit.id + ": " + m.words for m, n in zip(mutants, noticed, strict=True) if not n
    ]
