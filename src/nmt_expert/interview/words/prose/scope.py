"""What holds for a word of a clause: said to be there, denied, doubted, of somebody else; and on which side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.stems import Word, passes, small, stems_of

_OR = {"or", "nor", "and"}
_WHERE = {"in", "at", "on", "of", "over"}  # a place makes a statement of its own
Scope = Literal["present", "absent", "past", "never", "doubted", "other"]
_HAD = {"has", "had"}  # 'never had'
_NONE = ["absent", "not elicited", "not present", "stable", "firm", "solid", "free"]  # of a named sign or test
_BESIDE = {"left", "right", "both", "bilateral", "bilaterally", "test", "tests", "sign"}
_OUTCOMES = {
    "absent",
    "reduced",
    "diminished",
    "decreased",
    "brisk",
    "positive",
    "limited",
    "restricted",
    "normal",
    "full",
    "intact",
}
_FOUND = {"positive", "present", "painful"}
_WHOSE = {"the", "a", "an", "his", "her", "their", "my", "him", "them", "it"}  # 'kept her awake'
_PARTS = {",", ";", ":", "but", "which", "where", "whom", "because"}
DENIED: dict[Scope, Scope] = {"present": "absent", "past": "never"}
_NEW = {
    "he",
    "she",
    "they",
    "there",
    "client",
    "patient",
    "pain",
    "is",
    "was",
    "has",
    "had",
}  # behind a comma: a new thought


def scopes_of(words: Sequence[Word], taken: set[int], names: set[int], things: set[int], ways: set[int]) -> list[Scope]:
    """What holds for each word. `taken`: words of a phrase whose own meaning holds their 'not' or 'normal' already; `names`:
    words that name a finding; `things`: words of all that may stand in a list of what is denied;
    `ways`: words that say how the complaint is, which do not."""
    rules = written()["negation"]
    scopes: list[Scope] = ["present"] * len(words)
    held: Literal["past", "doubted"]
    for place in _places(words, rules["others"], set()):
        own = next((i for i in range(place, len(words)) if i not in taken), len(words))  # 'mother had the same'
        scopes[own:] = ["other"] * (len(words) - own)
    for held in ("past", "doubted"):
        for place in _places(words, rules[held], taken):
            named = words[place].text in ("called", "diagnosed", "thought")  # 'examination normal, called a strain'
            first = max([place - 4, 0, *(i + 1 for i in range(place) if named and words[i].text == ",")])
            scopes[first:] = [held if scope == "present" else scope for scope in scopes[first:]]
    for place in _places(words, rules["proposed"], taken):
        for i in _proposed(words, place):
            scopes[i] = "doubted" if scopes[i] == "present" else scopes[i]
    if long_ago(words):
        scopes = ["past" if scope == "present" else scope for scope in scopes]
    ends = _ends()
    turned = _places(words, rules["idioms"], set())
    for place in _places(
        words, [*rules["before"], *(["negative"] if words and words[-1].text != "negative" else [])], taken
    ):
        if words[place].text == "negative" and (place + 1 == len(words) or words[place + 1].text in (",", "on", "at")):
            continue  # stands behind what it denies
        if place in turned or (words[place].text == "without" and _turned_round(words, place)):
            continue
        for after in range(place, len(words)):
            word = words[after].text
            if after == place + 1 and word in _HAD:
                continue
            if after > place and (word in ends or word == ";" or _new_thought(words, after)):
                if word == "with" and words[after - 1].text in rules["with_goes_on"]:
                    continue
                break
            if word == "," and (_denies_anew(words, after) or not _goes_on(words, after, things, ways)):
                break
            scopes[after] = DENIED.get(scopes[after], scopes[after])
            if word in rules["effect"] and words[place].text in rules["nothing_does"] and _does(words, after):
                scopes[after + 1 :] = ["doubted"] * (len(words) - after - 1)  # 'no position takes the pain away'
                break
    for place in _places(words, rules["untested"], set()):
        for before in range(place, -1, -1):
            if before < place and words[before].text == ",":
                break
            scopes[before] = "doubted"
    gone = [i for i in _places(words, _NONE, taken) if _beside(words, i, names)]
    behind = [i for i in _places(words, rules["behind"], taken) if _said_before(words, i)]
    for place in [*behind, *gone]:
        for before in range(place, -1, -1):
            if words[before].text == "," and before < place and _listed(words, before, names):
                continue
            stops = (words[before].text in ends and before not in taken) or words[before].text in (",", ":", ";")
            if before < place and stops:
                if words[before].text in (":", ";") and (before == place - 1 or before - 1 in names):
                    continue  # 'FABER: groin pain negative'
                break
            scopes[before] = DENIED.get(scopes[before], scopes[before])
    return scopes


def _beside(words: Sequence[Word], place: int, names: set[int]) -> bool:
    """Does the name of a finding stand directly before?"""
    before = place - 1
    while before >= 0 and before not in names and (words[before].stem in small() or words[before].text in _BESIDE):
        before -= 1
    return before in names


def _does(words: Sequence[Word], place: int) -> bool:
    """Is an effect a verb, and not a thing as in 'no bladder change'?"""
    return place + 1 < len(words) and words[place + 1].text not in (",", "in", "of", "or", "and", "nor")


def long_ago(words: Sequence[Word]) -> bool:
    """Does a clause tell of years ago, and not of how something began: 'six years ago sciatica'?"""
    texts = [word.text for word in words]
    begun = {*written()["begins"], *written()["occasion"]["beginning"]} - {
        "troubles",
        "symptoms",
        "complaint",
        "complaints",
        "ago",
    }
    return texts[1:3] in (["years", "ago"], ["year", "ago"]) and begun.isdisjoint(texts)


@lru_cache(maxsize=1)
def _ends() -> frozenset[str]:
    ends = written()["negation"]["ends"]
    return frozenset(stems_of(word)[0] for word in ends if stems_of(word)) | frozenset(ends)


def _new_thought(words: Sequence[Word], place: int) -> bool:
    begins = words[place + 1].text if words[place].text == "," and place + 1 < len(words) else ""
    return begins in _NEW or begins in written()["negation"]["verbs"]


def _turned_round(words: Sequence[Word], place: int) -> bool:
    """Is it 'without' what goes on all the time: 'cannot walk without pain', 'not a day without pain'?"""
    first = max((i + 1 for i in range(place) if words[i].text in (",", ";", ":", "but")), default=0)
    return any(word.text in written()["negation"]["unable"] for word in words[first:place])


def _proposed(words: Sequence[Word], place: int) -> range:
    """The words of what was only suggested or declined: those before it where it 'has been suggested', else those behind it."""
    marks = [i for i, word in enumerate(words) if word.text in _PARTS]
    first = max((i + 1 for i in marks if i < place), default=0)
    last = min((i for i in marks if i > place), default=len(words))
    passive = place > 0 and words[place - 1].text in ("is", "was", "were", "been", "being", "are", "be")
    ended = place + 1 == last or words[place + 1].text in ("by", "last", "for", "as", "since", "after", "instead", "in")
    return range(first, place) if passive or ended else range(place, last)


def _said_before(words: Sequence[Word], place: int) -> bool:
    """Is 'full', 'normal' or 'settled' said of the words before it, and not of what follows as in 'even after a full night'; and
    is it not denied as in 'has not settled'?"""
    rules = written()["negation"]
    if place and words[place - 1].text in ("not", "never", "yet", "no"):
        return False
    if words[place].text not in rules["attributes"] or place + 1 == len(words):
        return True
    after = words[place + 1]
    return after.text in rules["said_before"] or (passes(after) and after.text not in _WHOSE)


def _denies_anew(words: Sequence[Word], comma: int) -> bool:
    """Does the next part begin with a 'no' of its own: 'no fever, no other symptoms'?"""
    return comma + 1 < len(words) and words[comma + 1].text in ("no", "not", "nil", "without", "denies", "never")


def _goes_on(words: Sequence[Word], comma: int, things: set[int], ways: set[int]) -> bool:
    """Does a list of what is denied go on behind a comma? It does up to an 'or' - 'no fever, chills or weight loss' -, else
    with a name and nothing beside it; but not with how it is: 'without injury, slowly worse'."""
    stop = next((i for i in range(comma + 1, len(words)) if words[i].text in _ends()), len(words))
    last = next((i for i in range(comma + 1, stop) if words[i].text == ","), stop)
    here, rest = range(comma + 1, last), range(comma + 1, stop)
    if any(words[i].text in _OUTCOMES for i in here[1:]):
        return False  # 'no numbness, ankle jerks absent'
    if any(words[i].text in ("or", "nor") for i in rest) and not any(i in ways for i in rest):
        return True
    return (
        bool(here)
        and all(i in things or passes(words[i]) or words[i].text in _OR for i in here)
        and not any(words[i].text in _WHERE for i in here)
    )


def _listed(words: Sequence[Word], comma: int, names: set[int]) -> bool:
    """Does a comma stand between names of one list, as in 'Neer, Hawkins and empty can tests negative'? What stands before
    it is a name and nothing else."""
    named = False
    for before in range(comma - 1, -1, -1):
        if words[before].text == ",":
            break
        if words[before].text in _FOUND or words[before].text[0].isdigit():
            return False  # 'McMurray positive, Lachman negative', 'empty can 2/5, lift-off negative'
        if before not in names and words[before].stem not in small() | {"and", "or", "test", "sign"}:
            return False
        named = named or before in names
    return named


def _places(words: Sequence[Word], phrases: list[str], taken: set[int]) -> list[int]:
    """Where these phrases begin."""
    found = []
    for phrase in phrases:
        parts = phrase.split()
        for place in range(len(words) - len(parts) + 1):
            if place not in taken and [w.text for w in words[place : place + len(parts)]] == parts:
                found.append(place)
    return found
