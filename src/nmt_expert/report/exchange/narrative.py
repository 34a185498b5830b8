"""The sections of the document in the order of the letter: title, text, and which resources belong there."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.report.view import PhysicianView, Row
from nmt_expert.report.words import sentence


def sections(view: PhysicianView, observations: int) -> list[tuple[str, str, list[str]]]:
    """Every section that has a text; resources by the names under which the document gives them an id."""
    asked = " ".join(r.line for r in view.requests) or "Nothing is asked now."
    raised = [f"Red flag ({a.word.lower()}): {a.name}." for a in view.alerts]
    flags = " ".join((*raised, *filter(None, [_lines(view.beside)])))
    ranked = [view.lead.name] if view.lead else []
    ranked += [other.name for other in view.others]
    named = [f"observation-{number}" for number in range(observations)]
    found = [
        ("Urgency and requests", f"{sentence(f'{view.urgency}: {view.urgency_means}')} {flags} {asked}", []),
        ("Reason", view.head.reason, []),
        ("Story", _lines(view.story), []),
        ("Findings", _lines((*view.key_findings, *view.findings)), named),
        ("Assessment hypotheses", "; ".join(ranked), ["impression"]),
        ("What keeps it going", "; ".join(f.label for f in view.factors), []),
        ("Plan", _lines(view.plan), []),
        ("Letter", "The letter as PDF is part of this document.", ["letter"]),
        ("Red-flag screen", view.screen.status, ["screen"]),
        ("Limits", f"{view.terms} {' '.join(view.limits)} {view.provenance}", []),
    ]
    return [(title, text, names) for title, text, names in found if text]


def _lines(rows: Iterable[Row]) -> str:
    return " ".join(f"{row.name}: {row.line}" if row.name else row.line for row in rows)
