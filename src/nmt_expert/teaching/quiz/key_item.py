"""One key-feature item of a case: which of these findings weighs most? Keyed by the rules' weights, never by a panel."""

from __future__ import annotations

import random

from msgspec import Struct

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import PRESENTED
from nmt_expert.reasoning.explanation.chain import Reason, chain
from nmt_expert.reasoning.judge import Judged

_OPTIONS = 4
_TOGETHER = 2  # kinds of findings of one option
_LEAST = 3  # options
_ALIKE = 2.5  # times longer or shorter an option may be than the right one, which its length would give away
_APART = 0.15  # by which the right option must lead (weight of evidence)


class KeyItem(Struct, frozen=True):
    """Which finding speaks most for the hypothesis?"""

    hypothesis: str
    options: tuple[str, ...]
    right: int
    why: str  # the weight of the right one, and where it was seen


def key_item(kb: KnowledgeBase, judged: Judged, rng: random.Random) -> KeyItem | None:
    """The item for the leading hypothesis; None where no finding clearly leads.

    An option is what one rule rests on, where that is one finding or two. A presentation or a score rests on half the
    case and is none, nor is what shares a kind of finding with a weightier option: both would be right. One much longer or
    shorter than the right option is left out.
    """
    if not judged.lines:
        return None
    told = chain(kb, judged, judged.lines[0])
    said: set[str] = set()
    options: list[tuple[str, Reason]] = []
    for reason in sorted(told.reasons_for, key=lambda r: (-r.weight, len(r.findings), r.rule)):
        few = 0 < len(reason.kinds) <= _TOGETHER and reason.strength not in PRESENTED
        if few and said.isdisjoint(reason.kinds):
            said.update(reason.kinds)
            options.append(("; ".join(reason.findings), reason))
    if len(options) < _LEAST or options[0][1].weight - options[1][1].weight < _APART:
        return None
    right, best = options[0]
    shown = [text for text, _ in options if 1 / _ALIKE <= len(text) / len(right) <= _ALIKE][:_OPTIONS]
    if len(shown) < _LEAST:
        return None
    rng.shuffle(shown)
    where = "; ".join(best.sources) or "consensus"
    return KeyItem(told.name, tuple(shown), shown.index(right), f"{best.strength}: {best.because} ({where})")
