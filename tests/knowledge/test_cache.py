"""The compiled knowledge base is only an optimisation."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from nmt_expert.knowledge.compiled import cache
from nmt_expert.knowledge.model import KnowledgeBase
from tests.knowledge.tiny import write


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write(tmp_path / "rules")
    monkeypatch.setattr(cache, "shipped", lambda _name: folder)
    monkeypatch.setattr(cache, "user_cache_path", lambda _name: tmp_path / "cache")
    return folder


def test_the_second_load_reads_the_cache_and_knows_the_same(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cache.knowledge_base()
    monkeypatch.setattr("nmt_expert.knowledge.written.load.load", lambda _folders: pytest.fail("compiled again"))
    assert cache.knowledge_base() == first


def test_a_damaged_cache_is_rebuilt_silently(rules: Path, tmp_path: Path) -> None:
    first = cache.knowledge_base()
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(b'{"hash": 3')
    assert cache.knowledge_base() == first


def test_a_change_of_the_rules_makes_the_cache_stale(rules: Path) -> None:
    before = cache.knowledge_base()
    path = rules / "vocabulary/zones.yaml"
    path.write_text(path.read_text().replace("Thumb", "The thumb"))
    after = cache.knowledge_base()
    assert after.hash != before.hash
    assert after.zones["thumb"].label == "The thumb"


def test_a_cache_that_cannot_be_written_is_done_without(rules: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert cache.knowledge_base().zones["thumb"].label == "Thumb"


def test_the_whole_knowledge_base_survives_the_cache(kb: KnowledgeBase) -> None:
    assert msgspec.json.decode(msgspec.json.encode(kb), type=KnowledgeBase) == kb


def test_a_start_from_the_cache_needs_neither_grammar_nor_schema(kb: KnowledgeBase) -> None:
    code = "import sys; from nmt_expert.knowledge.compiled.cache import knowledge_base; knowledge_base(); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"lark", "pydantic", "yaml"} & set(run.stdout.split())
