"""What to examine next and how to treat, in order, with the cautions that attach to it."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.knowledge.model import KnowledgeBase
from nmt_expert.reasoning.assessment import Caution, Factor, Flag, Hypothesis, Plan
from nmt_expert.reasoning.engines.interface import Firing


def cautions(kb: KnowledgeBase, firings: Iterable[Firing], listed: Iterable[Hypothesis]) -> tuple[Caution, ...]:
    """Cautions whose condition holds, and those of the places that the plan would touch."""
    concluded = {kb.rules[f.rule].target for f in firings if kb.rules[f.rule].kind == "caution"}
    touched = {h.id.removeprefix("trigger_point."): h.structure for h in listed if h.mechanism == "trigger_point"}
    found = []
    for caution in kb.cautions.values():
        places = tuple(touched[m] for m in caution.muscles if m in touched)
        if caution.id in concluded or (not caution.conditional and places):
            found.append(Caution(caution.id, caution.label, caution.kind, caution.change, caution.because, places, caution.clearance))  # type: ignore[arg-type]
    return tuple(found)


def plan(kb: KnowledgeBase, listed: tuple[Hypothesis, ...], flags: tuple[Flag, ...], warned: tuple[Caution, ...],
         regions: tuple[str, ...], factors: tuple[Factor, ...]) -> Plan:
    """The plan; without treatment while an emergency or urgent flag stands."""
    allowed = not any(f.urgency in ("emergency", "urgent") for f in flags)
    return Plan(allowed, (), (), (), (), "", ())
