"""What is drawn on the body chart, and what an area is like, becomes part of the case."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext, suppress
from typing import Any

from nmt_expert.case.record import Answer, Change, Retract
from nmt_expert.case.save import SaveError
from nmt_expert.interview.answering.free_words import NOTHING_TAKEN, said
from nmt_expert.interview.way.areas import area_for, areas_changed
from nmt_expert.interview.way.session import Session

_GENERAL: dict[object, str] = {"deep": "pain_deep", "constant": "pain_constant", "intermittent": "pain_intermittent"}
_NUMB, _PAINFUL = ("numbness(", "tingling("), ("pain(", "burning(", "shooting(", "cramp(")


def draw(session: Session, changes: list[Change], area: str = "", told: Mapping[str, Any] | None = None) -> str:
    """Records marks, and what was told of an area; without its name the marks find theirs. The message to show."""
    told = dict(told or {})
    added = list(dict.fromkeys(c.key for c in changes if isinstance(c, Answer) and c.state == "present"))
    removed = [c.key for c in changes if isinstance(c, Retract) or (isinstance(c, Answer) and c.state == "absent")]
    if not changes and not told:
        return NOTHING_TAKEN
    follows = bool(area or added or session.case.file.complaint.areas)
    with suppress(SaveError) if follows else nullcontext():  # what follows saves all, or says that it cannot
        session.answer(changes)
    name = area or (area_for(session.picture, added) if added else "")
    if name or session.case.file.complaint.areas:
        change = areas_changed(session.picture, name, told, added, removed)
        session.answer([change, *_findings(session, name, told, added)], joined=bool(changes))
    return f"Taken{', ' + name if name else ''}: " + (said(session.kb, changes) if changes else "described.")


def _findings(session: Session, name: str, told: Mapping[str, Any], added: list[str]) -> list[Change]:
    """What rules can use of a description: the qualities, and depth and course of the main complaint, unless it is
    numb and no pain."""
    areas = session.case.file.complaint.areas
    here = [*added, *(key for area in areas if area.id == name for key in area.findings)]
    numb = any(key.startswith(_NUMB) for key in here) and not any(key.startswith(_PAINFUL) for key in here)
    keys = [str(key) for key in told.get("quality", ())]
    keys += [
        _GENERAL[word]
        for word in (told.get("depth"), told.get("course"))
        if name == "P1" and not numb and word in _GENERAL
    ]
    return [Answer(key, "present") for key in keys if key not in session.picture.log]
