"""Cases made by chance for properties that must hold for any case: pictures of hypotheses and red flags, with noise.

A case is drawn from a number, so that a failure names the case again.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from nmt_expert.case.load import Case
from nmt_expert.case.model import CaseFile
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import finding_key
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Finding, Rule

_SIDES = ("left", "right")
_LEAST = 3  # findings of a client at least


def vocabulary(kb: KnowledgeBase) -> list[Finding]:
    """Every finding that is no number, members of families among them, in a fixed order."""
    members = (
        kb.finding(f"{family.id}({subject})") for family in kb.families.values() for subject in kb.subjects(family.over)
    )
    return [f for f in (*kb.observable, *members) if f is not None and not f.unit]


class Generator:
    """Draws cases over a knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.vocabulary = vocabulary(kb)
        self.safety = [f for f in self.vocabulary if f.screen]
        self._arguments = {
            h: [r for r in kb.rules_of(h) if r.kind == "argument" and r.weight > 0] for h in kb.hypotheses
        }
        self._flags = [r for r in kb.rules if r.kind == "flag"]

    def case(self, number: int) -> Case:
        """A picture of one hypothesis, sometimes of a flag too, with some of what belongs to nothing."""
        rng = random.Random(number)
        found: dict[str, Observation] = {}
        side = rng.choice(_SIDES)
        hypothesis = rng.choice(sorted(self._arguments))
        rules = self._arguments[hypothesis]
        most = rng.randint(1, 6)
        for done, rule in enumerate(rng.sample(rules, len(rules))):
            if done >= most and sum(o.state == "present" for o in found.values()) >= _LEAST:
                break
            self._state(found, rule, side, rng)
        if rng.random() < 0.25:
            self._state(found, rng.choice(self._flags), side, rng)
        for finding in rng.sample(self.safety, rng.choice((0, 0, 0, 1, 2))):
            add(found, observed(finding, "present", rng.choice(_SIDES)))
        for state, most in (("present", 2), ("absent", 5)):
            for finding in rng.sample(self.vocabulary, rng.randint(0, most)):
                add(found, observed(finding, state, rng.choice((side, side, *_SIDES, ""))))
        add(found, Observation(f"sex_{rng.choice(('male', 'female'))}", "present"))
        add(found, Observation("age", "value", value=float(rng.randint(16, 90))))
        if rng.random() < 0.5:
            add(found, Observation("duration_days", "value", value=float(rng.choice((0, 1, 3, 10, 21, 45, 120, 900)))))
        return as_case(f"drawn-{number}", found.values())

    def _state(self, found: dict[str, Observation], rule: Rule, side: str, rng: random.Random) -> None:
        """Findings that meet a rule's condition, conditions inside it included."""
        for n, atoms in rule.groups:
            for number in rng.sample(atoms, min(n, len(atoms))):
                atom = self.kb.atoms[number]
                key = finding_key(atom)
                if key is None:
                    name = atom.lstrip("|")[1:]
                    concluding = [r for r in self.kb.rules_of(name) if r.kind == "pattern"]
                    if concluding:
                        self._state(found, rng.choice(concluding), side, rng)
                    continue
                finding = self.kb.finding(key)
                assert finding is not None
                if finding.unit:
                    bound = float(atom.split(">=" if ">=" in atom else "<=")[1])
                    add(found, Observation(key, "value", value=bound))
                elif atom[0] == "&":
                    add(found, observed(finding, "present", "both"))
                else:
                    other = {"left": "right", "right": "left"}[side] if atom[0] == "~" else side
                    add(found, observed(finding, "absent" if atom.lstrip("~|&")[0] == "-" else "present", other))


def observed(finding: Finding, state: str, side: str) -> Observation:
    """The finding in one state; the side (left, right, both, '') as far as it has one."""
    sides = frozenset(_SIDES if side == "both" else (side,) if side else ()) if finding.sided else frozenset()
    return Observation(finding.key, state, sides)  # type: ignore[arg-type]


def add(found: dict[str, Observation], o: Observation) -> None:
    """States an observation unless its finding is stated already."""
    found.setdefault(o.key, o)


def as_case(name: str, observations: Iterable[Observation]) -> Case:
    return Case(CaseFile(schema_="nmt-case/1", id=name), tuple(observations))


def cases(kb: KnowledgeBase, numbers: Iterable[int]) -> Iterator[Case]:
    generator = Generator(kb)
    return (generator.case(number) for number in numbers)
