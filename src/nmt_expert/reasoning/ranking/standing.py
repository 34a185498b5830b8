"""Who stands where, quickly and often: the ranking of a few hypotheses, for trying many changes of one case."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import atom_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.engines.interface import Firing
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import CENTRAL, FactBase, build_facts
from nmt_expert.reasoning.ranking.gather import gather, prior
from nmt_expert.reasoning.ranking.lines import Lines
from nmt_expert.reasoning.ranking.resting import Resting
from nmt_expert.reasoning.ranking.weigh import Scored, weigh_all

Scores = dict[tuple[str, str], Scored]


class Standing:
    """Scores by the rules about some hypotheses, or about all; the plain evaluator gives what every engine gives."""

    def __init__(self, kb: KnowledgeBase, hypotheses: Iterable[str] | None = None) -> None:
        self.kb = kb if hypotheses is None else _about(kb, hypotheses)  # firings number its rules
        self._engine = PlainEngine(self.kb)

    def firings(self, facts: FactBase) -> list[Firing]:
        return self._engine.infer(facts)

    def scores(self, facts: FactBase, *, also: Iterable[tuple[str, str]] = ()) -> Scores:
        """`also` as `gather` takes it."""
        firings = self.firings(facts)
        resting = Resting(self.kb, facts, firings)
        return weigh_all(self.kb, gather(self.kb, facts, firings, resting, also=also))

    def unspoken(self, facts: FactBase, hypothesis: str, side: str) -> Scored:
        """What a hypothesis about which nothing argues would start from as soon as something did."""
        return self.scores(facts, also=[(hypothesis, side)])[hypothesis, side]

    def lines(self, observations: Iterable[Observation], regions: Iterable[str] = ()) -> Lines:
        """The ranking, best first. `regions`: of the complaint."""
        facts = build_facts(observations, self.kb, regions=regions)
        firings = self.firings(facts)
        return Lines(self.kb, facts, firings, Resting(self.kb, facts, firings))


def best_side(kb: KnowledgeBase, facts: FactBase, scores: Scores, hypothesis: str) -> Scored:
    """What was said about a hypothesis on the side where it stands best; empty when nothing was."""
    sides = [scored for (name, _), scored in scores.items() if name == hypothesis]
    side = facts.sides[0] if kb.hypotheses[hypothesis].sided else CENTRAL
    start = prior(kb, hypothesis, facts.regions)
    empty = Scored(hypothesis, side, start, start, False, False, False, 0, 0.0)
    return max(sides, key=lambda s: (s.anchored, s.score), default=empty)


def _about(kb: KnowledgeBase, hypotheses: Iterable[str]) -> KnowledgeBase:
    """The knowledge base with the rules and presentations of these hypotheses and the patterns on which they rest, and no others."""
    wanted: dict[str, Rule] = {}
    asked = list(dict.fromkeys(hypotheses))
    targets = [*asked]
    for target in targets:  # grows while it is read
        for rule in kb.rules_of(target):
            if rule.kind not in ("argument", "pattern"):
                continue
            wanted[rule.id] = rule
            atoms = [kb.atoms[a] for _, group in rule.groups for a in group] + [kb.atoms[a] for a in rule.nots]
            names = [name for atom in atoms if (name := atom_of(atom).pattern)]
            targets += [name for name in names if name not in targets]
    return msgspec.structs.replace(kb, rules=list(wanted.values()), presentations=kb.presentations.only(asked))
