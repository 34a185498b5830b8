"""What is asked of the physician, most urgent first and never sooner than the headline says; nothing is asked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Urgency
from nmt_expert.reasoning.assessment import HASTE, URGENCIES, Assessment, Flag, Hypothesis, level_of
from nmt_expert.reasoning.ranking.rank import WELL
from nmt_expert.reasoning.words import newly_said
from nmt_expert.report.letter.findings import leaders, said
from nmt_expert.report.letter.hypotheses import sides
from nmt_expert.report.letter.sentences.item import small
from nmt_expert.report.told import unlisted_dangers
from nmt_expert.report.view import Request
from nmt_expert.report.words import DEADLINE, listed, sided

MOST = 3  # requests about hypotheses; the others are one of each kind
REASONS = 2  # of one request
_RAYS = re.compile(r"X-ray|\bCT\b|computed tomography|angiography", re.I)
ASKING = URGENCIES[:4]
BEFORE = "before treatment"
_EXAMINED = re.compile(r"^clinical(?:[;:] |$)")  # how the rules say that no test is needed beside the examination


def requests(assessment: Assessment, knowledge: KnowledgeBase) -> tuple[Request, ...]:
    """Verb, object, deadline and reason of every request."""
    counting = [
        h
        for h in (*assessment.hypotheses, *unlisted_dangers(assessment))
        if _counts(h, assessment, knowledge) and not _flagged(h, assessment.flags, knowledge)
    ]
    asked = [*_about_flags(assessment, knowledge), *_about(counting[:MOST], assessment, knowledge)]
    asked.sort(key=lambda request: list(DEADLINE.values()).index(request.until))
    if assessment.urgency in HASTE:  # nothing else is read then
        return (*_in_general(assessment, asked), *asked)
    return (*_in_general(assessment, asked), *asked, *_about_treatment(assessment), *_about_factors(assessment))


def _in_general(assessment: Assessment, asked: Sequence[Request]) -> list[Request]:
    """An examination, when the headline asks for a physician and nothing in particular is asked that soon."""
    until = DEADLINE.get(assessment.urgency)
    if until is None or any(request.until == until for request in asked):
        return []
    if assessment.urgency_why in {f"Caution: {c.label}." for c in assessment.cautions if c.kind != "general"}:
        return []  # what is asked about treatment says it
    return [Request("Please examine the client", until, assessment.urgency_why.rstrip("."))]


def _about_flags(assessment: Assessment, knowledge: KnowledgeBase) -> list[Request]:
    """One request for all flags with the same deadline, each with its tests; what was found stands with the flags themselves."""
    asked = []
    for urgency, deadline in DEADLINE.items():
        flags = tuple(flag for flag in assessment.flags if flag.urgency == urgency)
        if flags:
            named = "; ".join(_with_tests(flag, assessment, knowledge) for flag in flags if not flag.net)
            states = "; ".join(small(_with_tests(flag, assessment, knowledge)) for flag in flags if flag.net)
            exclude = f"Please exclude: {named}" if named else ""
            explain = f"{'find' if named else 'Please find'} the cause of: {states}" if states else ""
            asked.append(Request("; ".join(filter(None, (exclude, explain))), deadline, ""))
    return asked


def _with_tests(flag: Flag, assessment: Assessment, knowledge: KnowledgeBase) -> str:
    same = (h for h in assessment.hypotheses if _flagged(h, (flag,), knowledge))
    tests = next(filter(None, (_tests(h, assessment) for h in same)), "")
    return f"{flag.name} (consider {tests})" if tests else flag.name


def _tests(hypothesis: Hypothesis, assessment: Assessment) -> str:
    """What would confirm it, for this client: 'X-ray or ultrasound'; '' where an examination, asked for anyway, decides."""
    tests = " or ".join(list(filter(None, (_EXAMINED.sub("", text) for text in hypothesis.confirm)))[:2])
    pregnant = any(caution.id == "pregnancy" for caution in assessment.cautions)
    return f"{tests}; pregnant, so without radiation where possible" if pregnant and _RAYS.search(tests) else tests


def _about_treatment(assessment: Assessment) -> list[Request]:
    cautions = [caution for caution in assessment.cautions if caution.clearance]
    if not cautions:
        return []
    names = "; ".join(caution.label for caution in cautions)
    why = listed((caution.because.rstrip(".") for caution in cautions), 3)
    return [Request(f"Please state in writing whether treatment may go on: {names}", BEFORE, why)]


def _about_factors(assessment: Assessment) -> list[Request]:
    tests = list(dict.fromkeys(test for factor in assessment.factors for test in factor.tests))
    if not tests:
        return []
    why = listed((factor.label for factor in assessment.factors if factor.tests), 3)
    return [Request(f"Please consider {listed(tests, 3)}", "at your discretion", f"may keep the pain going: {why}")]


def _counts(hypothesis: Hypothesis, assessment: Assessment, knowledge: KnowledgeBase) -> bool:
    """Dangerous ones are always asked about; others when they lead, or are well supported and come near the first or
    explain another complaint. None when nobody need be asked."""
    if hypothesis.triage not in ASKING or assessment.urgency not in ASKING:
        return False
    if assessment.urgency in HASTE and hypothesis.triage not in HASTE:
        return False
    if hypothesis.triage in HASTE:
        return True
    if hypothesis.rank == 1:
        return hypothesis.support != "little"
    near = assessment.hypotheses[0].score - hypothesis.score <= knowledge.scale.show_within
    return hypothesis.support in WELL and (near or hypothesis in leaders(assessment, knowledge))


def _flagged(hypothesis: Hypothesis, flags: Iterable[Flag], knowledge: KnowledgeBase) -> bool:
    """Whether one of these red flags asks about the same thing already."""
    known = knowledge.hypotheses.get(hypothesis.id)
    return any(flag.name == hypothesis.name or (known and known.red_flag == flag.id) for flag in flags)


def _about(hypotheses: list[Hypothesis], assessment: Assessment, knowledge: KnowledgeBase) -> list[Request]:
    """One request for each hypothesis, with what would confirm it and the strongest that speaks for it."""
    asked = []
    for h in sorted(hypotheses, key=lambda h: level_of(_urgency(h, assessment))):
        speaks = (new for _, new in newly_said(sides(h, assessment, knowledge).arguments_for))
        why = [text for labels in speaks for text in said(labels, assessment, knowledge, h.side)][:REASONS]
        tests = _tests(h, assessment)
        ask = f"Please examine for: {sided(h.name, h.side)}{f'; confirmed by: {tests}' if tests else ''}"
        asked.append(Request(ask, DEADLINE[_urgency(h, assessment)], "; ".join(why)))
    return asked


def _urgency(hypothesis: Hypothesis, assessment: Assessment) -> Urgency:
    return max(hypothesis.triage, assessment.urgency, key=level_of)
