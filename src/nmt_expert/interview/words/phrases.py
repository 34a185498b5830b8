"""Phrases of the vocabulary and of the lexicon, found in a row of words, the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.names import alike, names_of, outside, turned
from nmt_expert.interview.words.stems import Word, passes, small, stems_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Finding

OVER = ("zones", "muscles", "movements", "reflexes", "sites", "activities")
SUBJECTS = (*OVER, "strength")  # a muscle whose strength is that of a movement
_LEXICON = {"zones": "places"}  # what the lexicon calls otherwise than the vocabulary
_GAP = " .. "  # in a phrase: other words may stand here
_APART = 4  # of them
_BETWEEN = 3  # words that may stand between those of a label
_SIDES = {"left", "right", "both"}  # 'front of the right shoulder' is the front of the shoulder


class Kind(NamedTuple):
    """A word such as 'numb': the family that it is, by what it is said of."""

    families: tuple[tuple[str, str], ...]  # over -> family

    def family(self, over: str) -> str:
        return dict(self.families).get(over, "")


class Wide(tuple[object, ...]):
    """The zones or movements of a word for a whole part, and what the vocabulary calls it as a whole, or ''."""

    whole: str

    def __new__(cls, ids: Iterable[object], whole: str = "") -> Wide:
        made = super().__new__(cls, ids)
        made.whole = whole
        return made


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

    @property
    def whole(self) -> str:
        """The part without its spot, as the vocabulary has it, or ''."""
        return self.values.whole if isinstance(self.values, Wide) else ""


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
                if tuple(said) in table:
                    best = table[tuple(said)], place
            if len(row) >= self._most or not stem[0].isalnum():
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
            for pieces, key in self._pieces.get(stem, ()):
                last = _ends_at(stems, first, pieces)
                if last is not None:
                    found.append(Mention("finding", (key,), row[first][1], row[last][1]))
        return found

    @cached_property
    def _pieces(self) -> dict[str, list[tuple[list[tuple[str, ...]], str]]]:
        """Phrases in pieces, by the first word."""
        index: dict[str, list[tuple[list[tuple[str, ...]], str]]] = {}
        for key, phrases in written()["said"].items():
            for words in phrases:
                if _GAP in words:
                    pieces = [stems_of(piece) for piece in words.split(_GAP)]
                    index.setdefault(pieces[0][0], []).append((pieces, key))
        return index

    @cached_property
    def _observable(self) -> list[Finding]:
        return [f for f in self._kb.observable if f.key not in written()["label_misleads"]]

    @cached_property
    def _labels(self) -> list[tuple[frozenset[str], str]]:
        labels = ((frozenset(stems_of(outside(f.label))), f.key) for f in self._observable if not f.unit)
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
        tables["absent"] = {}
        for key, entry in written()["general"].items():
            for words in entry["absent"]:
                tables["absent"][stems_of(words)] = (*tables["absent"].get(stems_of(words), ()), key)
        tables["noun"] = {stems_of(w): (name,) for name, entry in written()["examined"].items() for w in entry["nouns"]}
        tables["joint"] = {stems_of(w): (ids[0].split("_")[0],) for w, ids in written()["joints"].items()}
        tables["joints"] = {stems_of(w): _joint(ids) for w, ids in written()["joints"].items()}
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
                for row in turned(stems_of(words)):
                    table.setdefault(row, (subject.id,))
        for words, ids in called.items():
            for row in turned(stems_of(words)):
                table[row] = Wide(ids) if over == "movements" and len(ids) > 1 else tuple(ids)
        for row, zones in list(table.items()) if over == "zones" else ():
            for other in alike(row):
                table.setdefault(other, zones)
        for words, ids in written()["wide"].items() if over == "zones" else ():
            table[stems_of(words)] = Wide(ids, written()["whole"].get(words, ""))
        for words, ids in written()["joints"].items() if over == "movements" else ():
            for range_ in written()["examined"]["range"]["nouns"]:
                for row in ((*stems_of(words), *stems_of(range_)), (*stems_of(range_), *stems_of(words))):
                    table[row] = _joint(ids)
        for words, ids in written()["joints"].items() if over == "strength" else ():
            for strength in ("strength", "power", "muscles"):
                table[(*stems_of(words), *stems_of(strength))] = _joint(ids)
        table.pop((), None)
        return table

    def _findings(self) -> dict[tuple[str, ...], tuple[object, ...]]:
        table: dict[tuple[str, ...], tuple[object, ...]] = {}
        for finding in self._observable:
            for words in () if finding.unit else (finding.label, outside(finding.label), finding.key.replace("_", " ")):
                row = stems_of(words)
                if (len(row) > 1 or finding.section == "test") and finding.key not in table.get(row, ()):
                    table[row] = (*table.get(row, ()), finding.key)
        for key, phrases in written()["said"].items():
            for words in phrases:
                row = stems_of(words) if _GAP not in words else ()
                table[row] = (*table[row], key) if row in table and key not in table[row] else (key,)
        heads: dict[tuple[str, ...], list[str]] = {}  # 'FADER' of 'FADER: outer hip pain'
        for finding in self._observable:
            if finding.section == "test" and ":" in finding.label:
                heads.setdefault(stems_of(finding.label.partition(":")[0]), []).append(finding.key)
        table = {**{row: tuple(keys) for row, keys in heads.items() if len(keys) == 1}, **table}
        table.pop((), None)
        return table


def _ends_at(stems: Sequence[str], first: int, pieces: Sequence[tuple[str, ...]]) -> int | None:
    """Where the last piece of a phrase ends that begins here; None where a piece is missing or too far off."""
    place = first
    for number, piece in enumerate(pieces):
        starts = range(place, place + (_APART + 1 if number else 1))
        found = next((s for s in starts if tuple(stems[s : s + len(piece)]) == piece), None)
        if found is None or "," in stems[place:found]:
            return None
        place = found + len(piece)
    return place - 1


def _joint(ids: Sequence[str]) -> Wide:
    return Wide(ids, written()["whole"].get(ids[0].split("_")[0] + " movement", ""))


_MADE: dict[str, Phrases] = {}


def phrases_of(kb: KnowledgeBase) -> Phrases:
    """The phrases of a knowledge base, made once."""
    if kb.hash not in _MADE:
        _MADE.clear()
        _MADE[kb.hash] = Phrases(kb)
    return _MADE[kb.hash]
