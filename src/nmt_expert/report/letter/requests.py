"""What is asked of the physician, most urgent first and never sooner than the headline says; nothing is asked elsewhere.

Where the headline makes haste, what is milder is asked nothing of its own: how much speaks for a disease is no measure of how
long it may wait.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Urgency
from nmt_expert.reasoning.assessment import HASTE, URGENCIES, Assessment, Flag, Hypothesis, level_of
from nmt_expert.reasoning.ranking.rank import WELL
from nmt_expert.reasoning.words import newly_said
from nmt_expert.report.flags import flagged, parted
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
    counting = _counting(assessment, knowledge)
    if assessment.urgency in HASTE:
        counting = [h for h in counting if _urgency(h, assessment) == assessment.urgency]
    asked = [*_about_flags(assessment, knowledge), *_about(counting[:MOST], assessment, knowledge)]
    asked.sort(key=lambda request: list(DEADLINE.values()).index(request.until))
    if assessment.urgency in HASTE:  # nothing else is read then
        return (*_in_general(assessment, asked), *asked, *_beside(assessment))
    return (*_in_general(assessment, asked), *asked, *_about_treatment(assessment), *_about_factors(assessment))


def thought_of(assessment: Assessment, knowledge: KnowledgeBase) -> list[str]:
    """Hypotheses that ask for less haste than the headline: to consider beside it, by name."""
    if assessment.urgency not in HASTE:
        return []
    counting = _counting(assessment, knowledge)[:MOST]
    return [sided(h.name, h.side) for h in counting if _urgency(h, assessment) != assessment.urgency]


def _counting(assessment: Assessment, knowledge: KnowledgeBase) -> list[Hypothesis]:
    """The hypotheses that are worth a question of their own."""
    return [
        h
        for h in (*assessment.hypotheses, *unlisted_dangers(assessment))
        if _counts(h, assessment, knowledge) and not flagged(h, assessment.flags, knowledge)
    ]


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
    nothing_new = {one.flag.id for one in parted(assessment).same if one.flag.net and not one.adds}
    for urgency, deadline in DEADLINE.items():
        flags = tuple(flag for flag in assessment.flags if flag.urgency == urgency and flag.id not in nothing_new)
        if flags and not (assessment.urgency in HASTE and urgency != assessment.urgency):
            named = "; ".join(_with_tests(flag, assessment, knowledge) for flag in flags if not flag.net)
            states = "; ".join(small(_with_tests(flag, assessment, knowledge)) for flag in flags if flag.net)
            exclude = f"Please exclude: {named}" if named else ""
            explain = f"{'find' if named else 'Please find'} the cause of: {states}" if states else ""
            asked.append(Request("; ".join(filter(None, (exclude, explain))), deadline, ""))
    return asked


def _beside(assessment: Assessment) -> list[Request]:
    """Flags that stand in full under a headline that another reason made more urgent."""
    milder = [flag.name for flag in parted(assessment).full if flag.urgency != assessment.urgency]
    return [Request(f"Also consider: {'; '.join(milder)}", "", "")] if milder else []


def _with_tests(flag: Flag, assessment: Assessment, knowledge: KnowledgeBase) -> str:
    same = (h for h in assessment.hypotheses if flagged(h, (flag,), knowledge))
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
