"""Clients who may notice that a rule changed: their facts, what fired, and what would fire after the change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from nmt_expert.authoring.mutation.bodies import Body
from nmt_expert.authoring.mutation.bodies import holds as body_holds
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import atom_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Hypothesis, Rule
from nmt_expert.reasoning.engines.interface import Firing, concluded
from nmt_expert.reasoning.engines.plain import PlainEngine, holds
from nmt_expert.reasoning.facts import CENTRAL, Fact, FactBase, build_facts, by_side

Changed = Mapping[int, tuple[Rule, Body | None]]  # rules by place, with their new condition if that changed
Fired = frozenset[tuple[int, str]]  # rules by place, and the side from which they held


class Rules:
    """A knowledge base of which one rule at a time is changed, and what rests on what in it."""

    def __init__(self, kb: KnowledgeBase, more: dict[str, int]) -> None:
        self.more = more  # atoms that only changed rules ask for
        self.each: list[Rule] = list(kb.rules)
        self.kb = _copy(kb, self.each, more)
        self.asked = len(kb.atoms)  # atoms that unchanged rules ask for
        self.engine = PlainEngine(self.kb)

    @cached_property
    def patterns(self) -> frozenset[int]:
        """The atoms that patterns add."""
        return frozenset(i for i, text in enumerate(self.kb.atoms) if atom_of(text).key is None)

    @cached_property
    def asking(self) -> dict[int, list[int]]:
        """The rules that ask for a pattern, by its atom."""
        found: dict[int, list[int]] = {}
        for place, rule in enumerate(self.each):
            for atom in self.patterns.intersection(set(rule.nots).union(*(atoms for _, atoms in rule.groups))):
                found.setdefault(atom, []).append(place)
        return found

    @contextmanager
    def with_changed(self, changed: Changed, hypothesis: Hypothesis | None = None) -> Iterator[None]:
        """The knowledge base with some rules, or a hypothesis, as they are after a change, for as long as the block runs."""
        original = {place: self.each[place] for place in changed}
        known = hypothesis and self.kb.hypotheses[hypothesis.id]
        for place, (rule, _) in changed.items():
            self.each[place] = rule
        if hypothesis:
            self.kb.hypotheses[hypothesis.id] = hypothesis
        try:
            yield
        finally:
            for place, rule in original.items():
                self.each[place] = rule
            if known:
                self.kb.hypotheses[known.id] = known


def _copy(kb: KnowledgeBase, rules: list[Rule], more: dict[str, int]) -> KnowledgeBase:
    """The knowledge base over these rules; facts are made as before, whatever atoms changed rules ask for besides."""
    copy = replace(kb, rules=rules, atoms=[*kb.atoms, *more], hypotheses=dict(kb.hypotheses))
    for index in ("group_index", "places", "atom_index", "value_atoms", "_absent_keys"):
        setattr(copy, index, getattr(kb, index))
    return copy


@dataclass(frozen=True)
class Outcome:
    """What one client gets once some rules are changed."""

    rules: Rules
    changed: Changed
    fired: Fired
    known: frozenset[Fact]
    hypothesis: Hypothesis | None = None  # one that says something else of itself

    def rule(self, place: int) -> Rule:
        """A rule as it is now."""
        return self.changed[place][0] if place in self.changed else self.rules.each[place]

    def changed_places(self, before: Fired) -> set[int]:
        """The rules that are changed, or fire where they did not, or do not where they did."""
        return {at for at, _ in self.fired ^ before} | self.changed.keys()

    @property
    def fired_rules(self) -> list[Rule]:
        """The rules that fire, the changed ones as they are now."""
        return [self.rule(at) for at, _ in self.fired]

    @property
    def firings(self) -> list[Firing]:
        """What fires, with the facts that it matched."""
        found = []
        for at, side in sorted(self.fired):
            groups = self.rule(at).groups
            found.append(Firing(at, side, self.known & {Fact(a, side) for _, atoms in groups for a in atoms}))
        return found


@dataclass
class Witness:
    """One client of the tests, of the presentations or of the cases."""

    observations: tuple[Observation, ...]
    rules: Rules

    @cached_property
    def seen(self) -> FactBase:
        """The facts, also those that only changed rules ask for."""
        return build_facts(self.observations, self.rules.kb, self.rules.more)

    @cached_property
    def fired(self) -> Fired:
        """What fires before any change."""
        known = {fact: origin for fact, origin in self.seen.origins.items() if fact.atom < self.rules.asked}
        facts = FactBase(self.seen.sides, self.seen.observations, origins=known)
        return frozenset((f.rule, f.side) for f in self.rules.engine.infer(facts))

    @cached_property
    def known(self) -> frozenset[Fact]:
        """The facts with every pattern that is concluded."""
        return frozenset(self.seen.origins) | self._concluded(self.fired, None)

    @cached_property
    def _seen_unchanged(self) -> dict[str, set[int]]:
        return by_side(self.seen.views, self.known)

    @cached_property
    def unchanged(self) -> Outcome:
        """What the client gets before any change."""
        return Outcome(self.rules, {}, self.fired, self.known)

    def surely_same(self, rule: Rule, body: Body | None, usual: tuple[Rule, Body] | None) -> bool:
        """Is it known without inference that a changed rule holds from no side, or from the same as without the change?

        `body` is its new condition, if that changed, `usual` the rule with the old one.
        """
        if usual is None or any(each.rests_on(self.rules.patterns) for each in (body, usual[1]) if each):
            return False
        for side in self.seen.sides if rule.sided else (CENTRAL,):
            held = body_holds(usual[1], side, self.seen.origins)
            if held if body is None else held != body_holds(body, side, self.seen.origins):
                return False
        return True

    def after(self, changed: Changed, concerning: Iterable[int]) -> Outcome | None:
        """What the client gets once some rules are changed, of which some can concern it; None when that is the same."""
        fired, known, todo = self.fired, self.known, list(concerning)
        reweighed = any(body is None and at == place for place, (_, body) in changed.items() for at, _ in fired)
        seen = self._seen_unchanged
        for at in todo:  # grows while it is read
            rule, body = changed.get(at, (self.rules.each[at], None))
            for side in self.seen.sides if rule.sided else (CENTRAL,):
                now = holds(rule, seen[side]) if body is None else body_holds(body, side, known)
                if now == ((at, side) in fired):
                    continue
                fired = fired ^ {(at, side)}
                if rule.kind == "pattern":
                    before = known
                    own = frozenset(concluded(self.rules.kb, at, side, self.seen.sides))
                    known = known | own if now else known - (own - self._concluded(fired, rule.target))
                    seen = by_side(self.seen.views, known)
                    for fact in before ^ known:
                        todo += [other for other in self.rules.asking.get(fact.atom, ()) if other not in changed]
        return Outcome(self.rules, changed, fired, known) if reweighed or fired != self.fired else None

    def _concluded(self, fired: Fired, target: str | None) -> frozenset[Fact]:
        """The facts that fired patterns add; of one pattern only, if it is named."""
        each, sides = self.rules.each, self.seen.sides
        return frozenset(
            fact
            for at, side in fired
            if each[at].kind == "pattern" and target in (None, each[at].target)
            for fact in concluded(self.rules.kb, at, side, sides)
        )


class Touched:
    """Which witnesses a rule can concern at all: those who have something of each of its groups."""

    def __init__(self, rules: Rules, witnesses: Sequence[Witness]) -> None:
        self._patterns = rules.patterns
        self._everyone = frozenset(range(len(witnesses)))
        self._having: dict[int, set[int]] = {}
        for number, witness in enumerate(witnesses):
            for fact in witness.seen.origins:
                self._having.setdefault(fact.atom, set()).add(number)

    def by(self, groups: Iterable[tuple[int, Sequence[object]]]) -> frozenset[int]:
        """Numbers of the witnesses for whom a rule with these groups could hold."""
        found = self._everyone
        for _, parts in groups:
            atoms = [part for part in parts if isinstance(part, int)]
            if len(atoms) == len(parts) and self._patterns.isdisjoint(atoms):
                found = found & frozenset().union(*(self._having.get(atom, ()) for atom in atoms))
        return found
