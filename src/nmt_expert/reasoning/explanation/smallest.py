"""The fewest untested findings that would bring a hypothesis to the first place.

Every set of up to three that rules or presentations could reward is looked at, each first by an upper bound of what it
can do, then exactly; so 'none' is proven. Larger sets are put together greedily and said to be one way of several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from heapq import heappush, heappushpop

from msgspec import Struct

from nmt_expert.case.load import Case
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.presenting import named, says
from nmt_expert.reasoning.explanation.agreeing import agree, denies
from nmt_expert.reasoning.explanation.what_if import Supposed, changed
from nmt_expert.reasoning.facts import FactBase, build_facts, facts_of
from nmt_expert.reasoning.joined_words import joined, observed, said_of
from nmt_expert.reasoning.ranking.prospects import Move, Prospect, most_gained, prospects
from nmt_expert.reasoning.ranking.rank import rank
from nmt_expert.reasoning.ranking.resting import Resting, to_explain
from nmt_expert.reasoning.ranking.standing import Standing, best_side
from nmt_expert.reasoning.ranking.weigh import Scored, score_all

PROVEN = 3  # sets up to this size are searched to the end
_MOST = 8  # findings of a set that is put together greedily
# sets that are computed exactly before the search gives up: what is enough has one of the highest bounds
_COMPUTED = 250
_BOUNDED = 20_000  # sets of one size of which a bound is looked at before it gives up and computes the best of these
_BODY = ("left", "right")


class Way(Struct, frozen=True):
    """Findings that together bring a hypothesis to the first place."""

    findings: tuple[Move, ...]  # key and state, present or absent; () when no way was found, or none is needed
    labels: tuple[str, ...]
    proven: bool  # no smaller set does it; False: one way, there may be a smaller one
    searched: int  # sizes up to this were searched to the end
    lead: float = 0.0  # how far it would then stand before the next one, in weight of evidence
    unexplained: tuple[str, ...] = ()  # of the complaint, from which even then nothing argues for it


def smallest_way(kb: KnowledgeBase, case: Case, hypothesis: str) -> Way:
    """The smallest set of untested findings that would put the hypothesis first."""
    return _Search(kb, case, hypothesis).way()


class _Unexplained:
    """What findings move of what two hypotheses pay for what they leave unexplained: the one that is to rise (0), which
    may come to explain more, and the first (1), which may come to explain less."""

    def __init__(self, price: float, own: Scored, first: Scored) -> None:
        self._price = price
        self._left = [
            (s.unexplained.bit_count(), s.spoken.complaint.bit_count() if s.spoken else 0) for s in (own, first)
        ]

    def at_most(self, whose: int, completed: Iterable[Prospect], new: int) -> float:
        """`new`: how many of the findings are to be explained too, and are so by the one that rises only."""
        left, of = self._left[whose]
        now = left / of if of else 0.0
        if whose == 0:
            explains = any(p.argues and not p.alone for p in completed)  # with findings of the case beside the new ones
            return self._price * (now if explains else now - left / (of + new) if of else 0.0)
        silenced = any(p.argues and not p.group for p in completed)
        return self._price * (1 - now if silenced else (left + new) / (of + new) - now if new else 0.0)


class _Search:
    def __init__(self, kb: KnowledgeBase, case: Case, hypothesis: str) -> None:
        self.kb, self.case, self.hypothesis = kb, case, hypothesis
        facts = facts_of(case, kb)
        whole = Standing(kb)
        scores = whole.scores(facts)
        lines = rank(scores)
        place = next((i for i, line in enumerate(lines) if line.hypothesis == hypothesis), len(lines))
        self.above = [line.hypothesis for line in lines[:place]]
        self.is_first = bool(lines) and place == 0
        self.whole = whole
        self.near = Standing(kb, [hypothesis, *self.above[:_MOST]])
        own = best_side(kb, facts, scores, hypothesis)
        if own.spoken is None:
            own = self.near.unspoken(facts, hypothesis, own.side)
        self.side = own.side if own.side in _BODY else None
        self.gains = prospects(kb, facts, own, rising=True)
        self.need = lines[0].scored.score - own.score if lines else 0.0
        self.falls: list[Prospect] = prospects(kb, facts, lines[0].scored, rising=False) if self.above else []
        self.falls += self._unnamed(self.above[0]) if self.above else []
        self.all = [*self.gains, *self.falls]
        self.unexplained = _Unexplained(kb.scale.unexplained, own, lines[0].scored if lines else own)
        self.rewards: dict[Move, list[int]] = {}
        self.moves = self._moves(facts)
        self.most = [self._reach(move) for move in self.moves]
        self.computed = 0
        self.gave_up = False

    def way(self) -> Way:
        searched = 0
        for size in range(1, PROVEN + 1) if not self.is_first else ():
            found = self._first_of(size)
            if found is not None:
                return self._told(found, proven=True, searched=size)
            if self.gave_up:
                break
            searched = size
        return self._told(() if self.is_first else self._greedy(), proven=False, searched=searched)

    def _moves(self, facts: FactBase) -> list[Move]:
        """Answers that some rule rewards, the most rewarded first; of those that only repeat others three are enough."""
        stated = {o.key for o in facts.observations}
        seen = [(o.key, o.state) for o in facts.observations]
        for number, prospect in enumerate(self.all):
            for move in prospect.moves:
                if move[0] not in stated and self._askable(move):
                    self.rewards.setdefault(move, []).append(number)
        kinds: dict[tuple[int, ...], list[Move]] = {}
        for move in sorted(self.rewards, key=self._plain):
            if not any(denies(self.kb, move, other) for other in seen):
                kinds.setdefault(tuple(self.rewards[move]), []).append(move)
        kept = [move for members in kinds.values() for move in members[:PROVEN]]
        return sorted(kept, key=lambda move: (-self._reach(move), self._plain(move)))

    def _askable(self, move: Move) -> bool:
        """One finding, which an examiner can find: neither a number, nor a score that stands for several."""
        finding = self.kb.finding(move[0])
        return finding is not None and not finding.unit and not finding.score

    def _unnamed(self, leader: str) -> list[Prospect]:
        """What the leader loses by findings that its presentation does not name, of those that do something else."""
        kb = self.kb
        known = {key for key, _, _ in named(kb, leader)}
        keys = {key for prospect in (*self.gains, *self.falls) for key, state in prospect.moves if state == "present"}
        shown = {key: kb.presentations.shown[key] for key in keys - known if key in kb.presentations.shown}
        lost = {key: -says(kb.scale, told).unnamed for key, told in shown.items()}
        return [Prospect(loss, frozenset([(key, "present")]), 1, "", 0.0) for key, loss in sorted(lost.items()) if loss]

    def _plain(self, move: Move) -> tuple[bool, bool, str]:
        """What an examiner can test and find comes first."""
        finding = self.kb.finding(move[0])
        return move[1] != "present", finding is None or not finding.examined, move[0]

    def _reach(self, move: Move) -> float:
        """What an answer could do at most, its part of what it does together with others included: sets are no better than
        their answers together. Of arguments that would rest on this one answer only the strongest counts in full."""
        parts: list[float] = []
        for whose, touched in enumerate(self._split(self.rewards[move])):
            single = sorted((p.gain for p in touched if p.alone and p.missing <= 1), reverse=True)
            rest = [p for p in touched if not (p.alone and p.missing <= 1) and p.missing <= PROVEN]
            parts += [*single[:1], *(self.kb.scale.said_again * gain for gain in single[1:])]
            parts += (p.gain / max(1, p.missing) for p in rest)
            parts.append(self.unexplained.at_most(whose, touched, self._explainable(move)))
        return sum(parts)

    def _split(self, numbers: Iterable[int]) -> tuple[list[Prospect], list[Prospect]]:
        """What lets the hypothesis rise, and what lets the first fall."""
        own: list[Prospect] = []
        others: list[Prospect] = []
        for number in numbers:
            (own if number < len(self.gains) else others).append(self.all[number])
        return own, others

    def _first_of(self, size: int) -> tuple[Move, ...] | None:
        promising = self._promising(size, max(1, _COMPUTED - self.computed + 1))  # with one that is too many
        for _, chosen in sorted((-bound, chosen) for bound, chosen in promising):
            if self.computed >= _COMPUTED:
                self.gave_up = True
                return None
            if self._lead(chosen, self.near) >= 0 and self._lead(chosen, self.whole) >= 0:
                return chosen
        return None

    def _promising(self, size: int, most: int) -> list[tuple[float, tuple[Move, ...]]]:
        """The sets of this size that could be enough by the bound, the best of them when there are too many. Moves stand by
        what they could do at most."""
        found: list[tuple[float, tuple[Move, ...]]] = []  # a heap
        numbers = range(len(self.moves))
        looked_at = 0

        def extend(chosen: tuple[int, ...], reach: float) -> None:
            nonlocal looked_at
            for i in numbers[chosen[-1] + 1 if chosen else 0 :]:
                least = found[0][0] if len(found) == most else self.need
                if self.gave_up or reach + (size - len(chosen)) * self.most[i] < least:
                    return  # those that follow can do even less
                if len(chosen) + 1 < size:
                    extend((*chosen, i), reach + self.most[i])
                    continue
                looked_at += 1
                self.gave_up = looked_at >= _BOUNDED
                moves = tuple(self.moves[n] for n in (*chosen, i))
                distinct = len({key for key, _ in moves}) == size
                if distinct and (bound := self._bound(moves)) >= least and agree(self.kb, moves):
                    (heappush if len(found) < most else heappushpop)(found, (bound, moves))

        extend((), 0.0)
        return found

    def _bound(self, chosen: tuple[Move, ...]) -> float:
        """Not less than these findings can do."""
        counted = Counter(number for move in chosen for number in self.rewards[move])
        completed = self._split(n for n, count in counted.items() if count >= self.all[n].missing)
        new = sum(map(self._explainable, chosen))
        scale = self.kb.scale
        return sum(
            most_gained(some, scale.group_discount, scale.said_again, len(chosen))
            + self.unexplained.at_most(whose, some, new)
            for whose, some in enumerate(completed)
        )

    def _explainable(self, move: Move) -> bool:
        """Will it belong to the complaint that everyone is asked to explain?"""
        return move[1] == "present" and to_explain(self.kb.finding(move[0]))

    def _lead(self, chosen: tuple[Move, ...], standing: Standing) -> float:
        """How far the hypothesis then stands before the best other; not below 0: it is first."""
        self.computed += 1
        lines = standing.lines(self._with(chosen), self.case.file.complaint.regions)
        if lines and lines[0].hypothesis == self.hypothesis:
            return 0.0
        own = next((line.scored.score for line in lines if line.hypothesis == self.hypothesis), -9.0)
        return min(own - lines[0].scored.score, -1e-9) if lines else -9.0

    def _with(self, chosen: tuple[Move, ...]) -> tuple[Observation, ...]:
        observations = tuple(self.case.observations)
        for key, state in chosen:
            observations = changed(observations, Supposed(key, state, self.side), self.case, self.kb)
        return observations

    def _greedy(self) -> tuple[Move, ...]:
        """One way: always the finding that lets the hypothesis rise most, by the bound where the ranking is silent."""
        chosen: tuple[Move, ...] = ()
        while len(chosen) < _MOST:
            taken = {key for key, _ in chosen}
            further = [m for m in self.moves if m[0] not in taken and agree(self.kb, (*chosen, m))]
            hopeful = sorted(further, key=lambda m: (-self._promise((*chosen, m)), m))[:6]
            if not hopeful:
                break
            chosen = max(
                ((*chosen, move) for move in hopeful), key=lambda c: (self._lead(c, self.near), self._promise(c))
            )
            if self._lead(chosen, self.near) >= 0 and self._lead(chosen, self.whole) >= 0:
                return chosen
        return ()

    def _promise(self, chosen: tuple[Move, ...]) -> float:
        counted = Counter(number for move in chosen for number in self.rewards[move])
        return sum(self.all[n].gain * min(1.0, count / max(1, self.all[n].missing)) for n, count in counted.items())

    def _told(self, chosen: tuple[Move, ...], *, proven: bool, searched: int) -> Way:
        labels = tuple(said_of(self.kb, key, denied=state != "present").text for key, state in chosen)
        if not chosen:
            return Way((), (), False, searched)
        facts = build_facts(self._with(chosen), self.kb, regions=self.case.file.complaint.regions)
        firings = self.whole.firings(facts)
        own, *others = rank(score_all(self.kb, facts, firings))
        left = Resting(self.kb, facts, firings).observations(own.scored.unexplained)
        lead = own.scored.score - others[0].scored.score if others else own.scored.score
        said = joined((observed(self.kb, o) for o in left), known_side=own.side)
        return Way(chosen, labels, proven, searched, round(lead, 3), tuple(said))
