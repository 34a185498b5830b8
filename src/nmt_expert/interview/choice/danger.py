"""Which findings would raise a red flag that does not stand yet, if they were the next to be found."""

from __future__ import annotations

from functools import lru_cache

from nmt_expert.interview.choice.weights import findings_of
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.assessment import level_of
from nmt_expert.reasoning.facts import CENTRAL, lacking

_URGENT = level_of("urgent")


@lru_cache(maxsize=2)
def one_away(picture: Picture) -> dict[str, int]:
    """Findings of which one answer would raise an emergency or something urgent that no flag says yet, with the level.

    Something must have been found that speaks for it: of rules to which nothing but this finding contributes, none counts.
    """
    kb = picture.kb
    stands = min((level_of(flag.urgency) for flag in picture.flags), default=_URGENT + 1)
    known = {atom for atom, side in picture.known if side == CENTRAL}
    found: dict[str, int] = {}
    for flag in kb.flags:
        for rule in kb.rules_of(flag):
            if rule.kind == "flag" and level_of(rule.urgency) < stands:
                for key in _missing(kb, rule, known):
                    found[key] = min(found.get(key, stands), level_of(rule.urgency))
    return found


def _missing(kb: KnowledgeBase, rule: Rule, known: set[int]) -> set[str]:
    """Findings of which one is all that a rule still lacks beside what is known."""
    if len(rule.groups) == 1:
        return set()
    open_group = None
    for n, atoms in rule.groups:
        missing = lacking(known, n, atoms)
        if missing > 1 or (missing == 1 and open_group is not None):
            return set()
        open_group = atoms if missing == 1 else open_group
    if open_group is None or not known.isdisjoint(rule.nots):
        return set()
    return {key for atom in open_group for key in findings_of(kb, atom)}
