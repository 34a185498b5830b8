"""Which findings would raise a red flag that does not stand yet, if they were the next to be found."""

from __future__ import annotations

from nmt_expert.interview.choice.weights import findings_of
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.assessment import level_of
from nmt_expert.reasoning.facts import CENTRAL, Fact

_URGENT = level_of("urgent")


def one_away(picture: Picture) -> dict[str, int]:
    """Findings of which one answer would raise an emergency or something urgent that no flag says yet, with the level.

    Something must have been found that speaks for it: of rules to which nothing but this finding contributes, none counts.
    """
    kb = picture.kb
    stands = min((level_of(flag.urgency) for flag in picture.flags), default=_URGENT + 1)
    found: dict[str, int] = {}
    for flag in kb.flags:
        for rule in kb.rules_of(flag):
            if rule.kind == "flag" and level_of(rule.urgency) < stands:
                for key in _missing(picture, rule):
                    found[key] = min(found.get(key, stands), level_of(rule.urgency))
    return found


def _missing(picture: Picture, rule: Rule) -> set[str]:
    known = picture.known
    if any(Fact(atom, CENTRAL) in known for atom in rule.nots):
        return set()
    lacking = [(n - sum(Fact(a, CENTRAL) in known for a in atoms), atoms) for n, atoms in rule.groups]
    open_groups = [(count, atoms) for count, atoms in lacking if count > 0]
    if len(open_groups) != 1 or open_groups[0][0] != 1 or len(rule.groups) == 1:
        return set()
    return {key for atom in open_groups[0][1] for key in findings_of(picture.kb, atom)}
