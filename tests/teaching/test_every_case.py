"""Everything that a class is shown runs on published cases: a sample here, all of them with NMT_NIGHTLY=1."""

from __future__ import annotations

import os
import random
from pathlib import Path

from nmt_expert.case.load import load_case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.paths import shipped
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.explanation.chain import chain
from nmt_expert.reasoning.explanation.sensitivity import sensitivity
from nmt_expert.reasoning.explanation.why_not import why_not
from nmt_expert.reasoning.judge import judge
from nmt_expert.report.explanation_text import how, tree
from nmt_expert.report.swing_text import sensitive
from nmt_expert.report.why_not_text import why_not as why_not_text
from nmt_expert.teaching.quiz.exam import exam
from nmt_expert.teaching.quiz.page import quiz_html
from nmt_expert.teaching.replay.film import film
from nmt_expert.teaching.replay.page import replay_html
from nmt_expert.teaching.steps import steps_of


def _shown(kb: KnowledgeBase, path: Path) -> None:
    case, engine = load_case(path, kb), PlainEngine(kb)
    judged, steady = judge(case, kb, engine), sensitivity(kb, case)
    if judged.lines:
        assert steady is not None
        told = chain(kb, judged, judged.lines[0])
        assert how(kb, told, steady)
        assert tree(kb, told, steady)
        assert sensitive(kb, steady)
    for line in judged.lines[1:2]:
        assert why_not_text(kb, why_not(kb, case, judged, line.hypothesis))
    if steps_of(case, kb):
        assert len(replay_html(film(kb, case, engine)).encode()) < 600_000
        assert len(quiz_html(kb, exam(kb, case)).encode()) < 600_000


def test_published_cases_can_be_shown(kb: KnowledgeBase) -> None:
    paths = sorted(shipped("cases").rglob("*.yaml"))
    assert paths
    if not os.environ.get("NMT_NIGHTLY"):
        paths = random.Random(7).sample(paths, 2)
    failed = []
    for path in paths:
        try:
            _shown(kb, path)
        except Exception as error:  # all of them are named at once
            failed.append(f"{path.stem}: {type(error).__name__}: {error}")
    assert not failed
