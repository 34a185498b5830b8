"""A muscle, nerve, root or condition: everything that the rules know of it."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Hypothesis, Rule
from nmt_expert.reasoning.condition_words import rule_words
from nmt_expert.reasoning.safety.flag_words import to_do
from nmt_expert.report.words import MECHANISM
from nmt_expert.teaching.atlas.page import Link, Marked, Page, Row, sections


def hypothesis_page(kb: KnowledgeBase, id: str) -> Page:
    """The facts, the places, what belongs to it, and every rule about it with reason, strength and sources."""
    h = kb.hypotheses[id]
    rules = [r for r in kb.rules_of(id) if r.kind == "argument" and not r.part_of]
    facts = (
        ("Kind", MECHANISM[h.mechanism]),
        ("Structure", h.structure if h.structure != h.name else ""),
        ("Nerve", h.nerve),
        ("Roots", ", ".join(h.roots)),
        ("How common", h.prior.replace("_", " ")),
        ("Urgency", h.triage.replace("_", " ")),
        ("Region", ", ".join(r.replace("_", " ") for r in h.regions)),
        ("Care in treatment", h.caution),
        ("ICD-10-CM", h.icd10cm),
    )
    return Page(
        "hypothesis",
        id,
        h.name,
        facts=tuple((name, text) for name, text in facts if text),
        sections=sections(
            ("Red flag", _red_flag(kb, h.red_flag)),
            ("Trigger points", _triggers(kb, h)),
            ("Where it hurts", _zones(kb, () if h.triggers else h.pain)),
            ("Skin of the nerve", _zones(kb, h.sensory)),
            ("Muscles that can press it", _muscles(kb, h.muscles)),
            ("Nerves that it can press", _links(kb, h.entraps)),
            ("Satellite trigger points", _muscles(kb, h.satellites)),
            ("What loads it", _findings(kb, h.posture)),
            ("What keeps it going", _factors(kb, h.factors)),
            ("Its hallmarks", _rules(kb, [r for r in rules if r.hallmark])),
            ("Speaks for it", _rules(kb, [r for r in rules if r.weight > 0])),
            ("Speaks against it", _rules(kb, [r for r in rules if r.weight < 0])),
            ("How a physician confirms it", [Row(text) for text in h.confirm]),
            ("When to refer", [Row(text) for text in h.refer]),
        ),
        marked=Marked(
            essential=tuple(dict.fromkeys(z for t in h.triggers for z in t.essential)),
            spillover=tuple(dict.fromkeys(z for t in h.triggers for z in t.spillover)),
            field=h.sensory,
            pain=() if h.triggers else h.pain,
        ),
    )


def nerve_page(kb: KnowledgeBase, nerve: str) -> Page:
    """The muscles that a nerve supplies and the places where it is pressed."""
    own = [h for h in kb.hypotheses.values() if h.nerve == nerve]
    return _common_page(kb, "nerve", nerve, nerve[0].upper() + nerve[1:], own)


def root_page(kb: KnowledgeBase, root: str) -> Page:
    """The muscles and nerves that a root supplies, and its own compression."""
    own = sorted((h for h in kb.hypotheses.values() if root in h.roots), key=lambda h: len(h.roots))
    return _common_page(kb, "root", root, f"Root {root}", own)


def _common_page(kb: KnowledgeBase, kind: str, id: str, title: str, own: list[Hypothesis]) -> Page:
    """A nerve that carries fibres of a root is pressed elsewhere: the root itself only in a condition of it alone."""
    pressed = [h for h in own if h.mechanism in ("entrapment", "compression")]
    here = [h for h in pressed if kind == "nerve" or (h.mechanism == "compression" and len(h.roots) == 1)]

    def those(*mechanisms: str) -> list[Row]:
        return _links(kb, [h.id for h in own if h.mechanism in mechanisms])

    fields = [
        h.sensory
        for h in own
        if (h.mechanism in ("entrapment", "compression") and len(h.roots) <= 1) or kind == "nerve"
    ]
    return Page(
        kind,  # type: ignore[arg-type]
        id,
        title,
        sections=sections(
            ("Where it is pressed", _links(kb, [h.id for h in here])),
            ("Nerves and plexus that carry its fibres", _links(kb, [h.id for h in pressed if h not in here])),
            ("Muscles that it supplies", those("trigger_point")),
            ("Other conditions", those("other")),
        ),
        marked=Marked(field=tuple(dict.fromkeys(z for field in fields for z in field))),
    )


def _red_flag(kb: KnowledgeBase, id: str) -> list[Row]:
    flag = kb.flags.get(id)
    return [Row(flag.name, Link(flag.name, "flag", id), note=to_do(flag, flag.urgency))] if flag else []


def _triggers(kb: KnowledgeBase, h: Hypothesis) -> list[Row]:
    rows = []
    for t in h.triggers:
        spill = f"; spillover: {_places(kb, t.spillover)}" if t.spillover else ""
        rows.append(Row(f"{t.where or h.structure}: {_places(kb, t.essential)}{spill}", strength=t.status))
    return rows


def _places(kb: KnowledgeBase, zones: Iterable[str]) -> str:
    return ", ".join(kb.zones[z].label[0].lower() + kb.zones[z].label[1:] for z in zones)


def _zones(kb: KnowledgeBase, zones: Iterable[str]) -> list[Row]:
    return [Row(kb.zones[z].label, Link(kb.zones[z].label, "zone", z)) for z in zones]


def _links(kb: KnowledgeBase, ids: Iterable[str]) -> list[Row]:
    return [Row(kb.hypotheses[i].name, Link(kb.hypotheses[i].name, "hypothesis", i)) for i in ids if i in kb.hypotheses]


def _muscles(kb: KnowledgeBase, muscles: Iterable[str]) -> list[Row]:
    return _links(kb, [f"trigger_point.{m}" for m in muscles])


def _findings(kb: KnowledgeBase, keys: Iterable[str]) -> list[Row]:
    return [Row(f.label, Link(f.label, "finding", key)) for key in keys if (f := kb.finding(key))]


def _factors(kb: KnowledgeBase, ids: Iterable[str]) -> list[Row]:
    return [Row(kb.factors[i].label, Link(kb.factors[i].label, "finding", i), note=kb.factors[i].advise) for i in ids]


def _rules(kb: KnowledgeBase, rules: list[Rule]) -> list[Row]:
    return [
        Row(
            "; and ".join(rule_words(kb, rule)),
            None,
            rule.weight,
            f"{'up to ' if rule.graded else ''}{rule.strength}",
            rule.because,
            tuple(kb.sources[s].what for s in rule.sources if s in kb.sources),
        )
        for rule in sorted(rules, key=lambda r: (-abs(r.weight), r.id))
    ]
