"""The compiled knowledge base, kept between runs."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from nmt_expert import private_cache
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled import cache
from tests.knowledge.tiny import write
from tests.test_private_cache import damaged


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write(tmp_path / "rules")
    monkeypatch.setattr(cache, "shipped", lambda _name: folder)
    monkeypatch.setattr(private_cache, "user_cache_path", lambda _name: tmp_path / "cache")
    return folder


def _kept(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache").iterdir())


def test_the_second_load_reads_the_cache_and_knows_the_same(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cache.knowledge_base()
    monkeypatch.setattr("nmt_expert.knowledge.written.load.loaded", lambda _folders: pytest.fail("compiled again"))
    assert cache.knowledge_base() == first


def test_a_damaged_cache_is_rebuilt_silently(rules: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    first = cache.knowledge_base()
    (path,) = _kept(tmp_path)
    whole = path.read_bytes()
    chance = random.Random(13)
    for _ in range(25):
        path.write_bytes(damaged(whole, chance))
        assert cache.knowledge_base() == first
        assert path.read_bytes() == whole
    assert capfd.readouterr() == ("", "")


def test_a_planted_cache_changes_neither_the_rules_nor_their_hash(rules: Path, tmp_path: Path) -> None:
    """Somebody else put rules into a folder that anybody may write: nothing of them is used."""
    first = cache.knowledge_base()
    (path,) = _kept(tmp_path)
    other = cache.encoded(cache.knowledge_base())
    assert b"urgent" in other
    other = other.replace(b"urgent", b"refer ")
    key = cache._key(cache.read_rules([rules]))
    private_cache.write(path.name, key, other)
    path.chmod(0o666)
    assert cache.knowledge_base() == first


def test_the_hash_is_that_of_the_rules_which_are_used(rules: Path, tmp_path: Path) -> None:
    """What is in the cache gives the hash, so that other rules could not go by the name of the right ones."""
    first = cache.knowledge_base()
    (path,) = _kept(tmp_path)
    first.flags.clear()
    private_cache.write(path.name, cache._key(cache.read_rules([rules])), cache.encoded(first))
    assert cache.knowledge_base().hash != first.hash


def test_a_change_of_the_rules_makes_the_cache_stale(rules: Path) -> None:
    before = cache.knowledge_base()
    path = rules / "vocabulary/zones.yaml"
    path.write_text(path.read_text().replace("Thumb", "The thumb"))
    after = cache.knowledge_base()
    assert after.hash != before.hash
    assert after.zones["thumb"].label == "The thumb"


def test_a_comment_changes_no_hash(rules: Path) -> None:
    before = cache.knowledge_base()
    path = rules / "vocabulary/zones.yaml"
    path.write_text("# checked\n" + path.read_text())
    assert cache.knowledge_base().hash == before.hash


@pytest.mark.parametrize("changed", ["the compiler", "the version"])
def test_another_program_compiles_anew(
    changed: str, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.knowledge_base()
    if changed == "the version":
        monkeypatch.setattr(cache, "__version__", "0.0.0")
    else:
        monkeypatch.setattr(private_cache, "code_of", lambda *_packages: b"other code")
    cache.knowledge_base()
    assert len(_kept(tmp_path)) == 2


def test_the_code_of_the_compiler_is_what_its_files_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "knowledge").mkdir()
    file = tmp_path / "knowledge/compile.py"
    monkeypatch.setattr(private_cache, "__file__", str(tmp_path / "private_cache.py"))
    hashes = set()
    for text in ("n = 1\n", "n = 2\n"):
        file.write_text(text)
        os.utime(file, (1, 1))
        hashes.add(private_cache.code_of("knowledge"))
    assert len(hashes) == 2


def test_a_cache_that_cannot_be_written_is_done_without(rules: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert cache.knowledge_base().zones["thumb"].label == "Thumb"


def test_the_whole_knowledge_base_survives_the_cache(kb: KnowledgeBase) -> None:
    assert cache._decoded(memoryview(cache.encoded(kb))) == kb


def test_a_start_from_the_cache_needs_neither_grammar_nor_schema(kb: KnowledgeBase) -> None:
    code = "import sys; from nmt_expert.knowledge.compiled.cache import knowledge_base; knowledge_base(); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"lark", "pydantic", "yaml"} & set(run.stdout.split())


def test_the_same_rules_compile_to_the_same_hash_in_every_run(tmp_path: Path) -> None:
    code = "from nmt_expert.knowledge.compiled.cache import knowledge_base; print(knowledge_base().hash)"
    hashes = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "XDG_CACHE_HOME": str(tmp_path / seed)}
        run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
        hashes.add(run.stdout)
    assert len(hashes) == 1
