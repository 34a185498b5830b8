"""Sides in the words that people use: 'l', 'both', 'left > right', 'mainly right', 'changes sides'."""

from __future__ import annotations

import re

UNSURE = "?"  # a side was said, but whether the other is affected too only the speaker knows
_ONE = {
    "l": "left", "left": "left", "lt": "left", "r": "right", "right": "right", "rt": "right", "b": "both", "both": "both",
    "bilateral": "both", "bilaterally": "both",
}  # fmt: skip
_SIDE = r"(?:left|right)(?:[- ]sided)?(?: side)?"
_BOTH = re.compile(
    r"\b(?:on )?(?:both|each|either)(?: of)?(?: the)? sides?\b|\b(?:on )?both left and right\b|\bb/l\b|\b[lr] ?[<>=&+]+ ?[lr]\b"
    rf"|\b{_SIDE} ?(?:and|&|\+|[<>]+) ?{_SIDE}|\b(?:more )?{_SIDE} more than (?:the )?{_SIDE}|\bmore {_SIDE} than {_SIDE}"
)
_OF_A_PART = re.compile(
    r"\b(?:on )?(?:both|each|either) sides? of (?:the |my |his |her )?(?:hand|palm|finger|thumb|wrist|foot|toe|nail)s?\b"
)
_UNSURE = re.compile(
    rf"\b(?:mainly|mostly|chiefly|predominantly|primarily|largely|more|worse)(?: on| in| at)?(?: the)? {_SIDE}"
    rf"|\b(?:alternating|alternates|changing|changes|switches|switching|swaps)(?: sides?)?\b|\bsometimes (?:the )?{_SIDE}"
    rf"|\b{_SIDE}(?:,? (?:then|or|now|sometimes)) (?:the )?{_SIDE}"
)
_ARTICLE = re.compile(rf"\b(?:on |in )?the ({_SIDE})\b")


def side_in(words: list[str]) -> tuple[list[str], str]:
    """The words without those that say a side, and the side: left, right, both, UNSURE, or '' where none was said."""
    text = " ".join(words)
    if _ONE.keys() & {*_OF_A_PART.sub(" ", text).split()}:  # 'ring finger l, both sides of the hand' is one hand
        text = _OF_A_PART.sub(" ", text)
    for pattern, side in ((_BOTH, "both"), (_UNSURE, UNSURE)):
        if pattern.search(text):
            return pattern.sub(" ", text).split(), side
    text = re.sub(r"\b(left|right)(?:[- ]sided| side)+\b", r"\1", _ARTICLE.sub(r"\1", text))
    rest: list[str] = []
    said: set[str] = set()
    for word in text.split():
        if word in _ONE:
            said.add(_ONE[word])
        else:
            rest.append(word)
    return rest, "" if not said else said.pop() if len(said) == 1 else "both"


def side_of(text: str) -> str:
    """The side that a whole answer says, as above, and 'midline'; '' when it says something else besides."""
    words = re.sub(r"[.,!]", " ", text.lower()).split()
    rest, side = side_in(words)
    rest = [word for word in rest if word not in ("on", "in", "the", "at", "of", "it", "is")]
    if not side and " ".join(rest) in ("m", "midline", "middle", "centre", "center", "central"):
        return "midline"
    return side if not rest else ""
