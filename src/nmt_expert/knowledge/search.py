"""Search over everything that can be written into a case or read in an assessment."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from rapidfuzz import fuzz, process, utils

from nmt_expert.knowledge.base import KnowledgeBase


class Entry(Struct, frozen=True):
    kind: str  # finding, family, zone, muscle, movement, reflex, site, activity, hypothesis
    key: str
    label: str
    detail: str = ""


def entries(kb: KnowledgeBase) -> list[Entry]:
    """Findings, families, subjects and hypotheses; family members are written family(subject)."""
    found = [Entry("finding", f.key, f.label, f.ask) for f in kb.findings.values()]
    found += [
        Entry("family", f"{f.id}({f.over.removesuffix('s')})", f.label.replace("{subject}", "..."), f.ask)
        for f in kb.families.values()
    ]
    for kind, over in (
        ("zone", "zones"),
        ("muscle", "muscles"),
        ("movement", "movements"),
        ("reflex", "reflexes"),
        ("site", "sites"),
        ("activity", "activities"),
    ):
        found += [Entry(kind, s.id, s.label) for s in kb.subjects(over).values()]
    found += [Entry("hypothesis", h.id, h.name) for h in kb.hypotheses.values()]
    return found


def search(kb: KnowledgeBase, text: str, most: int = 25) -> list[Entry]:
    """The entries nearest to `text`, best first; members of families come written out, as in numbness(thumb)."""
    everything = entries(kb)
    long = [f"{e.key.replace('_', ' ')} {e.label} {e.detail}" for e in everything]
    short = [f"{e.key.replace('_', ' ')} {e.label}" for e in everything]
    fits = {index: score for _, score, index in _hits(text, long, fuzz.token_set_ratio, 55)}
    names = {index: score for _, score, index in _hits(text, short, fuzz.WRatio, 0)}
    ranked = sorted(fits, key=lambda i: (-(fits[i] + names.get(i, 0)), everything[i].key))
    return [*_members(kb, text), *(everything[i] for i in ranked)][:most]


def _hits(text: str, texts: list[str], scorer: Callable[..., float], least: float) -> list[tuple[str, float, int]]:
    return process.extract(text, texts, scorer=scorer, processor=utils.default_process, limit=None, score_cutoff=least)


def _members(kb: KnowledgeBase, text: str) -> list[Entry]:
    """Family members that the words name: one word begins a family's name, the others name a subject."""
    words = utils.default_process(text).split()
    found = []
    for family in kb.families.values():
        meant = [w for w in words if len(w) > 2 and any(part.startswith(w) for part in family.id.split("_"))]
        rest = " ".join(w for w in words if w not in meant)
        if meant and rest:
            subjects = kb.subjects(family.over)
            names = {s.id: f"{s.id.replace('_', ' ')} {s.label}" for s in subjects.values()}
            hits = process.extract(
                rest, names, scorer=fuzz.token_set_ratio, processor=utils.default_process, limit=None, score_cutoff=80
            )
            # of equal fits the shortest name: 'thumb' is the thumb, not the thumb side of the wrist
            for _, _, subject in sorted(hits, key=lambda hit: (-hit[1], len(names[hit[2]])))[:3]:
                key = f"{family.id}({subject})"
                member = kb.finding(key)
                if member:
                    found.append(Entry("finding", key, member.label, member.ask))
    return found
