"""Treatments that did not help or made it worse, and tests that found nothing, each of a list: 'gabapentin and physio without gain',
'no relief from tablets, injections or surgery', 'ECG, X-ray and CT normal'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention, Phrases
from nmt_expert.interview.words.prose.clause import Clause
from nmt_expert.interview.words.stems import Word, passes

_OF = {"from", "with", "after", "by", "to", "of", "on", "for"}  # 'no relief from': what it is said of follows
_STOPS = {"but", "helped", "helps", "eased", "relieved", "however", "although", "while", "whereas"}
_HOLDS = ("present", "absent", "past", "never")  # not of somebody else, and not supposed
_JOIN = {",", "and", "or", "nor", "&", "+", "both", "all", "as", "well", "plus", "then", "including", "even"}


def outcomes(phrases: Phrases, clause: Clause) -> Iterator[tuple[list[str], Mention]]:
    """Findings with the words that tell them."""
    words = clause.words
    if any(word.text in ("if", "unless", "until") for word in words):
        return
    rules = written()["care"]
    cares = [m for m in phrases.found(words, "care") if clause.scopes[m.first] in _HOLDS]
    for name in ("in_vain", "made_worse"):
        marks = phrases.found(words, name)
        outcome = {i for mark in marks for i in range(mark.first, mark.last + 1)}
        for mark in marks:
            for care in _said_of(words, mark, cares, outcome):
                key = rules[str(care.values[0])]["key"] if name == "in_vain" else "care_made_worse"
                yield [key], care
    for test in _found_nothing(words, phrases.found(words, "investigation"), phrases.found(words, "nothing_found")):
        if clause.scopes[test.first] in _HOLDS:
            yield [str(test.values[0])], test


def _said_of(words: Sequence[Word], mark: Mention, cares: Sequence[Mention], outcome: Set[int]) -> list[Mention]:
    """The treatments that an outcome is said of: those behind it where 'from' or the like follows, else those before.
    `outcome`: the words of all outcomes."""
    ends = {*_STOPS, *(written()["gained"] if mark.sort == "in_vain" else ())}
    stops = [i for i, word in enumerate(words) if word.text in ends and i not in outcome]
    first = max((i for i in stops if i < mark.first), default=-1)
    last = min((i for i in stops if i > mark.last), default=len(words))
    before = [c for c in cares if first < c.first and c.last < mark.first]
    behind = [c for c in cares if mark.last < c.first and c.last < last]
    follows = mark.last + 1
    of = follows < len(words) and (words[follows].text in _OF or any(c.first == follows for c in behind))
    of = of or words[mark.last].text in (*_OF, "despite")
    return (behind or before) if of else before


def _found_nothing(words: Sequence[Word], tests: Sequence[Mention], marks: Sequence[Mention]) -> Iterator[Mention]:
    """The tests of each list at whose end or head it is said that nothing was found."""
    for run in _lists(words, tests):
        if any(_near(words, run[-1].last, m.first) or _near(words, m.last, run[0].first) for m in marks):
            yield from run


def _lists(words: Sequence[Word], tests: Sequence[Mention]) -> list[list[Mention]]:
    runs = [[test] for test in tests[:1]]
    for one, other in pairwise(tests):
        if all(words[i].text in _JOIN or _by_the_way(words[i]) for i in range(one.last + 1, other.first)):
            runs[-1].append(other)
        else:
            runs.append([other])
    return runs


def _near(words: Sequence[Word], last: int, first: int) -> bool:
    """Does nothing but where and when it was done stand between?"""
    return last < first and all(_by_the_way(words[i]) or words[i].text == ":" for i in range(last + 1, first))


def _by_the_way(word: Word) -> bool:
    return passes(word) or word.text.isdigit() or word.text in written()["by_the_way"]
