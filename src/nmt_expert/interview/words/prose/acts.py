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
_BEARS = {"up", "straight", "upright", "still", "for", "on", "at", "long", "without", "more", "unaided", "because", "due", "after", "any", "longer",
    "unsupported", "now", "with", "or", "and", "but", "in", "as", "since", "to", "alone", "than"}  # fmt: skip
_RANGE = {"range", "rom", "movement", "movements", "motion", "mvt", "mvts", "mobility"}
_SUPPORTS = {"trolley", "stretcher", "couch", "plinth", "wheelchair", "gurney", "table"}
_HOLDS = {"pinch", "grip", "pulling", "pushing", "pressure_on_spot", "stretching", "twisting", "biting"}
_FELT = {"pain", "pains", "ache", "discomfort", "sensation", "sensations", "feeling", "headache", "type"}
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


def only_used(words: Sequence[Word], part: Mention, subjects: Sequence[Mention]) -> bool:
    """Is a part only what is stood on or moved: 'hopping on that leg hurts', 'movement of either leg', 'neck range full'?"""
    behind = words[part.last + 1].text if part.last + 1 < len(words) else ""
    if behind in written()["not_the_part"]:
        return True
    place = part.first - 1
    while place > 0 and (
        words[place].stem in _SIDES
        or words[place].text in ("the", "that", "this", "either", "his", "her", "one", "each")
    ):
        place -= 1
    if place > 0 and words[place].text == "on":
        stood = words[place - 1].text in ("hopping", "jumping", "landing", "kneeling", "leaning")
        return stood or any(s.sort == "activities" and s.last == place - 1 for s in subjects)
    return place > 0 and words[place].text == "of" and words[place - 1].text in _RANGE


def endured(words: Sequence[Word], act: Mention) -> bool:
    """Is it something that is not endured: 'cannot stand the slightest touch'?"""
    before = {w.text for w in words[max(act.first - 2, 0) : act.first]}
    if words[act.last].text != "stand" or not before & {*_UNABLE, "not", "couldn't"} or act.last + 1 >= len(words):
        return False
    behind = words[act.last + 1].text
    return behind[0].isalnum() and behind not in _BEARS and not behind.endswith("ly") and not behind.isdigit()


def a_quality(words: Sequence[Word], act: Mention) -> bool:
    """Is it how a pain feels: 'a pinching pain'?"""
    return (
        words[act.last].text.endswith("ing")
        and act.last + 1 < len(words)
        and words[act.last + 1].text in _FELT
        and set(map(str, act.values)) <= _HOLDS
    )


def posture(words: Sequence[Word], act: Mention, subjects: Sequence[Mention]) -> bool:
    """Is it only the posture of an examination: 'bending forward in sitting', 'lying on the trolley'?"""
    if set(act.values) <= _POSTURES and _SUPPORTS & {w.text for w in words[act.last + 1 : act.last + 4]}:
        return True
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
    return all(w.stem in _SIDES or w.text in more or w.stem in small() for w in words)
