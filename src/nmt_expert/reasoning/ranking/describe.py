"""The lines of a ranking as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Hypothesis as Known
from nmt_expert.reasoning.assessment import PRESENTED, Argument, Hypothesis
from nmt_expert.reasoning.condition_words import reason_of
from nmt_expert.reasoning.facts import FactBase
from nmt_expert.reasoning.ranking.gather import Spoken
from nmt_expert.reasoning.ranking.known import asked_for, is_known, told_of
from nmt_expert.reasoning.ranking.links import with_links
from nmt_expert.reasoning.ranking.presented import telling
from nmt_expert.reasoning.ranking.rank import Ranked, stability, support_word
from nmt_expert.reasoning.ranking.resting import Resting
from nmt_expert.reasoning.ranking.untested import untested
from nmt_expert.reasoning.ranking.weigh import Weighed
from nmt_expert.reasoning.words import observation_label


def describe(
    kb: KnowledgeBase, facts: FactBase, resting: Resting, spoken: Iterable[Spoken], lines: list[Ranked], seed: str
) -> tuple[Hypothesis, ...]:
    """The lines of a ranking as a reader sees them."""
    steady = stability(kb, spoken, lines, seed)
    told = told_of(facts.observations)
    described = []
    for i, line in enumerate(lines):
        known = kb.hypotheses[line.hypothesis]
        arguments = [_argument(kb, resting, a) for a in line.scored.arguments]
        described.append(
            Hypothesis(
                rank=i + 1,
                id=known.id,
                name=known.name,
                mechanism=known.mechanism,
                structure=known.structure,
                side=line.side,
                support=support_word(kb, line.scored.score),
                score=round(line.scored.score, 3),
                stability=steady[known.id],
                triage=asked_for(known, told),
                arguments_for=_strongest(a for a in arguments if a.weight > 0),
                arguments_against=_strongest(a for a in arguments if a.weight < 0),
                untested=untested(kb, facts, line),
                hallmark=line.scored.hallmark,
                unexplained=tuple(observation_label(o, kb) for o in resting.observations(line.scored.unexplained)),
                trigger_points=_trigger_points(known, line.scored.arguments),
                confirm=known.confirm,
                refer=known.refer,
                icd10cm=known.icd10cm,
                known=is_known(known, told),
            )
        )
    return tuple(with_links(kb, described))


def _strongest(arguments: Iterable[Argument]) -> tuple[Argument, ...]:
    return tuple(sorted(arguments, key=lambda a: (-abs(a.counted), a.rule)))


def _argument(kb: KnowledgeBase, resting: Resting, a: Weighed) -> Argument:
    found = resting.observations(a.rests_on)
    found = (
        telling(kb, a.rule, found)
        if a.rule.strength in PRESENTED
        else sorted(found, key=lambda o: not _examined(kb, o))
    )
    return Argument(
        rule=a.rule.id,
        findings=tuple(observation_label(o, kb) for o in found),
        because=reason_of(kb, a.rule, found),
        strength=a.rule.strength,
        weight=round(a.weight, 3),
        counted=round(a.counted, 3),
        group=a.rule.group,
        basis=a.rule.basis,
        sources=a.rule.sources,
    )


def _examined(kb: KnowledgeBase, o: Observation) -> bool:
    """What an examiner found is named before what the client told."""
    finding = kb.finding(o.key)
    return finding is not None and finding.examined


def _trigger_points(known: Known, arguments: Iterable[Weighed]) -> tuple[str, ...]:
    """Trigger points of the muscle whose main pattern was drawn, best fit first."""
    fits = {a.rule.id.partition("(")[2].rstrip(")"): a.weight for a in arguments if a.rule.text == "tp_drawn_essential"}
    return tuple(sorted((t.id for t in known.triggers if t.id in fits), key=lambda t: (-fits[t], t)))
