"""docs/first-rule.md can be followed to the letter: its rule, its clients, its case."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from nmt_expert.authoring.client_tests import beside
from nmt_expert.case.load import parse_case
from nmt_expert.cli import main
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.conditions import clause_of
from nmt_expert.knowledge.compiled.written_conditions import Conditions
from nmt_expert.knowledge.written.load import load


@pytest.fixture(scope="module")
def blocks(repository: Path) -> list[str]:
    page = (repository / "docs/first-rule.md").read_text()
    return [dedent(block) for block in re.findall(r"(?:^    .*\n)+", page, re.M)]


def test_the_rule_of_the_page_compiles_and_its_clients_can_be_read(
    blocks: list[str], kb: KnowledgeBase, tmp_path: Path
) -> None:
    rule, presentation = [block for block in blocks if block.startswith("- id: other.turf_toe")]
    (tmp_path / "conditions").mkdir()
    (tmp_path / "conditions/own.yaml").write_text(rule)
    (tmp_path / "presentations").mkdir()
    (tmp_path / "presentations/own.yaml").write_text(presentation)
    files = load([tmp_path])
    assert files.problems == []
    assert [item.entry.id for item in files.of("presentation")] == ["other.turf_toe"]
    (item,) = files.of("condition")
    problems: list[object] = []
    conditions = Conditions(files, kb, problems)  # type: ignore[arg-type]
    for i, argument in enumerate(item.entry.arguments):
        tree = conditions.resolved(item, ("arguments", i, "when"), argument.when, argument.id)
        assert tree is not None, problems
        assert clause_of(argument.id, tree).groups
    assert len(list(beside.tests_beside(beside.written(files), kb))) == 6
    assert set(item.entry.pain) <= kb.zones.keys()


def test_the_case_of_the_page_is_read(blocks: list[str], kb: KnowledgeBase) -> None:
    (case,) = [block for block in blocks if block.startswith("schema:")]
    assert len(parse_case(case, "toe.yaml", kb).observations) == 4


def test_the_commands_of_the_page_exist(blocks: list[str]) -> None:
    commands = re.findall(r"^nmt (\w+)(?: (new|check|test|show|format))?", "\n".join(blocks), re.M)
    assert len(commands) > 7
    for command, inner in commands:
        found = main.nmt.get_command(None, command)  # type: ignore[arg-type]
        assert found is not None
        if inner and command == "rules":
            assert inner in found.commands  # type: ignore[attr-defined]
