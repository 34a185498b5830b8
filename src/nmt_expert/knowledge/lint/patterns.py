"""Patterns: used by something, and resting on themselves never."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from nmt_expert.errors import Problem
from nmt_expert.knowledge.atoms import atom_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.written.load import RuleFiles


def pattern_unused(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A pattern that no rule, and no load, asks for, and that has nothing examined."""
    asked = {atom_of(atom).pattern for atom in kb.atoms} | set(kb.loads)
    for item in files.of("pattern"):
        if item.entry.id not in asked and not item.entry.examine:
            yield item.problem(
                ("id",), f"no rule uses the pattern '{item.entry.id}'; use it, or take it out", "pattern-unused"
            )


def pattern_circular(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """Patterns that conclude each other in a circle."""
    needs: dict[str, set[str]] = defaultdict(set)
    for rule in kb.rules:
        if rule.kind == "pattern":
            names = [atom_of(kb.atoms[a]).pattern for _, group in rule.groups for a in group]
            needs[rule.target].update(filter(None, names))

    def reaches(start: str, goal: str, seen: set[str]) -> bool:
        return any(n == goal or (n not in seen and reaches(n, goal, seen | {n})) for n in needs[start])

    for item in files.of("pattern"):
        if reaches(item.entry.id, item.entry.id, set()):
            yield item.problem(
                ("when",), f"the pattern '{item.entry.id}' rests on itself through other patterns", "pattern-circular"
            )
