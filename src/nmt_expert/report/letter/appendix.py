"""What the two pages left out; for a clinic that wants it, every argument with its rule."""

from __future__ import annotations

from nmt_expert.case.model import CaseFile
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment
from nmt_expert.report.letter.alerts import IN_FULL, alerts
from nmt_expert.report.letter.detail import Detail
from nmt_expert.report.letter.findings import cut, notes, sections
from nmt_expert.report.letter.hypotheses import block, points
from nmt_expert.report.view import Appendix, Row


def appendix(
    case: CaseFile, assessment: Assessment, knowledge: KnowledgeBase, shown: Detail, *, always: bool
) -> Appendix | None:
    """What `shown` leaves out, or None when that is nothing; `always` adds every argument with its rule."""
    typed, unlisted = notes(case), assessment.hypotheses[shown.listed :]
    left_out = Appendix(
        alerts=alerts(assessment)[IN_FULL:],
        blocks=tuple(block(h, assessment, None) for h in assessment.hypotheses) if always else (),
        points=() if always else _points_left_out(assessment, shown),
        further=tuple(block(h, assessment, 1, brief=True) for h in (*unlisted, *assessment.further)),
        findings=sections(assessment, knowledge) if always or cut(assessment, knowledge, shown.phrases) else (),
        cautions=_cautions(assessment, shown),
        screen_asked=assessment.screen.asked if len(assessment.screen.asked) > shown.answers else (),
        notes=typed if sum(map(len, typed)) > shown.notes else (),
    )
    parts = (
        unlisted,
        left_out.alerts,
        left_out.findings,
        left_out.cautions,
        left_out.screen_asked,
        left_out.notes,
        left_out.points,
    )
    return left_out if always or any(parts) else None


def _points_left_out(assessment: Assessment, shown: Detail) -> tuple[Row, ...]:
    """Arguments and tests beyond those on the first pages, a row for each hypothesis that has any."""
    rows = []
    for number, hypothesis in enumerate(assessment.hypotheses[: shown.listed]):
        most = shown.points if number < shown.blocks else 1
        texts = [
            f"{title}: {'; '.join(point.text for point in found[most:])}"
            for title, found in zip(("For", "Against", "Still to test"), points(hypothesis), strict=True)
            if len(found) > most
        ]
        if texts:
            rows.append(Row(f"{hypothesis.rank}. {hypothesis.name}", tuple(texts)))
    return tuple(rows)


def _cautions(assessment: Assessment, shown: Detail) -> tuple[Row, ...]:
    if len(assessment.cautions) <= shown.steps or not assessment.plan.allowed:  # without treatment they are no use
        return ()
    return tuple(Row(caution.label, (caution.change, caution.because)) for caution in assessment.cautions)
