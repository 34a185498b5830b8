"""Red flags that were not told in full yet."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.reasoning.assessment import Flag, level_of


class NewFlags:
    """Of one sitting: each flag is new once, and again when it has become more urgent than it was told."""

    def __init__(self, flags: Iterable[Flag]) -> None:
        self._told = {flag.id: level_of(flag.urgency) for flag in flags}

    def of(self, flags: Iterable[Flag]) -> list[Flag]:
        """Those to be told now; from here on they count as told."""
        new = [f for f in flags if f.id not in self._told or level_of(f.urgency) < self._told[f.id]]
        self._told |= {flag.id: level_of(flag.urgency) for flag in new}
        return new
