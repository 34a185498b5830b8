"""From firings to scores: what each rule weighs, and how arguments about one hypothesis add up.

A score is a sum of weights of evidence (log10 of likelihood ratios, Good 1950) on a prior class. It orders; it is not
a probability. Sums use math.fsum, so the order of arguments never matters. One observation is one argument: what rests
only on findings that have already spoken counts in part, and nothing beside a published cluster of them, which counts at
least as much as they. How far a case looks like the usual presentation of a hypothesis (presented.py) is added as it is. A
hypothesis pays for a hallmark that was not found, and for what it leaves unexplained (Miller 1982, INTERNIST-1: findings
that a disease does not explain count against it).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import combinations
from math import fsum
from typing import NamedTuple

from msgspec import Struct

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.scale import Scale
from nmt_expert.reasoning.engines.interface import Firing
from nmt_expert.reasoning.facts import FactBase
from nmt_expert.reasoning.ranking.gather import Said, Spoken, gather
from nmt_expert.reasoning.ranking.presented import presents
from nmt_expert.reasoning.ranking.resting import Resting


class Weighed(NamedTuple):
    """One argument as it counts for one hypothesis and side."""

    rule: Rule
    firing: Firing
    fit: float  # 1, or for a graded rule how well the drawing fits, 0 to 1
    weight: float
    counted: float
    rests_on: int  # observations, as bits (Resting)


class Scored(Struct, frozen=True, dict=True):
    """A hypothesis on one side with everything that was said about it."""

    hypothesis: str
    side: str
    score: float
    prior: float  # what it begins with
    anchored: bool  # it may be ranked
    argued: bool  # something other than circumstance, found in the region, speaks for it; else it only came to mind
    hallmark: bool  # one of its hallmarks was found, or it has none
    unexplained: int  # observations of the complaint from which nothing argues for it, as bits (Resting)
    owed: float  # what it pays for both
    spoken: Spoken | None = None
    counts: list[float] = []  # what of each argument that was said entered the score

    @cached_property
    def arguments(self) -> tuple[Weighed, ...]:
        """What was said about it, and its presentation; made for the few that are looked at."""
        if self.spoken is None:
            return ()
        name, side = self.hypothesis, self.side
        said = zip(self.spoken.said, self.counts, strict=True)
        return (
            *(Weighed(s.rule, s.firing, s.fit, s.rule.weight * s.fit, counted, s.rests_on) for s, counted in said),
            *(
                Weighed(
                    presents(name, p.word, p.weight), Firing(-1, side, frozenset()), 1.0, p.weight, p.weight, p.rests_on
                )
                for p in self.spoken.presented
            ),
        )


class Total(NamedTuple):
    """What the arguments about a hypothesis on one side add up to."""

    score: float
    counts: list[float]  # what of each argument entered the score
    argued: bool
    hallmark: bool
    unexplained: int
    owed: float


def score_all(kb: KnowledgeBase, facts: FactBase, firings: Iterable[Firing]) -> dict[tuple[str, str], Scored]:
    """Scores of all hypotheses that an argument spoke of, by (hypothesis, side)."""
    firings = list(firings)
    return weigh_all(kb, gather(kb, facts, firings, Resting(kb, facts, firings)))


def weigh_all(kb: KnowledgeBase, spoken: Iterable[Spoken]) -> dict[tuple[str, str], Scored]:
    """Scores of what was gathered, by (hypothesis, side)."""
    return {(s.hypothesis, s.side): weigh(kb, s) for s in spoken}


def weigh(kb: KnowledgeBase, spoken: Spoken) -> Scored:
    """The score of one hypothesis and side."""
    total = add_up(kb, spoken, [one.rule.weight * one.fit for one in spoken.said])
    return Scored(
        spoken.hypothesis,
        spoken.side,
        total.score,
        spoken.prior,
        total.argued or spoken.thought_of,
        total.argued,
        total.hallmark,
        total.unexplained,
        total.owed,
        spoken,
        total.counts,
    )


def add_up(kb: KnowledgeBase, spoken: Spoken, weights: list[float]) -> Total:
    """The sum of arguments that weigh this much, fits included; the stability of a rank draws other weights."""
    scale, said = kb.scale, spoken.said
    known = kb.hypotheses[spoken.hypothesis]
    counts = weights
    if len(said) > 1:
        counts = _counted(scale, said, weights)
    context: list[float] = []
    evidence: list[float] = []
    argued, hallmark, explained = False, not known.hallmarks, 0
    for (rule, _, _, regional, rests_on), weight, counted in zip(said, weights, counts, strict=True):
        (context if rule.context else evidence).append(counted)
        hallmark = hallmark or rule.hallmark
        argued = argued or (regional and not rule.context and (weight > 0 or rule.hallmark))
        if weight > 0:
            explained |= rests_on
    for _, weight, rests_on in spoken.presented:
        evidence.append(weight)
        if weight > 0:
            explained |= rests_on
    unexplained = spoken.complaint & ~explained
    owed = 0.0 if hallmark else scale.no_hallmark
    if unexplained:
        owed += scale.unexplained * unexplained.bit_count() / spoken.complaint.bit_count()
    score = spoken.prior + fsum(evidence) + min(fsum(context), scale.context_cap) - owed
    return Total(score, counts, argued, hallmark, unexplained, owed)


def _counted(scale: Scale, said: tuple[Said, ...], weights: list[float]) -> list[float]:
    """What each argument counts. A cluster takes the place of its members and counts as much as they say, if that is more:
    the member that completes it never lowers a sum."""
    clusters = [i for i, one in enumerate(said) if weights[i] > 0 and _is_cluster(one.rule, one.rests_on)]
    if not clusters:
        return _raised((), scale, said, weights)
    choices = (some for n in range(len(clusters) + 1) for some in combinations(clusters, n))
    return max((_raised(some, scale, said, weights) for some in choices), key=fsum)


def _raised(clusters: tuple[int, ...], scale: Scale, said: tuple[Said, ...], weights: list[float]) -> list[float]:
    """The counts when these clusters count what their members would say without them."""
    heard = [0.0 if i in clusters else weight for i, weight in enumerate(weights)]
    counts = _said_once(scale.said_again, said, heard, _discounted(scale.group_discount, said, heard))
    for cluster in clusters:
        for i, one in enumerate(said):
            if heard[i] > 0 and not one.rule.context and one.rests_on and not one.rests_on & ~said[cluster].rests_on:
                counts[cluster] += counts[i]
                counts[i] = 0.0
    return counts


def _discounted(discount: float, said: tuple[Said, ...], weights: list[float]) -> list[float]:
    """The weights, where of an evidence group only the strongest for and the strongest against count in full."""
    counts = list(weights)
    led: set[tuple[str, bool]] = set()
    for i in _strongest_first(weights):
        group = (said[i].rule.group, weights[i] >= 0)
        if group in led:
            counts[i] *= discount
        led.add(group)
    return counts


def _said_once(share: float, said: tuple[Said, ...], weights: list[float], counts: list[float]) -> list[float]:
    """The counts, in part for what rests only on observations which stronger arguments, for or against, used."""
    once = list(counts)
    used = {True: 0, False: 0}
    clusters: list[int] = []
    for i in _strongest_first(counts):
        rule, rests_on = said[i].rule, said[i].rests_on
        if rule.context or not rests_on:
            continue
        speaks_for = weights[i] > 0
        if speaks_for and any(not rests_on & ~cluster for cluster in clusters):
            once[i] = 0.0
        elif not rests_on & ~used[speaks_for]:
            once[i] *= share
        if speaks_for and _is_cluster(rule, rests_on):
            clusters.append(rests_on)
        used[speaks_for] |= rests_on
    return once


def _strongest_first(weights: list[float]) -> list[int]:
    """Places from the largest size to the smallest, equal ones in their order."""
    sizes = [-abs(weight) for weight in weights]
    return sorted(range(len(weights)), key=sizes.__getitem__)


def _is_cluster(rule: Rule, rests_on: int) -> bool:
    """A published ratio of several findings together: its members say nothing beside it."""
    if not rule.strength.startswith("LR") or rests_on.bit_count() < 2:
        return False
    n, atoms = rule.groups[0]
    return len(rule.groups) > 1 or n > 1 or len(atoms) == 1  # one atom that rests on several is a pattern
