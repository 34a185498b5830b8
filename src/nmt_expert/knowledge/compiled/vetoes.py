"""Negations of emergency and urgent flags that are still written as nested lists are not heard.

A chronic course, an earlier test, a tender muscle or a sign of a neighbour clears nothing: acute on chronic is the usual
way. What may lower an emergency to urgent stands under `lowers:` (red_flags.py).
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from nmt_expert.knowledge.model import Rule

HASTE = ("emergency", "urgent")


def without_vetoes(rules: Iterable[Rule]) -> list[Rule]:
    """The rules, with every negation of an emergency or urgent flag taken out, inside its conditions too."""
    rules = list(rules)
    urgent = {rule.id for rule in rules if rule.kind == "flag" and rule.urgency in HASTE}
    return [replace(rule, nots=()) if rule.nots and rule.id.partition("#")[0] in urgent else rule for rule in rules]
