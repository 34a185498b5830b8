"""What tells two hypotheses apart: the findings that they share, those that part them, and the tests that would."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from nmt_expert.case.load import Case
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.facts import FactBase, facts_of
from nmt_expert.reasoning.joined_words import joined, observed, said_of
from nmt_expert.reasoning.ranking.rank import rank
from nmt_expert.reasoning.ranking.resting import Resting
from nmt_expert.reasoning.ranking.standing import Standing, best_side
from nmt_expert.reasoning.ranking.untested import Effect, effects_on
from nmt_expert.reasoning.ranking.weigh import Scored

_NO_EFFECT = Effect(0.0, 0.0, "")
_TELLING = 0.05  # smaller differences of weight tell nothing apart


class Known(Struct, frozen=True):
    """Findings of one kind that the case states, and what they give each hypothesis (weight of evidence)."""

    label: str
    first: float
    second: float

    @property
    def shared(self) -> bool:
        """Both rest on it, neither much more than the other."""
        low, high = sorted((self.first, self.second))
        return low > _TELLING and low >= high / 2


class Test(Struct, frozen=True):
    """Findings of one kind that nobody tested, and how far each answer would move the first before the second."""

    key: str  # of the most telling one
    label: str
    how: str
    if_present: float
    if_absent: float

    @property
    def worth(self) -> float:
        return max(abs(self.if_present), abs(self.if_absent))


class Comparison(Struct, frozen=True):
    first: str  # ids
    second: str
    lead: float  # of the first before the second, in weight of evidence
    unranked: tuple[str, ...]  # those of the two that have no place in the ranking
    shared: tuple[Known, ...]
    telling: tuple[Known, ...]  # the most telling first
    to_test: tuple[Test, ...]  # the best next test first


def comparison(kb: KnowledgeBase, case: Case, first: str, second: str) -> Comparison:
    """Compares two hypotheses on the findings of a case, each on the side where it stands best."""
    facts = facts_of(case, kb)
    standing = Standing(kb, (first, second))
    scores = standing.scores(facts)
    one, two = (best_side(kb, facts, scores, name) for name in (first, second))
    resting = Resting(standing.kb, facts, standing.firings(facts))
    known = _known(kb, facts, one, two, resting)
    ranked = {line.hypothesis for line in rank(scores)}
    return Comparison(
        first,
        second,
        round(one.score - two.score, 3),
        tuple(scored.hypothesis for scored in (one, two) if scored.hypothesis not in ranked),
        tuple(k for k in known if k.shared),
        tuple(k for k in known if not k.shared and abs(k.first - k.second) > _TELLING),
        to_test(kb, effects_on(kb, facts, one), effects_on(kb, facts, two)),
    )


def _known(kb: KnowledgeBase, facts: FactBase, one: Scored, two: Scored, resting: Resting) -> list[Known]:
    """Every kind of stated finding with its share in what was said of each."""
    gives: dict[Observation, list[float]] = {}
    for place, scored in enumerate((one, two)):
        for a in scored.arguments:
            origins = resting.observations(a.rests_on)
            for o in origins:
                gives.setdefault(o, [0.0, 0.0])[place] += a.counted / len(origins)
    kinds: dict[tuple[str, str], list[Observation]] = {}
    for o in facts.observations:
        if o in gives:
            kinds.setdefault((family_of(o.key), o.state), []).append(o)
    known = [
        Known(
            "; ".join(joined(observed(kb, o) for o in members)),
            round(sum(gives[o][0] for o in members), 3),
            round(sum(gives[o][1] for o in members), 3),
        )
        for members in kinds.values()
    ]
    return sorted(known, key=lambda k: (-abs(k.first - k.second), k.label))


def to_test(kb: KnowledgeBase, one: dict[str, Effect], two: dict[str, Effect]) -> tuple[Test, ...]:
    tests: dict[tuple[str, bool], list[Test]] = {}
    for key in sorted(one.keys() | two.keys()):
        a, b = one.get(key, _NO_EFFECT), two.get(key, _NO_EFFECT)
        finding = kb.finding(key)
        test = Test(key, "", "", round(a.up - b.up, 3), round(a.down - b.down, 3))
        if finding is not None and test.worth > _TELLING:
            test = Test(key, finding.label, finding.how or finding.ask, test.if_present, test.if_absent)
            favours_first = (test.if_present or -test.if_absent) > 0
            tests.setdefault((family_of(key), favours_first), []).append(test)
    kinds = [_one_kind(kb, members) for members in tests.values()]
    return tuple(sorted(kinds, key=lambda t: (-t.worth, t.key)))


def _one_kind(kb: KnowledgeBase, members: Iterable[Test]) -> Test:
    """Tests of one kind in one line: that of the most telling, with the places of all that tell as much or nearly."""
    best, *others = sorted(members, key=lambda t: (-t.worth, t.key))
    as_good = [best, *(t for t in others if t.worth >= best.worth / 2)]
    how = best.how if all(t.how == best.how for t in as_good) else ""
    return Test(best.key, "; ".join(joined(said_of(kb, t.key) for t in as_good)), how, best.if_present, best.if_absent)
