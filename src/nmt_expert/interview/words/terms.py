"""Words to findings: 'front sh l, neck back b; numb thumb r' on the body chart, 'weak elbow ext r' in an examination.

A line is parts between commas. A part is, in any order that people use: '-' to take back, 'no' to deny, what kind of thing it
is (it holds until another is named), a few letters of each word, a side. What only comes near is marked as a guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, cast

from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Phrases, phrases_of
from nmt_expert.interview.words.pool import Pool, name_of
from nmt_expert.interview.words.sides import side_in
from nmt_expert.interview.words.stems import stem, stems_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Subject

_ALSO = {
    "posterior": "back behind rear", "anterior": "front", "lateral": "outer outside side", "medial": "inner inside",
    "superior": "top upper", "inferior": "under below",
}  # fmt: skip
_SMALL = {
    "the",
    "a",
    "an",
    "is",
    "of",
    "or",
    "and",
    "with",
    "at",
    "in",
    "on",
    "to",
    "it",
    "my",
    "any",
    "does",
    "client",
    "have",
    "has",
}
_LEAST_KIND = 4  # letters; fewer could be a place
_MOST = 9  # choices offered
_LONGEST = 1000  # letters of one line of words; notes are pasted


@dataclass(frozen=True)
class Term:
    """What a part means: one finding, or several that it could mean. `side` is '' when none was typed."""

    keys: tuple[str, ...]
    typed: str
    side: str
    erase: bool = False
    state: Literal["present", "absent"] = "present"
    guess: bool = False  # only near: even a single one is asked


class Vocabulary:
    """What may be typed at one question: kinds (typed word -> family), the kind without a word, and single findings."""

    def __init__(self, kb: KnowledgeBase, kinds: Mapping[str, str], default: str, singles: Mapping[str, str]) -> None:
        self._kb = kb
        self._kinds = kinds
        self._default = default
        self._singles = singles
        self._pools: dict[str, Pool] = {}

    def parse(self, text: str) -> list[Term]:
        """The terms of a line. Raises InputError for what fits nothing."""
        if len(text) > _LONGEST:
            raise InputError(f"That is {len(text)} letters; type a few words, or paste notes with :paste.")
        found = []
        kind = self._default
        for part in re.split(r"[,;]+", text):
            if re.search(r"\bred flags?\b", part.lower()):
                raise InputError(
                    "Whether there are red flags, the safety screen finds out: its questions are answered one by one."
                )
            words = re.sub(r"(?<=[a-z])[-/](?=[a-z])", " ", part.lower()).split()
            if not words:
                continue
            if label := self._by_label.get(" ".join(words)):
                found.append(Term((label,), part.strip(), ""))
                continue
            erase = words[0].startswith("-")
            words[0] = words[0].removeprefix("-")
            words, denied = _without_denial([w for w in words if w])
            whole = self._single(words)
            words, side = side_in(words)
            whole = whole or self._single(words)
            named = self._kind(words[0]) if words else None
            if named and (len(words) > 1 or not self._singles):
                kind, words = named, words[1:]
            words = [w for w in words if w not in _SMALL] or words
            keys, sure = self._general(kind if not words else "", words, denied) or self._find(words, kind)
            if whole:
                keys, sure = list(dict.fromkeys((*whole, *(keys if sure else ())))), True
            if not keys or (not sure and self._only_a_place(words, kind)):
                raise InputError(self._nothing(part.strip(), words))
            found.append(
                Term(tuple(keys[:_MOST]), part.strip(), side, erase, "absent" if denied else "present", not sure)
            )
        return found

    def _general(self, kind: str, words: list[str], denied: bool) -> tuple[list[str], bool] | None:
        """'no weakness' denies the whole, not one movement."""
        if not denied:
            return None
        if kind:
            keys = [key for key, entry in written()["general"].items() if kind in entry["kinds"]]
            return (keys, True) if keys else None
        keys = [cast("str", key) for key in self._phrases.tables["denied"].get(stems_of(" ".join(words)), ())]
        return (keys[:1], True) if keys and (not self._singles or keys[0] in self._singles) else None

    def _find(self, words: list[str], kind: str) -> tuple[list[str], bool]:
        """What the words mean, the best first, and whether it was said rather than guessed."""
        if not words:
            return [], False
        pool = self._pool(kind)
        exact = pool.exact({stem(word) for word in words})
        members = exact if any("(" in key for key in exact) else (*self._called(words, kind), *exact)
        if said := list(dict.fromkeys((*members, *self._single(words)))):
            return said, True
        if found := pool.best(words):
            sure = 2 * len(words) >= len(pool.names[found[0]].name) and pool.begins(words, found[0])
            return (found, True) if sure else (list(dict.fromkeys((*found[: _MOST - 3], *pool.alike(words)))), False)
        return pool.alike(words) or pool.near(words), False

    def _called(self, words: list[str], kind: str) -> list[str]:
        """What people call a place, a movement, a muscle, an activity or a finding."""
        row = stems_of(" ".join(words))
        found: list[str] = []
        if family := kind or self._default:
            over = self._kb.families[family].over
            found = [f"{family}({id})" for id in self._phrases.tables[over].get(row, ())]
        if found:
            return found
        return self._single(words)

    def _single(self, words: list[str]) -> list[str]:
        """The single findings that are called exactly so."""
        keys = self._phrases.tables["finding"].get(stems_of(" ".join(words)), ()) if self._singles else ()
        return [cast("str", key) for key in keys if key in self._singles]

    def _nothing(self, part: str, words: list[str]) -> str:
        if self._only_a_place(words, self._default):
            return f"'{part}' is a place: say what is there, as in: pain {part}, numb {part}, tender {part}."
        shown = part if len(part) <= 60 else part[:60] + " ..."
        return (
            f"Nothing here is called '{shown}'. Try the part of the body or the first letters of other words; "
            "keep it as a note with: n " + shown
        )

    @cached_property
    def _by_label(self) -> dict[str, str]:
        return {label.lower(): key for key, label in self._singles.items()}

    def _only_a_place(self, words: list[str], kind: str) -> bool:
        return not kind and stems_of(" ".join(words)) in self._phrases.tables["zones"]

    def _kind(self, word: str) -> str | None:
        if word in self._kinds:
            return self._kinds[word]
        fits = {
            family
            for name, family in self._kinds.items()
            if (len(word) >= _LEAST_KIND and name.startswith(word)) or stem(word) == stem(name)
        }
        return fits.pop() if len(fits) == 1 else None

    @cached_property
    def _phrases(self) -> Phrases:
        return phrases_of(self._kb)

    def _pool(self, kind: str) -> Pool:
        """What can be meant where this kind holds: its members, and the single findings."""
        if kind not in self._pools:
            names = {key: name_of(key, label, question=self._question(key)) for key, label in self._singles.items()}
            if kind:
                subjects = self._kb.subjects(self._kb.families[kind].over)
                names |= {f"{kind}({s.id})": name_of(s.id, s.label, _described(s)) for s in subjects.values()}
            self._pools[kind] = Pool(names)
        return self._pools[kind]

    def _question(self, key: str) -> str:
        finding = self._kb.finding(key)
        return finding.ask if finding else ""


def _without_denial(words: list[str]) -> tuple[list[str], bool]:
    denies = {word for phrase in written()["negation"]["before"] if len(phrase.split()) == 1 for word in [phrase]}
    kept = [word for word in words if word not in denies]
    return kept, len(kept) < len(words)


def _described(subject: Subject) -> str:
    return f"{_ALSO.get(subject.aspect, '')} {subject.region.replace('_', ' ')}"
