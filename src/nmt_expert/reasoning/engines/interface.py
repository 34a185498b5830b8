"""What an engine does: chain rules forward over facts, and say which fired on what. Weights and words live outside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from nmt_expert.knowledge.model import KnowledgeBase, Rule
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


def evoked(kb: KnowledgeBase, facts: FactBase) -> list[int]:
    """Rules that the facts could make fire if sides and negations are left aside, in the order of the knowledge base.

    A superset of what fires: every group could be filled from observed atoms or from patterns that could be concluded.
    """
    known = {fact.atom for fact in facts.origins}
    chosen: set[int] = set()
    fresh = known
    while fresh:
        candidates = {rule for atom in fresh for rule in kb.rules_by_atom.get(atom, ())} - chosen
        fires = {
            rule
            for rule in candidates
            if all(sum(atom in known for atom in atoms) >= n for n, atoms in kb.rules[rule].groups)
        }
        chosen |= fires
        fresh = {atom for rule in fires for atom in kb.concludes.get(rule, ())} - known
        known = known | fresh
    return sorted(chosen)


def assemble(matches: Iterable[tuple[int, str, Iterable[int]]]) -> list[Firing]:
    """Firings from single matches (rule, side, atoms): one a rule and side, with all facts that matched."""
    union: dict[tuple[int, str], set[Fact]] = {}
    for rule, side, atoms in matches:
        union.setdefault((rule, side), set()).update(Fact(atom, side) for atom in atoms)
    return [Firing(rule, side, frozenset(found)) for (rule, side), found in sorted(union.items())]


def concluded(kb: KnowledgeBase, rule: int, side: str, sides: Iterable[str]) -> list[Fact]:
    """The facts that a fired pattern rule adds: seen from its own side and without side; a central one from every side."""
    views = (side, CENTRAL) if side != CENTRAL else (*sides, CENTRAL)
    plain, either = kb.pattern_atoms(kb.rules[rule])
    found = [Fact(plain, view) for view in views] if plain is not None else []
    if either is not None:
        found += [Fact(either, view) for view in (*sides, CENTRAL)]
    return found


def rule_sides(rule: Rule, facts: FactBase) -> tuple[str, ...]:
    return facts.sides if rule.sided else (CENTRAL,)
