"""Words that mean another thing in other company: the crackling of a knee is none of the lungs, a box that fell on the hand no fall on it."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention, Phrases
from nmt_expert.interview.words.stems import Word

_NEAR = 4  # words on each side that are company
_BEHIND = 3
_FALLS = {"fell", "fall", "falls", "falling", "fallen", "landed", "lands", "landing"}
_ARTICLES = {"a", "an", "the", "some", "let"}


def other_sense(phrases: Phrases, words: Sequence[Word], mention: Mention, found: Sequence[Mention]) -> bool:
    """Does a finding's name stand for something else here? `found`: all names of findings, of which a test explains another."""
    said = {word.text for word in words[mention.first : mention.last + 1]}
    keys = {str(value) for value in mention.values}
    near = _company(words, mention)
    tests = phrases.a_test(str(mention.values[0])) and any(
        m != mention and phrases.a_test(str(m.values[0])) for m in found
    )
    for sense in written()["senses"]:
        if not said & set(sense["words"]) or not keys <= set(sense.get("of", keys)):
            continue
        if not sense.get("within") and mention.first != mention.last:
            continue
        behind = [word.text for word in words[mention.last + 1 : mention.last + 1 + _BEHIND]]
        ahead = {word.text for word in words[max(mention.first - 1, 0) : mention.first]}
        beside = near & set(sense.get("beside", ())) or ahead & set(sense.get("after", ()))
        if beside or {*behind} & set(sense.get("before", ())) or {*behind[:1]} & set(sense.get("next", ())):
            return True
        if "only" in sense and not tests and not (near | said) & set(sense["only"]):
            return True
    return _of_a_person(phrases, words, mention) or _a_thing_falls(words, mention) or _in_a_way(words, mention)


def _company(words: Sequence[Word], mention: Mention) -> set[str]:
    """The words around a mention, as far as the commas."""
    texts = [word.text for word in words]
    before = texts[max(mention.first - _NEAR, 0) : mention.first]
    behind = texts[mention.last + 1 : mention.last + 1 + _NEAR]
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    return {*before, *(behind[: behind.index(",")] if "," in behind else behind)}


def _of_a_person(phrases: Phrases, words: Sequence[Word], mention: Mention) -> bool:
    """Is the name of a test that of somebody: 'Dr Thomas', 'Mrs Hawkins'?"""
    title = mention.first > 0 and words[mention.first - 1].text in written()["titles"]
    return title and phrases.a_test(str(mention.values[0]))


def _a_thing_falls(words: Sequence[Word], mention: Mention) -> bool:
    """Is it a thing that falls on a part: 'a dumbbell fell on the wrist'?"""
    if words[mention.first].text not in _FALLS or not str(mention.values[0]).startswith("fall_on"):
        return False
    before = [word.text for word in words[max(mention.first - _NEAR - 1, 0) : mention.first]]
    article = max((i for i, text in enumerate(before) if text in _ARTICLES), default=None)
    return article is not None and {*written()["persons"], ","}.isdisjoint(before[article:])


def _in_a_way(words: Sequence[Word], mention: Mention) -> bool:
    """Can somebody not do it in one way, but in others: 'cannot walk far', 'cannot stand noise'?"""
    rules = written()["not_at_all"]
    if str(mention.values[0]) not in rules["keys"] or words[mention.last].text not in rules["verbs"]:
        return False
    behind = [word.text for word in words[mention.last + 1 : mention.last + 4]]
    if behind[:1] == ["without"]:
        return not set(rules["aids"]) & {*behind}
    return bool(behind) and behind[0][0].isalnum() and behind[0] not in rules["goes_on"]
