"""When the client comes back to the physician."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.report.letter.plan_rows import GROWS, GROWS_BESIDE, OF_ITSELF, _send_back


@pytest.mark.parametrize(
    ("refer", "says"),
    [
        (("emergency: sight change", "urgent: fever"), GROWS_BESIDE),
        (("urgent: foot drop",), GROWS),
        (("emergency: sight change",), ""),
    ],
)
def test_what_is_seen_at_once_waits_for_no_worsening(refer: tuple[str, ...], says: str) -> None:
    """'At once: sight change. Where it is there already, once it gets worse' sent nobody."""
    told = _send_back(cast(Any, [SimpleNamespace(refer=refer, known=False)]), 3)
    assert [text for text in (GROWS, GROWS_BESIDE) if text in told] == [text for text in (says,) if text]


def test_what_asks_for_haste_of_itself_is_the_headlines_to_say(kb: KnowledgeBase) -> None:
    """'Today or tomorrow: any suspicion' stood in the letter of a planned visit."""
    refer = ("urgent: always: ultrasound", "urgent: any suspicion (unload, MRI)", "soon: always the same spot")
    assert _send_back(cast(Any, [SimpleNamespace(refer=refer[:2], known=False)]), 3) == ""
    told = _send_back(cast(Any, [SimpleNamespace(refer=refer, known=False)]), 3)
    assert told.startswith("Within days: always the same spot.")
    levels = [
        (h.id, level, h.triage)
        for h in kb.hypotheses.values()
        for level, _, when in (text.partition(": ") for text in h.refer)
        if OF_ITSELF.match(when)
    ]
    assert levels
    assert not [found for found in levels if {"soon": "refer"}.get(found[1], found[1]) != found[2]]
