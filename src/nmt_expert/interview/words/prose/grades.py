"""Muscles and movements of full strength: 'deltoid, biceps and triceps 5/5', '5/5 in the wrist extensors and grip'."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_expert.interview.words.phrases import Mention, Phrases
from nmt_expert.interview.words.stems import Word, small

_FULL = "5/5"
_BETWEEN = {",", "and", "or", "&", "/", "left", "right", "both", "bilateral", "bilaterally", "strength", "power", "muscle",
    "muscles", ":", "-", "(", ")", "all", "sides", "side", "for", "myotomes", "myotome"}  # fmt: skip


def graded_full(phrases: Phrases, words: Sequence[Word], turns: Sequence[Mention]) -> list[Mention]:
    """What is not weak of the muscles and movements that a full grade is said of: those before it at once, else those behind."""
    named = [*phrases.found(words, "strength"), *phrases.found(words, "movements"), *turns]
    moved = {i for m in (*phrases.found(words, "movements"), *turns) for i in range(m.first, m.last + 1)}
    named = [m for m in named if m.sort == "movements" or m.first not in moved]
    kinds = {m.first for m in phrases.found(words, "kind")}
    found: dict[Mention, None] = {}
    for place, word in enumerate(words):
        if word.text == _FULL:
            found |= dict.fromkeys(_row(words, named, kinds, place, -1) or _row(words, named, kinds, place, 1))
    return [Mention("finding", tuple(f"weak({v})" for v in m.values), m.first, m.last) for m in found]


def _row(words: Sequence[Word], named: Sequence[Mention], kinds: set[int], place: int, step: int) -> list[Mention]:
    """The muscles and movements of one list that begins beside a grade. `kinds`: where something else is said of them."""
    row = []
    place += step
    while 0 <= place < len(words):
        here = next((m for m in named if m.first <= place <= m.last), None)
        if here:
            row.append(here)
            place = here.first - 1 if step < 0 else here.last + 1
        elif words[place].text == "," and step < 0 and _told(words, kinds, place):
            break  # 'pain in the triceps, wrist flexors 5/5'
        elif words[place].text in _BETWEEN or words[place].stem in small():
            place += step
        else:
            break
    return row


def _told(words: Sequence[Word], kinds: set[int], comma: int) -> bool:
    first = max((i + 1 for i in range(comma) if words[i].text == ","), default=0)
    return not kinds.isdisjoint(range(first, comma))
