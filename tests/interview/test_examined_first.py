"""What hides behind the place of the pain is examined first, whatever leads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.way.plan import plan_of

HIP = "limited_passive(hip_internal_rotation)"
LOOKS = "chart, open.behaviour, open.worse, open.better, scan.nerves, scan.movements, scan.hands"


def _examined(picture: Picture) -> list[str]:
    step = plan_of(picture).examination()
    return [finding.key for finding in step[1]] if isinstance(step, tuple) else []


@pytest.mark.parametrize("depth", ["quick", "standard", "full"])
@pytest.mark.parametrize(
    ("age", "place", "hip"),
    [(6, "knee_outer", True), (13, "knee_front", True), (15, "thigh_back_lower", True), (13, "shin", False), (40, "knee_front", False)],
)  # fmt: skip
def test_the_hip_of_a_child_with_a_sore_knee_or_thigh(
    picture_of: Callable[[str], Picture], depth: str, age: int, place: str, hip: bool
) -> None:
    case = (
        f"schema: nmt-case/1\nid: x\nclient: {{age: {age}}}\ncomplaint: {{regions: [knee], side: right}}\n"
        f"interview: {{depth: {depth}, passed: [{LOOKS}]}}\n"
        "findings: [{present: [pain(%s), tender_site(tibial_tubercle), worse_with(jumping), jumping_sport], side: right}%s]\n"
    )
    before, after = (picture_of(case % (place, more)) for more in ("", f", {{absent: '{HIP}'}}"))
    assert (_examined(before)[:1] == [HIP]) == hip
    assert HIP not in _examined(after)


def test_it_is_asked_though_the_first_rank_is_settled(picture_of: Callable[[str], Picture]) -> None:
    picture = picture_of(
        "schema: nmt-case/1\nid: x\nclient: {age: 13, sex: male}\ncomplaint: {regions: [knee], side: right}\n"
        f"interview: {{depth: quick, passed: [{LOOKS}, examination.supine.1, examination.supine.2]}}\n"
        "findings: [{present: [pain(knee_front)], side: right}]\n"
    )
    assert _examined(picture) == [HIP]
