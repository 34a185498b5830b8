"""Everything that a reader sees of a case says the same urgency: over the library and over drawn cases."""

from __future__ import annotations

from nmt_expert.case.load import Case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.assessment import HASTE, TREATABLE, Assessment, level_of
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.report.clinic.config import Config
from nmt_expert.report.letter.client import client_view
from nmt_expert.report.letter.client_words import ACT
from nmt_expert.report.letter.requests import BEFORE, requests
from nmt_expert.report.words import DEADLINE
from tests.metamorphic.generate import cases
from tests.metamorphic.sample import NIGHTLY, library, sampled


def test_library_cases_speak_with_one_voice(kb: KnowledgeBase) -> None:
    for case in sampled(library(kb), 20):
        check(case, kb)


def test_drawn_cases_speak_with_one_voice(kb: KnowledgeBase) -> None:
    for case in cases(kb, range(10_000 if NIGHTLY else 25)):
        check(case, kb)


def check(case: Case, kb: KnowledgeBase) -> None:
    """Headline, flags, plan, requests and client's page of a case agree."""
    a = assess(case, kb, PlainEngine(kb))
    assert _contradictions(a, case, kb) == [], case.file.id


def _contradictions(a: Assessment, case: Case, kb: KnowledgeBase) -> list[str]:
    level, deadlines, asked = level_of(a.urgency), list(DEADLINE.values()), requests(a, kb)
    dated = [deadlines.index(r.until) for r in asked if r.until in deadlines]
    page = client_view(case.file, a, kb, Config())
    said = {
        "a flag is graver than the headline": any(level_of(f.urgency) < level for f in a.flags),
        "a treatment while a physician comes first": a.urgency not in TREATABLE
        and bool(a.plan.allowed or a.plan.treat or a.plan.aftercare),
        "no treatment and no reason": a.plan.allowed == bool(a.plan.withheld),
        "a request sooner than the headline": any(until < level for until in dated),
        "a request although nobody need be asked": a.urgency == "treat"
        and any(r.until in (*deadlines, BEFORE) for r in asked),
        "nothing asked although a physician must act": a.urgency != "treat"
        and not {DEADLINE[a.urgency], BEFORE if a.urgency == "treat_and_refer" else ""} & {r.until for r in asked},
        "the client's page treats otherwise": page.treated != a.plan.allowed,
        "the client's page says less": a.urgency in ACT and not " ".join(page.act[:1]).startswith(ACT[a.urgency]),
        "the client's page advises in haste": a.urgency in HASTE and bool(page.home),
        "a later date beside the headline": any(
            "days" in f.say or "appointment" in f.do for f in a.flags if level_of(f.urgency) > level
        ),
    }
    return [text for text, wrong in said.items() if wrong]
