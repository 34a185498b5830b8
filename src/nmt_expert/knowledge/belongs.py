"""What a word names that stands where something else is asked for, and how it is written."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.errors import nearest
from nmt_expert.knowledge.base import SINGULAR, KnowledgeBase

_EXAMPLES = 3  # families that are named


def mend(kb: KnowledgeBase, word: str, known: Iterable[str]) -> str:
    """How to mend a word that is none of `known`: what it is elsewhere, or else the nearest of them."""
    return _elsewhere(kb, word) or nearest(word, known)


def _elsewhere(kb: KnowledgeBase, word: str) -> str:
    """' It is a muscle: tender(x), taut_band(x).' of a known muscle x, in the same way of a zone, a site ...; '' otherwise."""
    for over, kind in SINGULAR.items():
        if over != "findings" and kb.subject(over, word):
            families = [family.id for family in kb.families.values() if family.over == over][:_EXAMPLES]
            return (
                f" It is {'an' if kind[0] in 'aeiou' else 'a'} {kind}: {', '.join(f'{f}({word})' for f in families)}."
            )
    return ""
