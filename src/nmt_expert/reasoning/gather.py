"""What was said about each hypothesis and side, before it is weighed."""

from __future__ import annotations

from typing import NamedTuple

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.engines.interface import Firing
from nmt_expert.reasoning.facts import FactBase
from nmt_expert.reasoning.fits import Fits
from nmt_expert.reasoning.resting import Resting

NERVE = ("entrapment", "compression")
_TOLD = ("history", "factor")  # sections of what was told


class Said(NamedTuple):
    """One argument that fired."""

    rule: Rule
    firing: Firing
    fit: float  # 1, or for a graded rule how well the drawing fits, 0 to 1
    regional: bool  # it matched something of a region of the body, on a side with symptoms
    rests_on: int  # observations, as bits (Resting)


class Spoken(NamedTuple):
    """What was said about one hypothesis and side."""

    hypothesis: str
    side: str
    said: tuple[Said, ...]
    complaint: int  # the observations that it is asked to explain, as bits


def gather(kb: KnowledgeBase, facts: FactBase, firings: list[Firing], resting: Resting) -> list[Spoken]:
    """Arguments by hypothesis and side, with the fit of graded ones. In a fixed order, whatever that of the firings."""
    spoken: dict[tuple[str, str], list[Firing]] = {}
    for firing in firings:
        rule = kb.rules[firing.rule]
        if rule.kind == "argument":
            spoken.setdefault((rule.target, firing.side), []).append(firing)
    fits = Fits(kb, facts)
    complaint = {side: resting.explainable(side) for side in facts.views}
    beside_nerves = ~resting.felt_in_muscles()  # trigger points and nerve lesions coexist: neither excludes the other
    symptomatic = {side for o in facts.observations if _drawn_symptom(kb, o) for side in (o.sides or facts.sides)}
    gathered = []
    for (hypothesis, side), found in sorted(spoken.items()):
        elsewhere = side in facts.sides and bool(symptomatic) and side not in symptomatic
        said = []
        for firing in sorted(found):
            rule = kb.rules[firing.rule]
            fit = fits.of(rule, firing) if rule.graded else 1.0
            regional = not elsewhere and _regional(kb, facts, firing)
            said.append(Said(rule, firing, fit, regional, resting.bits(firing.facts)))
        asked = complaint[side] & beside_nerves if kb.hypotheses[hypothesis].mechanism in NERVE else complaint[side]
        gathered.append(Spoken(hypothesis, side, tuple(said), asked))
    return gathered


def _drawn_symptom(kb: KnowledgeBase, o: Observation) -> bool:
    finding = kb.finding(o.key)
    return o.state == "present" and finding is not None and finding.section == "symptom" and "(" in o.key


def _regional(kb: KnowledgeBase, facts: FactBase, firing: Firing) -> bool:
    """Did the rule match something felt or found in a region of the body, not only told of the past?"""
    for fact in firing.facts:
        for observation in facts.origins.get(fact, ()):
            finding = kb.finding(observation.key)
            if (
                finding
                and observation.state == "present"
                and set(finding.regions) != {"general"}
                and finding.section not in _TOLD
            ):
                return True
    return any(kb.atoms[fact.atom].lstrip("|").startswith("@") for fact in firing.facts)
