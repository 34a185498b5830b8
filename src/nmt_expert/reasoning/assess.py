"""One case, from observations to assessment: facts -> engine -> firings -> safety, ranking, profiles, plan."""

from __future__ import annotations

from nmt_expert import __version__
from nmt_expert.case.load import Case
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment, Finding, Hypothesis, Provenance, Screen
from nmt_expert.reasoning.engines.interface import Engine, Firing
from nmt_expert.reasoning.facts import FactBase, build_facts
from nmt_expert.reasoning.plan import cautions, plan
from nmt_expert.reasoning.profile import chains, found_factors, profiles
from nmt_expert.reasoning.ranking import Ranked, describe, rank
from nmt_expert.reasoning.safety import pattern_support, raised_flags, screening, told, with_pattern_support
from nmt_expert.reasoning.urgency import Shown, urgency
from nmt_expert.reasoning.weigh import gather, observations_of, weigh_all
from nmt_expert.reasoning.words import capped, observation_label, side_words

_FURTHER = 8  # described below the default list
_EXPLAINABLE = {"symptom", "palpation", "motion", "neuro", "test"}
_LOSS = ("numbness", "sensory_loss", "weak")


def assess(case: Case, kb: KnowledgeBase, engine: Engine) -> Assessment:
    """Everything that the rules say about a case."""
    facts = build_facts(case.observations, kb)
    firings = engine.infer(facts)
    spoken = gather(kb, facts, firings)
    lines = rank(weigh_all(kb, spoken))
    shown = _shown(kb, lines)
    described = describe(kb, facts, firings, spoken, lines[: max(shown, 1) + _FURTHER], seed=case.file.id)
    listed, further = described[:shown], described[shown:]
    regions = case_regions(case, kb)
    flags = raised_flags(kb, facts, firings)
    screen = screening(kb, case.observations, regions)
    warned = cautions(kb, firings, listed)
    unexplained = _unexplained(kb, facts, firings, lines[:shown])
    deficit = tuple(observation_label(o, kb) for o in unexplained if o.key.partition("(")[0] in _LOSS)
    found = sum(o.state == "present" for o in case.observations)
    level, why = urgency(kb, flags, Shown(lines, deficit, found), warned)
    arguments = [a for h in listed for a in (*h.arguments_for, *h.arguments_against)]
    factors = found_factors(kb, case.observations, listed)
    return Assessment(
        case=case.file.id,
        urgency=level,
        urgency_why=why,
        summary=_summary(listed, level, screen),
        flags=told(flags, level),
        screen=screen,
        hypotheses=listed,
        further=further,
        outside=_outside(kb, lines),
        unexplained=tuple(observation_label(o, kb) for o in unexplained),
        chains=chains(kb, case.observations, listed),
        factors=factors,
        cautions=warned,
        profiles=profiles(kb, case.observations, listed),
        plan=plan(kb, listed, level, warned, regions, factors),
        findings=tuple(_finding(o, kb) for o in case.observations),
        provenance=Provenance(
            program=__version__,
            rules=kb.hash,
            engine=engine.name,
            sourced_arguments=sum(a.basis == "sourced" for a in arguments),
            consensus_arguments=sum(a.basis == "consensus" for a in arguments),
        ),
    )


def case_regions(case: Case, kb: KnowledgeBase) -> tuple[str, ...]:
    """Regions that the case concerns: those of the complaint, else those of the symptoms."""
    if case.file.complaint.regions:
        return tuple(case.file.complaint.regions)
    found = [
        region
        for o in case.observations
        if o.state == "present" and (f := kb.finding(o.key)) and f.section in ("symptom", "palpation", "motion")
        for region in f.regions
        if region != "general"
    ]
    return tuple(dict.fromkeys(found))


def _shown(kb: KnowledgeBase, lines: list[Ranked]) -> int:
    """How many are listed by default: near the best and supported at all."""
    if not lines:
        return 0
    best = lines[0].scored.score
    least = kb.scale.support["some"]
    near = [
        line for line in lines[: kb.scale.show_most] if line.scored.score >= max(best - kb.scale.show_within, least)
    ]
    return max(len(near), min(3, len(lines)))


def _outside(kb: KnowledgeBase, lines: list[Ranked]) -> str:
    if not lines:
        return "No hypothesis of these rules fits what was found. This may lie outside what they know."
    if lines[0].scored.score < kb.scale.support["some"]:
        return (
            "No hypothesis is supported well. This may lie outside what these rules know, or too little was examined."
        )
    return ""


def _unexplained(kb: KnowledgeBase, facts: FactBase, firings: list[Firing], lines: list[Ranked]) -> list[Observation]:
    """Stated findings that no listed hypothesis has an argument from."""
    patterns = pattern_support(kb, firings)
    matched = {fact for line in lines for a in line.scored.arguments if a.weight > 0 for fact in a.firing.facts}
    matched |= {fact for f in firings if kb.rules[f.rule].kind == "flag" for fact in f.facts}
    explained = {o.key for o in observations_of(facts, with_pattern_support(kb, matched, patterns))}
    return [
        o
        for o in facts.observations
        if o.state == "present"
        and o.follows_from is None
        and o.key not in explained
        and (f := kb.finding(o.key))
        and f.section in _EXPLAINABLE
    ]


def _summary(listed: tuple[Hypothesis, ...], level: str, screen: Screen) -> str:
    """One sentence under 140 characters."""
    words = {"emergency": "Emergency: ", "urgent": "Urgent: "}.get(level, "")
    tail = (
        ""
        if screen.status == "complete"
        else "; safety screen " + ("not done." if screen.status == "not screened" else "incomplete.")
    )
    if not listed or listed[0].support == "little":
        body = "findings do not point clearly to one source"
    else:
        best = listed[0]
        side = side_words(("left", "right") if best.side == "both" else (best.side,))
        body = (
            capped(f"findings fit best with {_inside(best.name)}", 78)
            + (f", {side}" if side else "")
            + f" ({best.support} support)"
        )
    text = words + body
    return capped(text[0].upper() + text[1:] + (tail or "."), 139)


def _inside(name: str) -> str:
    """A name inside a sentence: its first letter small, unless it is an abbreviation."""
    return name[0].lower() + name[1:] if name[1:2].islower() else name


def _finding(o: Observation, kb: KnowledgeBase) -> Finding:
    finding = kb.finding(o.key)
    assert finding is not None
    return Finding(o.key, finding.label, o.state, side_words(o.sides), finding.section, o.value, o.note)
