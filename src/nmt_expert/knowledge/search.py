"""Search over everything that can be written into a case or read in an assessment: lay words, synonyms, near spelling."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice, takewhile
from math import log2

from msgspec import Struct
from rapidfuzz import fuzz, process, utils

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Family, Hypothesis

_SMALL = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "is", "it", "my", "of", "on", "or", "the", "to", "with"]
)
_ENDINGS = ("ness", "ing", "ies", "ed", "es", "s", "y", "e")
_NEAR = 84  # of 100: a word misspelt
_WHOLE = 0.75  # of a reading, when each of its words is met, or begins one that is
_SHORT = 3  # letters of a word that must be met whole
_ASKED = 5  # hypotheses that are named where none has every word
_TOO_FAR = 0.45  # of the words asked for, so much at least must be met
Reading = tuple[str, ...]  # stems that mean one thing together


class Entry(Struct, frozen=True):
    kind: str  # finding, family, zone, muscle, movement, reflex, site, activity, hypothesis
    key: str
    label: str
    detail: str = ""


def entries(kb: KnowledgeBase) -> list[Entry]:
    """Findings, families, subjects and hypotheses; family members are written family(subject)."""
    found = [Entry("finding", f.key, f.label, f.ask) for f in kb.observable]
    found += [
        Entry("family", f"{f.id}({f.over.removesuffix('s')})", f.label.replace("{subject}", "..."), f.ask)
        for f in kb.families.values()
    ]
    for kind, over in (
        ("zone", "zones"),
        ("muscle", "muscles"),
        ("movement", "movements"),
        ("reflex", "reflexes"),
        ("site", "sites"),
        ("activity", "activities"),
    ):
        subjects = (*kb.subjects(over).values(), *kb.wholes.get(over, {}).values())
        found += [Entry(kind, s.id, s.label) for s in subjects]
    found += [Entry("hypothesis", h.id, h.name) for h in kb.hypotheses.values()]
    return found


def hypotheses_meant(kb: KnowledgeBase, words: str) -> tuple[list[Hypothesis], bool]:
    """The hypothesis of this id or name, else all whose names have every word; and that they are named so.

    Where there is none, those near it, which are not. One search for whatever asks for a hypothesis.
    """
    same, known = utils.default_process(words), kb.hypotheses
    ids = [h for h in known if same in map(utils.default_process, (h, h.partition(".")[2], _spoken(h)))]
    exact = ids or [h for h in known if utils.default_process(known[h].name) == same]
    if exact:
        return [known[h] for h in exact], True
    among = Search(kb, [entry for entry in entries(kb) if entry.kind == "hypothesis"])
    named = among.named(words)
    return [known[entry.key] for entry in named or among.nearest(words, _ASKED)], bool(named)


def _spoken(id: str) -> str:
    return id.partition(".")[2].replace("_", " ")


def search(kb: KnowledgeBase, text: str, most: int = 25) -> list[Entry]:
    """The entries nearest to `text`: what can be found first, hypotheses last, each the nearest first.

    Members of families come written out, as in numbness(thumb).
    """
    return Search(kb).nearest(text, most)


class Search:
    """Entries by the stems of their words. What the name says counts in full, what only the question says by half."""

    def __init__(self, kb: KnowledgeBase, among: list[Entry] | None = None) -> None:
        self._kb = kb
        self._entries = entries(kb) if among is None else among
        self._names = [_stems(f"{e.key} {e.label}") for e in self._entries]
        self._holding: dict[str, dict[int, float]] = {}  # by stem: entries, and how much it counts there
        self._alike: dict[str, list[tuple[str, float]]] = {}
        for place, (entry, name) in enumerate(zip(self._entries, self._names, strict=True)):
            for stem in _stems(entry.detail):
                self._holding.setdefault(stem, {})[place] = 0.5
            for stem in name:
                self._holding.setdefault(stem, {})[place] = 1.0

        self._sorted = sorted(self._holding)

    def nearest(self, text: str, most: int = 25) -> list[Entry]:
        """The nearest entries; [] when nothing is like `text`."""
        scores: dict[int, float] = {}
        total = 0.0
        for readings in self._asked(text):
            met: dict[int, float] = {}
            for reading in readings:
                for place, share in self._met(reading).items():
                    met[place] = max(met.get(place, 0.0), share)
            worth = 1 / log2(2 + len(met))  # a word that many entries have says less
            total += worth
            for place, share in met.items():
                scores[place] = scores.get(place, 0.0) + worth * share
        near = [place for place, score in scores.items() if score >= _TOO_FAR * total]
        near.sort(key=lambda place: (-scores[place], len(self._names[place]), self._entries[place].key))
        best = list(dict.fromkeys([*self._members(text), *(self._entries[place] for place in near)]))[:most]
        return sorted(best, key=lambda entry: entry.kind == "hypothesis")

    def named(self, text: str) -> list[Entry]:
        """The entries whose name has everything that `text` says, as it is said or by a synonym; the shortest first."""
        places: set[int] | None = None
        for readings in self._asked(text):
            met: set[int] = set()
            for reading in readings:
                if not all(map(self._beginning, reading)):
                    continue  # what is misspelt is near and no name
                enough = _WHOLE if min(map(len, reading), default=0) > _SHORT else 0.99  # T1 is not T10
                met |= {place for place, share in self._met(reading).items() if share > enough}
            places = met if places is None else places & met
        return [self._entries[place] for place in sorted(places or (), key=lambda place: len(self._names[place]))]

    def _asked(self, text: str) -> list[list[Reading]]:
        """What was asked, thing by thing, each with what it may mean. Phrases of several words go before their words."""
        rest = f" {utils.default_process(text)} "
        asked: list[list[Reading]] = []
        for phrase in sorted(self._kb.synonyms, key=len, reverse=True):
            said = utils.default_process(phrase)
            if f" {said} " in rest:
                rest = rest.replace(f" {said} ", "  ")
                asked.append([_stems(said), *map(_stems, self._kb.synonyms[phrase])])
        return asked + [self._single(word) for word in dict.fromkeys(rest.split()) if word not in _SMALL]

    def _single(self, word: str) -> list[Reading]:
        """A word, or what a word of near spelling means where the vocabulary has none like it."""
        stem = _stem(word)
        if not self._beginning(stem):
            hit = process.extractOne(word, list(self._kb.synonyms), scorer=fuzz.ratio, score_cutoff=_NEAR)
            if hit is not None:
                return [(stem,), *map(_stems, self._kb.synonyms[hit[0]])]
        return [(stem,)]

    def _met(self, reading: Reading) -> dict[int, float]:
        """Entries, and what share of a reading each has."""
        met: dict[int, float] = {}
        for stem in reading:
            here: dict[int, float] = {}
            for like, nearness in self._like(stem):
                for place, counts in self._holding[like].items():
                    here[place] = max(here.get(place, 0.0), counts * nearness)
            for place, share in here.items():
                met[place] = met.get(place, 0.0) + share / len(reading)
        return met

    def _like(self, stem: str) -> list[tuple[str, float]]:
        """Known stems like one: the same, longer ones, and, where there is no such, those of near spelling."""
        if stem not in self._alike:
            self._alike[stem] = self._compared(stem)
        return self._alike[stem]

    def _compared(self, stem: str) -> list[tuple[str, float]]:
        longer = [(known, 0.8) for known in self._beginning(stem) if known != stem] if len(stem) > 2 else []
        same = [(stem, 1.0)] if stem in self._holding else []
        if same or longer:
            return same + longer
        hits = process.extract(stem, list(self._holding), scorer=fuzz.ratio, limit=5, score_cutoff=_NEAR)
        return [(known, score / 100 - 0.1) for known, score, _ in hits]

    def _beginning(self, stem: str) -> list[str]:
        """Known stems that begin with one."""
        first = bisect_left(self._sorted, stem)
        return list(takewhile(lambda known: known.startswith(stem), islice(self._sorted, first, None)))

    def _members(self, text: str) -> list[Entry]:
        """Family members that the words name: one word begins a family's name, the others name a subject."""
        return [entry for said in self._rephrased(text) for entry in _members(self._kb, said)]

    def _rephrased(self, text: str) -> Iterable[str]:
        """The text as it is, and with each phrase replaced by its readings."""
        plain = utils.default_process(text)
        said = [plain]
        for phrase, means in self._kb.synonyms.items():
            if f" {(short := utils.default_process(phrase))} " in f" {plain} ":
                said += [f" {plain} ".replace(f" {short} ", f" {meant} ").strip() for meant in means]
        return said


def _stems(text: str) -> Reading:
    """The words of a text without their endings, each once, small words left out."""
    words = re.sub(r"ae|\boe|oe(?=a)", "e", utils.default_process(text.replace("_", " "))).split()
    return tuple(dict.fromkeys(_stem(word) for word in words if word not in _SMALL))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return re.sub(r"([^aeiouls\d])\1$", r"\1", word)  # stopped, stop


def _members(kb: KnowledgeBase, text: str) -> list[Entry]:
    words = {word: _stem(word) for word in text.split() if len(word) > 2}
    found = []
    for family in _named(kb.families.values(), words.values()):
        parts = family.id.split("_")
        meant = {word for word, stem in words.items() if any(part.startswith(stem) for part in parts)}
        rest = " ".join(word for word in text.split() if word not in meant)
        if not rest:
            continue
        subjects = {**kb.subjects(family.over), **kb.wholes.get(family.over, {})}
        names = {s.id: f"{s.id.replace('_', ' ')} {s.label}" for s in subjects.values()}
        hits = process.extract(
            rest, names, scorer=fuzz.token_set_ratio, processor=utils.default_process, limit=None, score_cutoff=80
        )
        # of equal fits the place as a whole, then the shortest name: 'thumb' is not the thumb side of the wrist
        hits.sort(key=lambda hit: (-hit[1], not subjects[hit[2]].parts, len(names[hit[2]])))
        for _, _, subject in hits[:3]:
            key = f"{family.id}({subject})"
            member = kb.finding(key)
            if member:
                found.append(Entry("finding", key, member.label, member.ask))
    return found


def _named(families: Iterable[Family], stems: Iterable[str]) -> list[Family]:
    """Families whose name begins with one of the words, else those that have it in their name."""
    stems = list(stems)
    first = [family for family in families if any(family.id.startswith(stem) for stem in stems)]
    return first or [f for f in families if any(part.startswith(s) for part in f.id.split("_") for s in stems)]
