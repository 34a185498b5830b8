"""What was said about each hypothesis and side, before it is weighed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import atom_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.assessment import HASTE
from nmt_expert.reasoning.engines.interface import Firing
from nmt_expert.reasoning.facts import Fact, FactBase
from nmt_expert.reasoning.ranking.afar import Afar
from nmt_expert.reasoning.ranking.fits import Fits
from nmt_expert.reasoning.ranking.presented import Presentation, Presented
from nmt_expert.reasoning.ranking.resting import Resting, union

NERVE = ("entrapment", "compression")
_TOLD = ("history", "factor")  # sections of what was told
_SEEN = ("posture", "gait")  # sections of how somebody stands and walks


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
    said: tuple[Said, ...]  # by the id of the rule
    prior: float  # what it begins with
    complaint: int  # the observations that it is asked to explain, as bits
    presented: tuple[Presented, ...] = ()  # how far it looks like its usual presentation
    thought_of: bool = False  # by that alone, as a condition of the complaint's regions
    names_side: bool = True  # something that speaks for it was found on this side, not only on one that nobody named


def gather(
    kb: KnowledgeBase,
    facts: FactBase,
    firings: Iterable[Firing],
    resting: Resting,
    *,
    ranked: bool = False,
    also: Iterable[tuple[str, str]] = (),
) -> list[Spoken]:
    """Arguments by hypothesis and side, with the fit of graded ones. In a fixed order, whatever that of the firings.

    `ranked`: only those of hypotheses that a ranking may list, one in two; the others have no anchor on any side.
    `also`: hypotheses and sides that are told even if nothing argues about them.
    """
    spoken: dict[tuple[str, str], list[tuple[str, Rule, Firing]]] = {}
    afar = Afar(kb, facts)
    for firing in firings:
        rule = kb.rules[firing.rule]
        if rule.kind == "argument" and not afar.is_all(rule, firing):
            spoken.setdefault((rule.target, firing.side), []).append((rule.id, rule, firing))
    regional = _Regional(kb, facts)
    presentation = Presentation(kb, facts, resting)
    in_muscles, dangers = resting.felt_in_muscles(), resting.dangers()
    near = {key for key in _brought_to_mind(kb, facts, presentation) if not regional.is_elsewhere(key[1])}
    if ranked:
        able = regional.anchored(spoken) | {hypothesis for hypothesis, _ in near}
        spoken = {key: found for key, found in spoken.items() if key[0] in able}
    spoken |= {key: [] for key in (*near, *also) if key not in spoken}
    fits = Fits(kb, facts)
    complaint = {side: resting.explainable(side) for side in facts.views}
    lateral = {side: resting.naming(side) for side in facts.views}
    gathered = []
    for (hypothesis, side), found in sorted(spoken.items()):
        elsewhere, felt = regional.is_elsewhere(side), regional.felt(hypothesis)
        said = []
        for _, rule, firing in sorted(found):
            fit = fits.of(rule, firing) if rule.graded else 1.0
            is_met = not elsewhere and any(map(felt[bool(rule.part_of)].__getitem__, firing.facts))
            said.append(Said(rule, firing, fit, is_met, resting.bits(firing.facts)))
        # trigger points and nerve lesions coexist: neither excludes the other
        beside = in_muscles if kb.hypotheses[hypothesis].mechanism in NERVE else 0
        if kb.hypotheses[hypothesis].triage in HASTE:  # one danger makes no other less likely
            beside |= dangers & ~union(one.rests_on for one in said if one.rule.weight * one.fit > 0)
        presented = presentation.of(hypothesis, side, beside)
        start = prior(kb, hypothesis, facts.regions)
        thought_of = (hypothesis, side) in near
        speaks = union(one.rests_on for one in said if one.rule.weight * one.fit > 0)
        speaks |= union(one.rests_on for one in presented if one.weight > 0)
        gathered.append(
            Spoken(
                hypothesis,
                side,
                tuple(said),
                start,
                complaint[side] & ~beside,
                presented,
                thought_of,
                bool(speaks & lateral[side]),
            )
        )
    return gathered


def prior(kb: KnowledgeBase, hypothesis: str, regions: Collection[str]) -> float:
    """What a hypothesis begins with: how common it is, less for the part of the complaint's regions that are not its own."""
    known = kb.hypotheses[hypothesis]
    elsewhere = sum(region not in known.regions for region in regions)
    return kb.scale.priors[known.prior] - kb.scale.elsewhere * (elsewhere / len(regions) if regions else 0.0)


def _brought_to_mind(kb: KnowledgeBase, facts: FactBase, presentation: Presentation) -> Iterator[tuple[str, str]]:
    """Conditions of the complaint's regions, by side, in whose presentation enough of the case is usual."""
    of_regions = _of_regions(kb)
    here = {hypothesis for region in facts.regions for hypothesis in of_regions.get(region, ())}
    return presentation.usual_from(kb.scale.thought_of, here) if here else iter(())


def _of_regions(kb: KnowledgeBase) -> dict[str, list[str]]:
    """The hypotheses of which rules speak, by region; worked out once for a knowledge base."""
    known: dict[str, list[str]] = kb.__dict__.setdefault("of_regions", {})
    if not known:
        for id in kb.places:
            for region in kb.hypotheses[id].regions if id in kb.hypotheses else ():
                known.setdefault(region, []).append(id)
    return known


class _Regional:
    """Does what an argument matched lie in a region of the body, on a side with symptoms?"""

    def __init__(self, kb: KnowledgeBase, facts: FactBase) -> None:
        self._kb = kb
        symptoms = [o for o in facts.observations if _drawn_symptom(kb, o)]
        symptomatic = {side for o in symptoms for side in (o.sides or facts.sides)}
        self._elsewhere = set(facts.sides) - symptomatic if symptomatic else set()
        self._felt = {
            whole_body: (_Felt(kb, facts, symptoms, whole_body, False), _Felt(kb, facts, symptoms, whole_body, True))
            for whole_body in (False, True)
        }

    def felt(self, hypothesis: str) -> tuple[_Felt, _Felt]:
        """What of the facts is felt or found, for the arguments about a hypothesis and for those that speak in part."""
        return self._felt["general" in self._kb.hypotheses[hypothesis].regions]

    def is_elsewhere(self, side: str) -> bool:
        """Is this the side on which nothing was felt, where something was felt on the other?"""
        return side in self._elsewhere

    def anchored(self, spoken: Mapping[tuple[str, str], list[tuple[str, Rule, Firing]]]) -> set[str]:
        """The hypotheses that an argument may anchor. One whose drawing does not fit at all turns out not to."""
        found: set[str] = set()
        for (hypothesis, side), arguments in spoken.items():
            if hypothesis in found or self.is_elsewhere(side):
                continue
            felt = self.felt(hypothesis)
            for _, rule, firing in arguments:
                if (
                    (rule.weight > 0 or rule.hallmark)
                    and not rule.context
                    and any(map(felt[bool(rule.part_of)].__getitem__, firing.facts))
                ):
                    found.add(hypothesis)
                    break
        return found


def _drawn_symptom(kb: KnowledgeBase, o: Observation) -> bool:
    finding = kb.finding(o.key)
    return o.state == "present" and finding is not None and finding.section == "symptom" and "(" in o.key


class _Felt(dict[Fact, bool]):
    """Is a fact, or what it rests on, felt or found, not only told of the past? In one region, or in the whole body too.

    What speaks in part rests on less: there posture, gait and patterns are not enough. Where no symptom is drawn, what is
    told of a region says where it is.
    """

    def __init__(
        self, kb: KnowledgeBase, facts: FactBase, symptoms: Sequence[Observation], whole_body: bool, in_part: bool
    ) -> None:
        super().__init__()
        self._whole_body = whole_body
        self._in_part = in_part
        self._not_felt = (*_TOLD, *_SEEN) if in_part else _TOLD
        self._kb = kb
        self._facts = facts
        self._undrawn = not symptoms

    def __missing__(self, fact: Fact) -> bool:
        concluded = not self._in_part and atom_of(self._kb.atoms[fact.atom]).key is None
        self[fact] = concluded or any(map(self._felt, self._facts.origins.get(fact, ())))
        return self[fact]

    def _felt(self, o: Observation) -> bool:
        finding = self._kb.finding(o.key)
        if finding is None or o.state != "present":
            return False
        placed = set(finding.regions) != {"general"}
        if self._undrawn and placed and not self._in_part:
            return True
        return (self._whole_body or placed) and finding.section not in self._not_felt
