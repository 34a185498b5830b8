"""A SOAP note in plain text, to paste into a record: subjective, objective, assessment, plan."""

from __future__ import annotations

from nmt_expert.case.model import CaseFile
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment
from nmt_expert.report.clinic.config import Config
from nmt_expert.report.letter.findings import EXAMINED, split
from nmt_expert.report.letter.physician import physician_view
from nmt_expert.report.letter.sentences.sentence import rows
from nmt_expert.report.view import Lead, PhysicianView, Row
from nmt_expert.report.words import sentence


def soap(case: CaseFile, assessment: Assessment, knowledge: KnowledgeBase, config: Config) -> str:
    """The note of a cleaned case and its assessment, each part a heading and its lines."""
    view = physician_view(case, assessment, knowledge, config)
    items = [item for part in split(assessment, knowledge) for item in part]
    told = rows([i for i in items if i.section not in EXAMINED])
    seen = rows([i for i in items if i.section in EXAMINED])
    factors = [f"Factor: {f.label}." for f in view.factors]
    parts: tuple[tuple[str, list[str]], ...] = (
        (f"{view.title}, {view.head.assessed or 'date not stated'}", []),
        ("S", [*filter(None, [sentence(view.head.reason)]), *map(_line, view.about), *map(_line, told), *factors]),
        ("O", [*map(_line, seen), f"Red-flag screen: {view.screen.status}"]),
        ("A", _assessed(view)),
        ("P", [*(f"Asked of physician: {r.line}" for r in view.requests), *map(_line, view.plan)]),
    )
    return "\n\n".join("\n".join([title, *lines]) for title, lines in parts) + "\n"


def _line(row: Row) -> str:
    return f"{row.name}: {row.line}" if row.name else row.line


def _assessed(view: PhysicianView) -> list[str]:
    flags = [f"Red flag ({a.word.lower()}): {a.name}." for a in view.alerts]
    more = [f"Further red flags: {view.more_alerts}."] if view.more_alerts else []
    lead = _lead(view.lead) if view.lead else []
    others = [f"{f'{o.rank}.' if o.rank else 'Also:'} {o.name} ({o.sure})." for o in view.others]
    return [
        sentence(f"{view.urgency}: {view.urgency_means}"),
        *flags,
        *more,
        *map(_line, view.beside),
        *filter(None, [view.outside, view.caveat]),
        *lead,
        *others,
    ]


def _lead(lead: Lead) -> list[str]:
    name = f"{lead.name}, {lead.side}" if lead.side else lead.name
    lines = [f"1. {name} ({lead.sure})."]
    for title, points in (("For", lead.speaks_for), ("Against", lead.speaks_against)):
        if points:
            lines.append(f"{title}: {'. '.join(p.text for p in points)}.")
    return lines
