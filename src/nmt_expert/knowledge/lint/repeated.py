"""Rules that say again what another rule says: twice the same, the opposite, or never more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from nmt_expert.errors import Problem
from nmt_expert.knowledge.atoms import atom_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.lint.places import hypotheses, places
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.written.load import RuleFiles


def rule_twice(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """Two rules with the same condition about the same hypothesis: said twice, or for and against at once."""
    written = places(files)
    for rules in map(kb.rules_of, kb.places):
        seen: dict[Any, Rule] = {}
        for rule in (rule for rule in rules if rule.weight or not rule.hallmark):
            first = seen.setdefault((rule.groups, rule.nots, rule.urgency), rule)
            place = written.get(rule.text) or written.get(rule.target)
            if first is rule or place is None:
                continue
            item, path = place
            if first.weight * rule.weight < 0:
                yield item.problem(
                    path,
                    f"'{rule.id}' and '{first.id}' draw opposite conclusions from one finding",
                    "rule-contradiction",
                )
            else:
                yield item.problem(path, f"'{rule.id}' asks for the same as '{first.id}'; keep one", "rule-duplicate")


def rule_subsumed(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A rule that holds only when another of its group holds that weighs at least as much: it can never count more."""
    written = places(files)
    for rules in map(kb.rules_of, kb.places):
        by_group: dict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            if rule.kind == "argument" and not rule.graded and rule.text in written:
                by_group[rule.group].append(rule)
        for group in by_group.values():
            for rule in group:
                wider = next(
                    (
                        o
                        for o in group
                        if o is not rule
                        and o.weight * rule.weight > 0
                        and abs(o.weight) >= abs(rule.weight)
                        and _implies(rule, o)
                        and not (_implies(o, rule) and o.id > rule.id)
                    ),
                    None,
                )
                if wider is not None:
                    item, path = written[rule.text]
                    yield item.problem(
                        path,
                        f"'{rule.id}' holds only when '{wider.id}' holds, which weighs as much; make it stronger or take it out",
                        "rule-subsumed",
                    )


def _implies(narrow: Rule, wide: Rule) -> bool:
    """Does `narrow` holding mean that `wide` holds? (Sufficient test: every group of `wide` is met by one of `narrow`.)"""
    return set(wide.nots) <= set(narrow.nots) and all(
        any(set(mine) <= set(theirs) and n_mine >= n_theirs for n_mine, mine in narrow.groups)
        for n_theirs, theirs in wide.groups
    )


def rule_counts_twice(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A rule that counts findings of which one follows from the other: one observation would count as two."""
    written = places(files)
    entries = {hypothesis: item for item, hypothesis in hypotheses(files)}
    for rule in kb.rules:
        for n, atoms in rule.groups:
            pairs = _twice(kb, n, atoms) if n > 1 else []
            item, path = written.get(rule.text) or (entries.get(rule.target), ())
            if pairs and item is not None:
                key, implied = pairs[0]
                message = f"'{rule.id}' counts '{key}' and '{implied}', which follows from it; list one of them"
                yield item.problem(path, message, "rule-counts-twice")


def _twice(kb: KnowledgeBase, n: int, atoms: tuple[int, ...]) -> list[tuple[str, str]]:
    """Pairs of a group of which the second follows from the first: what is there up, what is absent down."""
    asked = [of for a in atoms if (of := atom_of(kb.atoms[a])).key and not of.bound]
    there = {of.key for of in asked if of.key and not of.absent}
    gone = {of.key for of in asked if of.key and of.absent} if n < len(atoms) else set()  # all of them is no count
    return [
        *((key, general) for key in sorted(there) for general in sorted(_follows(kb, key) & there)),
        *((f"no {general}", f"no {key}") for key in sorted(gone) for general in sorted(_follows(kb, key) & gone)),
    ]


def _follows(kb: KnowledgeBase, key: str) -> set[str]:
    """Findings that follow from one, through any number of steps."""
    found: set[str] = set()
    todo = [key]
    while todo:
        fresh = set(kb.implied(todo.pop())) - found - {key}
        found |= fresh
        todo += fresh
    return found
