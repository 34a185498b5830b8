"""What the two pages left out; for a clinic that wants it, every argument with its rule."""

from __future__ import annotations

from nmt_expert.case.model import CaseFile
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment, Hypothesis
from nmt_expert.report.letter.alerts import IN_FULL, alerts
from nmt_expert.report.letter.detail import Detail
from nmt_expert.report.letter.findings import beside, beyond, notes, told
from nmt_expert.report.letter.hypotheses import other, points
from nmt_expert.report.view import Appendix, Arguments, Row
from nmt_expert.report.words import how_sure, sided


def appendix(
    case: CaseFile, assessment: Assessment, knowledge: KnowledgeBase, shown: Detail, *, always: bool
) -> Appendix | None:
    """What `shown` leaves out, or None when that is nothing; `always` adds every argument with its rule."""
    typed, found = notes(case), told(assessment, knowledge)
    unlisted = assessment.hypotheses[1 + shown.others :]
    told_of = beside(assessment)
    further = (*unlisted, *(h for h in assessment.further if h not in told_of)) if always else unlisted
    left_out = Appendix(
        alerts=alerts(assessment, knowledge)[IN_FULL:],
        arguments=tuple(_arguments(h, assessment, knowledge) for h in assessment.hypotheses) if always else (),
        against=_against(assessment, knowledge, shown.against),
        further=tuple(other(h, assessment, knowledge) for h in further),
        findings=(*beyond(found.key, shown.key), *beyond(found.rest, shown.rest)),
        cautions=_cautions(assessment, shown),
        notes=typed if sum(map(len, typed)) > shown.notes else (),
    )
    parts = (
        left_out.alerts, left_out.arguments, left_out.against, left_out.further, left_out.findings, left_out.cautions,
        left_out.notes,
    )  # fmt: skip
    return left_out if any(parts) else None


def _arguments(hypothesis: Hypothesis, assessment: Assessment, knowledge: KnowledgeBase) -> Arguments:
    name = f"{hypothesis.rank}. {sided(hypothesis.name, hypothesis.side)}"
    return Arguments(name, how_sure(hypothesis), *points(hypothesis, assessment, knowledge, named=99))


def _against(assessment: Assessment, knowledge: KnowledgeBase, shown: int) -> tuple[str, ...]:
    """Further arguments against the leading hypothesis; nothing that contradicts it is left unsaid."""
    if not assessment.hypotheses:
        return ()
    return tuple(p.text for p in points(assessment.hypotheses[0], assessment, knowledge)[1][shown:])


def _cautions(assessment: Assessment, shown: Detail) -> tuple[Row, ...]:
    if len(assessment.cautions) <= shown.steps or not assessment.plan.allowed:  # without treatment they are no use
        return ()
    return tuple(Row(caution.label, (caution.change, caution.because)) for caution in assessment.cautions)
