"""A place that is settled by sums says beside it what lost feeling or strength the first does not explain."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.way.plan import plan_of

_KNEE = (
    "schema: nmt-case/1\nid: x\nclient: {age: 13, sex: male}\ncomplaint: {regions: [knee], side: right}\n"
    "interview: {depth: quick}\n"
    "findings: [{present: [pain(knee_front), tender_site(tibial_tubercle), worse_with(jumping), tibial_bump%s], side: right}]\n"
)


@pytest.mark.parametrize(
    ("more", "left"), [("", ""), (", numbness(foot_dorsum)", "foot"), (", cold_feeling(foot_dorsum)", "")]
)
def test_a_lost_feeling_is_said_beside_a_settled_place(
    picture_of: Callable[[str], Picture], more: str, left: str
) -> None:
    plan = plan_of(picture_of(_KNEE % more))
    assert plan.stopped
    assert ("does not explain" in plan.first_rank()) == bool(left)
    assert left in plan.first_rank()
