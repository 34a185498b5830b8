"""The default engine: experta. Builds only the rules that the facts of a case evoke, since experta's cost grows with both.

Rules ask for numbered groups of alternatives (alternatives.py). experta compares each fact with every pattern in turn,
those that many patterns share first: so groups stand in rows, and a fact is compared with the rows and then with the
groups of its own only. Every rule has its own salience, so that the order of firing does not follow the hash seed; every
fact field is declared, so that a misspelt one is an error and not a rule that never fires.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from nmt_expert.knowledge.model import KnowledgeBase, Rule
from nmt_expert.reasoning.engines.alternatives import ANY, Alternatives
from nmt_expert.reasoning.engines.experta_import import experta
from nmt_expert.reasoning.engines.interface import Firing, concluded, evoked, with_matched
from nmt_expert.reasoning.facts import CENTRAL, Fact, FactBase

_MATCH, _TEST, _NOT = experta.MATCH, experta.TEST, experta.NOT
ROW = 20  # groups in a row


class Seen(experta.Fact):  # type: ignore[misc]
    """One of a group of alternatives is seen from a side; `atom` says which where a rule asks for more than one."""

    row = experta.Field(int, mandatory=True)
    group = experta.Field(int, mandatory=True)
    atom = experta.Field(int, default=ANY)
    side = experta.Field(str, mandatory=True)


class SeenCentrally(experta.Fact):  # type: ignore[misc]
    """The same without side. A class of its own, so that experta does not try lateral rules on it."""

    row = experta.Field(int, mandatory=True)
    group = experta.Field(int, mandatory=True)
    atom = experta.Field(int, default=ANY)


class _Engine(experta.KnowledgeEngine):  # type: ignore[misc]
    """Asks the network for activations only when facts have changed, not through all rules after each firing."""

    def get_activations(self) -> tuple[list[Any], list[Any]]:
        added, removed = self.facts.changes
        return self.matcher.changes(added, removed) if added or removed else ([], [])


class ExpertaEngine:
    """Forward chaining with experta."""

    name = "experta"

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb

    def infer(self, facts: FactBase) -> list[Firing]:
        return _Run(self.kb, facts).firings()


class _Run:
    """The rules and facts of one case."""

    def __init__(self, kb: KnowledgeBase, facts: FactBase) -> None:
        self._kb = kb
        self._facts = facts
        self._fired: set[tuple[int, str]] = set()
        chosen = evoked(kb, facts)
        self._rules = sorted({index for index, _ in chosen})
        self._alternatives = Alternatives((index, kb.rules[index]) for index in self._rules)
        self._asked = self._alternatives.asked(chosen)

    def firings(self) -> list[Firing]:
        body = {f"r{index}": self._rule(index, salience=-place) for place, index in enumerate(self._rules)}
        engine = type("CaseEngine", (_Engine,), body)()
        engine.reset()
        # in one call: experta looks through all rules after each
        engine.declare(*self._seen(sorted(self._facts.origins)))
        engine.run()
        return with_matched(self._kb, self._facts, sorted(self._fired))

    def _seen(self, found: Iterable[Fact]) -> list[Any]:
        """experta's facts for ours."""
        return [
            SeenCentrally(row=number // ROW, group=number, atom=atom)
            if side == CENTRAL
            else Seen(row=number // ROW, group=number, atom=atom, side=side)
            for number, atom, side in self._alternatives.seen(found, self._asked)
        ]

    def _rule(self, index: int, salience: int) -> Any:
        rule = self._kb.rules[index]

        def act(engine: Any, side: str = CENTRAL, **_: Any) -> None:
            if (index, side) not in self._fired:
                self._fired.add((index, side))
                if rule.kind == "pattern":
                    engine.declare(*self._seen(concluded(self._kb, index, side, self._facts.sides)))

        return experta.Rule(*self._conditions(rule), salience=salience)(act)

    def _conditions(self, rule: Rule) -> list[Any]:
        def seen(atoms: tuple[int, ...], **named: Any) -> Any:
            number = self._alternatives.numbers[atoms]
            if rule.sided:
                return Seen(row=number // ROW, group=number, side=_MATCH.side, **named)
            return SeenCentrally(row=number // ROW, group=number, **named)

        conditions: list[Any] = []
        for place, (n, atoms) in enumerate(rule.groups):
            if n == 1:
                conditions.append(seen(atoms))
                continue
            names = [f"a{place}_{number}" for number in range(n)]
            conditions += [seen(atoms, atom=getattr(_MATCH, name)) for name in names]
            # each pair once, in one order
            conditions += [_TEST(_ascending(one, other)) for one, other in pairwise(names)]
        if rule.nots:
            conditions.append(_NOT(seen(rule.nots)))
        return conditions


def _ascending(first: str, second: str) -> Callable[..., bool]:
    compare: Callable[..., bool] = eval(f"lambda {first}, {second}: {first} < {second}")  # noqa: S307 - experta binds by parameter name
    return compare
