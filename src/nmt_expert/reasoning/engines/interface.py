"""What an engine does: chain rules forward over facts, and say which fired on what. Weights and words live outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    counts = {side: [0] * kb.group_index.size for side in facts.views}  # of a group's atoms, seen from a side
    met = {side: [0] * len(kb.rules) for side in facts.views}  # groups of a rule
    groups = {side: kb.groups_by_atom(side == CENTRAL) for side in facts.views}
    chosen: list[tuple[int, str]] = []
    for atom, side in queue:  # grows while it is read
        counted, complete = counts[side], met[side]
        for number, rule, n, of in groups[side].of(atom):
            counted[number] += 1
            if counted[number] != n:
                continue
            complete[rule] += 1
            if complete[rule] == of:
                chosen.append((rule, side))
                if kb.rules[rule].kind == "pattern":
                    fresh = [fact for fact in concluded(kb, rule, side, facts.sides) if fact not in known]
                    known.update(fresh)
                    queue.extend(fresh)
    return sorted(chosen)


def with_matched(kb: KnowledgeBase, facts: FactBase, fired: Iterable[tuple[int, str]]) -> list[Firing]:
    """Firings of an engine that says only which rules held from which side: the facts are read off the rules."""
    rules = kb.rules
    held = [(number, rules[number], side) for number, side in fired]
    known: dict[str, dict[int, Fact]] = {view: {} for view in facts.views}  # by side and atom
    for fact in facts.origins:
        known[fact.side][fact.atom] = fact
    for number, rule, side in held:
        if rule.kind == "pattern":
            for fact in concluded(kb, number, side, facts.sides):
                known[fact.side][fact.atom] = fact
    firings = []
    for number, rule, side in held:
        seen = known[side]
        firings.append(
            Firing(number, side, frozenset([seen[a] for _, atoms in rule.groups for a in atoms if a in seen]))
        )
    return firings


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
