"""Which hand somebody uses, beside the side of the complaint."""

from __future__ import annotations

import re
from typing import Literal

_HANDED = re.compile(
    r"\b(?:(left|right)[- ]hand(?:ed|er)\b|(left|right)[- ]hand(?:[- ]dominant| is dominant)|([lr])hd\b)", re.IGNORECASE
)


def dominance(text: str, side: str | None) -> Literal["present", "absent"] | None:
    """Is the dominant side affected? None where the hand or the side of the complaint is not said."""
    said = _HANDED.search(text)
    if said is None or side not in ("left", "right"):
        return None
    hand = (said[1] or said[2] or {"l": "left", "r": "right"}[said[3].lower()]).lower()
    return "present" if hand == side else "absent"
