"""What the medicines of a client say by themselves: a blood thinner is one, also where nobody ticked it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nmt_expert.knowledge.base import KnowledgeBase

_NOT_TAKEN = re.compile(
    r"\b(?:no|not|never|without|stop(?:s|ped)?|ended|former(?:ly)?|previous(?:ly)?|earlier|allerg\w+)"
    r"(?: (?:to|on|the|any|taking))*\W*$"
)
_DOSE = r"[\s,;(]*(?:\d[\d.,/]*\s?(?:mg|g|units?)?[\s,;(]*)*"
_NO_MORE = re.compile(
    rf"{_DOSE}(?:(?:was|were|is|eye|ear|nasal|skin) )?(?:stop(?:s|ped)?|ended|until|allergy|gel|cream|ointment|drops|spray|inhaler)\b"
)


def said_by(kb: KnowledgeBase, medicines: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The findings that medicines mean, each with the number of the first that means it, from 0."""
    for key, names in _named(kb).items() if medicines else ():
        found = next((number for number, text in enumerate(medicines) if _taken(names, text.lower())), None)
        if found is not None:
            yield key, found


def _taken(names: re.Pattern[str], text: str) -> bool:
    """Is one of these named, and not as what is no longer, or not to be, taken?"""
    found = names.finditer(text)
    return any(not _NOT_TAKEN.search(text[: at.start()]) and not _NO_MORE.match(text[at.end() :]) for at in found)


def _named(kb: KnowledgeBase) -> dict[str, re.Pattern[str]]:
    """By finding the names of its medicines; worked out once for a knowledge base."""
    found: dict[str, re.Pattern[str]] | None = kb.__dict__.get("medicines")
    if found is None:
        named = {
            key: "|".join(re.escape(name.lower()) for name in f.medicines)
            for key, f in kb.findings.items()
            if f.medicines
        }
        found = kb.__dict__["medicines"] = {key: re.compile(rf"\b(?:{names})s?\b") for key, names in named.items()}
    return found
