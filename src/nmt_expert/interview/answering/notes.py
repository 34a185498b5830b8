"""What was taken from notes becomes part of the case, as far as it contradicts nothing; a note that is kept is read for danger."""

from __future__ import annotations

from nmt_expert.case.record import Answer, Change
from nmt_expert.errors import ProblemsError
from nmt_expert.interview.choice.said import asked_back
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.way.areas import area_for, areas_changed
from nmt_expert.interview.way.open_questions import CHART, belongs
from nmt_expert.interview.way.session import Session
from nmt_expert.interview.words.prose.recognise import Understood


def record_notes(session: Session, taken: list[Understood]) -> str:
    """Takes all, or, where the case would contradict itself, what does not; each has its side. The message to show."""
    changes = [change for u in taken for change in _change(session, u)]
    refused: list[str] = []
    try:
        session.answer(changes)
    except ProblemsError:
        for change in changes:
            try:
                session.answer([change])
            except ProblemsError as error:
                refused.append(error.problems[0].message)
    _draw(session, list(dict.fromkeys(u.key for u in taken if u.state == "present")))
    number = len({u.key for u in taken}) - len(refused)
    return f"Taken from the notes: {number} finding{'' if number == 1 else 's'}." + (
        f" Not taken: {'; '.join(refused)}" if refused else ""
    )


def noted(picture: Picture) -> str:
    """That a note was kept, and that its words are asked back where they may mean danger."""
    return "Note kept." + (" What it may mean of danger is asked now." if asked_back(picture) else "")


def _draw(session: Session, keys: list[str]) -> None:
    """Gives what is felt somewhere its area of the body chart, as if it had been drawn there."""
    placed = {key for area in session.case.file.complaint.areas for key in area.findings}
    for key in keys:
        finding = session.kb.finding(key)
        if finding and belongs(CHART, finding) and key in session.picture.stated and key not in placed:
            area = area_for(session.picture, [key])
            session.answer([areas_changed(session.picture, area, {}, [key])], joined=True)


def _change(session: Session, u: Understood) -> list[Change]:
    if u.state == "value":
        return [Answer(u.key, "value", value=u.value)]
    if u.state == "absent":
        return [Answer(u.key, "absent", u.side)]
    return session.mark(u.key, u.side)
