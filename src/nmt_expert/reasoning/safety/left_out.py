"""Rankings of a case with something left out: a sign of danger, or how long it lasts, takes no urgency away.

A sign of danger may make a harmless hypothesis lead. What would lead without it keeps its say in the urgency: urgency.py
asks here for the rankings that remain when one sign after the other on which the leader rests is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from nmt_expert.case.load import Case
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.ranking.lines import Lines
from nmt_expert.reasoning.ranking.resting import Resting, union

_COURSE = ("course_chronic", "course_recurrent", "duration_days")
_MOST = 2  # signs of danger left out at once


class Ranking(NamedTuple):
    lines: Lines  # best first
    found: int  # present findings that it rests on
    leans: tuple[Observation, ...]  # signs of danger that speak for the first
    stands: float  # what the first would score at least without all of them


class LeftOut:
    """Rankings of one case without some of its findings, each made once."""

    def __init__(self, kb: KnowledgeBase, case: Case, whole: Ranking) -> None:
        self._kb = kb
        self._observations = case.observations
        self._regions = case.file.complaint.regions
        self._made = {frozenset[Observation](): whole}
        self._course = frozenset(o for o in self._observations if o.key in _COURSE)
        self._dangers = frozenset(o for o in self._observations if is_danger(kb, o))

    def calm(self) -> Ranking | None:
        """Without any of the signs of danger; None where there are none."""
        return self._without(self._dangers) if self._dangers else None

    def undated(self) -> Ranking | None:
        """Without how long it lasts; None where that was not told."""
        return self._without(self._course) if self._course else None

    def leaning(self, worth: Callable[[Ranking], bool], *, dated: bool = True) -> Iterator[Ranking]:
        """Without one or two of the signs on which the leader rests, from rankings that are `worth` it; not `dated`:
        without the course too."""
        start = frozenset[Observation]() if dated else self._course
        todo = [start] if dated or start else []
        for left_out in todo:  # grows while it is read
            ranking = self._without(left_out)
            if left_out != start:
                yield ranking
            if len(left_out - start) < _MOST and worth(ranking):
                todo += [more for o in ranking.leans if (more := left_out | {o}) not in todo]

    def _without(self, left_out: frozenset[Observation]) -> Ranking:
        made = self._made.get(left_out)
        if made is None:
            rest = [o for o in self._observations if o not in left_out]
            facts = build_facts(rest, self._kb, regions=self._regions)
            firings = PlainEngine(self._kb).infer(facts)
            resting = Resting(self._kb, facts, firings)
            made = ranking_of(self._kb, rest, Lines(self._kb, facts, firings, resting), resting)
            self._made[left_out] = made
        return made


def ranking_of(kb: KnowledgeBase, observations: Iterable[Observation], lines: Lines, resting: Resting) -> Ranking:
    """A ranking as the urgency looks at it."""
    found = sum(o.state == "present" and not o.key.startswith("sex_") and o.key not in kb.topics for o in observations)
    speaks = [a for line in lines[:1] for a in line.scored.arguments if a.weight > 0]
    leans = union(a.rests_on for a in speaks) & resting.dangers()
    # what it pays may grow with them: for a hallmark that was one of them, for what is left unexplained
    lost = sum(a.counted for a in speaks if a.rests_on & leans) + kb.scale.no_hallmark + kb.scale.unexplained
    stands = lines[0].scored.score - lost if lines else 0.0
    return Ranking(lines, found, tuple(resting.observations(leans)), stands)


def is_danger(kb: KnowledgeBase, o: Observation) -> bool:
    """Found, and what the safety screen asks for."""
    return o.state == "present" and bool((f := kb.finding(o.key)) and f.screen)
