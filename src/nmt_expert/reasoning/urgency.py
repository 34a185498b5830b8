"""The urgency of a case, computed once: headline, flags' texts, plan, letter, client's page, JSON and exit status say this.

Each reason asks for a level and the most urgent is taken; nothing takes away. The ranking may ask for a physician, and
by what is well supported for haste, but it never clears.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Urgency
from nmt_expert.reasoning.assessment import HASTE, Caution, Flag, level_of
from nmt_expert.reasoning.ranking import Ranked, support_word

_ENOUGH = 5  # present findings from which "nothing fits" says more than "little was examined"
_NAMED = 3  # flags named in the headline


class Reason(NamedTuple):
    level: Urgency
    why: str


class Shown(NamedTuple):
    """What of the ranking the urgency looks at."""

    lines: list[Ranked]  # best first
    deficit: tuple[str, ...]  # labels of lost feeling or strength that no hypothesis in the list explains
    found: int  # present findings of the case


def urgency(kb: KnowledgeBase, flags: tuple[Flag, ...], shown: Shown, warned: Iterable[Caution]) -> Reason:
    """The urgency of the case, and why in one sentence."""
    reasons = [*_flagged(flags), *_ranked(kb, shown), *_unexplained(shown), *_waiting(warned)]
    return min(reasons, key=lambda reason: level_of(reason.level))


def _flagged(flags: tuple[Flag, ...]) -> list[Reason]:
    if not flags:
        return []
    names = [f.name for f in flags if f.urgency == flags[0].urgency]
    more = "; and others" if len(names) > _NAMED else ""
    return [Reason(flags[0].urgency, f"Red flag raised: {'; '.join(names[:_NAMED])}{more}.")]


def _ranked(kb: KnowledgeBase, shown: Shown) -> list[Reason]:
    """What the hypotheses ask for: the first its triage, haste only what is well supported, in whatever place."""
    reasons = []
    for i, line in enumerate(shown.lines):
        known = kb.hypotheses[line.hypothesis]
        support = support_word(kb, line.scored.score)
        if known.triage in HASTE and support in ("strong", "good"):
            reasons.append(Reason(known.triage, f"Well supported: {known.name}."))
        if i == 0:
            level: Urgency = "refer" if known.triage in HASTE else known.triage
            reasons.append(Reason(level, f"Leading hypothesis: {known.name}."))
        elif support == "strong" and known.triage != "treat":
            reasons.append(Reason("treat_and_refer", f"Well supported beside it: {known.name}."))
    fits = bool(shown.lines) and support_word(kb, shown.lines[0].scored.score) != "little"
    if not shown.lines or (not fits and shown.found >= _ENOUGH):
        reasons.insert(0, Reason("refer", "No hypothesis is supported well enough to treat on."))
    return reasons


def _unexplained(shown: Shown) -> list[Reason]:
    """Lost feeling or strength that nothing in the list explains is a physician's to examine."""
    if not shown.deficit:
        return []
    return [Reason("refer", f"Not explained by any hypothesis listed: {'; '.join(shown.deficit[:_NAMED])}.")]


def _waiting(warned: Iterable[Caution]) -> list[Reason]:
    """A caution that forbids the session, or asks for clearance in writing."""
    return [
        Reason("refer" if c.kind == "general" else "treat_and_refer", f"Caution: {c.label}.")
        for c in warned
        if c.kind == "general" or c.clearance
    ]
