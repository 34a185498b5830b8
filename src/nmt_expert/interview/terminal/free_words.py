"""Answering an open question: words become findings, ambiguous ones are offered by number."""

from __future__ import annotations

from nmt_expert.case.record import Answer, Change, Passed
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Screen
from nmt_expert.interview.terminal.console import Console
from nmt_expert.interview.way.open_questions import CHART, OpenQuestion, belongs, vocabulary_of
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.fields import InputError
from nmt_expert.interview.words.terms import Term, Vocabulary

_KNOWN_SIDES = ("left", "right")


def answer_open(session: Session, console: Console, question: OpenQuestion, line: str, screen: Screen) -> str:
    """Records a line of words; '' or '-' or 's' finishes the question. The message to show. Raises InputError."""
    if line == "-":
        session.answer(
            [*(Answer(key, "absent") for key in question.none if key not in session.picture.stated), Passed(screen.id)]
        )
        return "Saved: nothing found." if question.none else ""
    if line in ("", "s"):
        session.answer([Passed(screen.id)])
        return ""
    changes = changes_of(session, console, vocabulary_of(question, session.kb), line)
    session.answer(changes)
    return "Taken: " + said(session, changes) if changes else "Nothing taken; type a few more letters."


def changes_of(session: Session, console: Console, vocabulary: Vocabulary, line: str) -> list[Change]:
    """The changes that a line of words means; asks where a word means several things or a side is missing."""
    changes: list[Change] = []
    for term in vocabulary.parse(line):
        for key in _chosen(session, console, term):
            changes += session.erase(key) if term.erase else session.mark(key, _side(session, console, key, term))
    return changes


def said(session: Session, changes: list[Change]) -> str:
    """The changed findings in words."""
    labels = []
    for change in changes:
        finding = session.kb.finding(getattr(change, "key", ""))
        if finding:
            side = getattr(change, "side", None)
            labels.append(
                finding.label + (f" ({side})" if side else "") + ("" if isinstance(change, Answer) else " taken back")
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
    if len(term.keys) == 1:
        return [term.keys[0]]
    console.say([f"'{term.typed}' could be:"])
    for number, key in enumerate(term.keys, 1):
        finding = session.kb.finding(key)
        console.say([f"{number:>2}  {finding.label if finding else key}"])
    answer = console.ask("one or more numbers, Enter for none> ")
    numbers = [int(word) for word in answer.replace(",", " ").split() if word.isdigit()]
    return [term.keys[n - 1] for n in numbers if 1 <= n <= len(term.keys)]


def _side(session: Session, console: Console, key: str, term: Term) -> str | None:
    """The side typed, that of the complaint, or asked for."""
    finding = session.kb.finding(key)
    if finding is None or not finding.sided:
        return None
    side = term.side or session.case.file.complaint.side
    if side in (*_KNOWN_SIDES, "both"):
        return side
    answer = console.ask(f"{finding.label}: l, r or b> ").lower()[:1]
    sides = {"l": "left", "r": "right", "b": "both"}
    if answer not in sides:
        raise InputError(f"'{term.typed}' needs its side: type it with l, r or b behind it.")
    return sides[answer]
