"""The ranking as pages of text, with what would change it."""

from __future__ import annotations

from nmt_expert.interview.terminal.console import Console
from nmt_expert.interview.terminal.text import wrap
from nmt_expert.interview.way.plan import plan_of
from nmt_expert.interview.way.reporting import Reporting
from nmt_expert.interview.way.session import Session
from nmt_expert.reasoning.assessment import HASTE

_SCREENED = 4  # the first step after the safety screen


def show_ranking(reporting: Reporting, session: Session, console: Console) -> None:
    from nmt_expert.report.terminal_text import assessment_text

    found = reporting.assessment(session)
    lines = []
    if session.screen().progress.stage < _SCREENED:
        lines = [*wrap("So far only: the safety screen is not finished, and what was not asked is not cleared."), ""]
    lines += [*assessment_text(found, session.case.file).splitlines(), "", "What would change it"]
    lines += wrap(f"First rank: {plan_of(session.picture).first_rank()}.", 2)
    tests = found.hypotheses[0].untested[:3] if found.hypotheses and found.urgency not in HASTE else ()
    for open_test in tests:
        lines += wrap(f"{open_test.label}: {open_test.how}", 2)
    console.page([*lines, ""])
