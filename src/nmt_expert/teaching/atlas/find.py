"""From words to pages of the atlas."""

from __future__ import annotations

from rapidfuzz import fuzz, process, utils

from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.search import search
from nmt_expert.teaching.atlas.findings import finding_page
from nmt_expert.teaching.atlas.flags import flag_page
from nmt_expert.teaching.atlas.mentions import Mentions
from nmt_expert.teaching.atlas.page import Link, Page
from nmt_expert.teaching.atlas.structures import hypothesis_page, nerve_page, root_page
from nmt_expert.teaching.atlas.zones import zone_page

_ALSO = 6
_NEAR = 75  # of 100: as near as a name must be to what was typed


def page(kb: KnowledgeBase, mentions: Mentions, link: Link) -> Page:
    """The page that a link names."""
    match link.kind:
        case "zone":
            return zone_page(kb, link.id)
        case "hypothesis":
            return hypothesis_page(kb, link.id)
        case "finding":
            return finding_page(kb, mentions, link.id)
        case "flag":
            return flag_page(kb, link.id)
        case "nerve":
            return nerve_page(kb, link.id)
        case "root":
            return root_page(kb, link.id)
        case "subject":
            raise AssertionError("a subject is a page of the site only")


def links(kb: KnowledgeBase) -> list[Link]:
    """Everything that has a page but members of families: hypotheses, zones, nerves, roots, flags, other findings."""
    everything = [Link(h.name, "hypothesis", h.id) for h in kb.hypotheses.values()]
    everything += [Link(z.label, "zone", z.id) for z in kb.zones.values()]
    everything += [
        Link(n[0].upper() + n[1:], "nerve", n) for n in dict.fromkeys(h.nerve for h in kb.hypotheses.values()) if n
    ]
    everything += [Link(f"Root {r}", "root", r) for r in sorted({r for h in kb.hypotheses.values() for r in h.roots})]
    everything += [Link(f.name, "flag", f.id) for f in kb.flags.values()]
    return everything + [Link(f.label, "finding", f.key) for f in kb.observable]


def found(kb: KnowledgeBase, words: str) -> tuple[Link, list[Link]]:
    """The page that the words mean, and others that they may mean. Raises NmtError when they mean nothing."""
    exact = _exact(kb, words.strip())
    near = _near(kb, words)
    first = exact or next(iter(near), None)
    if first is None:
        near_by = ", ".join(f"'{entry.label}'" for entry in search(kb, words, 3))
        mend = f"Did you mean {near_by}?" if near_by else "Try fewer or other words."
        raise NmtError(f"the atlas knows nothing like '{words}'. {mend}")
    return first, [link for link in near if link != first][:_ALSO]


def _exact(kb: KnowledgeBase, words: str) -> Link | None:
    """An id or a name, as it is written."""
    if (finding := kb.finding(words)) is not None:
        return Link(finding.label, "finding", finding.key)
    everything = links(kb)
    same = utils.default_process(words)
    by_id = (link for link in everything if words in (link.id, link.id.partition(".")[2]))
    by_name = (k for k in everything if same in map(utils.default_process, (k.label, k.label.partition(":")[0])))
    return next(by_id, None) or next(by_name, None)


def _near(kb: KnowledgeBase, words: str) -> list[Link]:
    everything = links(kb)
    names = [f"{link.label} {link.id.replace('_', ' ')}" for link in everything]
    hits = process.extract(
        words, names, scorer=fuzz.token_set_ratio, processor=utils.default_process, limit=20, score_cutoff=_NEAR
    )
    hits.sort(key=lambda hit: (-round(hit[1]), len(hit[0])))
    members = [Link(e.label, "finding", e.key) for e in search(kb, words, 3) if e.kind == "finding" and "(" in e.key]
    return list(dict.fromkeys([*(members if _names_a_family(kb, words) else ()), *(everything[i] for _, _, i in hits)]))


def _names_a_family(kb: KnowledgeBase, words: str) -> bool:
    """'numb thumb': one word begins a kind of finding."""
    return any(
        len(w) > 2 and part.startswith(w) for w in words.lower().split() for f in kb.families for part in f.split("_")
    )
