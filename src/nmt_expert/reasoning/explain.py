"""Explanation as data: how a hypothesis got its place, what was missing, what if, and what tells two apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from nmt_expert.case.load import Case
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import finding_key
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.facts import Fact, FactBase, build_facts
from nmt_expert.reasoning.ranking import Effect, effects_on
from nmt_expert.reasoning.weigh import Scored
from nmt_expert.reasoning.words import observation_label

State = Literal["met", "unmet", "not tested"]
_NO_EFFECT = Effect(0.0, 0.0, "")
_TELLING = 0.05  # smaller differences of weight tell nothing apart


class Condition(Struct, frozen=True):
    """One group of a rule in words, and whether the case meets it."""

    text: str
    state: State


class NearMiss(Struct, frozen=True):
    """A rule that did not fire, with what it would have needed."""

    rule: str
    because: str
    weight: float
    conditions: tuple[Condition, ...]


class Difference(Struct, frozen=True):
    """A finding that moves two hypotheses apart."""

    key: str
    label: str
    how: str
    state: str  # 'present', 'absent' or 'not tested'
    for_first: float  # how far presence favours the first over the second, in weight of evidence


def atom_words(kb: KnowledgeBase, atom: str) -> str:
    """An atom as a reader understands it."""
    bare = atom.lstrip("~|&")
    where = {"~": " (other side)", "|": " (either side)", "&": " (both sides)"}.get(atom[0], "")
    if bare.startswith("@both#"):
        return "two of these, one on each side"
    if bare.startswith("@"):
        pattern = kb.patterns.get(bare[1:])
        return f"pattern: {pattern.label}" if pattern and "#" not in bare else "the conditions inside this rule"
    key = finding_key(atom) or ""
    finding = kb.finding(key)
    label = finding.label if finding else key
    for op, words in ((">=", "at least"), ("<=", "at most")):
        if op in bare:
            return f"{label} {words} {bare.split(op)[1]}"
    return ("not: " if bare.startswith("-") else "") + label + where


def near_misses(
    kb: KnowledgeBase, facts: FactBase, hypothesis: str, side: str, fired: Iterable[str], known: set[Fact]
) -> list[NearMiss]:
    """Rules about a hypothesis that did not fire, nearest and weightiest first."""
    done = set(fired)
    tested = {o.key for o in facts.observations}
    misses = []
    for rule in kb.rules_of(hypothesis):
        if rule.id in done or rule.kind != "argument" or rule.id.endswith("/absent"):
            continue
        conditions = tuple(_condition(kb, n, atoms, side, known, tested) for n, atoms in rule.groups)
        misses.append(NearMiss(rule.id, rule.because, rule.weight, conditions))
    return sorted(misses, key=lambda m: (sum(c.state != "met" for c in m.conditions), -abs(m.weight), m.rule))


def _condition(
    kb: KnowledgeBase, n: int, atoms: tuple[int, ...], side: str, known: set[Fact], tested: set[str]
) -> Condition:
    met = sum(Fact(atom, side) in known for atom in atoms)
    open_keys = [key for atom in atoms if (key := finding_key(kb.atoms[atom])) and key not in tested]
    state: State = "met" if met >= n else "not tested" if met + len(open_keys) >= n else "unmet"
    words = [atom_words(kb, kb.atoms[atom]) for atom in atoms]
    listed = "; ".join(words[:4]) + (f"; ... ({len(words)} in all)" if len(words) > 4 else "")
    return Condition(listed if len(atoms) == 1 else f"{n} of: {listed}" if n > 1 else f"any of: {listed}", state)


def differences(kb: KnowledgeBase, case: Case, first: Scored, second: Scored) -> list[Difference]:
    """Findings that tell two hypotheses apart: those stated, then those still to test, the most telling first."""
    facts = build_facts(case.observations, kb)
    stated = _stated_difference(kb, facts, first, second)
    one, two = effects_on(kb, facts, first), effects_on(kb, facts, second)
    to_test = []
    for key in one.keys() | two.keys():
        a, b = one.get(key, _NO_EFFECT), two.get(key, _NO_EFFECT)
        if_present, if_absent = a.up - b.up, a.down - b.down
        finding = kb.finding(key)
        if finding is not None and max(abs(if_present), abs(if_absent)) > _TELLING:
            to_test.append(
                Difference(
                    key, finding.label, finding.how or finding.ask, "not tested", round(if_present or -if_absent, 3)
                )
            )
    to_test.sort(key=lambda d: (-abs(d.for_first), d.key))
    return stated + to_test


def _stated_difference(kb: KnowledgeBase, facts: FactBase, first: Scored, second: Scored) -> list[Difference]:
    weight: dict[Observation, float] = {}
    for scored, sign in ((first, 1), (second, -1)):
        for argument in scored.arguments:
            origins = {o for fact in argument.firing.facts for o in facts.origins.get(fact, ())}
            for o in origins:
                weight[o] = weight.get(o, 0.0) + sign * argument.counted / len(origins)
    found = [
        Difference(o.key, observation_label(o, kb), "", o.state, round(w, 3))
        for o, w in weight.items()
        if abs(w) > _TELLING
    ]
    return sorted(found, key=lambda d: (-abs(d.for_first), d.key))


def with_change(case: Case, key: str, state: str, kb: KnowledgeBase) -> Case:
    """The case with one finding changed to present, absent or not tested."""
    kept = [o for o in case.observations if o.key != key]
    old = next((o for o in case.observations if o.key == key), None)
    finding = kb.finding(key)
    sides = (
        old.sides
        if old
        else frozenset(s for o in case.observations for s in o.sides)
        if finding and finding.sided
        else frozenset()
    )
    if state in ("present", "absent"):
        kept.append(Observation(key, state, sides))  # type: ignore[arg-type]
    return Case(case.file, tuple(kept))


def rule_words(kb: KnowledgeBase, rule: Rule) -> list[str]:
    """A rule's condition as sentences, one a group."""
    lines = []
    for n, atoms in rule.groups:
        words = [atom_words(kb, kb.atoms[atom]) for atom in atoms]
        lines.append(words[0] if len(words) == 1 else f"at least {n} of: " + "; ".join(words))
    if rule.nots:
        lines.append("none of: " + "; ".join(atom_words(kb, kb.atoms[atom]) for atom in rule.nots))
    return lines
