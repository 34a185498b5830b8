"""Which muscles are treated in which order, and how, for this client.

What reproduced the pain comes first, then what sends pain elsewhere, then other trigger points; of equals a key muscle
before its satellites. A muscle that nobody palpated is not treated: it is palpated first. One that a caution forbids is
left alone.
"""

from __future__ import annotations

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Hypothesis
from nmt_expert.reasoning.care.circumstances import Circumstances

MOST_MUSCLES = 4  # treated in one session
_FIRST = ("familiar_pain", "referred_pain", "hypersensitive_spot")  # signs in the order in which they lead
_BECAUSE = {
    "familiar_pain": "reproduced the pain",
    "referred_pain": "sends pain elsewhere",
    "hypersensitive_spot": "trigger point",
}


def muscles_of(kb: KnowledgeBase, listed: list[str]) -> list[str]:
    """Muscles that the listed hypotheses concern: listed trigger points, and of those what presses a listed nerve."""
    points = {h.removeprefix("trigger_point.") for h in listed if h.startswith("trigger_point.")}
    chosen: list[str] = []
    for h in listed:
        known = kb.hypotheses[h]
        own = [h.removeprefix("trigger_point.")] if known.mechanism == "trigger_point" else []
        pressing = [m for m in known.muscles if known.mechanism == "entrapment" and m in points]
        chosen += [m for m in (*own, *pressing) if m not in chosen]
    return chosen[:MOST_MUSCLES]


def touched(kb: KnowledgeBase, listed: list[str], pointed: list[str]) -> list[str]:
    """Muscles that a plan could touch: those of the listed hypotheses, and where else a hand found a trigger point."""
    return list(
        dict.fromkeys([*muscles_of(kb, listed), *(m for m in pointed if f"trigger_point.{m}" in kb.hypotheses)])
    )


def treatment(kb: KnowledgeBase, listed: tuple[Hypothesis, ...], client: Circumstances) -> tuple[str, ...]:
    """The order of the muscles with the reason of each, then how they are worked; () when no muscle is concerned."""
    chosen = [m for m in muscles_of(kb, [h.id for h in listed]) if m not in client.spared]
    ordered = worked(kb, listed, client)
    sore = [m for m in client.palpated if m in kb.muscles and m not in {*client.pointed, *client.spared}]
    if not chosen and not ordered and not sore:
        return ()
    if not ordered:
        names = ", ".join(kb.muscles[m].label for m in chosen)
        first = f"Palpate first: {names}. Treat what reproduces the pain." if chosen else ""
        return tuple(filter(None, (first, *technique(kb, client))))
    steps = ", then ".join(f"{kb.muscles[m].label} ({_reason(m, client)})" for m in ordered)
    return (f"In this order: {steps}.", *technique(kb, client))


def worked(kb: KnowledgeBase, listed: tuple[Hypothesis, ...], client: Circumstances) -> list[str]:
    """The muscles that are treated, in order: where a hand found a trigger point, those of listed hypotheses first."""
    found = [m for m in touched(kb, [h.id for h in listed], client.pointed) if m in client.pointed]
    return _ordered(kb, [m for m in found if m not in client.spared], client)[:MOST_MUSCLES]


def spared(kb: KnowledgeBase, listed: tuple[Hypothesis, ...], client: Circumstances) -> tuple[str, ...]:
    """What would be treated and is left alone, each with the caution that forbids it."""
    concerned = touched(kb, [h.id for h in listed], client.pointed)
    return tuple(f"{kb.muscles[m].label}, because of: {client.spared[m]}" for m in concerned if m in client.spared)


def technique(kb: KnowledgeBase, client: Circumstances) -> tuple[str, ...]:
    """How a muscle is worked: what every plan says and what this client asks for, milder where something forbids it."""
    lines = []
    for entry in kb.protocols.get("technique", []):
        if not (entry.get("core") or client.any_of(entry.get("only_with", ()))):
            continue
        line = entry.get("instead", "") if client.any_of(entry.get("not_with", ())) else entry["do"]
        lines.append(line)
    return tuple(dict.fromkeys(filter(None, lines)))


def _ordered(kb: KnowledgeBase, muscles: list[str], client: Circumstances) -> list[str]:
    keys = {m: {s for s in kb.hypotheses[f"trigger_point.{m}"].satellites if s in muscles} for m in muscles}
    return sorted(muscles, key=lambda m: (_place(m, client), -len(keys[m]), muscles.index(m)))


def _place(muscle: str, client: Circumstances) -> int:
    signs = client.palpated[muscle]
    return next((n for n, sign in enumerate(_FIRST) if sign in signs), len(_FIRST))


def _reason(muscle: str, client: Circumstances) -> str:
    return next((_BECAUSE[sign] for sign in _FIRST if sign in client.palpated[muscle]), "taut band")
