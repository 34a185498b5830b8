"""Pasted notes, SOAP or prose: what was understood as findings, with the words it came from, and what was not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from nmt_expert.interview.words.recognise import Recogniser, Understood
from nmt_expert.knowledge.base import KnowledgeBase

_CLAUSE = re.compile(r"[.;\n]+(?=\s|$)|\s(?=but\s)")
_HEADING = re.compile(r"^\s*([A-Za-z/ ]{1,24}?)\s*[:\-]\s+|^\s*([SOAP])\s*[:.]?\s+")


@dataclass
class Notes:
    """What notes say: findings, and the clauses of which nothing was understood."""

    found: list[Understood] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)


@lru_cache(maxsize=2)
def _recogniser(kb_hash: str, kb: KnowledgeBase) -> Recogniser:
    return Recogniser(kb)


def read_notes(kb: KnowledgeBase, text: str, side: str | None = None) -> Notes:
    """Reads notes; `side` of the complaint holds where a clause says none."""
    notes = Notes()
    reader = recogniser(kb)
    for clause in _CLAUSE.split(text):
        found, _ = reader.clause(clause, side)
        if found:
            notes.found += [u for u in found if u not in notes.found]
        elif clause.strip():
            notes.not_understood.append(clause.strip())
    return notes


_KEPT: dict[str, Recogniser] = {}


def recogniser(kb: KnowledgeBase) -> Recogniser:
    if kb.hash not in _KEPT:
        _KEPT.clear()
        _KEPT[kb.hash] = Recogniser(kb)
    return _KEPT[kb.hash]
