"""A case that is opened on a later day than the visit that it tells of."""

from __future__ import annotations

from datetime import date

from nmt_expert.interview.way.session import Session


def of_earlier_day(session: Session) -> str:
    """That answers given now change a visit of an earlier day; '' on its own day, and where no day is stated."""
    day = session.case.file.date_
    ago = (date.today() - day).days if day else 0
    if day is None or ago <= 0:
        return ""
    passed = "yesterday" if ago == 1 else f"{ago} days ago"
    return (
        f"This is the visit of {day.day} {day:%B %Y}, {passed}. What is answered now changes that visit, and its letter "
        "keeps that day; a visit of today has a file of its own, begun under another name."
    )
