"""What looks like an activity and is none: 'lifting the toes', 'flexion in sitting', 'only 80 degrees'."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention
from nmt_expert.interview.words.stems import Word, small

_HANDLED = {"lifting", "rest", "bending_forward", "pushing", "pulling", "twisting"}  # also done to a part of the body
_POSTURES = {"sitting", "standing", "lying_down", "lying_flat", "lying_prone", "lying_on_side"}
_LIFTS = {"wrist_extension", "thumb_extension", "ankle_dorsiflexion", "great_toe_extension", "toe_extension"}
_UNABLE = {"cannot", "can't", "unable", "impossible"}
_TRUNK = {"lumbar", "lumbosacral", "thoracic_lower", "thoracic_mid"}
_SIDES = {"left", "right", "both"}
_WHEN = {"while", "when", "during", "with", "at", "after", "on", "in", "if", "by", "from", "for"}


def done_to_a_part(words: Sequence[Word], act: Mention, subjects: Sequence[Mention]) -> bool:
    """Is something done to a part of the body: 'bending the foot up', 'the toes cannot be lifted'?"""
    if not set(act.values) <= _HANDLED:
        return False
    if act.last + 1 < len(words) and words[act.last + 1].text == "it":
        return True  # 'bending the wrist and lifting it'
    parts = [s for s in subjects if s.sort in ("zones", "muscles") and not _TRUNK & set(map(str, s.values))]
    if any(s.first > act.last and _nothing(words[act.last + 1 : s.first], {"of"}) for s in parts):
        return True
    before = {"be", "can", "cannot", "can't", "not"} if words[act.last].text.endswith("ed") else set()
    return any(s.last < act.first and _nothing(words[s.last + 1 : act.first], before) for s in parts)


def posture(words: Sequence[Word], act: Mention, subjects: Sequence[Mention]) -> bool:
    """Is it only the posture of an examination: 'bending forward in sitting'?"""
    if act.first == 0 or words[act.first - 1].text != "in" or not set(act.values) <= _POSTURES:
        return False
    return any(s.last == act.first - 2 and s.sort in ("movements", "activities") for s in subjects)


def only_so_much(words: Sequence[Word], kind: Mention) -> bool:
    """Does 'only' say how much, and not when: 'only 80 degrees', 'walks only a little'?"""
    if [w.text for w in words[kind.first : kind.last + 1]] != ["only"]:
        return False
    return kind.last + 1 >= len(words) or words[kind.last + 1].text not in _WHEN


def unable_to_lift(words: Sequence[Word], kind: Mention, move: Mention) -> bool:
    """Is it a hand or foot that cannot be lifted, which weakness does and stiffness does not?"""
    unable = _UNABLE & {w.text for w in words[kind.first : kind.last + 1]}
    return bool(unable) and set(map(str, move.values)) <= _LIFTS


def cannot_walk(words: Sequence[Word], kind: Mention, act: Mention) -> bool:
    """Is it said that somebody does not walk at all, of which nothing says that walking makes it worse?"""
    unable = _UNABLE & {w.text for w in words[kind.first : kind.last + 1]}
    return (
        bool(unable)
        and act.values == ("walking",)
        and kind.last < act.first
        and _nothing(words[kind.last + 1 : act.first], {"to"})
    )


def way_of_pain(key: str) -> bool:
    """Does a finding say of a pain how it is, which numbness or swelling may be too?"""
    return key.startswith(tuple(written()["of_pain"]))


def _nothing(words: Sequence[Word], more: set[str]) -> bool:
    return all(w.text in _SIDES | more or w.stem in small() for w in words)
