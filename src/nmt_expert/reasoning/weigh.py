"""From firings to scores: what each rule weighs, and how arguments about one hypothesis add up.

A score is a sum of weights of evidence (log10 of likelihood ratios, Good 1950) on a prior class. It orders; it is not
a probability, since nothing calibrates it. Sums use math.fsum, so the order of arguments never matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import fsum
from typing import NamedTuple

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import finding_key
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.engines.interface import Firing
from nmt_expert.reasoning.facts import Fact, FactBase

WeightOf = Callable[[Rule], float]
_TOLD = ("history", "factor")  # sections of what was told


def rule_weight(rule: Rule) -> float:
    return rule.weight


class Weighed(NamedTuple):
    """One argument as it counts for one hypothesis and side."""

    rule: Rule
    firing: Firing
    fit: float  # 1, or for a graded rule how well the drawing fits, 0 to 1
    weight: float
    counted: float


class Scored(NamedTuple):
    """A hypothesis on one side with everything that was said about it."""

    hypothesis: str
    side: str
    score: float
    arguments: tuple[Weighed, ...]
    anchored: bool  # something other than circumstance, found in the region, speaks for it


class Spoken(NamedTuple):
    """What was said about one hypothesis and side, before it is weighed: (rule, firing, fit)."""

    hypothesis: str
    side: str
    said: tuple[tuple[Rule, Firing, float], ...]
    regional: tuple[bool, ...]  # whether each matched something of a region of the body, on a side with symptoms


def gather(kb: KnowledgeBase, facts: FactBase, firings: Iterable[Firing]) -> list[Spoken]:
    """Arguments by hypothesis and side, with the fit of graded ones. In a fixed order, whatever that of the firings."""
    spoken: dict[tuple[str, str], list[Firing]] = {}
    for firing in firings:
        rule = kb.rules[firing.rule]
        if rule.kind == "argument":
            spoken.setdefault((rule.target, firing.side), []).append(firing)
    fits = _Fits(kb, facts)
    symptomatic = {side for o in facts.observations if _drawn_symptom(kb, o) for side in (o.sides or facts.sides)}
    gathered = []
    for (hypothesis, side), found in sorted(spoken.items()):
        found.sort()
        rules = [kb.rules[firing.rule] for firing in found]
        said = tuple((r, f, fits.of(r, f) if r.graded else 1.0) for r, f in zip(rules, found, strict=True))
        elsewhere = side in facts.sides and bool(symptomatic) and side not in symptomatic
        gathered.append(Spoken(hypothesis, side, said, tuple(not elsewhere and _regional(kb, facts, f) for f in found)))
    return gathered


def score_all(kb: KnowledgeBase, facts: FactBase, firings: Iterable[Firing]) -> dict[tuple[str, str], Scored]:
    """Scores of all hypotheses that an argument spoke of, by (hypothesis, side)."""
    return weigh_all(kb, gather(kb, facts, firings))


def weigh_all(
    kb: KnowledgeBase, spoken: Iterable[Spoken], weight_of: WeightOf = rule_weight
) -> dict[tuple[str, str], Scored]:
    """Scores of what was gathered, by (hypothesis, side)."""
    return {(s.hypothesis, s.side): weigh(kb, s, weight_of) for s in spoken}


def weigh(kb: KnowledgeBase, spoken: Spoken, weight_of: WeightOf = rule_weight) -> Scored:
    """The score of one hypothesis and side. `weight_of` gives the weight of a rule; the stability of a rank redraws it."""
    raw = [
        (rule, firing, fit, weight_of(rule) * fit, regional)
        for (rule, firing, fit), regional in zip(spoken.said, spoken.regional, strict=True)
    ]
    # strongest first within a group; ties by rule id
    raw.sort(key=lambda item: (item[0].group, -abs(item[3]), item[0].id))
    arguments: list[Weighed] = []
    leading: set[tuple[str, bool]] = set()
    anchored = False
    for rule, firing, fit, weight, regional in raw:
        group = (rule.group, weight >= 0)
        counted = weight * kb.scale.group_discount if group in leading else weight
        leading.add(group)
        arguments.append(Weighed(rule, firing, fit, weight, counted))
        anchored = anchored or (counted > 0 and regional and not rule.context)
    context = fsum([a.counted for a in arguments if a.rule.context])
    evidence = fsum([a.counted for a in arguments if not a.rule.context])
    prior = kb.scale.priors[kb.hypotheses[spoken.hypothesis].prior]
    score = prior + evidence + min(context, kb.scale.context_cap)
    return Scored(spoken.hypothesis, spoken.side, score, tuple(arguments), anchored)


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


class _Fits:
    """How well a drawing fits the zones that a rule speaks of."""

    def __init__(self, kb: KnowledgeBase, facts: FactBase) -> None:
        self._kb = kb
        self._facts = facts

    def of(self, rule: Rule, firing: Firing) -> float:
        """0 to 1: the square of a mean of two shares, so that a pattern that explains all counts far more than a part.

        The shares: of what was drawn, how much the pattern explains (counted double: pain outside a pattern says more
        than a pattern that is not filled); of the pattern, how much was drawn.
        """
        families, pattern = self._pattern(rule)
        drawn = self._drawn(families, firing.side)
        if not drawn:
            return 0.0
        hit = {_zone(self._kb.atoms[fact.atom]) for fact in firing.facts} - {""}
        explained = min(1.0, (len(hit) + 0.5 * len((drawn - hit) & set(rule.partly))) / len(drawn))
        filled = len(hit) / min(len(pattern), len(drawn))
        return ((2 * explained + filled) / 3) ** 2

    def _pattern(self, rule: Rule) -> tuple[frozenset[str], frozenset[str]]:
        atoms = [self._kb.atoms[atom] for _, group in rule.groups for atom in group]
        families = frozenset(atom.lstrip("~|&+-").partition("(")[0] for atom in atoms)
        return families, frozenset(map(_zone, atoms)) - {""}

    def _drawn(self, families: frozenset[str], side: str) -> set[str]:
        return {
            o.key.partition("(")[2].rstrip(")")
            for o in self._facts.observations
            if o.state == "present"
            and o.key.partition("(")[0] in families
            and (not o.sides or side in o.sides or side not in ("left", "right"))
        }


def _zone(atom: str) -> str:
    return (finding_key(atom) or "").partition("(")[2].rstrip(")")


def observations_of(facts: FactBase, found: Iterable[Fact]) -> list[Observation]:
    """The stated observations on which facts rest, without repetition, in the order of the case."""
    wanted = {observation.stated for fact in found for observation in facts.origins.get(fact, ())}
    return [o for o in facts.observations if o in wanted]
