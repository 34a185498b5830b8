"""An assessment on the whole knowledge base, in memory and on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nmt_expert.case.load import Case, parse_case
from nmt_expert.case.save import CaseDocument
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.way.session import Session
from nmt_expert.knowledge.base import KnowledgeBase

NECK_ARM = """\
schema: nmt-case/1
id: neck-arm
client: {age: 50, sex: female}
complaint: {text: Neck and arm, side: right, regions: [neck]}
findings:
  - present: [pain(neck_back_lower), pain(arm_side), tingling(thumb), tingling(finger_index), worse_with(looking_up), spurling]
    side: right
  - absent: [phalen, face_droop, speech_disturbance, fever_or_chills]
"""


@pytest.fixture
def neck_arm(kb: KnowledgeBase) -> Case:
    return parse_case(NECK_ARM, "neck-arm", kb)


@pytest.fixture
def picture_of(kb: KnowledgeBase) -> Callable[[str], Picture]:
    return lambda text: Picture(kb, parse_case(text, "case", kb))


@pytest.fixture
def session(kb: KnowledgeBase, tmp_path: Path) -> Session:
    return Session(kb, CaseDocument.open(tmp_path / "client.yaml"))
