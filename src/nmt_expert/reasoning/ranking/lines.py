"""The ranking of a case, scored as far as somebody looks: of a hundred hypotheses that a case speaks of five come near the
first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from itertools import takewhile
from math import inf
from typing import overload

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines.interface import Firing
from nmt_expert.reasoning.facts import FactBase
from nmt_expert.reasoning.ranking.gather import Gathered, Spoken
from nmt_expert.reasoning.ranking.rank import Ranked, line_of
from nmt_expert.reasoning.ranking.resting import Resting
from nmt_expert.reasoning.ranking.weigh import weigh

_ROUNDING = 1e-6  # sums in another order differ by less


class Lines(Sequence[Ranked]):
    """What `rank` tells of all, a line at a time: a line is the next when what waits can at most score less."""

    def __init__(self, kb: KnowledgeBase, facts: FactBase, firings: Iterable[Firing], resting: Resting) -> None:
        self._kb = kb
        self._gathered = Gathered(kb, facts, firings, resting)
        self._sides: dict[str, list[str]] = {}
        self._most: dict[str, float] = {}
        for hypothesis, side, score in self._gathered.most():
            self._sides.setdefault(hypothesis, []).append(side)
            self._most[hypothesis] = max(score + _ROUNDING, self._most.get(hypothesis, -inf))
        self._waiting = [(-score, hypothesis) for hypothesis, score in self._most.items() if score > -inf]
        heapify(self._waiting)
        self._made: dict[str, Ranked | None] = {}
        self._scored: list[tuple[float, str, Ranked]] = []
        self._told: list[Ranked] = []

    def spoken(self, hypothesis: str) -> list[Spoken]:
        """What was said of a hypothesis, by side."""
        return [self._gathered.spoken(hypothesis, side) for side in sorted(self._sides.get(hypothesis, ()))]

    def of(self, hypothesis: str) -> Ranked | None:
        """The line of a hypothesis; None where it is not anchored."""
        if hypothesis not in self._made:
            self._made[hypothesis] = line_of(weigh(self._kb, spoken) for spoken in self.spoken(hypothesis))
        return self._made[hypothesis]

    def at_least(self, score: float) -> list[Ranked]:
        """The lines that score so much."""
        while self._tell(score):
            pass
        return list(takewhile(lambda line: line.scored.score >= score, self._told))

    def reaches(self, score: float, hypothesis: str) -> bool:
        """Does a hypothesis score so much?"""
        if self._most.get(hypothesis, -inf) < score:
            return False
        line = self.of(hypothesis)
        return line is not None and line.scored.score >= score

    @property
    def hypotheses(self) -> Iterable[str]:
        """All of which something was said, anchored or not."""
        return self._sides

    @overload
    def __getitem__(self, place: int) -> Ranked: ...
    @overload
    def __getitem__(self, place: slice) -> list[Ranked]: ...
    def __getitem__(self, place: int | slice) -> Ranked | list[Ranked]:
        last = place.stop if isinstance(place, slice) else place
        while (last is None or last < 0 or len(self._told) <= last) and self._tell():
            pass
        return self._told[place]

    def __len__(self) -> int:
        return len(self[:])

    def __bool__(self) -> bool:
        return bool(self[:1])

    def _tell(self, least: float = -inf) -> bool:
        """Tells the next line; False where none scores so much."""
        while self._waiting and -self._waiting[0][0] >= (-self._scored[0][0] if self._scored else least):
            _, hypothesis = heappop(self._waiting)
            line = self.of(hypothesis)
            if line is not None:
                heappush(self._scored, (-line.scored.score, hypothesis, line))
        if self._scored and -self._scored[0][0] >= least:
            self._told.append(heappop(self._scored)[2])
            return True
        return False
