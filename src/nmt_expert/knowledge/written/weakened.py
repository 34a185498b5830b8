"""Red flags that a later folder of rules switches off or makes less watchful: every report must say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nmt_expert.knowledge.written.own import SwitchedOff
from nmt_expert.knowledge.written.red_flag import RedFlagEntry

_HASTE = ("emergency", "urgent")
_RANK = {"emergency": 0, "urgent": 1, "refer": 2}


def weakened(old: Iterable[RedFlagEntry], new: Iterable[RedFlagEntry], off: Iterable[SwitchedOff]) -> Iterator[str]:
    """One sentence for each red flag of `old` that `off` takes out, or that `new` replaces by one that hears less."""
    before = {flag.id: flag for flag in old}
    for entry in off:
        if entry.id in before:
            yield f"{before[entry.id].name}: switched off ({entry.switched_off})"
    for flag in new:
        known = before.get(flag.id)
        if known is None:
            continue
        kept = {raised.id: raised.urgency for raised in flag.raised()}
        hasty = [raised for raised in known.raised() if raised.urgency in _HASTE]
        lost = [r.id for r in hasty if _RANK[kept.get(r.id, "refer")] > _RANK[r.urgency]]
        if lost:
            yield f"{known.name}: {len(lost)} of {len(hasty)} signs taken out or made less urgent"
