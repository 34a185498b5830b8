"""The default engine: experta. Builds only the rules that the facts of a case evoke, since experta's cost grows with both.

Rules ask for numbered groups of alternatives (alternatives.py). experta compares each fact with every pattern in turn,
those that many patterns share first: so groups stand in rows, and a fact is compared with the rows and then with the
groups of its own only. Every rule has its own salience, so that the order of firing does not follow the hash seed; every
fact field is declared, so that a misspelt one is an error and not a rule that never fires.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.engines.alternatives import Alternatives
from nmt_expert.reasoning.engines.experta_import import ReteMatcher, experta
from nmt_expert.reasoning.engines.interface import Firing, concluded, evoked, with_matched
from nmt_expert.reasoning.facts import CENTRAL, Fact, FactBase

ROW = 20  # groups in a row


class Seen(experta.Fact):  # type: ignore[misc]
    """The `count`-th different atom of a group of alternatives, seen from a side: a rule that asks for n asks for the n-th."""

    row = experta.Field(int, mandatory=True)
    group = experta.Field(int, mandatory=True)
    count = experta.Field(int, mandatory=True)
    side = experta.Field(str, mandatory=True)


class SeenCentrally(experta.Fact):  # type: ignore[misc]
    """The same without side. A class of its own, so that experta does not try lateral rules on it."""

    row = experta.Field(int, mandatory=True)
    group = experta.Field(int, mandatory=True)
    count = experta.Field(int, mandatory=True)


class _Matcher(ReteMatcher):  # type: ignore[misc]
    """Takes the rules as they are: each is one conjunction that begins with a fact, into which experta would rewrite it."""

    @staticmethod
    def prepare_ruleset(engine: Any) -> set[Any]:
        return set(engine.get_rules())


class _Engine(experta.KnowledgeEngine):  # type: ignore[misc]
    """Asks the network for activations only when facts have changed, not through all rules after each firing."""

    __matcher__ = _Matcher

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
        self._met: dict[tuple[int, str], set[int]] = {}  # different atoms of a group seen so far, by side
        chosen = evoked(kb, facts)
        self._rules = sorted({index for index, _ in chosen})
        self._alternatives = Alternatives()
        for index in self._rules:
            self._alternatives.add(index, kb.rules[index])
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
        facts = []
        for number, atom, side in self._alternatives.seen(found, self._asked):
            met = self._met.setdefault((number, side), set())
            if atom not in met:
                met.add(atom)
                place = {"row": number // ROW, "group": number, "count": len(met)}
                facts.append(SeenCentrally(**place) if side == CENTRAL else Seen(**place, side=side))
        return facts

    def _rule(self, index: int, salience: int) -> Any:
        rule = self._kb.rules[index]

        # experta hands over the engine twice, since the rule is a member of it
        def act(engine: Any, *_again: Any, side: str = CENTRAL, **_: Any) -> None:
            if (index, side) not in self._fired:
                self._fired.add((index, side))
                if rule.kind == "pattern":
                    engine.declare(*self._seen(concluded(self._kb, index, side, self._facts.sides)))

        return experta.Rule(*self._conditions(index), salience=salience)(act)

    def _conditions(self, index: int) -> list[Any]:
        rule = self._kb.rules[index]

        def seen(n: int, number: int) -> Any:
            place = {"row": number // ROW, "group": number, "count": n}
            return Seen(**place, side=experta.MATCH.side) if rule.sided else SeenCentrally(**place)

        numbers = iter(self._alternatives.used_by[index])
        conditions = [seen(n, next(numbers)) for n, _ in rule.groups]
        return [*conditions, *(experta.NOT(seen(1, number)) for number in numbers)]
