"""One key-feature item of a case: which of these findings weighs most? Keyed by the rules' weights, never by a panel."""

from __future__ import annotations

import random

from msgspec import Struct

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.explanation.chain import chain
from nmt_expert.reasoning.judge import Judged

_OPTIONS = 4
_APART = 0.15  # by which the right option must lead (weight of evidence)


class KeyItem(Struct, frozen=True):
    """Which finding speaks most for the hypothesis?"""

    hypothesis: str
    options: tuple[str, ...]
    right: int
    why: str  # the weight of the right one, and where it was seen


def key_item(kb: KnowledgeBase, judged: Judged, rng: random.Random) -> KeyItem | None:
    """The item for the leading hypothesis; None where no finding clearly leads."""
    if not judged.lines:
        return None
    told = chain(kb, judged, judged.lines[0])
    weights: dict[str, tuple[float, str]] = {}
    for reason in told.reasons_for:
        text = "; ".join(reason.findings)
        where = "; ".join(reason.sources) or "consensus"
        if reason.findings and reason.weight > weights.get(text, (0.0, ""))[0]:
            weights[text] = (reason.weight, f"{reason.strength}: {reason.because} ({where})")
    order = sorted(weights.items(), key=lambda item: (-item[1][0], item[0]))
    if len(order) < 2 or order[0][1][0] - order[1][1][0] < _APART:
        return None
    options = [text for text, _ in order[:_OPTIONS]]
    rng.shuffle(options)
    return KeyItem(told.name, tuple(options), options.index(order[0][0]), order[0][1][1])
