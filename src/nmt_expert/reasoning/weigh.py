"""From firings to scores: what each rule weighs, and how arguments about one hypothesis add up.

A score is a sum of weights of evidence (log10 of likelihood ratios, Good 1950) on a prior class. It orders; it is not
a probability. Sums use math.fsum, so the order of arguments never matters. One observation is one argument: what rests
only on findings that have already spoken counts in part, and nothing beside a published cluster of them. A hypothesis
pays for a hallmark that was not found, and for what it leaves unexplained (Miller 1982, INTERNIST-1: findings that a
disease does not explain count against it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import fsum
from typing import NamedTuple

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.engines.interface import Firing
from nmt_expert.reasoning.facts import FactBase
from nmt_expert.reasoning.gather import Spoken, gather
from nmt_expert.reasoning.resting import Resting

WeightOf = Callable[[Rule], float]


def rule_weight(rule: Rule) -> float:
    return rule.weight


class Weighed(NamedTuple):
    """One argument as it counts for one hypothesis and side."""

    rule: Rule
    firing: Firing
    fit: float  # 1, or for a graded rule how well the drawing fits, 0 to 1
    weight: float
    counted: float
    rests_on: int  # observations, as bits (Resting)


class Scored(NamedTuple):
    """A hypothesis on one side with everything that was said about it."""

    hypothesis: str
    side: str
    score: float
    arguments: tuple[Weighed, ...]
    anchored: bool  # something other than circumstance, found in the region, speaks for it
    hallmark: bool  # one of its hallmarks was found, or it has none
    unexplained: int  # observations of the complaint from which nothing argues for it, as bits (Resting)
    owed: float  # what it pays for both


def score_all(kb: KnowledgeBase, facts: FactBase, firings: Iterable[Firing]) -> dict[tuple[str, str], Scored]:
    """Scores of all hypotheses that an argument spoke of, by (hypothesis, side)."""
    firings = list(firings)
    return weigh_all(kb, gather(kb, facts, firings, Resting(kb, facts, firings)))


def weigh_all(
    kb: KnowledgeBase, spoken: Iterable[Spoken], weight_of: WeightOf = rule_weight
) -> dict[tuple[str, str], Scored]:
    """Scores of what was gathered, by (hypothesis, side)."""
    return {(s.hypothesis, s.side): weigh(kb, s, weight_of) for s in spoken}


def weigh(kb: KnowledgeBase, spoken: Spoken, weight_of: WeightOf = rule_weight) -> Scored:
    """The score of one hypothesis and side. `weight_of` gives the weight of a rule; the stability of a rank redraws it."""
    scale = kb.scale
    # strongest first within a group; ties by rule id
    raw = sorted(
        ((one, weight_of(one.rule) * one.fit) for one in spoken.said),
        key=lambda item: (item[0].rule.group, -abs(item[1]), item[0].rule.id),
    )
    arguments: list[Weighed] = []
    leading: set[tuple[str, bool]] = set()
    anchored, explained = False, 0
    for one, weight in raw:
        group = (one.rule.group, weight >= 0)
        counted = weight * scale.group_discount if group in leading else weight
        leading.add(group)
        arguments.append(Weighed(one.rule, one.firing, one.fit, weight, counted, one.rests_on))
        if weight > 0:
            explained |= one.rests_on
            anchored = anchored or (one.regional and not one.rule.context)
    arguments = _once(scale.said_again, arguments)
    context = fsum([a.counted for a in arguments if a.rule.context])
    evidence = fsum([a.counted for a in arguments if not a.rule.context])
    known = kb.hypotheses[spoken.hypothesis]
    hallmark = not known.hallmarks or any(a.rule.hallmark for a in arguments)
    unexplained = spoken.complaint & ~explained
    owed = 0.0 if hallmark else scale.no_hallmark
    if unexplained:
        owed += scale.unexplained * unexplained.bit_count() / spoken.complaint.bit_count()
    score = scale.priors[known.prior] + evidence + min(context, scale.context_cap) - owed
    return Scored(spoken.hypothesis, spoken.side, score, tuple(arguments), anchored, hallmark, unexplained, owed)


def _once(share: float, arguments: list[Weighed]) -> list[Weighed]:
    """The arguments, where those count in part that rest only on observations which stronger ones, for or against, used."""
    used = {True: 0, False: 0}
    clusters: list[int] = []
    counted = {}
    for a in sorted(arguments, key=lambda a: (-abs(a.counted), a.rule.id)):
        if a.rule.context or not a.rests_on:
            continue
        speaks_for = a.weight > 0
        if speaks_for and clusters and any(not a.rests_on & ~cluster for cluster in clusters):
            counted[a.rule.id] = 0.0
        elif not a.rests_on & ~used[speaks_for]:
            counted[a.rule.id] = a.counted * share
        if speaks_for and _is_cluster(a):
            clusters.append(a.rests_on)
        used[speaks_for] |= a.rests_on
    return [a._replace(counted=counted[a.rule.id]) if a.rule.id in counted else a for a in arguments]


def _is_cluster(a: Weighed) -> bool:
    """A published ratio of several findings together: its members say nothing beside it."""
    if not a.rule.strength.startswith("LR") or a.rests_on.bit_count() < 2:
        return False
    n, atoms = a.rule.groups[0]
    return len(a.rule.groups) > 1 or n > 1 or len(atoms) == 1  # one atom that rests on several is a pattern
