"""From words to pages of the atlas."""

from __future__ import annotations

import re

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
_ASKED = 8  # things that words may mean are named
_SMALL = frozenset({"a", "and", "at", "in", "of", "on", "the", "to"})
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
    roots = sorted({r for h in kb.hypotheses.values() for r in h.roots})
    nerves = dict.fromkeys(h.nerve for h in kb.hypotheses.values())
    everything += [
        Link(n[0].upper() + n[1:], "nerve", n) for n in nerves if n and n not in {f"{r} root" for r in roots}
    ]
    everything += [Link(f"Root {r}", "root", r) for r in roots]
    everything += [Link(f.name, "flag", f.id) for f in kb.flags.values()]
    return everything + [Link(f.label, "finding", f.key) for f in kb.observable]


def found(kb: KnowledgeBase, words: str) -> tuple[Link, list[Link]]:
    """The page that the words mean, and others near it. Raises NmtError when they mean nothing, or several things alike."""
    exact = _exact(kb, words.strip())
    lay = [] if exact else called(kb, words, by_name(kb))
    near = lay or _near(kb, words)
    likely = lay or [link for link in near if _names(link, words)]
    whole = [link for link in likely if all(_meets(part, words) for part in _split(link.label))]  # and no more
    first = exact or next((links[0] for links in (whole, likely) if len(links) == 1), None)
    if first is None and near:
        several = "; ".join(f"'{link.label}'" for link in (whole or likely or near)[:_ASKED])
        may = "means several things" if likely else "is the name of nothing"
        raise NmtError(f"'{words}' {may}. Name the one that you mean: {several}.")
    if first is None:
        near_by = ", ".join(f"'{entry.label}'" for entry in search(kb, words, 3))
        mend = f"Did you mean {near_by}?" if near_by else "Try fewer or other words."
        raise NmtError(f"the atlas knows nothing like '{words}'. {mend}")
    return first, [link for link in near if link != first][:_ALSO]


def by_name(kb: KnowledgeBase) -> dict[str, Link]:
    """Everything that has a page, by its name: the whole of it, and what stands before a colon or a bracket."""
    everything, names = links(kb), dict[str, Link]()
    for end in ("\n", ":", "("):  # whole names first
        for link in everything:
            names.setdefault(utils.default_process(link.label.partition(end)[0]), link)
    return names


def called(kb: KnowledgeBase, words: str, names: dict[str, Link]) -> list[Link]:
    """What people mean by the words, by the synonyms of the vocabulary: tennis elbow, sciatica."""
    said = utils.default_process(words)
    readings = [m for phrase, means in kb.synonyms.items() if utils.default_process(phrase) == said for m in means]
    return list(dict.fromkeys(link for meant in readings for link in _meaning(names, utils.default_process(meant))))


def _meaning(names: dict[str, Link], meant: str) -> list[Link]:
    """What is named so; else the hypotheses whose names begin so."""
    if meant in names:
        return [names[meant]]
    return [link for name, link in names.items() if link.kind == "hypothesis" and name.startswith(meant)]


def _exact(kb: KnowledgeBase, words: str) -> Link | None:
    """An id or a name, as it is written."""
    if (finding := kb.finding(words)) is not None:
        return Link(finding.label, "finding", finding.key)
    everything = links(kb)
    same, id = utils.default_process(words), words.lower().replace(" ", "_")
    by_id = (link for link in everything if words in (link.id, link.id.partition(".")[2]))
    by_name = (k for k in everything if same in map(utils.default_process, (k.label, k.label.partition(":")[0])))
    by_words = (link for link in everything if id in (link.id.lower(), link.id.lower().partition(".")[2]))
    return next(by_id, None) or next(by_name, None) or next(by_words, None)


def _names(link: Link, words: str) -> bool:
    """Does every word stand in the name, or begin a word there?"""
    name = _split(f"{link.label} {link.id.replace('_', ' ')}")
    return all(any(_meets(part, word) for part in name) for word in _split(words))


def _meets(part: str, words: str) -> bool:
    return any(part == word or (len(word) > 3 and part.startswith(_stem(word))) for word in _split(words))


def _split(text: str) -> list[str]:
    return [word for word in utils.default_process(text).split() if word not in _SMALL]


def _stem(word: str) -> str:
    """'scalen' for scalene, scalenes and scalenus."""
    return re.sub(r"(es|us|s|e)$", "", word) if len(word) > 5 else word


def _near(kb: KnowledgeBase, words: str) -> list[Link]:
    everything = links(kb)
    names = [f"{link.label} {link.id.replace('_', ' ')}" for link in everything]
    hits = process.extract(
        words, names, scorer=fuzz.token_set_ratio, processor=utils.default_process, limit=20, score_cutoff=_NEAR
    )
    hits.sort(key=lambda hit: (-round(hit[1]), len(hit[0])))
    members = [Link(e.label, "finding", e.key) for e in search(kb, words, 3) if e.kind == "finding" and "(" in e.key]
    named = [link for link in everything if _names(link, words)]
    named.sort(key=lambda link: len(link.label))
    of_family = members if _names_a_family(kb, words) else ()
    return list(dict.fromkeys([*of_family, *named, *(everything[i] for _, _, i in hits)]))


def _names_a_family(kb: KnowledgeBase, words: str) -> bool:
    """'numb thumb': one word begins a kind of finding."""
    return any(
        len(w) > 2 and part.startswith(w) for w in words.lower().split() for f in kb.families for part in f.split("_")
    )
