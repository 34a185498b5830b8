"""What to examine next and how to treat, in order, with the cautions that attach to it.

The steps come from rules/protocols; here only what concerns the listed hypotheses is chosen and put in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import subject_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Urgency
from nmt_expert.reasoning.assessment import HASTE, TREATABLE, Caution, Factor, Hypothesis, Plan
from nmt_expert.reasoning.care.circumstances import Circumstances, pointed
from nmt_expert.reasoning.care.home import activities, exercises
from nmt_expert.reasoning.care.treatment import spared, touched, treatment, worked
from nmt_expert.reasoning.engines.interface import Firing
from nmt_expert.reasoning.ranking.resting import Resting
from nmt_expert.reasoning.words import observation_label

_COURSE = ("course_trials_tp", "spacing")  # entries of the after-care protocol
_REASSESS = ("stop_no_change_course",)
PALPATE = "Palpate what belongs to it"
_PALPATE_MOST = 6  # muscles named for palpation
_LEADING = 2  # hypotheses whose open tests come first


def cautions(
    kb: KnowledgeBase,
    firings: Iterable[Firing],
    listed: list[str],
    resting: Resting,
    observations: Iterable[Observation],
) -> tuple[Caution, ...]:
    """Cautions whose condition holds, and those of the places that a plan for the listed hypotheses would touch."""
    held: dict[str, int] = {}  # caution -> the observations that ask for it, as bits
    for firing in firings:
        rule = kb.rules[firing.rule]
        if rule.kind == "caution":
            held[rule.target] = held.get(rule.target, 0) | resting.bits(firing.facts)
    forbidden = {m for id in held for m in kb.cautions[id].forbids}
    under = {m: kb.muscles[m].label for m in touched(kb, listed, pointed(observations)) if m not in forbidden}
    found = []
    for caution in kb.cautions.values():
        places = tuple(under[m] for m in caution.muscles if m in under)
        if caution.id in held or (not caution.conditional and places):
            found.append(
                Caution(
                    id=caution.id,
                    label=caution.label,
                    kind=caution.kind,
                    change=caution.change,
                    because=caution.because,
                    applies_to=places,
                    clearance=caution.clearance,
                    forbids=caution.forbids,
                    findings=tuple(observation_label(o, kb) for o in resting.observations(held.get(caution.id, 0))),
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
    observations: tuple[Observation, ...],
    roots: tuple[tuple[str, tuple[str, ...]], ...],
) -> Plan:
    """The plan; no treatment while a physician must see the client first, or nothing is supported well enough.

    In an emergency nothing delays: no examination and no advice for home either.
    """
    withheld = _withheld(listed, level, warned)
    allowed = not withheld
    client = Circumstances(kb, observations, listed, warned)
    treat = treatment(kb, listed, client) if allowed else ()
    doing = activities(kb, client) if level not in HASTE else ()
    care = [e for e in _entries(kb, "aftercare") if not e.get("only_with") or client.any_of(e["only_with"])]
    return Plan(
        allowed=allowed,
        withheld=withheld,
        examine=_examine(kb, listed, regions, client) if level != "emergency" else (),
        treat=treat,
        spared=spared(kb, listed, client) if allowed else (),
        limits=tuple(f"{c.label}: {c.change}" for c in warned if c.kind == "relative" and not c.applies_to)
        if allowed
        else (),
        sessions=tuple(e["do"] for e in care if e["id"] in _COURSE or e.get("only_with")) if treat else (),
        school=_school(roots, [o.key for o in observations if o.state == "present"], kb) if treat else "",
        aftercare=tuple(e.get("say") or e["do"] for e in care if e["kind"] == "after_care") if allowed else (),
        home=_home(kb, factors, doing) if level not in HASTE else (),
        exercises=exercises(kb, worked(kb, listed, client), client) if allowed else (),
        activities=tuple(entry["do"] for entry in doing),
        reassess=" ".join(e["do"] for e in care if e["id"] in _REASSESS) if allowed else "",
        measures=tuple(
            _measure(e)
            for e in _entries(kb, "measures")
            if e.get("usable_freely") and {"general", *regions} & set(e["regions"])
        )[:3],
    )


def _home(kb: KnowledgeBase, factors: tuple[Factor, ...], doing: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """What the client changes: in the activity that loads it first."""
    said = (*(entry["say"] for entry in doing), *(kb.factors[factor.id].say for factor in factors))
    return tuple(dict.fromkeys(filter(None, said)))


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


def _measure(entry: dict[str, Any]) -> str:
    """'Numeric pain rating (2 points count)'."""
    change = entry["change"]
    return (
        f"{entry['label']} ({change['value']:g} {change['unit']} count)" if "value" in change else str(entry["label"])
    )


def _school(roots: tuple[tuple[str, tuple[str, ...]], ...], found: list[str], kb: KnowledgeBase) -> str:
    """The Myokinesthetic view: the root that most of what was found shares, its muscles on both sides, the posture."""
    if not roots:
        return ""
    root, names = roots[0]
    posture = [f.label.lower() for key in found if (f := kb.finding(key)) and f.section == "posture"]
    seen = f"Posture shows {', '.join(posture[:3])}; it" if posture else "Posture"
    return f"{root} is shared by {'; '.join(names)}: these muscles are worked on both sides. {seen} is looked at again after each."


def _examine(
    kb: KnowledgeBase, listed: tuple[Hypothesis, ...], regions: tuple[str, ...], client: Circumstances
) -> tuple[str, ...]:
    """Open tests of the leading hypotheses, then muscles that belong to them, then the regional order."""
    open_ = (u for h in listed[:_LEADING] for u in h.untested[:3])
    steps = [f"{u.label}: {u.how}" for u in open_ if subject_of(u.key) not in client.spared]
    also = [
        kb.muscles[m].label
        for h in listed[:_LEADING]
        for m in (*kb.hypotheses[h.id].satellites, *kb.hypotheses[h.id].muscles)
        if m in kb.muscles and m not in {*client.palpated, *client.spared}
    ]
    if also:
        steps.append(f"{PALPATE}: " + "; ".join(list(dict.fromkeys(also))[:_PALPATE_MOST]))
    for protocol in _entries(kb, "regions"):
        if set(protocol["regions"]) & set(regions[:1]):
            steps.append(f"{protocol['label']}, in order: " + "; ".join(protocol.get("tests", ())))
    return tuple(dict.fromkeys(steps))
