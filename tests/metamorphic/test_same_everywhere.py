"""The wording's order, the engine and the hash seed change nothing that an assessment says."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys

import msgspec

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.assessment import Assessment
from nmt_expert.reasoning.engines import engine
from nmt_expert.reasoning.engines.plain import PlainEngine
from tests.metamorphic.generate import as_case, cases
from tests.metamorphic.sample import NIGHTLY

_CASES = 3_400 if NIGHTLY else 8
_SEED = (
    "import sys; from tests.metamorphic.test_same_everywhere import digest; sys.stdout.write(digest(int(sys.argv[1])))"
)


def _said(a: Assessment) -> bytes:
    """All of an assessment but the name of the engine and the listings that keep the order of the case."""
    plain = msgspec.to_builtins(a)
    for listing in ("findings", "unexplained", "profiles", "provenance", "screen"):
        del plain[listing]
    return msgspec.json.encode(plain, order="deterministic")


def digest(many: int) -> str:
    """A fingerprint of many assessments, for a process with another hash seed."""
    from nmt_expert.knowledge.compiled.cache import knowledge_base

    kb = knowledge_base()
    said = hashlib.sha256()
    for case in cases(kb, range(many)):
        said.update(_said(assess(case, kb, PlainEngine(kb))))
    return said.hexdigest()


def test_clips_says_the_same(kb: KnowledgeBase) -> None:
    plain, clips = PlainEngine(kb), engine("clips", kb)
    for case in cases(kb, range(_CASES)):
        assert _said(assess(case, kb, clips)) == _said(assess(case, kb, plain)), case.file.id


def test_experta_says_the_same(kb: KnowledgeBase) -> None:
    plain, experta = PlainEngine(kb), engine("experta", kb)
    for case in cases(kb, range(_CASES // 4)):
        assert _said(assess(case, kb, experta)) == _said(assess(case, kb, plain)), case.file.id


def test_the_hash_seed_changes_nothing(kb: KnowledgeBase) -> None:
    def run(seed: str) -> str:
        script = [sys.executable, "-c", _SEED, str(_CASES)]
        return subprocess.run(
            script, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout

    assert run("1") == run("2")


def test_plan_and_letter_do_not_follow_the_order_of_the_findings(kb: KnowledgeBase) -> None:
    plain, differing = PlainEngine(kb), []
    for case in cases(kb, range(_CASES)):
        shuffled = as_case(case.file.id, random.Random(case.file.id).sample(case.observations, len(case.observations)))
        first, second = assess(case, kb, plain), assess(shuffled, kb, plain)
        if (first.urgency, first.plan, first.cautions, first.summary) != (
            second.urgency,
            second.plan,
            second.cautions,
            second.summary,
        ):
            differing.append(case.file.id)
    assert differing == []
