"""Words of a text with their stems, so that 'thumbs', 'Thumb' and 'thumb' are one word and 'ache' is 'aching'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nmt_expert.interview.words.lexicon import written

_WORD = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|would|could|should)(?=n't\b)|(?<=[a-z])n't\b"  # two words: 'does not'
    r"|[a-z0-9]+(?:[./][0-9a-z]+)*(?:'[a-z]+)?|[,:?()]|[<>+]+|(?<=[a-z0-9)%] )-(?= [a-z(])"
)
_MEANT = {
    "n't": "not",
    "-": ";",
    "l": "left",
    "r": "right",
    "lt": "left",
    "rt": "right",
}  # a dash between words parts thoughts
_HEAD = re.compile(
    r"^\W*(?!(?:no|not|nil|none|never|without|denies|denied)\b)(?:[a-z0-9]+ ){1,3}-(?= [a-z(])"
)  # 'Knee - stiff'
_BELOW = re.compile(r"\bdown (?:below|there)\b")  # one place, though 'down' and 'there' alone say nothing
_BLADE = re.compile(r"\bshoulder[ -]blade(s?)")  # one word: it is no shoulder
_PHRASAL = re.compile(
    r"\b(look|straighten|stand|gett?|walk|mov|push|pull|press|sitt?|warm|palm)(?:e|s|es|ing)?[ -](up|down|about|around|out|still)s?\b"
)  # one word: 'standing up' is not standing, 'look up' not 'look down'
_BRITISH = (("aes", "es"), ("aem", "em"), ("oed", "ed"), ("our", "or"), ("yse", "yze"))
_ENDINGS = ("ingly", "ness", "ing", "ied", "ies", "edly", "ed", "es", "ly", "s", "e")
_LEAST = 3  # letters that a stem keeps
_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True)
class Word:
    """One word or mark of a text; `start` and `end` are places in it."""

    text: str
    stem: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text in lower case; hyphens and slashes between letters part words, as in 'low-back'."""
    lower = text.lower().replace("\u2019", "'").replace("\u2018", "'")
    lower = re.sub(r"(?<=[a-z])[/_\u2013-](?=[a-z])", " ", lower)
    lower = re.sub(r"(?<= )[\u2013\u2014](?= )", "-", lower)
    lower = re.sub(r"[\u2013\u2014]", ",", lower)
    lower = _PHRASAL.sub(lambda m: (m[1] + m[2]).ljust(len(m[0])), lower)
    lower = _BLADE.sub(lambda m: f"shoulderblade{m[1]}".ljust(len(m[0])), lower)
    lower = _BELOW.sub("saddlearea", lower)  # as long as what it stands for
    lower = _HEAD.sub(lambda m: m[0][:-1] + " ", lower)
    said = ((m, _MEANT.get(m[0], m[0])) for m in _WORD.finditer(lower))
    return [Word(text, stem(text), m.start(), m.end()) for m, text in said]


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning: without 'the', 'of', 'a' and marks."""
    return tuple(w.stem for w in words_of(text) if w.stem not in small() and w.stem[0].isalnum())


@lru_cache(maxsize=1)
def small() -> frozenset[str]:
    """Stems of the words that a phrase may have or not."""
    return frozenset(written()["small"]) | frozenset(stem(word) for word in written()["small"])


def passes(word: Word) -> bool:
    """May it stand anywhere without a meaning of its own: 'the', 'very', 'strongly'?"""
    return word.stem in small() or (word.text.endswith("ly") and len(word.text) > _LEAST + 2)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The part of a word that its plural, its tenses and its American spelling share."""
    word = word.removesuffix("'s")
    irregular = written()["irregular"].get(word)
    if irregular:
        return str(irregular) if irregular == word else stem(irregular)
    for british, american in _BRITISH:
        word = word.replace(british, american)
    word = re.sub(r"tre$", "ter", word)
    if not word.isalpha():
        return word
    for _ in range(2):
        for ending in _ENDINGS:
            rest = word.removesuffix(ending)
            if rest == word or len(rest) < _LEAST or not _VOWEL.search(rest) or (ending == "s" and rest[-1] in "su"):
                continue
            word = rest + ("y" if ending in ("ies", "ied") else "")
            if ending in ("ing", "ed") and word[-1] == word[-2] and word[-1] not in "sl":
                word = word[:-1]
            break
        else:
            break
    return word[:-1] + "y" if word.endswith("i") and len(word) > _LEAST else word
