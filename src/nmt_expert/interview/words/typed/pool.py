"""A set of names to search in: whole words, first letters, and what is only alike."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import takewhile
from math import log

from nmt_expert.interview.words.stems import small, stem
from nmt_expert.knowledge.model import Subject

_ALSO = {
    "posterior": "back behind rear", "anterior": "front", "lateral": "outer outside side", "medial": "inner inside",
    "superior": "top upper", "inferior": "under below",
}  # fmt: skip
_PARTICLES = {"off", "out", "away"}  # by themselves they make no two sentences alike
_UNKNOWN = 4.0  # what a word weighs that no sentence has
_SHARED = 0.5  # of the weight of a phrase, that a sentence must share with it


@dataclass(frozen=True)
class Name:
    """What one key is called."""

    name: frozenset[str]  # the stems of its id
    words: frozenset[str]  # the words of id and label, and their stems
    described: frozenset[str]  # and those that only describe it
    sentence: str = ""  # label and question


class Pool:
    """Keys by their names."""

    def __init__(self, names: Mapping[str, Name]) -> None:
        self.names = names

    def exact(self, typed: set[str]) -> list[str]:
        return [key for key in self._with(typed, "words") if self.names[key].name == typed]

    def best(self, words: list[str]) -> list[str]:
        """The nearest tier: whole words of the id, of the label; words that begin words of the id, of the label, of the
        description. The best first."""
        typed = {stem(word) for word in words}
        whole = self._with(typed, "words")
        begun = {part: [self._beginning(word, part) for word in words] for part in ("words", "described")}
        tiers: tuple[Iterable[str], ...] = (
            (key for key in whole if self.names[key].name >= typed),
            whole,
            (key for key in _all(begun["words"]) if self.begins(words, key)),
            _all(begun["words"]),
            _all(begun["described"]),
        )
        found = next((tier for tier in map(list, tiers) if tier), [])
        return sorted(found, key=lambda k: (-sum(s in self.names[k].words for s in typed), len(self.names[k].words), k))

    def begins(self, words: list[str], key: str) -> bool:
        """Does each word begin a word of the id?"""
        return all(any(k.startswith((word, stem(word))) for k in self.names[key].name) for word in words)

    def alike(self, words: list[str]) -> list[str]:
        """Keys whose label and question share most of the words; rare words weigh more."""
        typed = {stem(word) for word in words} - small()
        typed = typed - _PARTICLES or typed
        shared: Counter[str] = Counter()
        for s in typed:
            for key in self._sentences.get(s, ()):
                shared[key] += self._weight(s)  # type: ignore[assignment]
        enough = _SHARED * sum(self._weight(s) for s in typed)
        return [key for key, weight in sorted(shared.items(), key=lambda item: (-item[1], item[0])) if weight >= enough]

    def _weight(self, s: str) -> float:
        return log(1 + len(self.names) / len(self._sentences[s])) if s in self._sentences else _UNKNOWN

    def _with(self, typed: set[str], part: str) -> list[str]:
        return sorted(_all([self._index[part].get(s, set()) for s in typed]))

    def _beginning(self, word: str, part: str) -> set[str]:
        index, known = self._index[part], self._sorted[part]
        begun = takewhile(lambda other: other.startswith(word), known[bisect_left(known, word) :])
        return {key for other in (*begun, stem(word)) for key in index.get(other, ())}

    @cached_property
    def _index(self) -> dict[str, dict[str, set[str]]]:
        index: dict[str, dict[str, set[str]]] = {"words": defaultdict(set), "described": defaultdict(set)}
        for key, name in self.names.items():
            for word in name.words:
                index["words"][word].add(key)
            for word in name.described:
                index["described"][word].add(key)
        return index

    @cached_property
    def _sorted(self) -> dict[str, list[str]]:
        return {part: sorted(index) for part, index in self._index.items()}

    @cached_property
    def _sentences(self) -> dict[str, set[str]]:
        index: dict[str, set[str]] = defaultdict(set)
        for key, name in self.names.items():
            for s in _stems(name.sentence):
                index[s].add(key)
        return dict(index)


@cache  # the same in the pools of all questions
def name_of(id: str, label: str, more: str = "", question: str = "") -> Name:
    """The names of a key: its id, its label, what describes it, and what is asked of it."""
    own = id.replace("_", " ")
    words = _with_stems(f"{own} {label}")
    described = words | _with_stems(more)
    return Name(
        frozenset(stem(w) for w in re.findall(r"\w+", own.lower())), words, described, f"{own} {label} {question}"
    )


@cache
def _stems(sentence: str) -> frozenset[str]:
    return frozenset(stem(word) for word in re.findall(r"\w+", sentence.lower())) - small()


def _with_stems(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(words) | frozenset(stem(word) for word in words)


def _all(sets: list[set[str]]) -> set[str]:
    return set.intersection(*sets) if sets else set()


def described(subject: Subject) -> str:
    """What else a place, a movement or a muscle may be called by: its aspect and its region."""
    return f"{_ALSO.get(subject.aspect, '')} {subject.region.replace('_', ' ')}"
