"""What was observed: one finding in one state. Cases are read into these; facts are made of them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Observation(Struct, frozen=True, cache_hash=True):
    """One finding in one state. `sides`: left and/or right; empty for a finding without side or on the midline."""

    key: str
    state: Literal["present", "absent", "value"]
    sides: frozenset[str] = frozenset()
    value: float | None = None
    note: str = ""
    follows_from: Observation | None = None  # not stated itself: the observation from which the vocabulary concludes it

    @property
    def stated(self) -> Observation:
        """This observation, or the stated one from which it follows."""
        return self if self.follows_from is None else self.follows_from.stated
