"""What is still to test: how far each open finding would move a score."""

from __future__ import annotations

from typing import NamedTuple

from nmt_expert.knowledge.atoms import atom_of, family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Finding, Rule
from nmt_expert.knowledge.presenting import named
from nmt_expert.reasoning.assessment import Untested
from nmt_expert.reasoning.facts import Fact, FactBase
from nmt_expert.reasoning.ranking.prospects import gain, strongest_by_group
from nmt_expert.reasoning.ranking.rank import Ranked
from nmt_expert.reasoning.ranking.weigh import Scored


def untested(kb: KnowledgeBase, facts: FactBase, line: Ranked, most: int = 5) -> tuple[Untested, ...]:
    """Findings that nobody tested and that would move this hypothesis most, by examination."""
    found: list[Untested] = []
    groups: set[str] = set()
    effects = effects_on(kb, facts, line.scored)
    for key, effect in sorted(effects.items(), key=lambda item: (item[1].down - item[1].up, item[0])):
        finding = kb.finding(key)
        if finding is not None and finding.examined and effect.group not in groups:
            groups.add(effect.group)  # one of each kind: ten zones to stroke are one test
            found.append(
                Untested(key, finding.label, finding.how or finding.ask, round(effect.up, 3), round(effect.down, 3))
            )
    return tuple(found[:most])


class Effect(NamedTuple):
    """How far a finding would move a score if present and if absent, and the evidence group that moves it most."""

    up: float
    down: float
    group: str


def effects_on(kb: KnowledgeBase, facts: FactBase, scored: Scored) -> dict[str, Effect]:
    """For every finding that can still be asked: how far its presence and its absence would move the score at most.

    Looks at rules that one more answer would complete, and at the usual presentation; group discounts are respected, fits of drawings are not.
    """
    stated = {o.key for o in facts.observations}
    seen = {family_of(o.key) for o in facts.observations if o.state == "present"}
    fired = {a.rule.id for a in scored.arguments}
    strongest = strongest_by_group(scored.arguments)
    effects: dict[str, Effect] = {}
    for rule in kb.rules_of(scored.hypothesis):
        if rule.id in fired:
            continue
        gained = gain(kb, rule, strongest)
        for atom in _completing(facts, rule, scored.side):
            asked = atom_of(kb.atoms[atom])
            key = asked.key
            if key is None or key in stated or not askable(kb.finding(key), seen):
                continue
            old = effects.get(key, Effect(0.0, 0.0, rule.group))
            up, down = (old.up, _further(old.down, gained)) if asked.absent else (_further(old.up, gained), old.down)
            larger = max(abs(up), abs(down)) > max(abs(old.up), abs(old.down))
            effects[key] = Effect(up, down, rule.group if larger else old.group)
    for key, present, absent in named(kb, scored.hypothesis):
        if key not in stated and askable(kb.finding(key), seen):
            old = effects.get(key, Effect(0.0, 0.0, key))
            effects[key] = Effect(old.up + present, old.down + absent, old.group)
    return effects


def askable(finding: Finding | None, seen: set[str]) -> bool:
    """Neither counted from items, nor already known to be wrong: 'feeling normal' where a loss of it was found."""
    return finding is None or not (finding.score or seen.intersection(finding.rules_out))


def _further(old: float, new: float) -> float:
    return new if abs(new) > abs(old) else old


def _completing(facts: FactBase, rule: Rule, side: str) -> tuple[int, ...]:
    """Atoms of which one more would make the rule fire; () when more than one is missing."""
    if any(Fact(atom, side) in facts.origins for atom in rule.nots):
        return ()
    open_groups = []
    for n, atoms in rule.groups:
        missing = n - sum(Fact(atom, side) in facts.origins for atom in atoms)
        if missing > 1:
            return ()
        if missing == 1:
            open_groups.append(atoms)
    return open_groups[0] if len(open_groups) == 1 else ()
