"""What brings a complaint on where no word joins it: 'wrist pain, lifting baby, opening jars', 'pain chewing', 'stairs, kneeling, squatting'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention
from nmt_expert.interview.words.prose.relevance import felt
from nmt_expert.interview.words.stems import Word, passes
from nmt_expert.interview.words.tables import Kind

_PARTS = {",", ";", ":", "(", ")"}
_JOIN = {"and", "or", "&", "+", "/"}
_SIDES = {"left", "right", "both"}


def listed(words: Sequence[Word], kinds: Sequence[Mention], subjects: Sequence[Mention]) -> list[Mention]:
    """The activities of parts between commas that name nothing else, or only what is felt before them."""
    rules = written()["listed"]
    texts = {word.text for word in words}
    if texts & set(rules["not"]) or any(_eases(kind) for kind in kinds):
        return []
    acts = [s for s in subjects if s.sort == "activities" and not any(k.first == s.first for k in kinds)]
    parts = list(_parts(words))
    rows = {part: row for part in parts if (row := _row(words, *part, kinds, acts))}
    when = {part for part in rows if _said_when(words, part)}
    hurts = next((k.first for k in kinds if felt(k) and not _tires(k)), len(words))
    if not rows or not (
        hurts < max(last for _, last in rows) or (len(rows) == len(parts) and (when or _several(words, rows)))
    ):
        return []
    told = [act for part, row in rows.items() for act in row if hurts < part[1] or hurts == len(words)]
    if {value for act in told for value in act.values} <= set(rules["pastimes"]):
        return []
    return [act for act in told if not set(act.values) <= set(rules["never"])]


def _said_when(words: Sequence[Word], part: tuple[int, int]) -> bool:
    """Does a part begin with what tells an occasion: 'mainly with weight bearing'?"""
    rules = written()["occasion"]
    head = next((words[i].text for i in range(*part) if words[i].text not in rules["leading"]), "")
    return head in ("with", "when", "while", "during")


def _several(words: Sequence[Word], rows: dict[tuple[int, int], list[Mention]]) -> bool:
    """Are several named, one by one?"""
    joined = any(words[i].text in _JOIN for first, last in rows for i in range(first, last))
    return len(rows) > 1 or (joined and any(len(row) > 1 for row in rows.values()))


def _row(
    words: Sequence[Word], first: int, last: int, kinds: Sequence[Mention], acts: Sequence[Mention]
) -> list[Mention]:
    """The activities of a part; none where it names something else."""
    here = [act for act in acts if first <= act.first and act.last < last]
    covered = {i for act in here for i in range(act.first, act.last + 1)}
    ahead = [k for k in kinds if first <= k.first and here and k.last < here[0].first and felt(k)]
    covered |= {i for k in ahead for i in range(k.first, k.last + 1)}
    rules = written()["occasion"]
    beside = {*_JOIN, *_SIDES, *written()["listed"]["beside"], *written()["long"], *rules["leading"], "during"}
    for i in range(first, last):
        how_long = words[i].text[0].isdigit() and i + 1 < last and words[i + 1].text in beside
        if not (i in covered or passes(words[i]) or words[i].text in (*beside, ">", "<") or how_long):
            return []
    return here


def _tires(kind: Mention) -> bool:
    return isinstance(kind.values[0], Kind) and kind.values[0].family("zones") == "heaviness"


def _parts(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    marks = [-1, *(i for i, word in enumerate(words) if word.text in _PARTS), len(words)]
    return ((before + 1, after) for before, after in pairwise(marks) if after > before + 1)


def _eases(kind: Mention) -> bool:
    return isinstance(kind.values[0], Kind) and kind.values[0].family("activities") == "better_with"
