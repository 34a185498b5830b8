"""Scores that clinicians count, from rules/vocabulary/scores.yaml: items with points, and how many are enough."""

from __future__ import annotations

from typing import Any

from nmt_expert.errors import Problem
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.conditions import clause_of
from nmt_expert.knowledge.compiled.written_conditions import Conditions
from nmt_expert.knowledge.model import Score, ScoreItem, ScoreParts
from nmt_expert.knowledge.written.load import Item, RuleFiles

_PLAIN = "a score counts what is found: findings, numbers, `or`, `and`, `n of`; no patterns, sides or negations"
_COLUMN = "no column '{}' in `enough`; its columns: {}"


def scores(files: RuleFiles, kb: KnowledgeBase, conditions: Conditions, problems: list[Problem]) -> tuple[Score, ...]:
    """The scores of these files; what is wrong with one is added to the problems."""
    found = []
    for item in files.of("score"):
        e = item.entry
        if (finding := kb.findings.get(e.id)) is None or not finding.score:
            problems.append(item.problem(("id",), f"'{e.id}' is no finding with `score: true`", "unknown"))
            continue
        enough = e.enough if isinstance(e.enough, dict) else {"": e.enough}
        problems += [
            item.problem(
                ("items", i, "of"), _COLUMN.format(one.of, ", ".join(filter(None, enough)) or "none"), "unknown"
            )
            for i, one in enumerate(e.items)
            if one.of not in enough
        ]
        parts = tuple(
            ScoreItem(one.label, one.points, _parts(item, ("items", i, "when"), one.when, conditions, problems), one.of)
            for i, one in enumerate(e.items)
        )
        given = _parts(item, ("given",), e.given, conditions, problems) if e.given else ()
        found.append(Score(e.id, e.name, tuple(enough.items()), parts, given, tuple(e.source)))
    return tuple(found)


def _parts(
    item: Item[Any], path: tuple[str | int, ...], text: str, conditions: Conditions, problems: list[Problem]
) -> ScoreParts:
    """A condition as groups: at least so many of which findings and bounds."""
    tree = conditions.resolved(item, path, text, item.entry.id)
    if tree is None:
        return ()
    clause = clause_of(item.entry.id, tree)
    atoms = [atom for group in clause.groups for atom in group.atoms]
    if clause.nots or clause.inner or any(atom[0] in "-~|&@" for atom in atoms):
        problems.append(item.problem(path, _PLAIN, "condition"))
    return tuple((group.n, tuple(atom.lstrip("+") for atom in group.atoms)) for group in clause.groups)
