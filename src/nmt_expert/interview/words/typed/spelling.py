"""Misspelt words: the nearest one that is known here. What is read so is a guess, and asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.stems import stem
from nmt_expert.knowledge.base import KnowledgeBase

_CLOSE = 80  # of 100: how near a misspelt word must be
_LEAST = 4  # letters; fewer are near to too much
_WORD = re.compile(r"[a-z]{3,}")


class Spelling:
    """The words of the vocabulary and of what people say."""

    def __init__(self, kb: KnowledgeBase) -> None:
        texts = (*(f"{f.key} {f.label} {f.ask}" for f in kb.observable), *_texts(written()))
        self._words = sorted({word for text in texts for word in _WORD.findall(text.lower())})
        self._stems = {stem(word) for word in self._words}

    def mended(self, text: str) -> str:
        """The text with the nearest known word for each that is not known, nor the beginning of one."""
        return re.sub(r"[a-z]+", lambda m: self._nearest(m[0]), text.lower())

    def _nearest(self, word: str) -> str:
        begun = any(known.startswith(word) for known in self._words)
        if len(word) < _LEAST or begun or (len(stem(word)) >= _LEAST and stem(word) in self._stems):
            return word
        found = process.extractOne(word, self._words, scorer=fuzz.ratio, score_cutoff=_CLOSE)
        return found[0] if found else word


def _texts(entry: object) -> Iterator[str]:
    """All that is written in the lexicon."""
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, dict):
        for key, value in entry.items():
            yield str(key)
            yield from _texts(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from _texts(value)


_MADE: dict[str, Spelling] = {}


def spelling_of(kb: KnowledgeBase) -> Spelling:
    """That of a knowledge base, made once."""
    if kb.hash not in _MADE:
        _MADE.clear()
        _MADE[kb.hash] = Spelling(kb)
    return _MADE[kb.hash]
