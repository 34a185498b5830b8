"""What to examine next and how to treat, in order, with the cautions that attach to it.

The steps come from rules/protocols; here only what concerns the listed hypotheses is chosen and put in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Urgency
from nmt_expert.reasoning.assessment import HASTE, TREATABLE, Caution, Factor, Hypothesis, Plan
from nmt_expert.reasoning.engines.interface import Firing

_MOST_MUSCLES = 4  # treated in one session
_REASSESS = ("reassess", "course_trials_tp", "spacing")  # entries of the after-care protocol
_LEADING = 2  # hypotheses whose open tests come first


def cautions(kb: KnowledgeBase, firings: Iterable[Firing], listed: list[str]) -> tuple[Caution, ...]:
    """Cautions whose condition holds, and those of the places that a plan for the listed hypotheses would touch."""
    concluded = {kb.rules[f.rule].target for f in firings if kb.rules[f.rule].kind == "caution"}
    touched = {m: kb.muscles[m].label for m in _muscles(kb, listed)}
    found = []
    for caution in kb.cautions.values():
        places = tuple(touched[m] for m in caution.muscles if m in touched)
        if caution.id in concluded or (not caution.conditional and places):
            found.append(
                Caution(
                    caution.id, caution.label, caution.kind, caution.change, caution.because, places, caution.clearance
                )
            )
    return tuple(found)


def plan(
    kb: KnowledgeBase,
    listed: tuple[Hypothesis, ...],
    level: Urgency,
    warned: tuple[Caution, ...],
    regions: tuple[str, ...],
    factors: tuple[Factor, ...],
) -> Plan:
    """The plan; no treatment while a physician must see the client first, or nothing is supported well enough.

    In an emergency nothing delays: no examination and no advice for home either.
    """
    withheld = _withheld(listed, level, warned)
    allowed = not withheld
    care = _entries(kb, "aftercare")
    return Plan(
        allowed=allowed,
        withheld=withheld,
        examine=_examine(kb, listed, regions) if level != "emergency" else (),
        treat=_treat(kb, listed) if allowed else (),
        aftercare=tuple(e.get("say") or e["do"] for e in care if e["kind"] == "after_care") if allowed else (),
        home=tuple(dict.fromkeys(f.advise for f in factors if f.advise)) if level not in HASTE else (),
        reassess=" ".join(e["do"] for e in care if e["id"] in _REASSESS) if allowed else "",
        measures=tuple(
            e["label"]
            for e in _entries(kb, "measures")
            if e.get("usable_freely") and {"general", *regions} & set(e["regions"])
        )[:3],
    )


def _withheld(listed: tuple[Hypothesis, ...], level: Urgency, warned: tuple[Caution, ...]) -> str:
    """Why there is no treatment, or ''."""
    if level in HASTE:
        return "None before a physician has seen the client."
    forbidding = [c.label for c in warned if c.kind == "general"]
    if forbidding:
        return f"None while this stands: {'; '.join(forbidding)}."
    if level not in TREATABLE:
        return "None of this complaint until a physician has examined it."
    if not listed or listed[0].support == "little":
        return "None yet: nothing is supported well enough to treat on. Examine further first."
    return ""


def _entries(kb: KnowledgeBase, name: str) -> list[dict[str, Any]]:
    return kb.protocols.get(name, [])


def _examine(kb: KnowledgeBase, listed: tuple[Hypothesis, ...], regions: tuple[str, ...]) -> tuple[str, ...]:
    """Open tests of the leading hypotheses, then muscles that belong to them, then the regional order."""
    steps = [f"{u.label}: {u.how}" for h in listed[:_LEADING] for u in h.untested[:3]]
    also = [
        kb.muscles[m].label
        for h in listed[:_LEADING]
        for m in (*kb.hypotheses[h.id].satellites, *kb.hypotheses[h.id].muscles)
        if m in kb.muscles
    ]
    if also:
        steps.append("Palpate what belongs to it: " + ", ".join(dict.fromkeys(also)))
    for protocol in _entries(kb, "regions"):
        if set(protocol["regions"]) & set(regions[:2]):
            steps.append(f"{protocol['label']}, in order: " + "; ".join(protocol.get("tests", ())))
    return tuple(dict.fromkeys(steps))


def _treat(kb: KnowledgeBase, listed: tuple[Hypothesis, ...]) -> tuple[str, ...]:
    """Muscles in order, key before satellite, then how each is worked."""
    muscles = _muscles(kb, [h.id for h in listed])
    if not muscles:
        return ()
    technique = _entries(kb, "technique")
    how = [e["do"] for kind in ("pressure", "time", "after_release") for e in technique if e["kind"] == kind]
    names = ", then ".join(kb.muscles[m].label for m in muscles)
    return (f"Muscles in this order: {names}.", *how)


def _muscles(kb: KnowledgeBase, listed: list[str]) -> list[str]:
    """Muscles that the plan touches: listed trigger points and what presses a listed nerve; a key muscle before its satellites."""
    points = {h.removeprefix("trigger_point.") for h in listed if h.startswith("trigger_point.")}
    chosen: list[str] = []
    for h in listed:
        known = kb.hypotheses[h]
        own = [h.removeprefix("trigger_point.")] if known.mechanism == "trigger_point" else []
        pressing = [m for m in known.muscles if known.mechanism == "entrapment" and m in points]
        chosen += [m for m in (*own, *pressing) if m not in chosen]
    chosen = chosen[:_MOST_MUSCLES]
    keys = {m: {s for s in kb.hypotheses[f"trigger_point.{m}"].satellites if s in chosen} for m in chosen}
    return sorted(chosen, key=lambda m: (-len(keys[m]), chosen.index(m)))
