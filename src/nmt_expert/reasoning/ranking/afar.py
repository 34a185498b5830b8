"""What follows from a finding stays where that was found: a weak thumb is weakness, but none of the shoulder.

A general finding (weakness, numbness or tingling, clicking) that nobody stated may follow from a special one far from a
hypothesis, and then says nothing of it. Who states the general one means the complaint. What was told of the past, and how
somebody stands and walks, bears on other places too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from nmt_expert.knowledge.atoms import family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.assessment import HASTE
from nmt_expert.reasoning.engines.interface import Firing
from nmt_expert.reasoning.facts import Fact, FactBase, lacking

_ELSEWHERE_TOO = ("history", "factor", "posture", "gait")  # sections
_EVERYWHERE = "general"


class Afar:
    """Arguments that rest on what follows from findings in another part of the body alone."""

    def __init__(self, kb: KnowledgeBase, facts: FactBase) -> None:
        self._kb = kb
        found: dict[str, set[str]] = {}  # what follows -> regions of the stated findings from which it does
        for o in facts.observations:
            finding = kb.finding(o.key)
            if o == o.stated and o.state != "absent" and finding is not None:
                placed = o.state == "present" and finding.section not in _ELSEWHERE_TOO
                for key in _follow(kb, o.key):
                    found.setdefault(key, set()).update(finding.regions if placed else (_EVERYWHERE,))
        self._found: dict[Fact, tuple[frozenset[str], set[str]]] = {}  # regions of what follows, and where it was found
        for fact, origins in facts.origins.items():
            o = origins[0]
            if o != o.stated and o.state == "present" and o.key in found and (general := kb.finding(o.key)) is not None:
                self._found[fact] = (frozenset(general.regions), found[o.key])

    def is_all(self, rule: Rule, firing: Firing) -> bool:
        """Is a condition of the argument met only by what lies elsewhere? A danger is always heard."""
        if not self._found or self._found.keys().isdisjoint(firing.facts):
            return False
        known = self._kb.hypotheses[rule.target]
        if rule.weight > 0 and known.triage in HASTE:
            return False
        own = _regions(self._kb, rule.target)
        here = {fact.atom for fact in firing.facts if not self._is_elsewhere(fact, own)}
        return any(lacking(here, n, atoms) > 0 for n, atoms in rule.groups)

    def _is_elsewhere(self, fact: Fact, own: Collection[str]) -> bool:
        general, found = self._found.get(fact, (frozenset[str](), set[str]()))
        return not general.isdisjoint(own) and found.isdisjoint(own)


def _follow(kb: KnowledgeBase, key: str) -> Iterator[str]:
    """What is present when this finding is, without itself."""
    todo = [key]
    for one in todo:  # grows while it is read
        if one != key:
            yield one
        sums_up = (finding.key for finding in kb.summaries if family_of(one) in finding.summary_of)
        todo += [general for general in (*kb.implied(one), *sums_up) if general not in todo]


def _regions(kb: KnowledgeBase, hypothesis: str) -> frozenset[str]:
    """Where a hypothesis is felt: its regions and those of its drawings, and what has no place."""
    made: dict[str, frozenset[str]] = kb.__dict__.setdefault("felt_in", {})
    if hypothesis not in made:
        known = kb.hypotheses[hypothesis]
        drawn = (*known.pain, *known.sensory, *(z for t in known.triggers for z in (*t.essential, *t.spillover)))
        places = (kb.body_places[zone].region for zone in drawn)
        made[hypothesis] = frozenset((*known.regions, *places, _EVERYWHERE))
    return made[hypothesis]
