"""What words at an open question mean for the case, and what of it only the therapist can say."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.case.record import Answer, Asked, Change, Passed
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.screens.screen import Screen
from nmt_expert.interview.way.nothing_found import nothing_words, stated_by_nothing
from nmt_expert.interview.way.open_questions import CHART, OpenQuestion, belongs
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.term import MOST, Term
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Finding
from nmt_expert.reasoning.words import grouped, side_words

SIDES = ("left", "right", "both")
_ALIKE = 0.5  # of the places of a word and of a whole that both have
NOTHING_TAKEN = "Nothing taken; type other words, or a few more letters."
_NOTHING = {"-", "nothing", "none", "nil", "nothing found", "nad", "normal", "all normal", "full", "free"}


def is_nothing(line: str) -> bool:
    """Does it say, as a whole, that nothing was found?"""
    return line.strip().lower().rstrip(".") in _NOTHING


def could_mean(session: Session, term: Term) -> list[Finding]:
    """The findings that a term could mean; of several, those of the complaint's regions first, then those of no region."""
    kb, regions = session.kb, {*session.case.file.complaint.regions}
    named = [finding for key in term.keys if (finding := kb.finding(key))]
    named.sort(key=lambda finding: (regions.isdisjoint(finding.regions), "general" not in finding.regions))
    whole = [finding for key in _whole(kb, term.keys[:MOST]) if (finding := kb.finding(key))]
    if whole and term.state == "absent":
        return whole  # 'no neck pain': all of it is free
    return [*named[:MOST], *whole]


def _whole(kb: KnowledgeBase, keys: tuple[str, ...]) -> list[str]:
    """Of places to choose from, what says that the spot is not known: pain(neck_any); [] where there is no such word."""
    kinds = {key.partition("(")[0] for key in keys}
    spots = {key.partition("(")[2].rstrip(")") for key in keys}
    if len(kinds) != 1 or len(spots) < 2 or not spots <= kb.zones.keys():
        return []
    wholes = kb.wholes.get("zones", {}).values()
    alike = [((spots <= {*w.parts}) + len(spots & {*w.parts}) / len(spots | {*w.parts}), w.id) for w in wholes]
    share, best = max(alike, default=(0.0, ""))
    return [f"{kinds.pop()}({best})"] if share > _ALIKE else []


def is_sure(term: Term, findings: list[Finding]) -> bool:
    """Is it taken without asking? A guess, and whatever the safety screen asks, never is."""
    return len(findings) == 1 and not term.guess and not findings[0].screen


def is_stated(session: Session, term: Term, findings: list[Finding]) -> bool:
    """Is it a guess at what was said already? That is not asked back."""
    return (
        len(findings) == 1
        and term.guess
        and not term.erase
        and not findings[0].sided
        and any(o.state == term.state for o in session.picture.stated.get(findings[0].key, ()))
    )


def side_known(session: Session, key: str, said: str) -> str | None:
    """The side said, or that of the complaint; None for a finding without sides, '' where it has to be asked."""
    finding = session.kb.finding(key)
    if finding is None or not finding.sided:
        return None
    side = said or session.case.file.complaint.side or ""
    return side if side in SIDES else ""


def needs_side(term: Term) -> bool:
    """Is a side of importance? What is taken back or denied has none of its own."""
    return not term.erase and term.state == "present"


def changes_for(session: Session, term: Term, key: str, side: str | None) -> list[Change]:
    """The changes that a term means of one finding; `side` where it is present."""
    if term.erase:
        return unmarked(session, key, term.side if term.side in ("left", "right") else None)
    if term.state == "absent":
        finding = session.kb.finding(key)
        sided = finding is not None and finding.sided and term.side in SIDES
        return [Answer(key, "absent", term.side if sided else None)]
    return session.mark(key, side)


def unmarked(session: Session, key: str, side: str | None, denied: bool = False) -> list[Change]:
    """The changes that take a mark back on one side, and keep that of the other. `denied`: it is stated free there."""
    drawn = {s for o in session.picture.stated.get(key, ()) if o.state == "present" for s in o.sides}
    others = drawn - {side} if side else set()
    kept: list[Change] = [Answer(key, "present", other) for other in sorted(others)]
    return [*kept, Answer(key, "absent", side)] if denied else kept or session.erase(key)


def nothing_found(session: Session, question: OpenQuestion, screen: Screen) -> str:
    """Records that an open question was asked and nothing, or nothing more, was found. The message to show."""
    words = nothing_words(session.picture, question)
    session.answer([*stated_by_nothing(session.picture, question), *left(session, screen)])
    return f"Taken: {words}." if words else ""


def left(session: Session, screen: Screen) -> list[Change]:
    """That the question was left, and when."""
    passed: list[Change] = [Passed(screen.id)]
    return passed if screen.id in session.picture.passed else [Asked(screen.id, screen.title, ()), *passed]


def said(kb: KnowledgeBase, changes: Iterable[Change]) -> str:
    """The changed findings in words."""
    present: list[str] = []
    others: list[str] = []
    for change in changes:
        finding = kb.finding(getattr(change, "key", ""))
        if finding and isinstance(change, Answer):
            label = with_side(finding.label, change.side)
            (others if change.state == "absent" else present).append(
                f"no: {label}" if change.state == "absent" else label
            )
        elif finding:
            others.append(f"{finding.label} taken back")
    return "; ".join([*grouped(present), *others]) + "."


def with_side(label: str, side: str | None) -> str:
    """'Pain: calf (left)', 'Numbness: thumb (both sides)'."""
    where = side_words(SIDES[:2] if side == "both" else [side or ""])
    return f"{label} ({where})" if where else label


def drawn(picture: Picture) -> list[tuple[str, str, frozenset[str]]]:
    """What is on the body chart: kind, zone, sides."""
    marks = []
    for o in picture.case.observations:
        finding = picture.kb.finding(o.key)
        if o.state == "present" and finding and belongs(CHART, finding):
            kind, _, zone = o.key.rstrip(")").partition("(")
            marks.append((kind, zone, o.sides))
    return marks
