"""The words of a part of a line, and whether one of them denies it."""

from __future__ import annotations

import re

from nmt_expert.interview.words.lexicon import written

_NORMAL = {"full", "free", "normal", "unrestricted", "intact"}
_STILL = {"painful", "pain", "hurts", "positive", "can", "until"}
_LEAST = 2  # words; 'full' alone is the whole answer


def words_in(part: str) -> list[str]:
    """In lower case; a hyphen or slash between letters parts them."""
    return re.sub(r"(?<=[a-z])[-/](?=[a-z])", " ", part.lower()).split()


def without_denial(words: list[str]) -> tuple[list[str], bool]:
    """The words without 'no', 'not', 'denies', 'negative' ..., and whether there were any; 'positive' says nothing more."""
    denies = {phrase for phrase in written()["negation"]["before"] if " " not in phrase} | {"negative"}
    kept = [word for word in words if word not in denies]
    named = [word for word in kept if word not in ("positive", "was", "were")]
    return named or kept, len(kept) < len(words)


def without_normal(words: list[str]) -> tuple[list[str], bool]:
    """The words without 'full', 'free' or 'normal' at either end, which deny what they are said of; 'full and painful' does not."""
    if len(words) < _LEAST or _STILL.intersection(words):
        return words, False
    if words[-1] in _NORMAL:
        return words[:-1], True
    return (words[1:], True) if words[0] in _NORMAL else (words, False)
