"""A broad question that was denied answers what it stands for: no other question asks it again without a new reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nmt_expert.interview.choice.topics import explained
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.way.safety_way import pages

_CASE = (
    "schema: nmt-case/1\nid: x\nclient: {age: 50, sex: female}\ncomplaint: {regions: [low_back], side: right}\n"
    "interview: {depth: %s, passed: [chart]}\nfindings: [{present: pain(lumbar), side: right}, %s]\n"
)
_SKIN = "skin_infection_or_broken_skin"  # stands behind the look at the limb and the look at the trunk


def _asked(picture: Picture) -> set[str]:
    return {key for page in pages(picture) for item in page.items for key in item.keys}


@pytest.mark.parametrize("other", ["present: topic_trunk_tests", "not_tested: topic_trunk_tests"])
def test_it_is_not_asked_behind_another_that_was_answered_yes(picture_of: Callable[[str], Picture], other: str) -> None:
    assert _SKIN in _asked(picture_of(_CASE % ("standard", f"{{{other}}}")))
    assert _SKIN not in _asked(picture_of(_CASE % ("standard", f"{{absent: topic_limb}}, {{{other}}}")))


def test_what_is_said_later_and_makes_it_possible_brings_it_back(picture_of: Callable[[str], Picture]) -> None:
    denied, yes = "{absent: topic_limb}", "{present: topic_trunk_tests}"
    later = "{present: [feels_generally_unwell, heavy_or_odd_legs]}"
    assert _SKIN in _asked(picture_of(_CASE % ("standard", f"{denied}, {yes}, {later}")))
    assert _SKIN not in _asked(picture_of(_CASE % ("standard", f"{later}, {denied}, {yes}")))


def test_going_deeper_asks_only_what_the_short_screen_left_open(picture_of: Callable[[str], Picture]) -> None:
    kb = picture_of(_CASE % ("full", "{}")).kb
    denied = ", ".join(topic.id for topic in kb.topics.values())
    left = _asked(picture_of(_CASE % ("full", f"{{absent: [{denied}]}}")))
    assert all((finding := kb.finding(key)) and finding.position != "interview" for key in left)


def test_the_complete_list_asks_nobody_what_cannot_concern_them(picture_of: Callable[[str], Picture]) -> None:
    man = picture_of((_CASE % ("full", "{}")).replace("female", "male"))
    assert _asked(man) <= {*man.wanted}


def test_a_yes_is_explained_by_what_was_found_behind_it_or_by_a_yes_to_a_rare_line(
    picture_of: Callable[[str], Picture],
) -> None:
    """Until then something there must be meant, and it is asked with more weight."""

    def told(more: str) -> bool:
        picture = picture_of(_CASE % ("standard", f"{{present: topic_limb}}, {more}"))
        return explained(picture, picture.kb.topics["topic_limb"])

    assert not told("{absent: topic_limb_rare}")
    assert told("{present: skin_infection_or_broken_skin}")
    assert told("{present: topic_limb_rare}")
