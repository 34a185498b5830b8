"""A sitting in the browser, on the whole knowledge base."""

from __future__ import annotations

import pytest

from nmt_expert.interview.browser.app import App
from nmt_expert.interview.browser.door import Door
from nmt_expert.interview.browser.sitting import Sitting
from nmt_expert.interview.way.reporting import Reporting
from nmt_expert.interview.way.session import Session
from nmt_expert.knowledge.base import KnowledgeBase
from tests.interview.browser.visitor import Visitor


@pytest.fixture
def sitting(kb: KnowledgeBase, session: Session) -> Sitting:
    session.document.save()
    return Sitting(session, Reporting(kb, "clips"))


@pytest.fixture
def stranger(sitting: Sitting) -> Visitor:
    """A browser that has not opened the address."""
    door = Door(4711)
    return Visitor(App(sitting, door), door)


@pytest.fixture
def visitor(stranger: Visitor) -> Visitor:
    stranger.open(stranger.door.address)
    return stranger
