"""How much of the suite runs: a sample by seed, or all of it in `make test-nightly`."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import TypeVar

from nmt_expert.case.load import Case, load_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.paths import shipped

T = TypeVar("T")
NIGHTLY = bool(os.environ.get("NMT_NIGHTLY"))
SEED = 20261128


def library(kb: KnowledgeBase) -> list[Case]:
    """Every published case with an answer, as the reasoning sees it."""
    paths = sorted(shipped("cases").rglob("*.yaml"))
    return [case for path in paths if (case := load_case(Path(path), kb)).file.answer]


def sampled(everything: list[T], most: int) -> list[T]:
    """All of it at night, otherwise a fixed sample of `most`."""
    return everything if NIGHTLY or len(everything) <= most else random.Random(SEED).sample(everything, most)
