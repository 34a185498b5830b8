"""What was said about each hypothesis and side, before it is weighed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from math import inf
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
    also: Iterable[tuple[str, str]] = (),
) -> list[Spoken]:
    """Arguments by hypothesis and side, with the fit of graded ones. In a fixed order, whatever that of the firings.

    `also`: hypotheses and sides that are told even if nothing argues about them.
    """
    gathered = Gathered(kb, facts, firings, resting, also)
    return [gathered.spoken(*key) for key in sorted(gathered.keys)]


class Gathered:
    """What was said, by hypothesis and side; put together for those that are asked for."""

    def __init__(
        self,
        kb: KnowledgeBase,
        facts: FactBase,
        firings: Iterable[Firing],
        resting: Resting,
        also: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._kb = kb
        self._facts = facts
        self._resting = resting
        self._found: dict[tuple[str, str], list[tuple[Rule, Firing]]] = {}
        afar, rules = Afar(kb, facts), kb.rules
        for firing in firings:
            rule = rules[firing.rule]
            if rule.kind == "argument" and not afar.is_all(rule, firing):
                self._found.setdefault((rule.target, firing.side), []).append((rule, firing))
        self._regional = _Regional(kb, facts)
        self._presentation = Presentation(kb, facts, resting)
        self._in_muscles, self._dangers = resting.felt_in_muscles(), resting.dangers()
        brought = _brought_to_mind(kb, facts, self._presentation)
        self._near = {key for key in brought if not self._regional.is_elsewhere(key[1])}
        self.keys = self._found.keys() | self._near | set(also)
        self._fits = Fits(kb, facts)
        self._complaint = {side: resting.explainable(side) for side in facts.views}
        self._lateral = {side: resting.naming(side) for side in facts.views}

    def spoken(self, hypothesis: str, side: str) -> Spoken:
        """What was said of one of the `keys`."""
        elsewhere, felt = self._regional.is_elsewhere(side), self._regional.felt(hypothesis)
        said = []
        for rule, firing in sorted(self._found.get((hypothesis, side), ()), key=_by_id):
            fit = self._fits.of(rule, firing) if rule.graded else 1.0
            is_met = not elsewhere and any(map(felt[bool(rule.part_of)].__getitem__, firing.facts))
            said.append(Said(rule, firing, fit, is_met, self._resting.bits(firing.facts)))
        speaks = union(one.rests_on for one in said if one.rule.weight * one.fit > 0)
        beside = self._beside(hypothesis, speaks)
        presented = self._presentation.of(hypothesis, side, beside)
        speaks |= union(one.rests_on for one in presented if one.weight > 0)
        return Spoken(
            hypothesis,
            side,
            tuple(said),
            prior(self._kb, hypothesis, self._facts.regions),
            self._complaint[side] & ~beside,
            presented,
            (hypothesis, side) in self._near,
            bool(speaks & self._lateral[side]),
        )

    def most(self) -> Iterator[tuple[str, str, float]]:
        """The `keys`, and what each scores at most: all that speaks for it counts whole. What nothing can anchor scores least."""
        numbers, regions = self._kb.presentations.numbers, self._facts.regions
        for key in self.keys:
            hypothesis, side = key
            most = prior(self._kb, hypothesis, regions)
            anchors = key in self._near
            for rule, _ in self._found.get(key, ()):
                if rule.weight > 0:
                    most += rule.weight
                    anchors = anchors or not rule.context
                elif rule.hallmark:
                    anchors = True
            number = numbers.get(hypothesis)
            if number is not None:
                usual, unusual = self._presentation.sums(side)
                most += usual[number] + unusual[number]
            yield hypothesis, side, most if anchors and not self._regional.is_elsewhere(side) else -inf

    def _beside(self, hypothesis: str, speaks: int) -> int:
        """Observations that may be there beside a hypothesis for which these speak."""
        known = self._kb.hypotheses[hypothesis]
        # trigger points and nerve lesions coexist: neither excludes the other
        beside = self._in_muscles if known.mechanism in NERVE else 0
        # one danger makes no other less likely
        return beside | (self._dangers & ~speaks) if known.triage in HASTE else beside


def _by_id(found: tuple[Rule, Firing]) -> str:
    return found[0].id


def prior(kb: KnowledgeBase, hypothesis: str, regions: Collection[str]) -> float:
    """What a hypothesis begins with: how common it is, less for the part of the complaint's regions that are not its own."""
    known = kb.hypotheses[hypothesis]
    return kb.scale.priors[known.prior] - kb.scale.elsewhere * _elsewhere(known.regions, frozenset(regions))


@lru_cache(maxsize=10_000)  # asked for all that a case speaks of
def _elsewhere(own: Collection[str], regions: frozenset[str]) -> float:
    """The part of the complaint's regions that are not these."""
    return sum(region not in own for region in regions) / len(regions) if regions else 0.0


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
