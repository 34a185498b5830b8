"""What an engine does: chain rules forward over facts, and say which fired on what. Weights and words live outside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.facts import CENTRAL, Fact, FactBase


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

    A superset of what fires: counts, group by group, what is observed or could be concluded.
    """
    known = set(facts.origins)
    queue = list(known)
    counts: dict[str, dict[int, int]] = {side: {} for side in facts.views}  # of a group's atoms, seen from a side
    met: dict[str, dict[int, int]] = {side: {} for side in facts.views}  # groups of a rule
    groups = {side: kb.groups_by_atom(side == CENTRAL) for side in facts.views}
    chosen: list[tuple[int, str]] = []
    for atom, side in queue:  # grows while it is read
        counted, complete = counts[side], met[side]
        for group in groups[side].of(atom):
            count = counted[group.number] = counted.get(group.number, 0) + 1
            if count != group.n:
                continue
            so_far = complete[group.rule] = complete.get(group.rule, 0) + 1
            if so_far == group.of:
                chosen.append((group.rule, side))
                if kb.rules[group.rule].kind == "pattern":
                    fresh = [fact for fact in concluded(kb, group.rule, side, facts.sides) if fact not in known]
                    known.update(fresh)
                    queue.extend(fresh)
    return sorted(chosen)


def with_matched(kb: KnowledgeBase, facts: FactBase, fired: Iterable[tuple[int, str]]) -> list[Firing]:
    """Firings of an engine that says only which rules held from which side: the facts are read off the rules."""
    fired = list(fired)
    known: dict[str, set[int]] = {}  # atoms by side
    for atom, side in facts.origins:
        known.setdefault(side, set()).add(atom)
    for rule, side in fired:
        if kb.rules[rule].kind == "pattern":
            for fact in concluded(kb, rule, side, facts.sides):
                known.setdefault(fact.side, set()).add(fact.atom)
    return [
        Firing(
            rule,
            side,
            frozenset(Fact(a, side) for _, atoms in kb.rules[rule].groups for a in atoms if a in known[side]),
        )
        for rule, side in fired
    ]


def concluded(kb: KnowledgeBase, rule: int, side: str, sides: Iterable[str]) -> list[Fact]:
    """The facts that a fired pattern rule adds: seen from its own side and without side; a central one from every side."""
    views = (side, CENTRAL) if side != CENTRAL else (*sides, CENTRAL)
    plain, either = kb.pattern_atoms(kb.rules[rule])
    found = [Fact(plain, view) for view in views] if plain is not None else []
    if either is not None:
        found += [Fact(either, view) for view in (*sides, CENTRAL)]
    return found
