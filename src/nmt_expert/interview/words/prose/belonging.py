"""Whose kind it is where several parts are named: 'biceps 4/5, triceps 5/5', 'knee painful, ankle swollen', 'sitting, better walking'."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention
from nmt_expert.interview.words.stems import Word, small

_SIDES = {"left", "right", "both", "bilateral", "bilaterally"}
_MEASURED = {"strength", "power", "muscle", "muscles", "reflex", "reflexes", "jerk", "jerks", "(", ":", "-", "all"}
_OF = {"by", "with", "on", "off", "from", "when", "while", "in", "of", "at", "after", "during", "over", "if"}
_SAYS = {"is", "are", "was", "were", "will", "won't", "does", "doesn't", "did", "didn't", "do", "don't", "can", "cannot", "can't", "could", "couldn't", "has",
    "hasn't", "had", "feels", "felt", "gives", "gave", "looks", "keeps", "would", "wouldn't", "locks", "clicks"}  # fmt: skip
_JOIN = {"and", "or", "nor", "&", "/"}


def found_well(words: Sequence[Word], subject: Mention) -> bool:
    """Is it said directly behind a part that it is well: 'triceps 5/5', 'left knee jerk normal'?"""
    normal = written()["negation"]["normal"]
    behind = [w for w in words[subject.last + 1 :] if w.text not in _SIDES | _MEASURED and w.stem not in small()]
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


def says_more(words: Sequence[Word], subject: Mention, kind: Mention) -> bool:
    """Does a part begin a sentence of its own: 'the thigh is painful and the knee won't bend'?"""
    between = [w.text for w in words[kind.last + 1 : subject.first] if w.stem not in _SIDES]
    behind = words[subject.last + 1].text if subject.last + 1 < len(words) else ""
    return between[:1] == ["and"] and between[1:] in (["the"], ["his"], ["her"], ["my"]) and behind in _SAYS


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
