"""Answering an open question: words become findings; what could mean several things, or only comes near, is asked."""

from __future__ import annotations

from nmt_expert.case.record import Answer, Asked, Change, Passed
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Screen
from nmt_expert.interview.terminal.console import Console
from nmt_expert.interview.terminal.text import wrap
from nmt_expert.interview.way.open_questions import CHART, OpenQuestion, belongs, vocabulary_of
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.errors import InputError
from nmt_expert.interview.words.sides import side_of
from nmt_expert.interview.words.terms import Term, Vocabulary

_KNOWN_SIDES = ("left", "right")
_NOTHING = ("-", "nothing", "none", "nil")
_YES = ("y", "yes", "1")


def answer_open(session: Session, console: Console, question: OpenQuestion, line: str, screen: Screen) -> str:
    """Records a line of words; '' or '-' or 's' finishes the question. The message to show. Raises InputError."""
    if line.lower() in _NOTHING:
        session.answer(
            [
                *(Answer(key, "absent") for key in question.none if key not in session.picture.stated),
                *_left(session, screen),
            ]
        )
        return "Saved: nothing found." if question.none else ""
    if line in ("", "s"):
        session.answer(_left(session, screen))
        return ""
    changes = changes_of(session, console, vocabulary_of(question, session.kb), line)
    session.answer(changes)
    return "Taken: " + said(session, changes) if changes else "Nothing taken; type other words, or a few more letters."


def _left(session: Session, screen: Screen) -> list[Change]:
    """That the question was left, and when."""
    passed: list[Change] = [Passed(screen.id)]
    return passed if screen.id in session.picture.passed else [Asked(screen.id, screen.title, ()), *passed]


def changes_of(session: Session, console: Console, vocabulary: Vocabulary, line: str) -> list[Change]:
    """The changes that a line of words means; asks where a word means several things or a side is missing."""
    changes: list[Change] = []
    for term in vocabulary.parse(line):
        for key in _chosen(session, console, term):
            if term.erase:
                changes += session.erase(key)
            elif term.state == "absent":
                changes.append(Answer(key, "absent", term.side if term.side in (*_KNOWN_SIDES, "both") else None))
            else:
                changes += session.mark(key, side_needed(session, console, key, term.side, term.typed))
    return changes


def said(session: Session, changes: list[Change]) -> str:
    """The changed findings in words."""
    labels = []
    for change in changes:
        finding = session.kb.finding(getattr(change, "key", ""))
        if finding:
            side = getattr(change, "side", None)
            denied = "no: " if isinstance(change, Answer) and change.state == "absent" else ""
            labels.append(
                denied
                + finding.label
                + (f" ({side})" if side else "")
                + ("" if isinstance(change, Answer) else " taken back")
            )
    return "; ".join(labels) + "."


def drawn(picture: Picture) -> list[tuple[str, str, frozenset[str]]]:
    """What is on the body chart: kind, zone, sides."""
    marks = []
    for o in picture.case.observations:
        finding = picture.kb.finding(o.key)
        if o.state == "present" and finding and belongs(CHART, finding):
            kind, _, zone = o.key.rstrip(")").partition("(")
            marks.append((kind, zone, o.sides))
    return marks


def _chosen(session: Session, console: Console, term: Term) -> list[str]:
    """The findings that the therapist says yes to. A guess, and whatever the safety screen asks, is never taken unasked."""
    findings = [finding for key in term.keys if (finding := session.kb.finding(key))]
    if len(findings) == 1:
        if not term.guess and not findings[0].screen:
            return [findings[0].key]
        question = f"'{term.typed}': do you mean {'no: ' if term.state == 'absent' else ''}{findings[0].label}?"
        console.say(wrap(question))
        return [findings[0].key] if console.ask("y takes it, Enter does not> ").lower() in _YES else []
    return chosen_keys(session, console, term.typed, term.keys, term.state == "absent")


def chosen_keys(session: Session, console: Console, typed: str, keys: tuple[str, ...], denied: bool) -> list[str]:
    """Of several findings that words could mean, those whose numbers are typed."""
    findings = [finding for key in keys if (finding := session.kb.finding(key))]
    console.say(wrap(f"'{typed}' could be{' no' if denied else ''}:"))
    for number, finding in enumerate(findings, 1):
        console.say(wrap(f"{number:>2}  {finding.label}"))
    answer = console.ask("one or more numbers, a for all, Enter for none> ").lower()
    if answer == "a":
        return [finding.key for finding in findings]
    numbers = [int(word) for word in answer.replace(",", " ").split() if word.isdecimal()]
    return [findings[n - 1].key for n in numbers if 1 <= n <= len(findings)]


def side_needed(session: Session, console: Console, key: str, side: str, typed: str) -> str | None:
    """The side said, that of the complaint, or asked for; None for a finding without one. Raises InputError."""
    finding = session.kb.finding(key)
    if finding is None or not finding.sided:
        return None
    side = side or session.case.file.complaint.side or ""
    if side in (*_KNOWN_SIDES, "both"):
        return side
    answer = console.ask(f"{finding.label}: l, r or b> ").lower()
    answered = {"l": "left", "r": "right", "b": "both"}.get(answer) or side_of(answer)
    if answered not in (*_KNOWN_SIDES, "both"):
        raise InputError(f"'{typed}' needs its side: type it with l, r or b behind it. Nothing of this was taken.")
    return answered
