"""The lesson of docs/teaching.md happens as its table says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from nmt_expert.case.load import load_case
from nmt_expert.cli import main
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.paths import shipped
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.teaching.replay.film import Frame, film


def _words(frame: Frame) -> str:
    """All that the page shows at a step."""
    reasons = (reason.because for reason in frame.reasons)
    return " ".join([*frame.findings, *(bar.name for bar in frame.bars), *reasons, frame.question])


def test_the_page_shows_what_the_table_of_the_lesson_says(kb: KnowledgeBase, repository: Path) -> None:
    """What stands in quotes is read at the step that its row names, and what stands in italics is first there."""
    lesson = (
        (repository / "docs/teaching.md").read_text().partition("## A lesson in 20 minutes")[2].partition("\n## ")[0]
    )
    name = re.search(r"Case `([\w-]+)`", lesson)
    assert name is not None
    case = load_case(next(shipped("cases").rglob(f"{name[1]}.yaml")), kb)
    frames = film(kb, case, PlainEngine(kb)).frames
    at = told = 0
    for row in re.findall(r"^\| \d.*", lesson, re.M):
        quoted, first = re.findall(r'"([^"]+)"', row), re.findall(r"(?<!\*)\*([^*]+)\*", row)
        told += len(quoted)
        if command := re.search(r"`nmt (.+?)`", row):
            shown = CliRunner().invoke(main.nmt, shlex.split(command[1])).output
        else:
            at = int(step[1]) if (step := re.search(r"[Ss]tep (\d+)", row)) else at
            shown = _words(frames[at]) if at else case.file.complaint.text
            assert all(frames[at].bars[0].name.startswith(name) for name in first), row
            assert "red box" not in row or frames[at].flags, row
        assert [said for said in quoted if said not in " ".join(shown.split())] == [], row
    assert told > 8
    assert at == len(frames) - 1
