"""Edits of what stands beside the conditions: shared signs, groups, what lowers a flag, urgency and prior."""

from __future__ import annotations

import random

import pytest

from nmt_expert.authoring.client_tests import beside
from nmt_expert.authoring.client_tests.clients import FIRST, ClientTest, observations_of
from nmt_expert.authoring.client_tests.suite import all_tests, clinical_tests
from nmt_expert.authoring.mutation.edits import edits
from nmt_expert.authoring.mutation.mutants import Mutagen, Mutant
from nmt_expert.authoring.mutation.mutate import Suite
from nmt_expert.authoring.mutation.shared import SIGNS
from nmt_expert.authoring.mutation.sheets import Sheets
from nmt_expert.authoring.mutation.units import Entry, Unit
from nmt_expert.authoring.mutation.witness import Rules, Witness
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.written.load import RuleFiles


def _of(mutagen: Mutagen, id: str) -> dict[str, Mutant]:
    return {m.words: m for unit in mutagen.units if unit.id == id for m in mutagen.of(unit)}


def _targets(kb: KnowledgeBase, mutant: Mutant) -> set[str]:
    return {kb.rules[place].id for place in mutant.rules}


def test_a_sign_changes_every_rule_that_rests_on_it(kb: KnowledgeBase, mutagen: Mutagen) -> None:
    """Also over another sign: who vomits is asked in `vomiting`, which `vomits` names."""
    changed = _targets(kb, _of(mutagen, "@vomiting")["drops vomited"])
    assert "stroke_tia/acute_vertigo_with_vomiting_and_unsteadiness" in changed
    assert "stroke_tia/face" not in changed


def test_a_group_changes_the_groups_and_rules_that_name_it(kb: KnowledgeBase, mutagen: Mutagen) -> None:
    made = _of(mutagen, "@calf")
    lost, wider = made["drops calf_lower"], made["takes in shin"]
    assert lost.group
    assert wider.group
    assert lost.group.members == ("calf_upper",)
    assert "shin" in wider.group.members
    assert any(id.startswith("cauda_equina_syndrome/") for id in _targets(kb, lost))  # over @leg
    assert not any("takes in hand" in words for words in made)
    usual = mutagen.names.groups["calf"].members
    assert usual == ("calf_upper", "calf_lower")  # nothing stays changed


def test_the_sheets_notice_groups_and_urgencies(kb: KnowledgeBase, mutagen: Mutagen) -> None:
    suite = Suite(Rules(kb, mutagen.numbers), [], [], [], Sheets(clinical_tests(), kb, mutagen.names))
    assert all(map(suite.notices, _of(mutagen, "@calf").values()))
    assert all(map(suite.notices, _of(mutagen, "@thin_blood").values()))
    assert all(map(suite.notices, _of(mutagen, "other.achilles_rupture/triage").values()))
    assert all(map(suite.notices, _of(mutagen, "plan/foot_roll").values()))
    assert not any(map(Suite(Rules(kb, mutagen.numbers), [], [], []).notices, _of(mutagen, "@calf").values()))


@pytest.mark.parametrize(("kind", "floor"), [("groups", 0.82), ("triage", 0.9), ("prior", 0.85), ("protocols", 0.9)])
def test_the_sheets_notice_as_many_edits_as_the_docs_say(
    kind: str, floor: float, kb: KnowledgeBase, mutagen: Mutagen
) -> None:
    """Every edit; docs/rule-mutation.md has the figures. The floors may only rise."""
    sheets = Sheets(clinical_tests(), kb, mutagen.names)
    made = [each for unit in mutagen.units if isinstance(unit, Entry) and unit.kind == kind for each in unit.edited()]
    noticed = [
        any(sheets.of_group(each.group))
        if each.group
        else any(sheets.of_hypothesis(each.hypothesis) if each.hypothesis else sheets.of_line(each.line or {}))
        for each in made
    ]
    assert sum(noticed) / len(made) >= floor


def test_the_sheet_of_shared_signs_notices_most_edits(kb: KnowledgeBase, mutagen: Mutagen) -> None:
    """Whichever rules rest on the sign; docs/rule-mutation.md has the figure. The floor may only rise."""
    signs = Sheets(clinical_tests(), kb, mutagen.names).signs
    units = [unit for unit in mutagen.units if isinstance(unit, Unit) and unit.kind == SIGNS]
    made = [(unit.id[1:], edit.tree) for unit in units for edit in edits(unit.tree, mutagen.names)]
    written = [(name, tree) for name, tree in made if mutagen.names.resolved(tree, lambda *_: None) is not None]
    assert sum(any(signs.differences(name, tree)) for name, tree in written) / len(written) >= 0.85


def test_the_clients_of_a_flag_notice_what_lowers_it(files: RuleFiles, kb: KnowledgeBase, mutagen: Mutagen) -> None:
    mutants = _of(mutagen, "third_nerve_or_pupil/lid_and_large_pupil/lowered_by")
    lowers = ("by_the_clock", "small_pupil")
    assert list(mutants) == [f"lowered by third_nerve_or_pupil/lowers/{name}" for name in lowers]
    suite = Suite(Rules(kb, mutagen.numbers), all_tests(files, kb, ["third_nerve_or_pupil"]), [], [])
    assert all(map(suite.notices, mutants.values()))


@pytest.mark.parametrize(("client", "noticed"), [("finkelstein", False), ("pain(wrist_radial)", True)])
def test_a_vignette_notices_a_prior_that_costs_the_place(
    client: str, noticed: bool, kb: KnowledgeBase, mutagen: Mutagen
) -> None:
    seen = tuple(observations_of(client, kb, str).values())
    test = ClientTest("vignette", "other.de_quervain", FIRST, client, seen, str)
    suite = Suite(Rules(kb, mutagen.numbers), [test], [], [])
    mutant = _of(mutagen, "other.de_quervain/prior")["uncommon instead of common"]
    assert suite.notices(mutant) == noticed
    assert kb.hypotheses["other.de_quervain"].prior == "common"


def test_what_is_surely_the_same_is_inferred_the_same(files: RuleFiles, kb: KnowledgeBase, mutagen: Mutagen) -> None:
    """The quick look that spares an inference never hides a difference."""
    units = [unit for unit in mutagen.units if unit.kind in ("red flags", "arguments", "shared signs")]
    mutants = mutagen.drawn(units, 30, 3)
    rules = Rules(kb, mutagen.numbers)
    clients = random.Random(3).sample(list(beside.tests_beside(beside.written(files), kb)), 40)
    spared = 0
    for witness in (Witness(client.observations, rules) for client in clients):
        for mutant in mutants:
            if all(witness.surely_same(*changed, mutant.usual.get(at)) for at, changed in mutant.rules.items()):
                spared += 1
                assert witness.after(mutant.rules, mutant.rules) is None, (mutant.unit.id, mutant.words)
    assert spared > 100
