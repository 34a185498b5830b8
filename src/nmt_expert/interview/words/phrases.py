"""Phrases of the vocabulary and of the lexicon, found in a row of words, the longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.stems import Word, passes, small
from nmt_expert.interview.words.tables import Kind, Meaning, Row, Table, tables_of
from nmt_expert.knowledge.base import KnowledgeBase

_APART = 4  # other words that may stand where a phrase has a gap
_BETWEEN = 3  # words that may stand between those of a label
_PARTED = ("finding", "zones", "sites", "muscles", "movements", "activities")  # what small words may part
_SIDES = {"left", "right", "both"}  # 'front of the right shoulder' is the front of the shoulder


@dataclass(frozen=True)
class Mention:
    """A phrase found: what it names, and the words that it stands in (their places in the row)."""

    sort: str  # 'kind', 'finding', 'absent', or what a family is over
    values: tuple[str | Kind, ...]
    first: int
    last: int
    wide: bool = False  # as in its meaning
    whole: str = ""


class Phrases:
    """All phrases of one knowledge base, by sort."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._tables = tables_of(kb)

    def named(self, sort: str, row: Row) -> tuple[str | Kind, ...]:
        """What the phrase of these stems names, which is nothing where there is none."""
        meaning = self._tables.of[sort].get(row)
        return meaning.values if meaning else ()

    def known(self, sort: str, row: Row) -> bool:
        """Is there a phrase of these stems?"""
        return row in self._tables.of[sort]

    def found(self, words: Sequence[Word], sort: str) -> list[Mention]:
        """The phrases of a sort in a row of words, from the first word on; overlapping ones only once, the longest."""
        table = self._tables.of[sort]
        mentions: list[Mention] = []
        place = 0
        while place < len(words):
            best = self._longest(words, place, table, sort in _PARTED)
            if best is None:
                place += 1
                continue
            meaning, last = best
            mentions.append(Mention(sort, meaning.values, place, last, meaning.wide, meaning.whole))
            place = last + 1
        return mentions

    def _longest(self, words: Sequence[Word], first: int, table: Table, parted: bool) -> tuple[Meaning, int] | None:
        if words[first].stem in small() or not words[first].stem[0].isalnum():
            return None
        row: list[str] = []  # without sides and manners: 'front of the right shoulder' is the front of the shoulder
        whole: list[str] = []  # with them: 'both legs weak', 'gradually worse'
        best = None
        for place in range(first, len(words)):
            stem = words[place].stem
            if stem in small():
                continue
            aside = (stem in _SIDES or passes(words[place])) and bool(row)
            whole.append(stem)
            if not aside:
                row.append(stem)
            for said in (whole,) if aside else (row, whole):
                meaning = table.get(tuple(said))
                if meaning and not (parted and _parted(words, first, place, meaning)):
                    best = meaning, place
            if len(row) >= self._tables.most or len(whole) >= 2 * self._tables.most or not stem[0].isalnum():
                break
        return best

    def meant(self, words: Sequence[Word]) -> list[Word]:
        """The words; those of phrases that name no finding ('stress test', 'hay fever') are a mark instead."""
        named = [m for m in self.found(words, "finding") if self.a_test(str(m.values[0]))]  # 'femoral stretch test'
        passed = {
            i
            for m in self.found(words, "nothing")
            if not any(f.first <= m.first and m.last <= f.last and f.last - f.first > m.last - m.first for f in named)
            for i in range(m.first, m.last + 1)
        }
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

    def apart(self, words: Sequence[Word]) -> list[Mention]:
        """Findings whose phrase has other words between its pieces: 'takes .. away'."""
        row = [(word.stem, i) for i, word in enumerate(words) if word.stem not in small()]
        stems = [stem for stem, _ in row]
        found = []
        for first, stem in enumerate(stems):
            for pieces, key in self._tables.pieces.get(stem, ()):
                last = _ends_at(stems, first, pieces)
                if last is not None:
                    found.append(Mention("finding", (key,), row[first][1], row[last][1]))
        return found

    def a_test(self, key: str) -> bool:
        """Is a finding the outcome of a named test?"""
        finding = self._kb.finding(key)
        return finding is not None and finding.section == "test"

    @cached_property
    def movements(self) -> frozenset[str]:
        """The ids of all movements, those of a joint as a whole among them."""
        return frozenset((*self._kb.subjects("movements"), *self._kb.wholes.get("movements", {})))

    @cached_property
    def _labels(self) -> list[tuple[frozenset[str], str]]:
        return [(frozenset(label), key) for label, key in self._tables.labels]


def _parted(words: Sequence[Word], first: int, last: int, meaning: Meaning) -> bool:
    """Do small words make another thing of those of a phrase? 'News about her mother' is no new mother, 'got through' not 'got up'."""
    if any(w.text in written()["parting"] and w.text not in meaning.has for w in words[first + 1 : last]):
        return True
    return bool(meaning.needs) and not _has_one(words, first, last, meaning.needs)


def _has_one(words: Sequence[Word], first: int, last: int, small_words: Sequence[str]) -> bool:
    """Does one of these small words stand within a phrase, or beside it with nothing but small words between?"""
    start = next((i + 1 for i in reversed(range(first)) if words[i].stem not in small()), 0)
    end = next((i for i in range(last + 1, len(words)) if words[i].stem not in small()), len(words))
    return any(word.text in small_words for word in words[start:end])


def _ends_at(stems: Sequence[str], first: int, pieces: Sequence[Row]) -> int | None:
    """Where the last piece of a phrase ends that begins here; None where a piece is missing or too far off."""
    place = first
    for number, piece in enumerate(pieces):
        starts = range(place, place + (_APART + 1 if number else 1))
        found = next((s for s in starts if tuple(stems[s : s + len(piece)]) == piece), None)
        if found is None or "," in stems[place:found]:
            return None
        place = found + len(piece)
    return place - 1


_MADE: dict[str, Phrases] = {}


def phrases_of(kb: KnowledgeBase) -> Phrases:
    """The phrases of a knowledge base, made once."""
    if kb.hash not in _MADE:
        _MADE.clear()
        _MADE[kb.hash] = Phrases(kb)
    return _MADE[kb.hash]
