"""A finding: how it is looked for, and what it speaks for and against, by how much."""

from __future__ import annotations

from nmt_expert.knowledge.atoms import subject_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import level_of
from nmt_expert.teaching.atlas.mentions import Mention, Mentions
from nmt_expert.teaching.atlas.page import Link, Marked, Page, Row, sections


def finding_page(kb: KnowledgeBase, mentions: Mentions, key: str) -> Page:
    """What every rule makes of a finding; of several rules about one hypothesis the weightiest, best one that needs no other.

    Reason and sources of a rule that needs others too stand on the page of its hypothesis.
    """
    finding = kb.finding(key)
    assert finding is not None
    said = mentions.of(key)
    zone = subject_of(key)
    facts = [("Part of the examination", finding.section), ("Asked", finding.ask), ("How", finding.how)]
    if finding.unit:
        facts.append(("Range", f"{finding.low:g} to {finding.high:g} {finding.unit}"))
    facts.append(("In a case file", key))
    return Page(
        "finding",
        key,
        finding.label,
        facts=tuple((name, text) for name, text in facts if text),
        sections=sections(
            ("If found, red flags", _flags(kb, said, alone=True)),
            ("If found, it is a hallmark of", _hallmarks(kb, said)),
            ("If found, it speaks for", _rows(kb, said, present=True, weighs_for=True)),
            ("If found, it speaks against", _rows(kb, said, present=True, weighs_for=False)),
            ("If tested and not found, it speaks for", _rows(kb, said, present=False, weighs_for=True)),
            ("If tested and not found, it speaks against", _rows(kb, said, present=False, weighs_for=False)),
            ("Only together with others, red flags", _flags(kb, said, alone=False)),
        ),
        marked=Marked(pain=(zone,)) if zone in kb.zones else Marked(),
    )


def _rows(kb: KnowledgeBase, said: list[Mention], *, present: bool, weighs_for: bool) -> list[Row]:
    best: dict[str, Mention] = {}
    for m in said:
        speaks = m.rule.kind == "argument" and m.rule.weight != 0
        if speaks and m.present == present and (m.rule.weight > 0) == weighs_for:
            old = best.get(m.rule.target)
            if old is None or _worth(m) > _worth(old):
                best[m.rule.target] = m
    order = sorted(
        best.items(), key=lambda item: (-_worth(item[1])[0], -_worth(item[1])[1], kb.hypotheses[item[0]].name)
    )
    return [_row(kb, id, m) for id, m in order]


def _hallmarks(kb: KnowledgeBase, said: list[Mention]) -> list[Row]:
    """Hypotheses that cannot lead without it or another hallmark of theirs."""
    found = dict.fromkeys(m.rule.target for m in said if m.rule.kind == "argument" and m.rule.hallmark and m.present)
    return [Row(kb.hypotheses[id].name, Link(kb.hypotheses[id].name, "hypothesis", id)) for id in sorted(found)]


def _worth(m: Mention) -> tuple[bool, float]:
    return m.alone, abs(m.rule.weight)


def _row(kb: KnowledgeBase, id: str, m: Mention) -> Row:
    name = kb.hypotheses[id].name
    upto = "up to " if m.rule.graded else ""  # by how well the whole drawing fits
    return Row(
        name,
        Link(name, "hypothesis", id),
        m.rule.weight,
        f"{upto}{m.rule.strength}" + ("" if m.alone else ", with others"),
        m.rule.because if m.alone else "",
        tuple(kb.sources[s].what for s in m.rule.sources if s in kb.sources) if m.alone else (),
    )


def _flags(kb: KnowledgeBase, said: list[Mention], *, alone: bool) -> list[Row]:
    """Those that it raises by itself, or those of which it is one sign of several and no more."""
    found: dict[str, bool] = {}
    for m in said:
        if m.rule.kind == "flag" and m.present:
            found[m.rule.target] = found.get(m.rule.target, False) or m.alone
    raised = [kb.flags[id] for id, enough in found.items() if enough == alone]
    return [
        Row(flag.name, Link(flag.name, "flag", flag.id), strength=flag.urgency.replace("_", " "))
        for flag in sorted(raised, key=lambda f: (level_of(f.urgency), f.id))
    ]
