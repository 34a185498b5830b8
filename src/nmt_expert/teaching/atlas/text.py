"""A page of the atlas for a terminal."""

from __future__ import annotations

from nmt_expert.interview.terminal.figure import figure
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.words import capped
from nmt_expert.report.lines import wrapped
from nmt_expert.teaching.atlas.page import Link, Page, Row, Section

_ROWS = 12  # of a section that are shown
_LONGEST = 400  # characters of a row
_SIDE = frozenset({"left"})
_LETTERS = {"pain": "pain", "essential": "pain", "spillover": "spillover", "field": "numbness"}
_LEGEND = {
    "pain": "P pain",
    "essential": "P main referral zone",
    "spillover": "o spillover",
    "field": "N skin of the nerve",
}


def atlas_text(kb: KnowledgeBase, page: Page, also: list[Link]) -> str:
    """Title, facts, chart, sections; the rest is counted and named."""
    lines = [page.title, *(wrapped(page.lead) if page.lead else ())]
    for name, text in page.facts:
        lines += wrapped(f"{name}: {text}", 2, 4)
    lines += _chart(kb, page)
    for section in page.sections:
        lines += ["", *_section(section)]
    if also:
        lines += ["", *wrapped("See also: " + "; ".join(f"{link.label} ({link.kind})" for link in also))]
    return "\n".join(lines)


def _chart(kb: KnowledgeBase, page: Page) -> list[str]:
    marks = [
        (_LETTERS[kind], zone, _SIDE if kb.zones[zone].sided else frozenset())
        for kind in _LETTERS
        for zone in getattr(page.marked, kind)
    ]
    if not marks:
        return []
    legend = [words for kind, words in _LEGEND.items() if getattr(page.marked, kind)]
    return [
        "",
        *("  " + line for line in figure(marks, kb.zones)),
        "  " + ", ".join(legend) + "; * several; shown on the left",
    ]


def _section(section: Section) -> list[str]:
    lines = [section.title]
    for row in section.rows[:_ROWS]:
        lines += _row(row)
    if len(section.rows) > _ROWS:
        lines.append(f"  ... and {len(section.rows) - _ROWS} more (--json or --html have all)")
    return lines


def _row(row: Row) -> list[str]:
    weight = f"{row.weight:+.2f}  " if row.weight else ""
    strength = f" [{row.strength}]" if row.strength else ""
    lines = wrapped(f"{weight}{capped(row.text, _LONGEST)}{strength}", 2, 2 + len(weight) if weight else 4)
    return lines + (wrapped(row.note, 9) if row.note and row.weight else [])
