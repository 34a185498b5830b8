"""The shipped rules as written, read once for all tests of the tools."""

from __future__ import annotations

import pytest

from nmt_expert.authoring.mutation.mutants import Mutagen
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.written.load import RuleFiles, load
from nmt_expert.paths import shipped


@pytest.fixture(scope="session")
def files() -> RuleFiles:
    return load([shipped("rules")])


@pytest.fixture(scope="session")
def mutagen(files: RuleFiles, kb: KnowledgeBase) -> Mutagen:
    return Mutagen(files, kb)
