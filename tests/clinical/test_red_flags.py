"""The small clients written for each red flag, beside its alternatives and in red_flags/ID.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.evaluation.rule_tests import FlagTest, beside_rules, difference, of_file
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.written.load import load
from nmt_expert.paths import shipped
from nmt_expert.reasoning.engines.plain import PlainEngine

_FILES = sorted((Path(__file__).parent / "red_flags").glob("*.yaml"))


def _differences(tests: list[FlagTest], kb: KnowledgeBase) -> list[str]:
    engine = PlainEngine(kb)
    return [wrong for test in tests if (wrong := difference(test, kb, engine))]


def test_the_clients_beside_alternatives(kb: KnowledgeBase) -> None:
    assert _differences(list(beside_rules(load([shipped("rules")]))), kb) == []


@pytest.mark.parametrize("path", _FILES, ids=[path.stem for path in _FILES])
def test_the_clients_of_a_flag(path: Path, kb: KnowledgeBase) -> None:
    assert _differences(list(of_file(path)), kb) == []
