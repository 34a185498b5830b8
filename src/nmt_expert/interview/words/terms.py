"""Words to findings: 'front sh l, neck back b; numb thumb r' on the body chart, 'weak elbow ext r' in an examination.

A line is parts between commas. A part is, in this order: '-' to take back, what kind of thing it is (it holds until
another is named), a few letters of each word, a side.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from nmt_expert.interview.words.fields import InputError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Subject

_SIDES = {"l": "left", "left": "left", "r": "right", "right": "right", "b": "both", "both": "both"}
_ALSO = {
    "posterior": "back behind rear", "anterior": "front", "lateral": "outer outside side", "medial": "inner inside",
    "superior": "top upper", "inferior": "under below",
}  # fmt: skip
_SMALL = {"the", "a", "an", "is", "of", "or", "and", "with", "at", "in", "on", "to", "it", "my"}
_LEAST_KIND = 4  # letters; fewer could be a place
_CLOSE = 78  # of 100: how near misspelt words must be on average
_MOST = 9  # choices offered


@dataclass(frozen=True)
class Term:
    """What a part means: one finding, or several that it could mean. `side` is '' when none was typed."""

    keys: tuple[str, ...]
    typed: str
    side: str
    erase: bool = False


@dataclass(frozen=True)
class _Known:
    name: frozenset[str]  # the words of the id
    words: frozenset[str]  # the words of id and label
    described: frozenset[str]  # and those that only describe it


class Vocabulary:
    """What may be typed at one question: kinds (typed word -> family), the kind without a word, and single findings."""

    def __init__(self, kb: KnowledgeBase, kinds: Mapping[str, str], default: str, singles: Mapping[str, str]) -> None:
        self._kb = kb
        self._kinds = kinds
        self._default = default
        self._singles = singles

    def parse(self, text: str) -> list[Term]:
        """The terms of a line. Raises InputError for what fits nothing."""
        found = []
        kind = self._default
        for part in re.split(r"[,;]+", text):
            words = part.lower().split()
            if not words:
                continue
            erase = words[0].startswith("-")
            words[0] = words[0].removeprefix("-")
            words = [w for w in words if w]
            named = self._kind(words[0]) if words else None
            if named and (len(words) > 1 or not self._singles):
                kind, words = named, words[1:]
            side = _SIDES.get(words[-1], "") if len(words) > 1 else ""
            words = [w for w in (words[:-1] if side else words) if w not in _SMALL]
            keys = self._find(words, kind)
            if not keys:
                raise InputError(
                    f"Nothing here is called '{part.strip()}'. Try the part of the body or the first letters of other words; "
                    "keep it as a note with: n " + part.strip()
                )
            found.append(Term(tuple(keys[:_MOST]), part.strip(), side, erase))
        return found

    def _find(self, words: list[str], kind: str) -> list[str]:
        """The nearest tier: whole words of the id, of the label; words that begin words of the id, of the label, of the
        description; nearest spelling."""
        if not words:
            return []
        pool = self._pools.get(kind, {}) | self._pools.get("", {})
        exact = [key for key, known in pool.items() if known.name == set(words)]
        tiers = (
            [key for key, known in pool.items() if known.name >= set(words)],
            [key for key, known in pool.items() if known.words >= set(words)],
            [key for key, known in pool.items() if _begin(words, known.name)],
            [key for key, known in pool.items() if _begin(words, known.words)],
            [key for key, known in pool.items() if _begin(words, known.described)],
        )
        if found := exact or next((tier for tier in tiers if tier), []):
            return sorted(found, key=lambda key: (-sum(w in pool[key].words for w in words), len(pool[key].words), key))
        near = {key: score for key, known in pool.items() if (score := _likeness(words, known.described)) >= _CLOSE}
        return sorted(near, key=lambda key: (-near[key], len(pool[key].words), key))

    def _kind(self, word: str) -> str | None:
        if word in self._kinds:
            return self._kinds[word]
        fits = {family for name, family in self._kinds.items() if len(word) >= _LEAST_KIND and name.startswith(word)}
        return fits.pop() if len(fits) == 1 else None

    @cached_property
    def _pools(self) -> dict[str, dict[str, _Known]]:
        pools: dict[str, dict[str, _Known]] = {
            "": {key: _known(key, label, "") for key, label in self._singles.items()}
        }
        for family in {self._default, *self._kinds.values()} - {""}:
            subjects = self._kb.subjects(self._kb.families[family].over)
            pools[family] = {f"{family}({s.id})": _known(s.id, s.label, _described(s)) for s in subjects.values()}
        return pools


def _described(subject: Subject) -> str:
    return f"{_ALSO.get(subject.aspect, '')} {subject.region.replace('_', ' ')}"


def _known(name: str, label: str, more: str) -> _Known:
    own = frozenset(re.findall(r"\w+", name.replace("_", " ").lower()))
    words = own | frozenset(re.findall(r"\w+", label.lower()))
    return _Known(own, words, words | frozenset(more.split()))


def _begin(words: list[str], known: frozenset[str]) -> bool:
    return all(any(k.startswith(w) for k in known) for w in words)


def _likeness(words: list[str], known: frozenset[str]) -> float:
    """How near the typed words are to the known ones, 0 to 100."""
    return sum(max(fuzz.ratio(word, other[: len(word) + 1]) for other in known) for word in words) / len(words)
