"""Library cases drawn with a seed, for tests that would take too long on all."""

from __future__ import annotations

import random
from pathlib import Path

from nmt_expert.case.load import Case, load_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.paths import shipped


def some_cases(kb: KnowledgeBase, count: int, seed: int) -> list[Case]:
    paths: list[Path] = sorted(shipped("cases").rglob("*.yaml"))
    return [load_case(path, kb) for path in random.Random(seed).sample(paths, count)]
