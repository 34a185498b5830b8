"""Why a hypothesis does not stand higher: the rules that nearly spoke, and the smallest way to the first place."""

from __future__ import annotations

from msgspec import Struct

from nmt_expert.case.load import Case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.explanation.chain import Reason, chain
from nmt_expert.reasoning.explanation.explain import NearMiss, known_facts, near_misses
from nmt_expert.reasoning.explanation.smallest import Way, smallest_way
from nmt_expert.reasoning.judge import Judged
from nmt_expert.reasoning.ranking.standing import best_side
from nmt_expert.reasoning.ranking.weigh import score_all


class WhyNot(Struct, frozen=True):
    """What keeps one hypothesis from the first place."""

    hypothesis: str
    place: int  # from 1; 0: not in the ranking
    of: int
    first: str  # id of the hypothesis that stands first, or ''
    behind: float  # weight of evidence that it lacks
    way: Way
    against: tuple[Reason, ...]
    misses: tuple[NearMiss, ...]  # the nearest first


def why_not(kb: KnowledgeBase, case: Case, judged: Judged, hypothesis: str) -> WhyNot:
    lines = judged.lines
    line = next((line for line in lines if line.hypothesis == hypothesis), None)
    best = best_side(kb, judged.facts, score_all(kb, judged.facts, judged.firings), hypothesis)
    known = known_facts(kb, judged.facts, judged.firings)
    fired = [a.rule.id for a in best.arguments]
    return WhyNot(
        hypothesis,
        lines.index(line) + 1 if line else 0,
        len(lines),
        lines[0].hypothesis if lines else "",
        round(lines[0].scored.score - best.score, 3) if lines else 0.0,
        smallest_way(kb, case, hypothesis),
        chain(kb, judged, line).reasons_against if line else (),
        tuple(near_misses(kb, judged.facts, hypothesis, best.side, fired, known)),
    )
