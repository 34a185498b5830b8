"""A case is opened again weeks after its visit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nmt_expert.case.record import Field
from nmt_expert.interview.answering.earlier import of_earlier_day
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.way.session import Session
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.test_terminal import Reports, run


def _opened(session: Session, days: int) -> str:
    session.answer([Field(("date",), (date.today() - timedelta(days)).isoformat())])
    return of_earlier_day(session)


@pytest.mark.parametrize(("days", "said"), [(21, "21 days ago"), (1, "yesterday"), (0, ""), (-1, "")])
def test_the_day_of_the_visit_is_told_when_it_is_another(session: Session, days: int, said: str) -> None:
    told = _opened(session, days)
    assert said in told
    assert bool(told) == bool(said)


def test_both_front_ends_say_whose_visit_the_answers_change(kb: KnowledgeBase, session: Session) -> None:
    """Three weeks later it went on without a word, and the letter kept the old day."""
    told = _opened(session, 21)
    assert "21 days ago" in " ".join(run(kb, session, "q").split())
    assert Sitting(session, Reports(kb, "plain")).message == told
