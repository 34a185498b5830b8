"""What a drawing, a test or a measured number means in words that were also asked: `follows_from` of findings."""

from __future__ import annotations

from nmt_expert.errors import Problem
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.conditions import alternatives, atoms_of
from nmt_expert.knowledge.compiled.wholes import widened
from nmt_expert.knowledge.compiled.written_conditions import Conditions
from nmt_expert.knowledge.language.tree import Compare, Finding, Tree
from nmt_expert.knowledge.model import Implication
from nmt_expert.knowledge.written.load import RuleFiles

_PLAIN = "`follows_from` names present findings of families, or numbers, joined with `or`: `pain in @leg or age >= 65`"


def implications(
    files: RuleFiles, kb: KnowledgeBase, conditions: Conditions, problems: list[Problem]
) -> list[Implication]:
    """Every implication that the vocabulary states; what is no plain alternative is added to `problems`."""
    found = []
    for item in files.of("finding"):
        if item.entry.follows_from:
            path = ("follows_from",)
            tree = conditions.resolved(item, path, item.entry.follows_from, item.entry.id)
            parts = alternatives((tree,)) if tree else []
            if not all(map(_plain, parts)):
                problems.append(item.problem(path, _PLAIN, "follows-from"))
                continue
            for bilateral in (False, True):
                chosen = [part for part in parts if (isinstance(part, Finding) and part.side == "both") == bilateral]
                atoms = widened(kb, [atom for part in chosen for atom in atoms_of(part)])
                members = tuple(dict.fromkeys(atom.lstrip("&+") for atom in atoms))
                if members:
                    found.append(Implication(item.entry.id, members, bilateral))
    return found


def _plain(part: Tree) -> bool:
    if isinstance(part, Compare):
        return True
    return (
        isinstance(part, Finding)
        and not part.absent
        and part.needed == 1
        and part.side in ("same", "both")
        and all("(" in key for key in part.keys)
    )
