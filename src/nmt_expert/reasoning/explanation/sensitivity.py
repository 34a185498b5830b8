"""On which findings, known or untested, the first place rests most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from nmt_expert.case.load import Case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.explanation.what_if import NOT_TESTED, Supposed, changed
from nmt_expert.reasoning.facts import FactBase, facts_of
from nmt_expert.reasoning.ranking.rank import Ranked
from nmt_expert.reasoning.ranking.standing import Standing
from nmt_expert.reasoning.ranking.untested import Effect, effects_on

_RIVALS = 5  # that could come first
_TRIED = (15, 30)  # changes of known and of untested findings that promise most are tried on those rivals
_TOLD = (8, 16)  # those of them that move most are computed exactly and told
_NOTHING = 0.01  # smaller moves of the lead are none
_NO_EFFECT = Effect(0.0, 0.0, "")


class Swing(Struct, frozen=True):
    """One finding, supposed to be otherwise, and what the first place would make of it."""

    key: str
    label: str
    was: str  # present, absent or 'not tested'
    supposed: str
    lead: float  # of the first hypothesis before the best other one, in weight of evidence; below 0: it is not first
    first: str  # id of the hypothesis that would then be first
    raised: float  # what the change gives that one itself; not above 0: it comes first only because others fall

    @property
    def what_if(self) -> str:
        """As it is written behind --what-if."""
        return f"{self.key}={'untested' if self.supposed == NOT_TESTED else self.supposed}"


class Sensitivity(Struct, frozen=True):
    """How firmly the first place stands."""

    first: str
    second: str  # '' where it stands alone
    lead: float
    swings: tuple[Swing, ...]  # the largest first, those that change the first place before all others

    @property
    def overturning(self) -> tuple[Swing, ...]:
        return tuple(s for s in self.swings if s.first != self.first)


def sensitivity(kb: KnowledgeBase, case: Case) -> Sensitivity | None:
    """The single changes that would move the lead of the first hypothesis most; None when nothing is ranked.

    What promises most by the rules that one answer would complete is then computed exactly, as a changed case. An open
    finding that speaks against the hypothesis that it would bring to the first place is no test of it, and is not told.
    """
    facts = facts_of(case, kb)
    everything = Standing(kb)
    lines = everything.lines(case.observations, facts.regions)
    if not lines:
        return None
    rivals = lines[1 : 1 + _RIVALS]
    near = Standing(kb, [line.hypothesis for line in lines[: 1 + _RIVALS]])
    first = lines[0].hypothesis
    before = {line.hypothesis: line.scored.score for line in lines}
    lead = _lead(lines, first)
    exact = []
    known, untested = list(_other_answers(case, facts, lines[0], rivals)), list(_tests(kb, facts, lines[0], rivals))
    for candidates, tried, told in zip((known, untested), _TRIED, _TOLD, strict=True):
        promising = [change for _, change in sorted(candidates, key=lambda c: (c[0], c[1]))[:tried]]
        swings = [_swing(kb, case, facts, near, change, before) for change in promising]
        moving = sorted((s for s in swings if s.lead < lead - _NOTHING), key=lambda s: (s.lead, s.key))[:told]
        computed = (_swing(kb, case, facts, everything, Supposed(s.key, s.supposed), before) for s in moving)
        exact += [s for s in computed if s.was != NOT_TESTED or s.first == first or s.raised >= -_NOTHING]
    exact.sort(key=lambda s: (s.first == first, s.lead, s.key))
    return Sensitivity(first, lines[1].hypothesis if lines[1:] else "", round(lead, 3), tuple(exact))


def _tests(kb: KnowledgeBase, facts: FactBase, first: Ranked, rivals: list[Ranked]) -> Iterator[tuple[float, Supposed]]:
    """Answers to what nobody tested, each with the lead that it would leave, estimated."""
    one = effects_on(kb, facts, first.scored)
    others = [(first.scored.score - r.scored.score, effects_on(kb, facts, r.scored)) for r in rivals]
    for key in sorted(one.keys() | {key for _, effects in others for key in effects}):
        own = one.get(key, _NO_EFFECT)
        if (finding := kb.finding(key)) is None or finding.unit:
            continue
        for state, field in (("present", 0), ("absent", 1)):
            leads = [lead + own[field] - effects.get(key, _NO_EFFECT)[field] for lead, effects in others]  # type: ignore[operator]
            yield min(leads, default=first.scored.score + own[field]), Supposed(key, state)  # type: ignore[operator]


def _other_answers(
    case: Case, facts: FactBase, first: Ranked, rivals: list[Ranked]
) -> Iterator[tuple[float, Supposed]]:
    """What the case states, taken back or the other way round, each with the lead that would remain, estimated."""
    stated = {key for e in case.file.findings for key in (*e.present, *e.absent)}
    given = dict.fromkeys(sorted(stated), 0.0)
    for line, sign in [(first, 1.0), *((r, -1.0) for r in rivals[:1])]:
        for argument in line.scored.arguments:
            keys = {o.stated.key for fact in argument.firing.facts for o in facts.origins.get(fact, ())}
            for key in keys & stated:
                given[key] += sign * argument.counted
    lead = first.scored.score - rivals[0].scored.score if rivals else first.scored.score
    for key, weight in given.items():
        state = next(o.state for o in case.observations if o.key == key)
        yield lead - weight, Supposed(key, NOT_TESTED)
        yield lead - weight, Supposed(key, "absent" if state == "present" else "present")


def _swing(
    kb: KnowledgeBase, case: Case, facts: FactBase, standing: Standing, change: Supposed, before: dict[str, float]
) -> Swing:
    """`before`: the scores as the case stands, the first hypothesis first."""
    lines = standing.lines(changed(case.observations, change, case, kb), facts.regions)
    finding = kb.finding(change.key)
    was = next((o.state for o in facts.observations if o.key == change.key), NOT_TESTED)
    then = lines[0] if lines else None
    return Swing(
        change.key,
        finding.label if finding else change.key,
        was,
        change.state,
        round(_lead(lines, next(iter(before))), 3),
        then.hypothesis if then else "",
        round(then.scored.score - before.get(then.hypothesis, 0.0), 3) if then else 0.0,
    )


def _lead(lines: Sequence[Ranked], hypothesis: str) -> float:
    """By how much a hypothesis stands before the best other one; negative when it stands behind."""
    own = next((line.scored.score for line in lines if line.hypothesis == hypothesis), 0.0)
    other = max((line.scored.score for line in lines if line.hypothesis != hypothesis), default=0.0)
    return own - other
