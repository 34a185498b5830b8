"""A clinic whose own rules switch a red flag off, or cut it: every report says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmt_expert.case.load import parse_case
from nmt_expert.errors import ProblemsError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.compile import compile_rules
from nmt_expert.knowledge.written.load import load
from nmt_expert.paths import shipped
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.report.clinic.config import Config
from nmt_expert.report.letter.client import client_view
from nmt_expert.report.letter.physician import physician_view
from nmt_expert.report.terminal_text import assessment_text

_OFF = "- {id: cauda_equina_syndrome, switched_off: seen by our spine clinic}\n"
_CUT = (
    "- id: cauda_equina_syndrome\n  changed: our guideline\n  name: Cauda equina syndrome\n  regions: [low_back]\n"
    "  refer: {saddle: saddle_numbness}\n  do: Send on.\n  say: See a doctor.\n  manual_therapy: contraindicated\n"
    "  because: Ours.\n"
)


def _with(folder: Path, text: str) -> KnowledgeBase:
    path = folder / "safety" / "red_flags" / "own.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return compile_rules(load([shipped("rules"), folder]))


@pytest.mark.parametrize(("text", "says"), [(_OFF, "seen by our spine clinic"), (_CUT, "made less urgent")])
def test_every_report_says_what_own_rules_do_not_watch_for(tmp_path: Path, text: str, says: str) -> None:
    kb = _with(tmp_path, text)
    case = parse_case("schema: nmt-case/1\nid: t\nfindings:\n  - {present: pain(lumbar), side: left}\n", "t.yaml", kb)
    a = assess(case, kb, PlainEngine(kb))
    letter = physician_view(case.file, a, kb, Config())
    page = client_view(case.file, a, kb, Config())
    for said in (assessment_text(a, case.file), letter.urgency_why, letter.provenance):
        assert "Cauda equina syndrome" in said
        assert says in " ".join(said.split())
    assert any("Cauda equina syndrome" in line for line in page.found)
    assert a.provenance.weakened


def test_the_shipped_rules_watch_for_all(kb: KnowledgeBase) -> None:
    assert kb.weakened == ()


def test_an_unknown_flag_cannot_be_switched_off(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"no red flag 'cauda_equina'.*cauda_equina_syndrome"):
        _with(tmp_path, "- {id: cauda_equina, switched_off: ours}\n")
