"""Movements whose joint is said once for several, or before: 'neck flexion, extension and rotation', 'Hip: flexion 100'."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention, Phrases
from nmt_expert.interview.words.stems import Word, small

_JOINTS = {
    "knee",
    "knees",
    "elbow",
    "elbows",
    "hip",
    "hips",
    "wrist",
    "wrists",
    "ankle",
    "neck",
    "head",
    "arm",
    "arms",
    "leg",
    "legs",
    "shoulder",
    "fingers",
}
_HELD = {"bent", "flexed", "straight", "extended", "abducted", "supported", "fixed"}
_OF = {"of", "the", "left", "right", "both", "at", "in", "his", "her", "and", "or", ","}


def moves(phrases: Phrases, words: Sequence[Word], joint: str) -> list[Mention]:
    """The movements of which only the name is said, with the joint that they are of: that of this clause which stands next
    before, else the one that 'of the' names behind, else `joint`. Those of no joint are not among them."""
    joints = phrases.found(words, "joint")
    bare = phrases.found(words, "move")
    taken: list[Mention] = []
    alone = all(move.values == ("movement",) for move in bare)
    for move in bare:
        if move.values == ("movement",) and not alone:
            continue  # 'flexion and extension of good range'
        before = [j for j in joints if j.first <= move.first]
        behind = [j for j in joints if j.first > move.last and _of(words, move, j, bare)]
        of = (
            str(behind[0].values[0])
            if behind
            else str(before[-1].values[0])
            if before
            else _all_of(phrases, bare, joint)
        )
        key = f"{of}_{move.values[0]}"
        key = written()["whole"].get(f"{of} movement", "") if move.values == ("movement",) else key
        if key in phrases.movements:
            first = before[-1].first if before and not behind and before[-1].last + 1 == move.first else move.first
            taken.append(Mention("movements", (key,), first, move.last))
    return taken


def _all_of(phrases: Phrases, bare: Sequence[Mention], joint: str) -> str:
    """The joint said last, unless one of the movements is none of it: of the neck there is no 'abduction and flexion'."""
    known = all(f"{joint}_{move.values[0]}" in phrases.movements for move in bare)
    return joint if known else ""


def joint_of(phrases: Phrases, words: Sequence[Word]) -> str:
    """The joint that a clause names last, or ''."""
    joints = phrases.found(words, "joint")
    return str(joints[-1].values[0]) if joints else ""


def _of(words: Sequence[Word], move: Mention, joint: Mention, others: Sequence[Mention]) -> bool:
    between = words[move.last + 1 : joint.first]
    covered = {i for m in others for i in range(m.first, m.last + 1)}
    texts = [w.text for i, w in enumerate(words) if move.last < i < joint.first and i not in covered]
    return bool(between) and "of" in texts and set(texts) <= _OF


def without_posture(phrases: Phrases, words: Sequence[Word]) -> list[Word]:
    """The words, with marks for the posture in which another movement was examined: 'hip range (knee bent) full'."""
    kept = list(words)
    named = [m for m in phrases.found(words, "finding") if m.last > m.first]
    others = [m for sort in ("movements", "move") for m in phrases.found(words, sort)]
    for place, word in enumerate(words):
        span = _posture(words, place) if word.text in ("with", "(") else range(0)
        if not span or any(m.first in span or m.last in span for m in named):
            continue
        if any(m.last not in span for m in others):
            kept = [Word("-", "-", w.start, w.end) if i in span else w for i, w in enumerate(kept)]
    return kept


def _posture(words: Sequence[Word], place: int) -> range:
    """The words of a joint that is bent or straight, behind 'with' or a bracket."""
    i = place + 1
    while i < len(words) and (words[i].stem in small() or words[i].text in _OF):
        i += 1
    if i + 1 < len(words) and words[i].text in _JOINTS and words[i + 1].text in _HELD:
        return range(place + 1, i + 2)
    return range(0)
