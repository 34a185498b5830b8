"""What the tests ask of a witness: a small client, a dangerous presentation, a case with a published answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

from nmt_expert.authoring.client_tests.clients import OTHER_SIDE, ClientTest
from nmt_expert.authoring.client_tests.presentations import Presentation
from nmt_expert.authoring.client_tests.verdict import levels, observed, right, stands
from nmt_expert.authoring.mutation.witness import Outcome, Witness
from nmt_expert.case.model import Answer
from nmt_expert.evaluation.score import met
from nmt_expert.reasoning.assessment import level_of
from nmt_expert.reasoning.ranking.rank import rank
from nmt_expert.reasoning.ranking.weigh import Scored, score_all

Scores = dict[tuple[str, str], Scored]


class Asked(Protocol):
    """One test of one client."""

    @property
    def witness(self) -> Witness: ...

    def broken(self, now: Outcome) -> bool:
        """Does the client get something else than the test asks for, once the rule is changed?"""
        ...


@dataclass(frozen=True)
class Small:
    witness: Witness
    test: ClientTest

    def broken(self, now: Outcome) -> bool:
        return not right(self.test, observed(self.test, now.fired_rules, self.witness.rules.kb.scale))


class Argued(Small):
    """An argument holds where the client has it, and says just so much."""

    def broken(self, now: Outcome) -> bool:
        there = [now.rule(at) for at, side in now.fired if side != OTHER_SIDE]
        return not right(self.test, observed(self.test, there, self.witness.rules.kb.scale))


@dataclass(frozen=True)
class Vignette:
    witness: Witness
    test: ClientTest

    def broken(self, now: Outcome) -> bool:
        return not stands(self.test, rank(_weighed(self.witness, now)))


@dataclass(frozen=True)
class Dangerous:
    witness: Witness
    told: Presentation

    def broken(self, now: Outcome) -> bool:
        raised = levels(now.fired_rules)
        in_time = any(level_of(level) <= level_of(self.told.urgency) for level in raised.values())
        return not in_time or raised.keys().isdisjoint(self.told.flag)


class _Line(NamedTuple):
    id: str
    side: str
    score: float
    mechanism: str


@dataclass
class Published:
    """What of a published answer is met before the change must be met after it."""

    witness: Witness
    answer: Answer

    def broken(self, now: Outcome) -> bool:
        same = now.hypothesis is None and all(
            now.rule(at).kind != "argument" for at in now.changed_places(self.witness.fired)
        )
        return not self._before <= self._met(self._scores if same else _weighed(self.witness, now), now)

    @cached_property
    def _scores(self) -> Scores:
        return _weighed(self.witness, self.witness.unchanged)

    @cached_property
    def _before(self) -> frozenset[str]:
        return self._met(self._scores, self.witness.unchanged)

    def _met(self, scores: Scores, now: Outcome) -> frozenset[str]:
        known = self.witness.rules.kb.hypotheses
        lines = [
            _Line(r.hypothesis, r.side, round(r.scored.score, 3), known[r.hypothesis].mechanism) for r in rank(scores)
        ]
        return met(self.answer, lines, levels(now.fired_rules).values())


def _weighed(witness: Witness, now: Outcome) -> Scores:
    with witness.rules.with_changed(now.changed, now.hypothesis):
        return score_all(witness.rules.kb, witness.seen, now.firings)
