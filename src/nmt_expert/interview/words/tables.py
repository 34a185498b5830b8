"""The phrases of the vocabulary and of the lexicon as tables, kept between runs: making them takes half a second."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import product
from typing import NamedTuple

from msgspec import Struct

from nmt_expert import __version__, private_cache
from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.names import alike, names_of, outside, turned
from nmt_expert.interview.words.stems import stems_of, words_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Finding

OVER = ("zones", "muscles", "movements", "reflexes", "sites", "activities")
SUBJECTS = (*OVER, "strength")  # a muscle whose strength is that of a movement
_LEXICON = {"zones": "places"}  # what the lexicon calls otherwise than the vocabulary
_GAP = " .. "  # in a phrase: other words may stand here

Row = tuple[str, ...]  # stems


class Kind(NamedTuple):
    """A word such as 'numb': the family that it is, by what it is said of."""

    families: tuple[tuple[str, str], ...]  # over -> family

    def family(self, over: str) -> str:
        return dict(self.families).get(over, "")


class Meaning(Struct, frozen=True, array_like=True):
    """What a phrase names."""

    values: tuple[str | Kind, ...]
    wide: bool = False  # a word for a whole part, of which only the speaker knows which zones or movements are meant
    whole: str = ""  # the part without its spot, as the vocabulary has it, or ''
    needs: tuple[str, ...] = ()  # small words of which one must stand there: 'up' in 'crept up'
    has: tuple[str, ...] = ()  # small words that it is said with


Table = dict[Row, Meaning]


class Tables(Struct, frozen=True):
    """All phrases."""

    of: dict[str, Table]  # by sort
    labels: list[tuple[Row, str]]  # stems of labels, each once, and the finding
    pieces: dict[str, list[tuple[list[Row], str]]]  # phrases that others may interrupt, by their first word
    most: int  # words of the longest phrase


def tables_of(kb: KnowledgeBase) -> Tables:
    """The tables of a knowledge base."""
    key = sha256(f"{__version__} {kb.hash}".encode() + private_cache.code_of("interview/words")).digest()
    return private_cache.derived("words", key, Tables, lambda: _made(kb))


def _made(kb: KnowledgeBase) -> Tables:
    observable = [f for f in kb.observable if f.key not in written()["label_misleads"]]
    of = {over: _subjects(kb, over, written()[_LEXICON.get(over, over)]) for over in SUBJECTS}
    of["kind"] = {}
    for entry in written()["kinds"]:
        kind = Kind(tuple((over, entry[over]) for over in SUBJECTS if over in entry))
        for words in entry["words"]:
            of["kind"].setdefault(stems_of(words), Meaning((kind,)))
    of["finding"] = _findings(observable)
    of["absent"] = _together({key: entry["absent"] for key, entry in written()["general"].items()})
    of["denied"] = _together(written()["denied"])
    of["of_region"] = _together({entry["key"]: entry["words"] for entry in written()["denied_of_region"]})
    examined = {name: entry["nouns"] for name, entry in written()["examined"].items()}
    for sort, named in (("noun", examined), ("move", written()["moves"]), ("side", written()["sides"])):
        of[sort] = {stems_of(words): Meaning((name,)) for name, phrases in named.items() for words in phrases}
    of["joint"] = {stems_of(w): Meaning((ids[0].split("_")[0],)) for w, ids in written()["joints"].items()}
    of["joints"] = {stems_of(w): _joint(ids) for w, ids in written()["joints"].items()}
    of["care"] = _named({name: entry["words"] for name, entry in written()["care"].items()})
    of["in_vain"] = _named({"in_vain": _in_vain()})
    of["made_worse"] = _named({"made_worse": written()["made_worse"]})
    of["investigation"] = _named(written()["investigations"])
    of["nothing_found"] = _named({"nothing_found": written()["nothing_found"]})
    of["nothing"] = {stems_of(words): Meaning(()) for words in written()["nothing"]}
    return Tables(of, _labels(observable), _pieces(), max(len(phrase) for table in of.values() for phrase in table))


def _named(phrases: Mapping[str, Sequence[str]]) -> Table:
    return {stems_of(words): Meaning((name,)) for name, said in phrases.items() for words in said}


def _in_vain() -> list[str]:
    """'No relief', 'without any lasting benefit', 'did not help': how it is said that something was done in vain."""
    rules = written()["in_vain"]
    less = [f"{no} {much}".strip() for no in rules["no"] for much in ("", *rules["much"])] + rules["little"]
    return [*rules["words"], *(f"{no} {gain}" for no in less for gain in rules["gain"])]


def _together(phrases: Mapping[str, Sequence[str]]) -> Table:
    """Keys by phrase; one phrase may stand at several."""
    table: Table = {}
    for key, said in phrases.items():
        for row in map(stems_of, said):
            table[row] = Meaning((*(table[row].values if row in table else ()), key))
    return table


def _subjects(kb: KnowledgeBase, over: str, called: Mapping[str, list[str]]) -> Table:
    table: Table = {}
    for subject in kb.subjects(over).values() if over != "strength" else ():
        for words in (subject.id.replace("_", " "), *names_of(subject.label)):
            for row in turned(stems_of(words)):
                table.setdefault(row, Meaning((subject.id,)))
    said = [(row, {w.text for w in words_of(words)}) for words in called for row in turned(stems_of(words))]
    needs, has = _needs(said), _has(said)
    for words, ids in called.items():
        # of many only the speaker knows which are meant
        some = len(ids) > {"movements": 1, "muscles": 2}.get(over, len(ids))
        for row in turned(stems_of(words)):
            wide = some and words not in written()["as_one"]
            table[row] = Meaning(tuple(ids), wide=wide, needs=needs[row], has=has[row])
    for row, zones in list(table.items()) if over == "zones" else ():
        for other in alike(row):
            table.setdefault(other, zones)
    for words, ids in written()["wide"].items() if over == "zones" else ():
        table[stems_of(words)] = Meaning(tuple(ids), wide=True, whole=written()["whole"].get(words, ""))
    for words, ids in written()["joints"].items() if over == "movements" else ():
        for range_ in written()["examined"]["range"]["nouns"]:
            for row in ((*stems_of(words), *stems_of(range_)), (*stems_of(range_), *stems_of(words))):
                table[row] = _joint(ids)
    for words, ids in written()["joints"].items() if over == "strength" else ():
        for strength in ("strength", "power", "muscles"):
            table[(*stems_of(words), *stems_of(strength))] = _joint(ids)
    table.update({row: Meaning((key,)) for key, row in _joined(over)})
    table.pop((), None)
    return table


def _findings(observable: Sequence[Finding]) -> Table:
    table: dict[Row, tuple[str, ...]] = {}
    said: list[tuple[Row, set[str]]] = []
    for finding in observable:
        for words in () if finding.unit else (finding.label, outside(finding.label), finding.key.replace("_", " ")):
            row = stems_of(words)
            if (len(row) > 1 or finding.section == "test") and finding.key not in table.get(row, ()):
                table[row] = (*table.get(row, ()), finding.key)
            said.append((row, {w.text for w in words_of(words)}))
    for key, phrases in written()["said"].items():
        for words in phrases:
            row = stems_of(words) if _GAP not in words else ()
            table[row] = (*table[row], key) if row in table and key not in table[row] else (key,)
            said.append((row, {w.text for w in words_of(words)}))
    heads: dict[Row, list[str]] = {}  # 'FADER' of 'FADER: outer hip pain'
    for finding in observable:
        if finding.section == "test" and ":" in finding.label:
            heads.setdefault(stems_of(finding.label.partition(":")[0]), []).append(finding.key)
    table = {**{row: tuple(keys) for row, keys in heads.items() if len(keys) == 1}, **table}
    for key, row in _joined("finding"):
        table[row] = (*table.get(row, ()), *(() if key in table.get(row, ()) else (key,)))
        said.append((row, set()))
    table.pop((), None)
    needs, has = _needs(said), _has(said)
    return {row: Meaning(keys, needs=needs.get(row, ()), has=has.get(row, ())) for row, keys in table.items()}


def _needs(said: Sequence[tuple[Row, set[str]]]) -> dict[Row, tuple[str, ...]]:
    """The small words that change what a phrase means, where it is said in no way without them: 'got it up' is not 'got'."""
    groups = [(set(group["of"]), {*group["of"], *group["or"]}) for group in written()["needed"]]
    needs: dict[Row, set[str]] = {}
    for row, words in said:
        here = set().union(*(every for of, every in groups if of & words))
        known = needs.setdefault(row, here)
        needs[row] = here | known if here and known else set()
    return {row: tuple(sorted(some)) for row, some in needs.items()}


def _has(said: Sequence[tuple[Row, set[str]]]) -> dict[Row, tuple[str, ...]]:
    """The small words that the phrases of each row are said with."""
    has: dict[Row, set[str]] = {}
    for row, words in said:
        has.setdefault(row, set()).update(words & set(written()["parting"]))
    return {row: tuple(sorted(some)) for row, some in has.items()}


def _joined(sort: str) -> Iterator[tuple[str, Row]]:
    """What a word of one list and one of another say together, in either order: 'knee surgery', 'operation of the knee'."""
    for entry in written()["joined"]:
        if entry.get("sort", "finding") == sort:
            for one, other in product(map(stems_of, entry["words"]), map(stems_of, entry["of"])):
                yield entry["key"], (*one, *other)
                yield entry["key"], (*other, *one)


def _labels(observable: Sequence[Finding]) -> list[tuple[Row, str]]:
    labels = ((tuple(dict.fromkeys(stems_of(outside(f.label)))), f.key) for f in observable if not f.unit)
    return [(label, key) for label, key in labels if len(label) > 1]


def _pieces() -> dict[str, list[tuple[list[Row], str]]]:
    index: dict[str, list[tuple[list[Row], str]]] = {}
    for key, phrases in written()["said"].items():
        for words in phrases:
            if _GAP in words:
                pieces = [stems_of(piece) for piece in words.split(_GAP)]
                index.setdefault(pieces[0][0], []).append((pieces, key))
    return index


def _joint(ids: Sequence[str]) -> Meaning:
    whole = written()["whole"].get(ids[0].split("_")[0] + " movement", "")
    return Meaning(tuple(ids), wide=True, whole=whole)
