"""One row a case for a practice's statistics: the case's id, but no name or reference of the client's and no free text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from nmt_expert.case.model import CaseFile
from nmt_expert.reasoning.assessment import Assessment

COLUMNS = (
    "case", "date", "age", "sex", "side", "regions", "urgency", "red_flags", "screen", "leading", "leading_side",
    "support", "second", "third", "factors", "treated",
)  # fmt: skip


def table(cases: Iterable[tuple[CaseFile, Assessment]]) -> str:
    """The rows of cases and their assessments under a heading, as CSV. Several values in a cell stand apart by spaces."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_safe(value) for value in _row(*pair)] for pair in cases)
    return out.getvalue()


def _row(case: CaseFile, assessment: Assessment) -> tuple[object, ...]:
    ranked = [h.id for h in assessment.hypotheses[:3]] + [""] * 3
    first = assessment.hypotheses[0] if assessment.hypotheses else None
    return (
        case.id,
        case.date_ or "",
        "" if case.client.age is None else f"{case.client.age:g}",
        case.client.sex,
        case.complaint.side or "",
        " ".join(case.complaint.regions),
        assessment.urgency,
        " ".join(flag.id for flag in assessment.flags),
        assessment.screen.status,
        ranked[0],
        first.side if first else "",
        first.support if first else "",
        ranked[1],
        ranked[2],
        " ".join(factor.id for factor in assessment.factors),
        "yes" if assessment.plan.allowed else "no",
    )


def _safe(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text
