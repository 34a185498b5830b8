"""What words that were not understood may have meant: to be chosen by the therapist, never taken."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from nmt_expert.interview.words.denial import without_denial, words_in
from nmt_expert.interview.words.prose.recognise import Understood
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.search import Search

_MOST = 4


def nearest(kb: KnowledgeBase, clauses: Iterable[str], regions: Collection[str]) -> list[Understood]:
    """Of each clause to which findings of these regions come near: those, the nearest first, in `among`. Without regions
    findings of the whole body."""
    search = Search(kb)
    found = []
    for clause in clauses:
        words, denied = without_denial(words_in(clause))
        keys = tuple(_findings(kb, search, " ".join(words), regions))[:_MOST]
        if keys:
            found.append(Understood(keys[0], "absent" if denied else "present", None, clause, among=keys))
    return found


def _findings(kb: KnowledgeBase, search: Search, words: str, regions: Collection[str]) -> Iterable[str]:
    for entry in search.nearest(words):
        finding = kb.finding(entry.key) if entry.kind == "finding" else None
        if finding and not finding.unit and (not regions or {*finding.regions} & {*regions, "general"}):
            yield finding.key
