"""Search over everything that can be written into a case or read in an assessment."""

from __future__ import annotations

from msgspec import Struct
from rapidfuzz import fuzz, process, utils

from nmt_expert.knowledge.model import KnowledgeBase


class Entry(Struct, frozen=True):
    kind: str  # finding, family, zone, muscle, movement, reflex, site, activity, hypothesis
    key: str
    label: str
    detail: str = ""


def entries(kb: KnowledgeBase) -> list[Entry]:
    """Findings, families, subjects and hypotheses; family members are written family(subject)."""
    found = [Entry("finding", f.key, f.label, f.ask) for f in kb.findings.values()]
    found += [Entry("family", f"{f.id}({f.over.removesuffix('s')})", f.label.replace("{subject}", "..."), f.ask) for f in kb.families.values()]
    for kind, over in (("zone", "zones"), ("muscle", "muscles"), ("movement", "movements"), ("reflex", "reflexes"), ("site", "sites"), ("activity", "activities")):
        found += [Entry(kind, s.id, s.label) for s in kb.subjects(over).values()]
    found += [Entry("hypothesis", h.id, h.name) for h in kb.hypotheses.values()]
    return found


def search(kb: KnowledgeBase, text: str, most: int = 25) -> list[Entry]:
    """The entries nearest to `text`, best first. A zone comes with the way to write it, as in pain(zone)."""
    everything = entries(kb)
    words = [f"{e.key.replace('_', ' ')} {e.label} {e.detail}" for e in everything]
    ranked = process.extract(text, words, scorer=fuzz.token_set_ratio, processor=utils.default_process, limit=None, score_cutoff=55)
    named = process.extract(text, [f"{e.key.replace('_', ' ')} {e.label}" for e in everything], scorer=fuzz.WRatio, processor=utils.default_process, limit=None)
    names = {index: score for _, score, index in named}
    ranked.sort(key=lambda hit: (-(hit[1] + names.get(hit[2], 0)), everything[hit[2]].key))
    return [everything[index] for _, _, index in ranked[:most]]
