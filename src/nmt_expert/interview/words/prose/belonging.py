"""Whose kind it is where several parts are named: 'biceps 4/5, triceps 5/5', 'knee painful, ankle swollen', 'sitting, better walking'."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention
from nmt_expert.interview.words.stems import Word, passes, small

_SIDES = {"left", "right", "both", "bilateral", "bilaterally"}
_MEASURED = {"strength", "power", "muscle", "muscles", "reflex", "reflexes", "jerk", "jerks", "(", ":", "-", "all"}
_OF = {"by", "with", "on", "off", "from", "when", "while", "in", "of", "at", "after", "during", "over", "if"}
_PARTS = ("zones", "muscles", "sites", "movements")
_FELT_IN = ("zones", "muscles", "sites")
_SAID_OF = 5  # words within which a kind is said of the part before it
_TOO = {"too", "also", "as", "well"}
_SAYS = {"does", "do", "did", "negative", "absent", "free"}
_JOIN = {"and", "or", "nor", "&", "/"}


def found_well(words: Sequence[Word], subject: Mention) -> bool:
    """Is it said directly behind a part that it is well: 'triceps 5/5', 'left knee jerk normal', 'thumb mostly spared'?"""
    normal = written()["negation"]["normal"]
    behind = [w for w in words[subject.last + 1 :] if w.text not in _SIDES | _MEASURED and not passes(w)]
    return bool(behind) and behind[0].text in normal


def said_before(
    words: Sequence[Word], subject: Mention, kind: Mention, behind: Sequence[Mention], subjects: Sequence[Mention]
) -> bool:
    """Is a kind before a comma said of the part that stands before it, and has this part a kind of its own behind it?"""
    if not behind or all(w.text != "," for w in words[kind.last : subject.first]):
        return False
    if any(w.text == "," for w in words[subject.last + 1 : behind[0].first]):
        return False
    return any(_next(words, s.last, kind.first) for s in subjects if s.last < kind.first)


def of_the_part_before(
    words: Sequence[Word], subject: Mention, kind: Mention, kinds: Sequence[Mention], subjects: Sequence[Mention]
) -> bool:
    """Is a kind said of the part before it, and something else of this one: 'the thigh hurts and the knee won't bend'? 'The calf
    is tender and the ankle too' is both."""
    between = range(kind.last + 1, subject.first)
    if not {",", "and", "but"} & {words[i].text for i in between} or _precedes(words, kind, kinds, [subject]):
        return False
    parts = [s for s in subjects if s.sort in _PARTS]
    if any(s.first in between for s in parts):
        return False  # 'pain in the knee and ankle'
    if not any(0 < kind.first - s.last <= _SAID_OF and not _commas(words, s.last, kind.first) for s in parts):
        return False
    for word in words[subject.last + 1 :]:
        if word.text in (",", ";", "and", "or", "but"):
            return False
        if not (passes(word) or word.stem in _SIDES or word.text in _TOO or word.text.isdigit()) and (
            word.text in _SAYS or word.text not in written()["passes"]
        ):
            return True
    return False


def _commas(words: Sequence[Word], last: int, first: int) -> bool:
    return any(w.text in (",", ";", "and") for w in words[last + 1 : first])


def each_its_own(
    words: Sequence[Word], one: Mention, other: Mention, kinds: Sequence[Mention], subjects: Sequence[Mention]
) -> bool:
    """Has each a part of its own: 'neck pain with numb hands', 'shoulder pain and numbness of the hand'?"""
    parts = [s for s in subjects if s.sort in _FELT_IN]
    before = any(s.last + 1 == one.first or (one.first <= s.first and s.last <= one.last) for s in parts)
    return before and _precedes(words, other, kinds, parts)


def of_the_next(
    words: Sequence[Word], subject: Mention, kind: Mention, kinds: Sequence[Mention], subjects: Sequence[Mention]
) -> bool:
    """Is a kind behind 'with' that of the next part: 'headache with numb hands'?"""
    joined = any(words[i].text == "with" for i in range(subject.last + 1, kind.first))
    return joined and _precedes(words, kind, kinds, [s for s in subjects if s.sort in _FELT_IN])


def _precedes(words: Sequence[Word], kind: Mention, kinds: Sequence[Mention], parts: Sequence[Mention]) -> bool:
    """Is it said of the part behind it: 'numb hands', 'numb and weak legs', but not 'numb and neck pain'?"""
    behind = next((s for s in parts if s.first > kind.last), None)
    covered = {i for k in kinds for i in range(k.first, k.last + 1)}
    return behind is not None and all(
        i in covered
        or (words[i].text in _JOIN and i + 1 in covered)
        or (words[i].text not in _JOIN and (words[i].stem in _SIDES or words[i].stem in small()))
        for i in range(kind.last + 1, behind.first)
    )


def elsewhere(words: Sequence[Word], subject: Mention, kind: Mention, subjects: Sequence[Mention]) -> bool:
    """Is a kind behind a comma said of the part that follows it: 'shortness of breath, sore throat'?"""
    if all(w.text != "," for w in words[subject.last + 1 : kind.first]):
        return False
    between = words[subject.last + 1 : kind.first]
    if len(between) > 1 and between[-1].text != "," and between[-1].text in _JOIN:
        return False  # 'hip, knee and ankle painful'
    return any(
        _next(words, kind.last, s.first, _OF if s.sort == subject.sort else None)
        for s in subjects
        if s.first > kind.last
    )


def _next(words: Sequence[Word], last: int, first: int, joining: Collection[str] | None = ()) -> bool:
    """Does nothing with a meaning of its own stand between two words? `joining`: what else may, or None for sides alone."""
    between = words[last + 1 : first]
    if joining is None:
        return all(w.text in _SIDES for w in between)
    return all(w.text in _SIDES or w.text in joining or w.stem in small() for w in between)
