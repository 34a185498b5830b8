"""What is asked of the physician, most urgent first. Nothing is asked anywhere else in the report."""

from __future__ import annotations

from nmt_expert.knowledge.model import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment, Hypothesis
from nmt_expert.report.view import Request
from nmt_expert.report.words import DEADLINE, listed, sided

MOST = 5  # red flags come on top of these
ASKING = ("emergency", "urgent", "refer", "treat_and_refer")


def requests(assessment: Assessment, knowledge: KnowledgeBase) -> tuple[Request, ...]:
    """Verb, object, deadline and reason of every request."""
    flagged = [
        Request(f"Please examine for {_inside(flag.name)}", DEADLINE[flag.urgency], listed(flag.findings, 4))
        for flag in assessment.flags
        if flag.urgency in DEADLINE
    ]
    asked = {flag.id for flag in assessment.flags}
    others = [_about(h) for h in assessment.hypotheses if _counts(h) and not _flagged(h, asked, knowledge)]
    others += [
        Request(
            f"Please state in writing whether treatment may go on: {_inside(caution.label)}",
            "before treatment",
            caution.because,
        )
        for caution in assessment.cautions
        if caution.clearance
    ]
    tests = list(dict.fromkeys(test for factor in assessment.factors for test in factor.tests))
    if tests:
        why = listed((factor.label for factor in assessment.factors if factor.tests), 3)
        others.append(
            Request(f"Please consider {listed(tests, 3)}", "at your discretion", f"may keep the pain going: {why}")
        )
    return (*flagged, *others[:MOST])


def _counts(hypothesis: Hypothesis) -> bool:
    """Dangerous ones are always asked about; others when they lead or are well supported."""
    if hypothesis.triage not in ASKING:
        return False
    leads = hypothesis.rank == 1 and hypothesis.support == "some"
    return leads or hypothesis.triage in ASKING[:2] or hypothesis.support in ("strong", "good")


def _flagged(hypothesis: Hypothesis, asked: set[str], knowledge: KnowledgeBase) -> bool:
    """Whether a raised red flag asks about the same thing already."""
    known = knowledge.hypotheses.get(hypothesis.id)
    return known is not None and known.red_flag in asked


def _about(hypothesis: Hypothesis) -> Request:
    confirm = f"; consider {listed((_inside(c) for c in hypothesis.confirm), 2)}" if hypothesis.confirm else ""
    found = [finding for argument in hypothesis.arguments_for for finding in argument.findings]
    return Request(
        f"Please examine for {_inside(sided(hypothesis.name, hypothesis.side))}{confirm}",
        DEADLINE[hypothesis.triage],
        listed(dict.fromkeys(found), 3),
    )


def _inside(label: str) -> str:
    """A label inside a sentence: small first letter unless it is an abbreviation such as S1 or MRI."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
