"""Movements whose joint is said once for several, or before: 'neck flexion, extension and rotation', 'Hip: flexion 100'."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention, Phrases
from nmt_expert.interview.words.stems import Word

_SMALL_JOINTS = frozenset(
    ["toe", "toes", "hallux", "mtp", "mtpj", "pip", "pipj", "dip", "dipj", "ip", "ipj", "mcp", "mcpj"]
)  # of no joint that is named here
STRENGTH = {"grip", "pinch", "heel_raise"}  # movements that are only strong or weak
_HELD = {"bent", "flexed", "straight", "extended", "abducted"}
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
        if _of_a_small_joint(words, move):
            continue
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


def position(words: Sequence[Word], move: Mention) -> bool:
    """Is it how a joint is held while another is tested: 'hip range (knee bent)', 'with the knee bent'?"""
    before = [w.text for w in words[max(move.first - 2, 0) : move.first]]
    return words[move.last].text in _HELD and (before[-1:] == ["("] or not {"with", "while"}.isdisjoint(before))


def _of_a_small_joint(words: Sequence[Word], move: Mention) -> bool:
    """Is it the movement of a toe or of a joint of a finger: 'dorsiflexion of the great toe', 'MTP dorsiflexion'?"""
    behind = [w.text for w in words[move.last + 1 : move.last + 6]]
    of = behind[: behind.index(",")] if "," in behind else behind
    before = words[move.first - 1].text if move.first else ""
    return before in _SMALL_JOINTS or (of[:1] == ["of"] and not _SMALL_JOINTS.isdisjoint(of))


def _all_of(phrases: Phrases, bare: Sequence[Mention], joint: str) -> str:
    """The joint said last, unless one of the movements is none of it: of the neck there is no 'abduction and flexion'. Then it is
    the one joint that has them all, where there is one."""
    named = {str(move.values[0]) for move in bare} - {"movement"}
    if all(f"{joint}_{name}" in phrases.movements for name in named):
        return joint
    of = [{m.removesuffix(f"_{name}") for m in phrases.movements if m.endswith(f"_{name}")} for name in named]
    only = set.intersection(*of) if of else set()
    return only.pop() if len(only) == 1 else ""  # dorsiflexion is of the ankle alone


def joint_of(phrases: Phrases, words: Sequence[Word]) -> str:
    """The joint that a clause names last, or ''."""
    joints = phrases.found(words, "joint")
    return str(joints[-1].values[0]) if joints else ""


def _of(words: Sequence[Word], move: Mention, joint: Mention, others: Sequence[Mention]) -> bool:
    between = words[move.last + 1 : joint.first]
    covered = {i for m in others for i in range(m.first, m.last + 1)}
    texts = [w.text for i, w in enumerate(words) if move.last < i < joint.first and i not in covered]
    return bool(between) and "of" in texts and set(texts) <= _OF
