"""A change of the rules names the cases that it moves and the rules that moved them; graphs show what leads to a conclusion."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from html import escape
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from nmt_expert.authoring.client_tests.suite import all_tests
from nmt_expert.authoring.coverage_page import coverage_page
from nmt_expert.authoring.diff import differences
from nmt_expert.authoring.graphs.graph import graph_of
from nmt_expert.authoring.graphs.mermaid import mermaid
from nmt_expert.authoring.graphs.svg import svg
from nmt_expert.case.load import parse_case
from nmt_expert.cli.main import nmt
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.written.load import RuleFiles
from nmt_expert.paths import shipped

_CASE = "schema: nmt-case/1\nid: x\nfindings: [{present: [saddle_numbness, pain(lumbar)]}, {present: carpal_compression, side: left}]\n"


def _told(kb: KnowledgeBase, changed: dict[str, Rule | None]) -> list[tuple[str, str, tuple[str, ...]]]:
    """What a case tells of rules of which some are changed, or taken out."""
    rules = [changed.get(rule.id, rule) for rule in kb.rules]
    other = replace(kb, rules=[rule for rule in rules if rule is not None])
    if len(other.rules) == len(kb.rules):  # no condition is another
        other.group_index, other.places = kb.group_index, kb.places
    found = differences(kb, other, [(parse_case(_CASE, "x", kb), parse_case(_CASE, "x", other))])
    return [(d.what, d.words, d.rules) for d in found]


def test_the_same_rules_differ_in_nothing(kb: KnowledgeBase) -> None:
    assert _told(kb, {}) == []


def test_a_milder_flag_is_named_with_its_rule(kb: KnowledgeBase) -> None:
    milder: dict[str, Rule | None] = {
        rule.id: replace(rule, urgency="refer") for rule in kb.rules if rule.target == "cauda_equina_syndrome"
    }
    (flag,) = [told for told in _told(kb, milder) if told[0] == "flag"]
    assert flag[1] == "Cauda equina syndrome: emergency -> refer"
    assert any(rule.startswith("~cauda_equina_syndrome/") and "emergency -> refer" in rule for rule in flag[2])


def test_a_flag_that_falls_out_is_named_with_the_rules_that_are_gone(kb: KnowledgeBase) -> None:
    gone: dict[str, Rule | None] = {rule.id: None for rule in kb.rules if rule.target == "cauda_equina_syndrome"}
    (flag,) = [told for told in _told(kb, gone) if told[0] == "flag"]
    assert flag[1] == "Cauda equina syndrome: emergency -> not raised"
    assert all(rule.startswith("-cauda_equina_syndrome/") for rule in flag[2])


def test_a_rank_names_the_argument_that_moved_it(kb: KnowledgeBase) -> None:
    durkan = kb.rules_by_id["entrapment.carpal_tunnel/durkan"]
    told = _told(kb, {durkan.id: replace(durkan, weight=3.0, strength="confirming")})
    (rank,) = [found for found in told if found[0] == "rank"]
    assert f"~{durkan.id} (moderate -> confirming)" in rank[2]


def test_own_rules_are_compared_with_what_they_lie_over(tmp_path: Path) -> None:
    (tmp_path / "safety").mkdir()
    (tmp_path / "safety/urgency.yaml").write_text(
        "- {id: any_carpal, at_least: refer, when: carpal_compression, because: B, fires: carpal_compression,\n"
        "   quiet: no carpal_compression}\n"
    )
    case = tmp_path.parent / "moved.yaml"
    case.write_text("schema: nmt-case/1\nid: x\nfindings: [{present: carpal_compression, side: left}]\n")
    told = CliRunner().invoke(nmt, ["rules", "diff", "--rules", str(tmp_path), "--cases", str(case)])
    assert told.output.rstrip().endswith("cases differ: urgency 1.")
    case.write_text("schema: nmt-case/1\nid: x\nfindings: [{present: phalen, side: left}]\n")
    told = CliRunner().invoke(nmt, ["rules", "diff", "--rules", str(tmp_path), "--cases", str(case)])
    assert "0 of 1 cases differ.\n1 new rule moved none of them: name cases that have" in told.output
    whole = CliRunner().invoke(nmt, ["rules", "diff", str(tmp_path)])
    assert f"compare with: nmt rules diff --rules {tmp_path}" in str(whole.exception)
    assert "name what to compare" in str(CliRunner().invoke(nmt, ["rules", "diff"]).exception)


@pytest.mark.parametrize("name", ["nowhere-9", "--output=/tmp/x"])
@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_what_is_no_folder_and_no_revision_is_said(name: str) -> None:
    result = CliRunner().invoke(nmt, ["rules", "diff", "--", name])
    assert "neither a folder of rules nor a git revision" in str(result.exception)


def test_a_machine_without_git_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = CliRunner().invoke(nmt, ["rules", "diff", "nowhere-9"])
    assert "git is not installed" in str(result.exception)


def test_the_shipped_folder_differs_from_itself_in_nothing(some_case: str) -> None:
    folder = str(shipped("rules"))
    result = CliRunner().invoke(nmt, ["rules", "diff", folder, "--cases", some_case])
    assert result.output.endswith("0 of 1 cases differ.\n")


@pytest.mark.parametrize("id", ["cauda_equina_syndrome", "entrapment.carpal_tunnel"])
def test_a_graph_holds_every_rule_once(id: str, files: RuleFiles, kb: KnowledgeBase) -> None:
    graph = graph_of(files, kb, id)
    rules = {r.id for r in kb.rules_of(id) if not r.part_of and "#" not in r.id and not r.id.endswith("/absent")}
    assert {node.id for node in graph.nodes.values() if node.column == "rule"} == rules
    assert {start for start, end in graph.edges if end == id} == rules
    assert any(start.startswith("sign:") for start, _ in graph.edges)
    text = mermaid(graph)
    assert text.startswith("flowchart LR\n")
    assert text.count(" --> ") == len(graph.edges)
    picture = ET.fromstring(svg(graph))
    assert len(picture.findall("{*}g")) == len(graph.nodes)


def test_the_page_of_coverage_needs_nothing_from_outside(files: RuleFiles, kb: KnowledgeBase) -> None:
    page = coverage_page(files, kb, all_tests(files, kb, ["cauda_equina_syndrome"]), [])
    assert all(escape(known.name) in page for known in (*kb.flags.values(), *kb.hypotheses.values()))
    assert "src=" not in page
    assert "href=" not in page
