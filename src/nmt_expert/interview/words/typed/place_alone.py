"""'All round the shoulder', 'down the outside of my arm', 'neck, not sure where': a place without the words that say no more."""

from __future__ import annotations

from itertools import dropwhile, takewhile

from nmt_expert.interview.words.denial import words_in
from nmt_expert.interview.words.phrases import Phrases
from nmt_expert.interview.words.sides import side_in
from nmt_expert.interview.words.stems import stems_of

_ROUND = {
    "all", "round", "around", "over", "whole", "entire", "throughout", "somewhere", "down", "up", "along", "across", "into", "in", "the",
    "my", "it", "its", "of", "on", "about",
}  # fmt: skip
_VAGUE = {"somewhere", "anywhere", "not", "cannot", "can't", "cant", "unsure", "generally"}
_FACE = {"outside": "outer", "inside": "inner"}


def place_alone(part: str, phrases: Phrases) -> str:
    """The part without what stands round a place that people call so; as it was where it names none."""
    words = words_in(part)
    rest = list(takewhile(lambda word: word not in _VAGUE, dropwhile(_ROUND.__contains__, words)))
    faced = [_FACE.get(word, word) for word in rest if word not in ("of", "the", "my")]
    for kept in (rest, faced):
        if kept != words and phrases.known("zones", stems_of(" ".join(side_in(kept)[0]))):
            return " ".join(kept)
    return part
