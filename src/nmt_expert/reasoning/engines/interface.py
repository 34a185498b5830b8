"""What an engine does: chain rules forward over facts, and say which fired on what. Weights and words live outside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from typing import NamedTuple, Protocol

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.group_index import Met, numbers
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.facts import CENTRAL, Fact, FactBase, lacking


class Firing(NamedTuple):
    """One rule that held, from one side, with every fact that it matched (patterns included)."""

    rule: int  # its place in the knowledge base
    side: str
    facts: frozenset[Fact]


class Engine(Protocol):
    """An engine keeps its knowledge base; `infer` leaves no trace of a case behind."""

    name: str

    def infer(self, facts: FactBase) -> list[Firing]:
        """All firings, ordered by rule and side."""
        ...


def evoked(kb: KnowledgeBase, facts: FactBase) -> list[tuple[int, str]]:
    """Rules and the sides from which the facts could make them fire if negations are left aside, in a fixed order.

    A superset of what fires.
    """
    return chained(kb, facts, lambda rule, seen: True)


def chained(kb: KnowledgeBase, facts: FactBase, allowed: Callable[[Rule, Set[int]], bool]) -> list[tuple[int, str]]:
    """Rules of which every group is met, seen from a side, and that what is seen there allows; patterns chain. In a fixed
    order."""
    rules, index = kb.rules, kb.group_index
    met = {view: Met(index, view == CENTRAL) for view in facts.views}
    seen = facts.seen()
    done = dict.fromkeys(facts.views, 0)  # rules that were looked at, as bits
    chosen: list[tuple[int, str]] = []
    fresh: dict[str, set[int]] = {view: set(atoms) for view, atoms in seen.items()}
    while fresh:
        added: dict[str, set[int]] = {}
        for view, atoms in fresh.items():
            new = met[view].add(atoms) & ~done[view]
            for number in numbers(new & index.counting):
                if any(lacking(seen[view], n, group) > 0 for n, group in rules[number].groups):
                    new ^= 1 << number
            done[view] |= new
            for number in numbers(new):
                rule = rules[number]
                if not allowed(rule, seen[view]):
                    continue
                chosen.append((number, view))
                if rule.kind == "pattern":
                    for atom, side in concluded(kb, number, view, facts.sides):
                        if atom not in seen[side]:
                            seen[side].add(atom)
                            added.setdefault(side, set()).add(atom)
        fresh = added
    return sorted(chosen)


def with_matched(kb: KnowledgeBase, facts: FactBase, fired: Iterable[tuple[int, str]]) -> list[Firing]:
    """Firings of an engine that says only which rules held from which side: the facts are read off the rules."""
    fired = list(fired)
    known: dict[str, dict[int, Fact]] = {view: {} for view in facts.views}  # by side and atom
    for fact in facts.origins:
        known[fact.side][fact.atom] = fact
    for number, side in fired:
        if kb.rules[number].kind == "pattern":
            for fact in concluded(kb, number, side, facts.sides):
                known[fact.side][fact.atom] = fact
    seen = {view: frozenset(by_atom) for view, by_atom in known.items()}
    return [
        Firing(number, side, frozenset(map(known[side].__getitem__, _asked(kb, number) & seen[side])))
        for number, side in fired
    ]


def _asked(kb: KnowledgeBase, number: int) -> frozenset[int]:
    """The atoms of which a rule wants some."""
    known: dict[int, frozenset[int]] = kb.__dict__.setdefault("asked", {})  # worked out once for a knowledge base
    found = known.get(number)
    if found is None:
        found = known[number] = frozenset(atom for _, atoms in kb.rules[number].groups for atom in atoms)
    return found


def concluded(kb: KnowledgeBase, rule: int, side: str, sides: tuple[str, ...]) -> tuple[Fact, ...]:
    """The facts that a fired pattern rule adds: seen from its own side and without side; a central one from every side."""
    known: dict[tuple[int, str, tuple[str, ...]], tuple[Fact, ...]] = kb.__dict__.setdefault("concluded", {})
    found = known.get((rule, side, sides))
    if found is None:
        found = known[rule, side, sides] = tuple(_concluded(kb, rule, side, sides))
    return found


def _concluded(kb: KnowledgeBase, rule: int, side: str, sides: tuple[str, ...]) -> Iterator[Fact]:
    plain, either = kb.pattern_atoms(kb.rules[rule].target)
    if plain is not None:
        yield from (Fact(plain, view) for view in ((side, CENTRAL) if side != CENTRAL else (*sides, CENTRAL)))
    if either is not None:
        yield from (Fact(either, view) for view in (*sides, CENTRAL))
