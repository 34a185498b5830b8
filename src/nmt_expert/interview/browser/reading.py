"""Words that were typed: taken when they are clear, else asked back on a page that loses none of them."""

from __future__ import annotations

from dataclasses import dataclass

from nmt_expert.case.record import Change
from nmt_expert.interview.answering.free_words import (
    SIDES,
    changes_for,
    could_mean,
    is_stated,
    is_sure,
    needs_side,
    side_known,
)
from nmt_expert.interview.browser.messages import Form
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.term import Term, not_read
from nmt_expert.interview.words.typed.terms import Vocabulary
from nmt_expert.knowledge.model import Finding


@dataclass(frozen=True)
class AskedBack:
    """A part of what was typed that only the therapist can decide: which findings, on which side."""

    number: int
    typed: str
    denied: bool
    findings: tuple[Finding, ...]  # to choose from; none when only the side is missing
    sided: bool
    picked: frozenset[str]
    side: str


def read(session: Session, vocabulary: Vocabulary, words: str, form: Form) -> tuple[list[Change], list[AskedBack], str]:
    """What the words change, what has to be asked back first, and what of them was not taken. The form of a page that
    asks back holds the answers to it; `unmeant` is that none of the guesses was meant, which leaves what was clear.

    Raises InputError.
    """
    changes: list[Change] = []
    asked: list[AskedBack] = []
    declined: list[Term] = []
    none = form.one("do") == "unmeant"
    answered = none or form.one("do") == "meant"
    terms = vocabulary.parse(words) if words else []
    for number, term in enumerate(terms):
        findings = could_mean(session, term)
        if not findings or is_stated(session, term, findings):
            continue
        sure = is_sure(term, findings)
        picked = [] if none and not sure else [f.key for f in findings if sure or f.key in form.all(f"k.{number}")]
        side = form.one(f"s.{number}") if form.one(f"s.{number}") in SIDES else ""
        # a side is of importance for what was picked, or for all that could be
        open_sides = needs_side(term) and any(side_known(session, key, term.side) == "" for key in picked or term.keys)
        if (answered and not picked) or (none and open_sides):
            declined.append(term)
            continue
        if (not answered and (not sure or open_sides)) or (open_sides and not side):
            offered = () if sure else tuple(findings)
            denied = term.state == "absent"
            asked.append(AskedBack(number, term.typed, denied, offered, open_sides, frozenset(picked), side))
        else:
            changes += [change for key in picked for change in _changes(session, term, key, side)]
    return ([], asked, "") if asked else (changes, [], not_read(terms, declined))


def _changes(session: Session, term: Term, key: str, side: str) -> list[Change]:
    known = side_known(session, key, term.side) if needs_side(term) else None
    return changes_for(session, term, key, side if known == "" else known)


def missing(asked: list[AskedBack], form: Form) -> str:
    """What is wrong with the answers to such a page; '' when it is shown for the first time."""
    if form.one("do") != "meant":
        return ""
    first = next((a.typed for a in asked if a.sided and not a.side), "")
    return f"'{first}' needs its side: choose Left, Right or Both." if first else ""


def refuse_nothing(words: str) -> None:
    """Raises InputError where nothing was typed."""
    if not words:
        raise InputError("Type what you heard or found, or choose one of the buttons below.")
