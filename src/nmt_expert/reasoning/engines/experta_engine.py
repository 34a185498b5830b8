"""The default engine: experta. Builds only the rules that the facts of a case evoke, since experta's cost grows with both.

Every rule has its own salience, so that the order of firing does not follow the hash seed; every fact field is declared,
so that a misspelt one is an error and not a rule that never fires.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nmt_expert.knowledge.model import KnowledgeBase, Rule
from nmt_expert.reasoning.engines.experta_import import experta
from nmt_expert.reasoning.engines.interface import Firing, assemble, concluded, evoked
from nmt_expert.reasoning.facts import CENTRAL, Fact, FactBase

_MATCH, _L, _P, _TEST, _NOT = experta.MATCH, experta.L, experta.P, experta.TEST, experta.NOT


class Seen(experta.Fact):  # type: ignore[misc]
    """An atom seen from one side."""

    atom = experta.Field(int, mandatory=True)
    side = experta.Field(str, mandatory=True)


class SeenCentrally(experta.Fact):  # type: ignore[misc]
    """An atom seen without side. A class of its own, so that experta does not try lateral rules on it."""

    atom = experta.Field(int, mandatory=True)


def _fact(fact: Fact) -> Any:
    return SeenCentrally(atom=fact.atom) if fact.side == CENTRAL else Seen(atom=fact.atom, side=fact.side)


class ExpertaEngine:
    """Forward chaining with experta."""

    name = "experta"

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb

    def infer(self, facts: FactBase) -> list[Firing]:
        matches: list[tuple[int, str, list[int]]] = []
        rules = sorted({rule for rule, _ in evoked(self.kb, facts)})
        body = {f"r{index}": self._rule(index, facts, len(rules) - place, matches) for place, index in enumerate(rules)}
        engine = type("CaseEngine", (experta.KnowledgeEngine,), body)()
        engine.reset()
        asked = {atom for rule in rules for atom in _atoms(self.kb.rules[rule])}
        seen = [_fact(fact) for fact in sorted(facts.origins) if fact.atom in asked]
        engine.declare(*seen)  # in one call: experta looks through all rules after each
        engine.run()
        return assemble(matches)

    def _rule(self, index: int, facts: FactBase, salience: int, matches: list[tuple[int, str, list[int]]]) -> Any:
        rule = self.kb.rules[index]
        conditions, names = _conditions(rule)
        return experta.Rule(*conditions, salience=salience)(self._action(index, rule, facts, names, matches))

    def _action(
        self, index: int, rule: Rule, facts: FactBase, names: list[str], matches: list[tuple[int, str, list[int]]]
    ) -> Callable[..., None]:
        def act(engine: Any, **bound: Any) -> None:
            side = bound.get("side", CENTRAL)
            matches.append((index, side, [bound[name] for name in names]))
            if rule.kind == "pattern":
                for fact in concluded(self.kb, index, side, facts.sides):
                    engine.declare(_fact(fact))

        return act


def _atoms(rule: Rule) -> set[int]:
    return {atom for _, atoms in rule.groups for atom in atoms} | set(rule.nots)


def _conditions(rule: Rule) -> tuple[list[Any], list[str]]:
    """experta's conditions of a rule, and the names under which the matched atoms are bound."""

    def seen(atom: Any) -> Any:
        return Seen(atom=atom, side=_MATCH.side) if rule.sided else SeenCentrally(atom=atom)

    conditions: list[Any] = []
    names: list[str] = []
    for n, atoms in rule.groups:
        group: list[str] = []
        for _ in range(n):
            name = f"a{len(names)}"
            one_of = _P(frozenset(atoms).__contains__) if len(atoms) > 1 else _L(atoms[0])
            conditions.append(seen(getattr(_MATCH, name) & one_of))
            if group:  # each pair once, in one order
                conditions.append(_TEST(_ascending(group[-1], name)))
            names.append(name)
            group.append(name)
    if rule.nots:
        conditions.append(_NOT(seen(_P(frozenset(rule.nots).__contains__))))
    return conditions, names


def _ascending(first: str, second: str) -> Callable[..., bool]:
    compare: Callable[..., bool] = eval(f"lambda {first}, {second}: {first} < {second}")  # noqa: S307 - experta binds by parameter name
    return compare
