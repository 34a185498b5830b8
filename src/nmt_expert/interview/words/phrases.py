"""Phrases of the vocabulary and of the lexicon, found in a row of words, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from typing import NamedTuple

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.stems import Word, small, stems_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Finding

OVER = ("zones", "muscles", "movements", "reflexes", "sites", "activities")
SUBJECTS = (*OVER, "strength")  # a muscle whose strength is that of a movement
_LEXICON = {"zones": "places"}  # what the lexicon calls otherwise than the vocabulary
_BETWEEN = 3  # words that may stand between those of a label
_TURNED = 3  # words of a name that are known in any order
_SIDES = {"left", "right", "both"}  # 'front of the right shoulder' is the front of the shoulder


class Kind(NamedTuple):
    """A word such as 'numb': the family that it is, by what it is said of."""

    families: tuple[tuple[str, str], ...]  # over -> family

    def family(self, over: str) -> str:
        return dict(self.families).get(over, "")


class Wide(tuple[object, ...]):
    """The zones of a word for a whole part."""


@dataclass(frozen=True)
class Mention:
    """A phrase found: what it names, and the words that it stands in (their places in the row)."""

    sort: str  # 'kind', 'finding', 'absent', or what a family is over
    values: tuple[object, ...]
    first: int
    last: int

    @property
    def wide(self) -> bool:
        """Is it a word for a whole part, of which only the speaker knows which zones are meant?"""
        return isinstance(self.values, Wide)


class Phrases:
    """All phrases of one knowledge base, by sort."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def found(self, words: Sequence[Word], sort: str) -> list[Mention]:
        """The phrases of a sort in a row of words, from the first word on; overlapping ones only once, the longest."""
        table = self.tables[sort]
        mentions: list[Mention] = []
        place = 0
        while place < len(words):
            best = self._longest(words, place, table)
            if best is None:
                place += 1
                continue
            values, last = best
            mentions.append(Mention(sort, values, place, last))
            place = last + 1
        return mentions

    def _longest(
        self, words: Sequence[Word], first: int, table: Mapping[tuple[str, ...], tuple[object, ...]]
    ) -> tuple[tuple[object, ...], int] | None:
        if words[first].stem in small() or not words[first].stem[0].isalnum():
            return None
        row: list[str] = []  # without sides: 'front of the right shoulder' is the front of the shoulder
        whole: list[str] = []  # with them: 'both legs weak'
        best = None
        for place in range(first, len(words)):
            stem = words[place].stem
            if stem in small():
                continue
            aside = stem in _SIDES and bool(row)
            whole.append(stem)
            if not aside:
                row.append(stem)
            for said in (whole,) if aside else (row, whole):
                if tuple(said) in table:
                    best = table[tuple(said)], place
            if len(row) >= self._most or not stem[0].isalnum():
                break
        return best

    def meant(self, words: Sequence[Word]) -> list[Word]:
        """The words; those of phrases that name no finding ('stress test', 'hay fever') are a mark instead."""
        passed = {i for m in self.found(words, "nothing") for i in range(m.first, m.last + 1)}
        return [Word("-", "-", w.start, w.end) if i in passed else w for i, w in enumerate(words)]

    def scattered(self, words: Sequence[Word]) -> list[Mention]:
        """Findings whose label stands in the words, in any order and with others between."""
        stems = {word.stem for word in words}
        place = {word.stem: i for i, word in reversed(list(enumerate(words)))}
        found = []
        for label, key in self._labels:
            if label <= stems:
                places = [place[stem] for stem in label]
                if max(places) - min(places) < len(places) + _BETWEEN:
                    found.append(Mention("finding", (key,), min(places), max(places)))
        return found

    @cached_property
    def _observable(self) -> list[Finding]:
        return [f for f in self._kb.observable if f.key not in written()["label_misleads"]]

    @cached_property
    def _labels(self) -> list[tuple[frozenset[str], str]]:
        labels = ((frozenset(stems_of(_outside(f.label))), f.key) for f in self._observable if not f.unit)
        return [(label, key) for label, key in labels if len(label) > 1]

    def a_test(self, key: str) -> bool:
        """Is a finding the outcome of a named test?"""
        finding = self._kb.finding(key)
        return finding is not None and finding.section == "test"

    @cached_property
    def movements(self) -> frozenset[str]:
        """The ids of all movements."""
        return frozenset(self._kb.subjects("movements"))

    @cached_property
    def _most(self) -> int:
        return max(len(phrase) for table in self.tables.values() for phrase in table)

    @cached_property
    def tables(self) -> dict[str, dict[tuple[str, ...], tuple[object, ...]]]:
        tables: dict[str, dict[tuple[str, ...], tuple[object, ...]]] = {
            over: self._subjects(over, written()[_LEXICON.get(over, over)]) for over in SUBJECTS
        }
        tables["kind"] = {}
        for entry in written()["kinds"]:
            kind = Kind(tuple((over, entry[over]) for over in SUBJECTS if over in entry))
            for words in entry["words"]:
                tables["kind"].setdefault(stems_of(words), (kind,))
        tables["finding"] = self._findings()
        tables["absent"] = {stems_of(w): (key,) for key, entry in written()["general"].items() for w in entry["absent"]}
        tables["noun"] = {stems_of(w): (name,) for name, entry in written()["examined"].items() for w in entry["nouns"]}
        tables["joint"] = {stems_of(w): (ids[0].split("_")[0],) for w, ids in written()["joints"].items()}
        tables["joints"] = {stems_of(w): Wide(ids) for w, ids in written()["joints"].items()}
        tables["move"] = {stems_of(w): (move,) for move, phrases in written()["moves"].items() for w in phrases}
        tables["nothing"] = {stems_of(words): () for words in written()["nothing"]}
        tables["denied"] = {}
        for key, phrases in written()["denied"].items():
            for words in phrases:
                tables["denied"][stems_of(words)] = (*tables["denied"].get(stems_of(words), ()), key)
        tables["side"] = {stems_of(w): (side,) for side, phrases in written()["sides"].items() for w in phrases}
        return tables

    def _subjects(self, over: str, called: Mapping[str, list[str]]) -> dict[tuple[str, ...], tuple[object, ...]]:
        table: dict[tuple[str, ...], tuple[object, ...]] = {}
        for subject in self._kb.subjects(over).values() if over != "strength" else ():
            for words in (subject.id.replace("_", " "), *names_of(subject.label)):
                for row in _turned(stems_of(words)):
                    table.setdefault(row, (subject.id,))
        for words, ids in called.items():
            for row in _turned(stems_of(words)):
                table[row] = Wide(ids) if over == "movements" and len(ids) > 1 else tuple(ids)
        for words, ids in written()["wide"].items() if over == "zones" else ():
            table[stems_of(words)] = Wide(ids)
        for words, ids in written()["joints"].items() if over == "movements" else ():
            for range_ in written()["examined"]["range"]["nouns"]:
                for row in ((*stems_of(words), *stems_of(range_)), (*stems_of(range_), *stems_of(words))):
                    table[row] = Wide(ids)
        for words, ids in written()["joints"].items() if over == "strength" else ():
            for strength in ("strength", "power", "muscles"):
                table[(*stems_of(words), *stems_of(strength))] = Wide(ids)
        table.pop((), None)
        return table

    def _findings(self) -> dict[tuple[str, ...], tuple[object, ...]]:
        table: dict[tuple[str, ...], tuple[object, ...]] = {}
        for finding in self._observable:
            for words in (
                () if finding.unit else (finding.label, _outside(finding.label), finding.key.replace("_", " "))
            ):
                row = stems_of(words)
                if (len(row) > 1 or finding.section == "test") and finding.key not in table.get(row, ()):
                    table[row] = (*table.get(row, ()), finding.key)
        for key, phrases in written()["said"].items():
            for words in phrases:
                row = stems_of(words)
                table[row] = (*table[row], key) if row in table and key not in table[row] else (key,)
        table.pop((), None)
        return table


def names_of(label: str) -> Iterable[str]:
    """A label as it stands, and without what it explains in brackets, and that by itself."""
    yield label
    if _outside(label) != label:
        yield _outside(label)
        yield from re.findall(r"\(([^)]*)\)", label)


def _outside(label: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", label)


def _turned(row: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """'front shoulder' is also said 'shoulder front'."""
    return permutations(row) if len(row) <= _TURNED else (row,)


_MADE: dict[str, Phrases] = {}


def phrases_of(kb: KnowledgeBase) -> Phrases:
    """The phrases of a knowledge base, made once."""
    if kb.hash not in _MADE:
        _MADE.clear()
        _MADE[kb.hash] = Phrases(kb)
    return _MADE[kb.hash]
