"""Kinds of findings with what they are said of, but for pairs that mean something else than they seem to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import Mention, Phrases
from nmt_expert.interview.words.prose.clause import Clause
from nmt_expert.interview.words.prose.pairing import family_of, pairs, within
from nmt_expert.interview.words.prose.relevance import felt
from nmt_expert.interview.words.prose.scope import Scope
from nmt_expert.interview.words.tables import Kind
from nmt_expert.knowledge.base import KnowledgeBase

_ONCE = {"until", "till", "since", "then", "before", "between", "for", "after", "previously"}  # what was so for a time
_RADIATES = {"radiat", "radiation", "spread"}


def said_of(kb: KnowledgeBase, phrases: Phrases, clause: Clause) -> Iterator[tuple[Mention, Mention, Scope]]:
    """Kinds with what they are said of, and what holds for both."""
    found = pairs(phrases, clause.words, clause.turns)
    exact = {
        i
        for _, s in found
        if s.sort in ("sites", "muscles") and not clause.places(s)
        for i in range(s.first, s.last + 1)
    }
    long = [m for m in clause.singles if m.last > m.first]
    tests = [m for m in clause.singles if phrases.a_test(str(m.values[0]))]
    began = any(str(m.values[0]).startswith("onset_") for m in long)
    for kind, subject in found:
        if subject.sort == "zones" and subject.first in exact and family_of(kind, replace(subject, sort="sites")):
            continue  # tender is the sit bone, not also the region that it lies in
        if subject.sort == "zones" and any(within(subject, m) and _told_of_before(kb, m) for m in long):
            continue  # 'low back pain in the past'
        if _of_one_name(kind, subject, long) or _of_something_else(clause, kind, subject):
            continue
        scope = _scope(clause, kind, subject)
        if scope is None:
            continue
        if any(within(kind, m) and m.values == ("painless",) for m in long) and _once(clause):
            continue  # 'pain free ever since, until March'
        if any(within(kind, m) and _denies(clause, m) for m in long):
            scope = "absent"  # 'did not help', 'arm pain free'
        if subject.sort == "zones" and felt(kind) and any(m.last < subject.first for m in tests):
            continue  # 'FABER gives outer hip pain'
        if subject.sort == "activities" and began and felt(kind):
            continue  # 'pain for two weeks after lifting a box'
        yield kind, subject, scope


def may_be_past(kb: KnowledgeBase, key: str) -> bool:
    """Does a finding tell of what was before, and not how the complaint began or goes on?"""
    finding = kb.finding(key)
    return finding is not None and finding.section == "history" and not key.startswith(tuple(written()["of_now"]))


def _told_of_before(kb: KnowledgeBase, mention: Mention) -> bool:
    return all(may_be_past(kb, str(key)) for key in mention.values)


def _of_one_name(kind: Mention, subject: Mention, long: list[Mention]) -> bool:
    """Do both stand in the name of one finding, which says it all?"""
    names = [m for m in long if set(m.values) - set(written()["beside"])]
    return subject.sort not in ("zones", "activities") and any(within(kind, m) and within(subject, m) for m in names)


def _of_something_else(clause: Clause, kind: Mention, subject: Mention) -> bool:
    family = family_of(kind, subject)
    if family == "heaviness":  # a word of the whole person, parted from the place: 'fatigue and neck pain'
        named = any((m.first, m.last) == (kind.first, kind.last) for m in clause.singles)
        return named and kind.last + 1 < len(clause.words) and clause.words[kind.last + 1].text in (",", "and")
    if family == "pain" and _runs(clause, kind):
        others = {cast("Kind", k.values[0]).family("zones") for k in clause.kinds if felt(k) and not _runs(clause, k)}
        return bool(others) and others <= {"tingling", "numbness"}  # 'tingling goes down into the fingers'
    if family == "familiar_pain":
        return not any(word.text in written()["pressed"] for word in clause.words)
    if family == "tender_site":  # a tender wrist is not a tender carpal tunnel, though Tinel 'at the wrist' is there
        return clause.places(subject)
    if family == "worse_with" and set(subject.values) <= set(written()["occasion"]["times"]):
        return _only_stiff(clause, kind)
    return family == "colour_change" and subject.values == ("eye",)  # a red eye is no changed skin


def _runs(clause: Clause, kind: Mention) -> bool:
    """Is it only said where it goes: 'radiates', 'spreads'?"""
    return clause.words[kind.last].stem in written()["extent"]["runs"]


def _only_stiff(clause: Clause, kind: Mention) -> bool:
    """Is it stiffness that is there in the morning, and no pain?"""
    families = {cast("Kind", k.values[0]).family("zones") for k in (kind, *clause.kinds) if felt(k)}
    return families == {"stiffness"} and felt(kind)


def _scope(clause: Clause, kind: Mention, subject: Mention) -> Scope | None:
    """What holds for both; None where a comma parts what is so from what is not."""
    scope = clause.scopes[kind.first]
    comma = any(word.text == "," for word in clause.words[kind.last : subject.first])
    if scope == "absent" and subject.last < kind.first and clause.words[kind.first].stem in _RADIATES:
        return None  # 'at one spot of the knee, without radiation'
    if scope == "present":
        of_subject = clause.scopes[subject.first]
        # 'flexion limited, extension full'
        return None if of_subject == "absent" and kind.last < subject.first and comma else of_subject
    # 'no numbness, pain in the calf'
    return None if scope == "absent" and clause.scopes[subject.first] == "present" and comma else scope


def _once(clause: Clause) -> bool:
    return not _ONCE.isdisjoint(word.text for word in clause.words)


def _denies(clause: Clause, mention: Mention) -> bool:
    return mention.values == ("painless",) or not {"not", "no", "without", "never"}.isdisjoint(clause.texts(mention))
