"""A case up to its urgency: facts -> engine -> firings -> flags, ranking, urgency. assess.py puts it into words."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from nmt_expert.case.load import Case
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Urgency
from nmt_expert.reasoning.assessment import Caution, Flag, level_of
from nmt_expert.reasoning.care.plan import cautions
from nmt_expert.reasoning.engines.interface import Engine, Firing
from nmt_expert.reasoning.facts import FactBase, facts_of
from nmt_expert.reasoning.ranking.known import asked_for, is_known, told_of
from nmt_expert.reasoning.ranking.lines import Lines
from nmt_expert.reasoning.ranking.rank import WELL, Ranked, support_word
from nmt_expert.reasoning.ranking.resting import Resting, union
from nmt_expert.reasoning.safety.gate import raised_flags
from nmt_expert.reasoning.safety.gate import told as told_under
from nmt_expert.reasoning.safety.left_out import LeftOut, is_danger, ranking_of
from nmt_expert.reasoning.safety.urgency import Picture, Reason, urgency
from nmt_expert.reasoning.words import observation_label

_BACKGROUND = ("history", "factor")
LOSS = ("numbness", "sensory_loss", "weak")


class Judged(Struct, frozen=True):
    """What the rules say of a case, before it is described."""

    facts: FactBase
    firings: list[Firing]
    lines: Lines  # all anchored hypotheses, best first
    shown: int  # how many of them are listed by default
    resting: Resting
    flags: tuple[Flag, ...]  # as told under this urgency
    warned: tuple[Caution, ...]
    unexplained: tuple[Observation, ...]
    level: Urgency
    why: str


def judge(case: Case, kb: KnowledgeBase, engine: Engine, beside: Reason | None = None) -> Judged:
    """`beside`: what else asks for an urgency, beyond what the case may say."""
    facts = facts_of(case, kb)
    firings = engine.infer(facts)
    resting = Resting(kb, facts, firings)
    lines = Lines(kb, facts, firings, resting)
    shown = _shown(kb, lines)
    flags = raised_flags(kb, firings, resting)
    warned = cautions(kb, firings, [line.hypothesis for line in lines[:shown]], resting, case.observations)
    unexplained = _unexplained(kb, resting, firings, lines[:shown])
    told = told_of(case.observations)
    # lost feeling or strength is explained by the first, or by what is well supported and may be treated alone; the rest
    # of the list only might explain it, or needs a physician for it
    believed = [line for i, line in enumerate(lines[:shown]) if not i or _alone(kb, line, told)]
    settled = resting.observations(
        union(
            a.rests_on
            for hypothesis in lines.hypotheses
            if is_known(kb.hypotheses[hypothesis], told) and (line := lines.of(hypothesis))
            for a in line.scored.arguments
        )
    )
    ranking = ranking_of(kb, case.observations, lines, resting)
    picture = Picture(
        firings=firings,
        ranking=ranking,
        left_out=LeftOut(kb, case, ranking),
        deficit=tuple(
            observation_label(o, kb) for o in _unexplained(kb, resting, firings, believed) if family_of(o.key) in LOSS
        ),
        told=told,
        alarming=_alarming(kb, [o for o in case.observations if o not in settled]),
    )
    found = urgency(kb, flags, picture, warned)
    level, why = beside if beside and level_of(beside.level) < level_of(found.level) else found
    return Judged(facts, firings, lines, shown, resting, told_under(flags, level), warned, unexplained, level, why)


def _alone(kb: KnowledgeBase, line: Ranked, told: frozenset[str]) -> bool:
    """Well supported, and treated without a physician."""
    return support_word(kb, line.scored.score) in WELL and asked_for(kb.hypotheses[line.hypothesis], told) == "treat"


def _shown(kb: KnowledgeBase, lines: Lines) -> int:
    """How many are listed by default: near the best and supported at all."""
    if not lines:
        return 0
    least = max(lines[0].scored.score - kb.scale.show_within, kb.scale.support["some"])
    return max(min(len(lines.at_least(least)), kb.scale.show_most), len(lines[:3]))


def _unexplained(
    kb: KnowledgeBase, resting: Resting, firings: list[Firing], lines: list[Ranked]
) -> tuple[Observation, ...]:
    """Stated findings that no listed hypothesis has an argument from."""
    explained = union(a.rests_on for line in lines for a in line.scored.arguments if a.weight > 0)
    explained |= union(resting.bits(f.facts) for f in firings if kb.rules[f.rule].kind == "flag")
    return tuple(resting.observations(resting.explainable("central") & ~explained))


def _alarming(kb: KnowledgeBase, observations: Iterable[Observation]) -> tuple[str, ...]:
    """Labels of signs and symptoms that the safety screen asks for and that were found; where it hurts is none."""
    places = {i.key for i in kb.implications if not i.bilateral and all("(" in member for member in i.members)}
    return tuple(
        observation_label(o, kb)
        for o in observations
        if is_danger(kb, o) and o.key not in places and (f := kb.finding(o.key)) and f.section not in _BACKGROUND
    )
