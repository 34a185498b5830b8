"""What a tender muscle cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_expert.errors import Problem
from nmt_expert.knowledge.atoms import atom_of, family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.lint.places import places
from nmt_expert.knowledge.written.load import RuleFiles


def palpation_clears(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """An argument against, more than moderate, for which what was palpated in a muscle is enough."""
    written = places(files)
    for rule in kb.rules:
        place = written.get(rule.text)
        if place is None or rule.kind != "argument" or rule.weight >= -kb.scale.strengths["moderate"]:
            continue
        if rule.groups and all(sum(_of_a_muscle(kb, a) for a in atoms) >= n for n, atoms in rule.groups):
            message = (
                f"'{rule.id}' is {rule.strength} against, and a tender muscle is enough; at most `moderate against`"
            )
            yield place[0].problem(place[1], message, "palpation-clears")


def _of_a_muscle(kb: KnowledgeBase, atom: int) -> bool:
    asked = atom_of(kb.atoms[atom])
    family = kb.families.get(family_of(asked.key)) if asked.key and not asked.absent else None
    return family is not None and family.over == "muscles" and family.section == "palpation"
