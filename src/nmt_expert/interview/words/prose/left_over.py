"""The parts of a clause of which nothing was used: 'deviates L' in 'mouth opening 32 mm, deviates L'."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from nmt_expert.interview.words.prose.recognise import Understood
from nmt_expert.interview.words.prose.shorthand import plain
from nmt_expert.interview.words.stems import passes, words_of

_PART = re.compile(r"\s*(?:[,;]|(?<=\s)(?:and|&|w/|with)(?=\s))\s*", re.IGNORECASE)
_SIDES = ("left", "right", "both", "bilateral")
_LEAST = 3  # letters of a word that could say something


def left_over(text: str, found: Collection[Understood], read: Callable[[str], Collection[Understood]]) -> list[str]:
    """The parts of a clause without which it says the same, and which do not say any of it by themselves. `read`: what a text
    of this place says."""
    keys = _keys(found)
    marks = [(0, 0), *((m.start(), m.end()) for m in _PART.finditer(text)), (len(text), len(text))]
    left = []
    for place, (start, first) in enumerate(marks[:-1]):
        last, after = marks[place + 1]
        part = text[first:last].strip()
        if not _says(part) or part == text.strip() or _keys(read(part)) & keys:
            continue
        rest = text[:start] + text[last:] if place else text[after:]
        if _keys(read(rest)) >= keys:
            left.append(part)
    return left


def _keys(found: Collection[Understood]) -> set[tuple[str, str]]:
    return {(u.key, u.state) for u in found}


def _says(part: str) -> bool:
    """Does it hold a word that could say something?"""
    return any(
        len(w.text) >= _LEAST and w.text.isalpha() and w.text not in _SIDES and not passes(w)
        for w in words_of(plain(part))
    )
