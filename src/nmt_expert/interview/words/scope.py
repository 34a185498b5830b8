"""What holds for a word of a clause: said to be there, denied, doubted, of somebody else; and on which side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.stems import Word, stems_of

Scope = Literal["present", "absent", "doubted", "other"]
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


def scopes_of(words: Sequence[Word], taken: set[int]) -> list[Scope]:
    """What holds for each word. `taken`: words of a phrase whose own meaning holds their 'not' or 'normal' already."""
    rules = written()["negation"]
    scopes: list[Scope] = ["present"] * len(words)
    for place in _places(words, rules["others"], set()):
        scopes[place:] = ["other"] * (len(words) - place)
    for place in _places(words, rules["doubt"], taken):
        scopes[place:] = ["doubted"] * (len(words) - place)
        scopes[max(place - 4, 0) : place] = ["doubted"] * min(place, 4)
    ends = {stems_of(w)[0] for w in rules["ends"] if stems_of(w)} | set(rules["ends"])
    for place in _places(words, rules["before"], taken):
        for after in range(place, len(words)):
            word = words[after].text
            if after > place and (word in ends or _new_thought(words, after)):
                break
            if scopes[after] == "present":
                scopes[after] = "absent"
    for place in _places(words, rules["untested"], set()):
        for before in range(place, -1, -1):
            if before < place and words[before].text == ",":
                break
            scopes[before] = "doubted"
    for place in _places(words, rules["behind"], taken):
        for before in range(place, -1, -1):
            if before < place and (words[before].text in ends or words[before].text in (",", ":")):
                if words[before].text == ":" and before == place - 1:
                    continue
                break
            if scopes[before] == "present":
                scopes[before] = "absent"
    return scopes


def _new_thought(words: Sequence[Word], place: int) -> bool:
    return words[place].text == "," and place + 1 < len(words) and words[place + 1].text in _NEW


def _places(words: Sequence[Word], phrases: list[str], taken: set[int]) -> list[int]:
    """Where these phrases begin."""
    found = []
    for phrase in phrases:
        parts = phrase.split()
        for place in range(len(words) - len(parts) + 1):
            if place not in taken and [w.text for w in words[place : place + len(parts)]] == parts:
                found.append(place)
    return found
