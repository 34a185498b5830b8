"""Places in words: wholes for their parts, fingers joined, the side said once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nmt_expert.report.letter.sentences.forms import PREPOSITIONS, WHOLES

SIDES = {"left": "on the left", "right": "on the right", "both sides": "on both sides"}
_JOINED = ("finger", "toe")


def named(places: Iterable[tuple[str, str]]) -> list[str]:
    """Words of places given as (id, words), parts of one whole as the whole."""
    words = dict(places)
    for parts, whole in WHOLES:
        if all(part in words for part in parts):
            first = parts[0]
            words = {id: whole if id == first else text for id, text in words.items() if id == first or id not in parts}
    return list(dict.fromkeys(words.values()))


def of_places(words: list[str], side: str = "", *, last: str = "and") -> str:
    """' of the right thumb, index and middle fingers', with the space before it; ' between ...' for such places."""
    words = _shared_noun(words, last)
    simple = [
        bool(re.fullmatch(r"[\w-]+(?: [\w-]+){0,3}", w)) and " of " not in w and not w.startswith(PREPOSITIONS)
        for w in words
    ]
    if side in ("left", "right") and all(simple):
        return f" of the {side} {joined(words, last)}"
    out = []
    for number, word in enumerate(words):
        follows = number and not words[number - 1].startswith(PREPOSITIONS)
        out.append(word if follows or word.startswith(PREPOSITIONS) else f"of the {word}")
    return f" {joined(out, last)}" + (f" {SIDES[side]}" if side else "")


def joined(words: Iterable[str], last: str = "and") -> str:
    """'a', 'a and b', 'a, b and c'."""
    words = list(words)
    if len(words) == 2 and re.fullmatch(rf"\w+ {last} \w+ \w+s", words[1]):  # thumb, index and middle fingers
        return ", ".join(words)
    if len(words) > 1 and any(f" {last} " in word for word in words):  # 'the buttock, and lower buttock and sit bone'
        return f"{', '.join(words[:-1])}, {last} {words[-1]}"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _shared_noun(words: list[str], last: str) -> list[str]:
    """'index finger', 'middle finger' become 'index and middle fingers', in the place of the first."""
    for noun in _JOINED:
        sharing = [w for w in words if re.fullmatch(rf"\w+ {noun}", w)]
        if len(sharing) > 1:
            together = f"{joined([w.removesuffix(f' {noun}') for w in sharing], last)} {noun}s"
            words = [together if w == sharing[0] else w for w in words if w == sharing[0] or w not in sharing]
    return words
