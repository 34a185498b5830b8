"""Answering an open question: words become findings; what could mean several things, or only comes near, is asked."""

from __future__ import annotations

import re
from collections.abc import Callable

from nmt_expert.case.record import Change, Note
from nmt_expert.interview.answering.free_words import (
    NOTHING_TAKEN,
    SIDES,
    changes_for,
    could_mean,
    is_nothing,
    is_stated,
    is_sure,
    left,
    needs_side,
    nothing_found,
    said,
    side_known,
)
from nmt_expert.interview.screens.screen import Screen
from nmt_expert.interview.terminal.console import Console, Rang
from nmt_expert.interview.terminal.text import wrap
from nmt_expert.interview.way.open_questions import OpenQuestion, vocabulary_of
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.sides import side_of
from nmt_expert.interview.words.term import Term, not_read
from nmt_expert.interview.words.typed.terms import Vocabulary

_YES = ("y", "yes", "1")
_NO = ("", "n", "no", "-", "s")
_WORDS = re.compile(r"[a-z]{3}")


def answer_open(session: Session, console: Console, question: OpenQuestion, line: str, screen: Screen) -> str:
    """Records a line of words; '' or '-' or 's' finishes the question. The message to show. Raises InputError."""
    if is_nothing(line):
        return nothing_found(session, question, screen)
    if line in ("", "s"):
        session.answer(left(session, screen))
        return ""
    changes, unread = recorded(session, console, vocabulary_of(question, session.kb), line)
    return f"{f'Taken: {said(session.kb, changes)}' if changes else NOTHING_TAKEN} {unread}".strip()


def recorded(session: Session, console: Console, vocabulary: Vocabulary, line: str) -> tuple[list[Change], str]:
    """Records a line of words, what is certain before the rest is asked. What it changed, and what of it was not taken."""
    done = list[Change]()

    def certain(changes: list[Change]) -> None:
        session.answer(changes[len(done) :], joined=bool(done))
        done[:] = changes
        console.alarm()

    try:
        changes, unread = changes_of(session, console, vocabulary, line, certain)
    except Rang as rang:
        session.answer(rang.changes[len(done) :], joined=bool(done))
        raise
    session.answer(changes[len(done) :], joined=bool(done))
    return list(dict.fromkeys(changes)), unread


def changes_of(
    session: Session,
    console: Console,
    vocabulary: Vocabulary,
    line: str,
    certain: Callable[[list[Change]], None] = lambda _: None,
) -> tuple[list[Change], str]:
    """The changes that a line of words means, and what of it was not taken; asks what could be several, and sides.

    What asks nothing comes first and danger before the rest: `certain` is told what is known so far whenever a question
    follows, so that no alarm waits for an answer. An emergency ends the line (Rang); what was not asked yet is a note."""
    changes: list[Change] = []
    sideless: list[str] = []
    declined: list[Term] = []
    terms = vocabulary.parse(line)
    waiting = sorted(terms, key=lambda term: _turn(session, term))
    while waiting:
        term = waiting[0]
        try:
            if changes and _turn(session, term):
                certain(changes)
            chosen = _chosen(session, console, term)
            sides = [(k, side_needed(session, console, k, term.side) if needs_side(term) else None) for k in chosen]
        except Rang:
            left = "; ".join(dict.fromkeys(term.typed for term in waiting))
            took = f"Taken: {said(session.kb, changes)} " if changes else ""
            raise Rang(f"{took}Kept as a note, not asked yet: {left}.", [*changes, Note(left)]) from None
        waiting.pop(0)
        if term.keys and not chosen and not is_stated(session, term, could_mean(session, term)):
            declined.append(term)
        for key, side in sides:
            if side == "":
                sideless.append(key)
            else:
                changes += changes_for(session, term, key, side)
    taken = {term.typed for term in terms if term.keys and term not in declined}
    unread = not_read(
        [t for t in terms if t.typed not in taken or t.left], [term for term in declined if term.typed not in taken]
    )
    return changes, f"{without_side(session, sideless)} {unread}".strip()


def _turn(session: Session, term: Term) -> int:
    """When a term of a line is taken: 0 what asks nothing, 1 what may be danger, 2 the rest."""
    findings = could_mean(session, term)
    if not findings or is_stated(session, term, findings):
        return 0
    if is_sure(term, findings) and not (needs_side(term) and side_known(session, findings[0].key, term.side) == ""):
        return 0
    return 1 if any(finding.screen for finding in findings) else 2


def _chosen(session: Session, console: Console, term: Term) -> list[str]:
    """The findings that the therapist says yes to."""
    findings = could_mean(session, term)
    if not findings or is_stated(session, term, findings):
        return []
    if is_sure(term, findings):
        return [findings[0].key]
    if len(findings) == 1:
        question = f"'{term.typed}': do you mean {'no: ' if term.state == 'absent' else ''}{findings[0].label}?"
        console.say(wrap(question))
        return [findings[0].key] if says_yes(console, "y takes it, Enter does not> ", findings[0].ask) else []
    keys = tuple(finding.key for finding in findings)
    return chosen_keys(session, console, term.typed, keys, term.state == "absent")


def says_yes(console: Console, question: str, meaning: str = "") -> bool:
    """Asks until it is y or Enter, so that no words are taken for a no. `meaning`: what ? shows."""
    while (typed := console.ask(question).lower()) not in (*_YES, *_NO):
        if typed == "?" and meaning:
            console.say(wrap(meaning))
            continue
        _aside(console, typed, "first y or Enter, then the next words")
    return typed in _YES


def chosen_keys(session: Session, console: Console, typed: str, keys: tuple[str, ...], denied: bool) -> list[str]:
    """Of several findings that words could mean, those whose numbers are typed."""
    findings = [finding for key in keys if (finding := session.kb.finding(key))]
    console.say(wrap(f"'{typed}' could be{' no' if denied else ''}:"))
    for number, finding in enumerate(findings, 1):
        console.say(wrap(f"{number:>2}  {finding.label}"))
    known = [str(number) for number in range(1, len(findings) + 1)]
    while True:
        answer = console.ask("one or more numbers, a for all, Enter for none> ").lower()
        numbers = answer.replace(",", " ").split()
        if answer == "?":
            console.say([line for n, f in enumerate(findings, 1) for line in wrap(f"{n:>2}  {f.ask}")])
            continue
        if answer in ("a", "all"):
            return [finding.key for finding in findings if not finding.score]  # all of them, so the spots are known
        if answer in _NO or set(numbers) <= set(known):
            return [findings[int(n) - 1].key for n in numbers if n in known]
        _aside(console, answer, f"first numbers from 1 to {known[-1]} or Enter, then other words")


def side_needed(session: Session, console: Console, key: str, side: str) -> str | None:
    """The side said, that of the complaint, or asked for; None for a finding without one, '' where it was left open."""
    known = side_known(session, key, side)
    if known != "":
        return known
    finding = session.kb.finding(key)
    question = f"{finding.label if finding else key}: l, r or b; Enter leaves it out> "
    while (typed := console.ask(question).lower()) not in _NO:
        answered = {"l": "left", "r": "right", "b": "both"}.get(typed) or side_of(typed)
        if answered in SIDES:
            return answered
        _aside(console, typed, "l left, r right, b both, or Enter to leave this one out")
    return ""


def _aside(console: Console, typed: str, wanted: str) -> None:
    """What was typed where something else is asked: words are taken up by themselves, the question stays."""
    if console.aside and _WORDS.search(typed) and not typed.startswith(":"):
        console.say([*wrap(console.aside(typed)), *wrap(f"And still asked: {wanted}.")])
    else:
        console.say(wrap(f"'{typed[:60]}' was not taken: {wanted}."))


def without_side(session: Session, keys: list[str]) -> str:
    """What was left out for want of its side; '' when nothing was."""
    labels = [finding.label for key in dict.fromkeys(keys) if (finding := session.kb.finding(key))]
    return f"Left out, the side was not said: {'; '.join(labels)}." if labels else ""
