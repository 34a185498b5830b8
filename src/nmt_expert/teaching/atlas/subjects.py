"""A zone, muscle, movement, reflex, site or activity: what each kind of finding there speaks for and against."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.knowledge.base import SINGULAR, KnowledgeBase
from nmt_expert.knowledge.model import Family
from nmt_expert.teaching.atlas.findings import finding_page
from nmt_expert.teaching.atlas.mentions import Mentions
from nmt_expert.teaching.atlas.page import Link, Page, Row, Section

KINDS = ("zones", "muscles", "movements", "reflexes", "sites", "activities")


def subject_link(kb: KnowledgeBase, over: str, subject: str) -> Link:
    return Link(kb.subjects(over)[subject].label, "subject", f"{SINGULAR[over]}.{subject}")


def subject_page(kb: KnowledgeBase, mentions: Mentions, over: str, subject: str) -> Page | None:
    """All findings on one subject; kinds of finding that say the same of a hypothesis stand in one line. None: no rule asks."""
    spoken: dict[tuple[str, Row], list[Family]] = {}
    for family in kb.families.values():
        key = f"{family.id}({subject})"
        if family.over == over and key in mentions:
            for section in finding_page(kb, mentions, key).sections:
                for row in section.rows:
                    short = Row(row.text, row.link, row.weight, row.strength, "", row.sources)
                    spoken.setdefault((section.title, short), []).append(family)
    if not spoken:
        return None
    found: dict[tuple[str, str], list[Row]] = {}
    for (title, row), families in spoken.items():
        found.setdefault((_kinds(families), title), []).append(row)
    link = subject_link(kb, over, subject)
    return Page(
        "subject",
        link.id,
        link.label,
        f"What findings on this {SINGULAR[over]} say.",
        sections=tuple(
            Section(f"{kinds}: {title[0].lower() + title[1:]}", tuple(rows))
            for (kinds, title), rows in sorted(found.items(), key=_telling)
        ),
    )


def _telling(section: tuple[tuple[str, str], list[Row]]) -> tuple[bool, float, tuple[str, str]]:
    """Red flags first, then what weighs most."""
    (kinds, title), rows = section
    return "red flag" not in title, -max(abs(row.weight) for row in rows), (kinds, title)


def _kinds(families: Iterable[Family]) -> str:
    """'Numbness, tingling': the names of kinds of finding without their subject."""
    names = [f.label.replace("{subject}", "").strip(" :") for f in families]
    return ", ".join([names[0][0].upper() + names[0][1:], *(n[0].lower() + n[1:] for n in names[1:])])
