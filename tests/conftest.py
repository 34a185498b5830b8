"""Shared by all tests: the shipped knowledge base, small knowledge bases, and a cache of their own."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.cache import knowledge_base

# The same verdict today and in a year, on a fast machine and a busy one. To look for new examples:
# pytest --hypothesis-profile default
settings.register_profile("same-verdict", derandomize=True, deadline=None)
settings.load_profile("same-verdict")


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """A program started by a test hears Ctrl-C, also when the tests run in the background of a shell, which do not."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests never touch the cache or configuration of the person who runs them."""
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        os.environ[name] = str(tmp_path_factory.mktemp(name.lower()))
    if prepared := os.environ.get("NMT_TEST_CACHE"):  # tools/mutate.py: rules that were compiled before
        shutil.copytree(prepared, os.environ["XDG_CACHE_HOME"], dirs_exist_ok=True)


@pytest.fixture(scope="session")
def kb(own_folders: None) -> KnowledgeBase:
    return knowledge_base()


@pytest.fixture(scope="session")
def repository() -> Path:
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def some_case(repository: Path) -> str:
    """The path of one ordinary library case."""
    return str(next(iter(sorted((repository / "cases").rglob("uq-035.yaml")))))
