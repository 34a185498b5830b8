"""A part of a line as the reader of notes understands it: 'ankle reflex absent l', 'numb and tingling thumb'."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from nmt_expert.interview.words.lexicon import written
from nmt_expert.interview.words.phrases import phrases_of
from nmt_expert.interview.words.prose.clause import clause_of
from nmt_expert.interview.words.prose.recognise import Recogniser, Understood
from nmt_expert.interview.words.prose.relevance import unknown
from nmt_expert.interview.words.stems import stems_of
from nmt_expert.interview.words.term import Term
from nmt_expert.knowledge.base import KnowledgeBase

_FEW = 5  # words of which none is passed over; of more, what was understood is asked back
_LEAST = 3  # letters of a word that could say something
_SIDES = ("left", "right", "both")
_JOINED = re.compile(r"\b(?:and|or)\b|[&+/]")


def read_as_notes(kb: KnowledgeBase, part: str, may_be: Callable[[str], bool]) -> list[Term]:
    """The same, with the words that belong to nothing of it. Of a denial all is asked or nothing, so that none of the
    choices is none."""
    read = second_look(kb, part, may_be)
    if len(read) > 1 and any(t.state == "absent" and (t.guess or len(t.keys) > 1) for t in read):
        read = [replace(t, guess=t.guess or t.state == "absent") for t in read]
    return [replace(read[0], left=left_out(kb, part)), *read[1:]] if read else []


def second_look(kb: KnowledgeBase, part: str, may_be: Callable[[str], bool]) -> list[Term]:
    """What a part says of the findings that may be meant here, and of the safety screen, which is always asked back.

    Several places of one kind that no 'and' joins are one term: only the speaker knows which of them is meant.
    """
    wanted = [u for u in Recogniser(kb).clause(part) if u.state != "value" and (may_be(u.key) or _asked(kb, u.key))]
    denied = {u.key for u in wanted if u.state == "absent"}
    placed = any("(" in u.key for u in wanted)
    terms = [
        _term(u, part)
        for u in wanted
        if u.state == "absent" or not (u.key in denied or (placed and u.key in written()["general"]))
    ]
    if _JOINED.search(part):
        return list(dict.fromkeys(terms))
    alike = groupby(sorted(terms, key=_kind), key=_kind)
    return [_one(list(group)) for _, group in alike]


def leaves_out(kb: KnowledgeBase, part: str) -> bool:
    """Does a part hold words that belong to nothing that is understood of it, or so many that some may?"""
    return len(stems_of(part)) > _FEW or bool(_unknown(kb, part))


def left_out(kb: KnowledgeBase, part: str) -> str:
    """The words of a part that belong to nothing that is understood of it; '' where there are none that could say something."""
    normal = written()["negation"]["normal"]
    return " ".join(w for w in _unknown(kb, part) if len(w) >= _LEAST and w.isalpha() and w not in normal)


def _unknown(kb: KnowledgeBase, part: str) -> list[str]:
    clause = clause_of(phrases_of(kb), part, "")
    known = [*clause.known, *clause.whole, *clause.full]
    return unknown(clause.words, 0, len(clause.words), known)


def _asked(kb: KnowledgeBase, key: str) -> bool:
    finding = kb.finding(key)
    return bool(finding and finding.screen)


def _term(u: Understood, part: str) -> Term:
    side = u.side if u.side in _SIDES else ""
    # a word or two in the middle of others, such as 'falls' or 'weak': what it was said of may have been lost
    near = "(" not in u.key and not (u.state == "absent" and u.key in written()["general"])
    return Term(u.among or (u.key,), part, side or "", state="absent" if u.state == "absent" else "present", guess=near)


def _kind(term: Term) -> tuple[str, str, str]:
    return term.keys[0].partition("(")[0], term.side, term.state


def _one(terms: list[Term]) -> Term:
    return replace(terms[0], keys=tuple(dict.fromkeys(key for term in terms for key in term.keys)))
