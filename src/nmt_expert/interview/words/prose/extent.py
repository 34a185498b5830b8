"""How far a symptom reaches, from the places where it is: into the arm or leg, below elbow or knee, on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention
from nmt_expert.interview.words.prose.scope import Scope
from nmt_expert.interview.words.stems import Word, passes
from nmt_expert.interview.words.tables import Kind

_PAIN = {"pain", "shooting", "burning"}
_SIDES = {"left", "right", "both", ","}


def extents(
    words: Sequence[Word],
    there: Iterable[tuple[Mention, Mention]],
    region: dict[str, str],
    subjects: Sequence[Mention],
    scopes: Sequence[Scope],
) -> list[tuple[str, Mention]]:
    """Findings that say how far, each with the place that says so. `there`: symptoms with their places, none denied; `region`:
    that of each zone; `subjects`: all that the words name; `scopes`: what holds for each word."""
    rules = written()["extent"]
    stems = {w.stem for w in words} | {w.text for w in words}
    there = list(there)
    runs = _runs(words, subjects, scopes) or _from_to(words, there)
    told = "from" in {w.text for w in words}  # where it comes from is said, and is none of what the rule asks for
    found: list[tuple[str, Mention]] = []
    for kind, place in there:
        families = (
            {family for over, family in kind.values[0].families if over == "zones"}
            if isinstance(kind.values[0], Kind)
            else set()
        )
        if place.sort != "zones" or not families:
            continue
        regions = {region.get(str(value), "") for value in place.values}
        for key, rule in rules["reaches"].items():
            if (
                families & set(rule["of"])
                and regions <= set(rule["into"])
                and (not rule["from"] or (runs and (stems & set(rule["from"]) or (not told and _only(there)))))
                and (
                    rule["both"] == "no"
                    or _both(words, place)
                    or (rule["both"] == "or several" and _several(words, place))
                )
            ):
                found.append((key, _at(place)))
        if runs and families & _PAIN and words[kind.first].stem not in (*rules["runs"], *rules["goes"]):
            found.append(("pain_spreads", _at(place)))
    return list(dict.fromkeys(found))


def _runs(words: Sequence[Word], subjects: Sequence[Mention], scopes: Sequence[Scope]) -> bool:
    """Is it said that something runs on: 'radiates', 'down the leg', but not 'up or down stairs' and 'does not radiate'?"""
    places = {s.first for s in subjects if s.sort in ("zones", "muscles")}
    rules = written()["extent"]
    for i, word in enumerate(words):
        if scopes[i] != "present":
            continue
        if {word.stem, word.text} & set(rules["runs"]):
            return True
        if word.text in rules["goes"]:
            behind = next(
                (j for j in range(i + 1, len(words)) if _a_place(j, words, places) or not _passed(words[j])), -1
            )
            if behind >= 0 and _a_place(behind, words, places):
                return True
    return False


def _a_place(i: int, words: Sequence[Word], places: set[int]) -> bool:
    return i in places or words[i].text in written()["extent"]["body"]


def _passed(word: Word) -> bool:
    return passes(word) or word.stem in _SIDES or word.text in written()["passes"]


def _at(place: Mention) -> Mention:
    """Where it is said, whatever places are meant."""
    return Mention(place.sort, (), place.first, place.last)


def _only(there: Iterable[tuple[Mention, Mention]]) -> bool:
    """Do all places stand behind what is said of them, so that it runs there from what the clause does not name?"""
    return max(kind.last for kind, _ in there) < min(place.first for _, place in there)


def _from_to(words: Sequence[Word], there: Sequence[tuple[Mention, Mention]]) -> bool:
    """'From the shoulder to the forearm'."""
    texts = [w.text for w in words]
    if "from" not in texts or not {"to", "until"} & set(texts):
        return False
    first, last = texts.index("from"), max(i for i, text in enumerate(texts) if text in ("to", "until"))
    return any(place.sort == "zones" and first < place.first and place.last < last for _, place in there)


def _several(words: Sequence[Word], place: Mention) -> bool:
    """Is it said of more than one: 'hands numb'?"""
    before = {w.text for w in words[max(place.first - 2, 0) : place.last + 1]}
    return words[place.last].text in written()["extent"]["several"] and before.isdisjoint(("left", "right", "l", "r"))


def _both(words: Sequence[Word], place: Mention) -> bool:
    before = {w.text for w in words[max(place.first - 2, 0) : place.last + 1]}
    return bool(before & {"both", "bilateral", "bilaterally"})
