"""When the client comes back to the physician."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from nmt_expert.report.letter.plan_rows import GROWS, GROWS_BESIDE, _send_back


@pytest.mark.parametrize(
    ("refer", "says"),
    [
        (("emergency: sight change", "urgent: any suspicion"), GROWS_BESIDE),
        (("urgent: foot drop",), GROWS),
        (("emergency: sight change",), ""),
    ],
)
def test_what_is_seen_at_once_waits_for_no_worsening(refer: tuple[str, ...], says: str) -> None:
    """'At once: sight change. Where it is there already, once it gets worse' sent nobody."""
    told = _send_back(cast(Any, [SimpleNamespace(refer=refer, known=False)]), 3)
    assert [text for text in (GROWS, GROWS_BESIDE) if text in told] == [text for text in (says,) if text]
