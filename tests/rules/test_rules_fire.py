"""Every rule fires in a case made for it and stays quiet when what it needs is missing; both engines and all rules.

The clients written for rules are tried in tests/clinical; here the cases are made from the condition itself: the smallest case that meets it, and the same case with one needed finding left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import finding_key
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.engines.clips_engine import ClipsEngine
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts

LEFT = frozenset({"left"})
_SIDES = {"~": frozenset({"right"}), "&": frozenset({"left", "right"})}


def _observation(kb: KnowledgeBase, atom: str) -> Observation:
    """What must be observed for an atom to be seen from the left."""
    key = finding_key(atom)
    assert key is not None
    finding = kb.finding(key)
    assert finding is not None
    bare = atom.lstrip("~|&")
    for op, shift in ((">=", 0.0), ("<=", 0.0)):
        if op in bare:
            return Observation(key, "value", value=float(bare.split(op)[1]) + shift)
    sides = _SIDES.get(atom[0], LEFT) if finding.sided else frozenset()
    return Observation(key, "present" if bare.startswith("+") else "absent", sides)


def _needs(kb: KnowledgeBase, rule: Rule, depth: int = 0) -> list[list[Observation]]:
    """One list of observations a group: the first n atoms, patterns unfolded to what concludes them."""
    groups = []
    for n, atoms in rule.groups:
        found: list[Observation] = []
        for atom in atoms[:n]:
            text = kb.atoms[atom]
            if text.lstrip("|").startswith("@"):
                concluding = [r for r in kb.rules_of(text.lstrip("|")[1:]) if r.kind == "pattern"]
                assert depth < 6, f"{rule.id}: patterns nested too deeply"
                found += [o for group in _needs(kb, concluding[0], depth + 1) for o in group]
            else:
                found.append(_observation(kb, text))
        groups.append(found)
    return groups


def _consistent(observations: list[Observation]) -> bool:
    states: dict[str, set[str]] = {}
    for o in observations:
        states.setdefault(o.key, set()).add(o.state)
    return all(len(found) == 1 for found in states.values())


def _fired(kb: KnowledgeBase, engine: PlainEngine | ClipsEngine, observations: list[Observation]) -> set[str]:
    merged = list(dict.fromkeys(observations))
    return {kb.rules[f.rule].id for f in engine.infer(build_facts(merged, kb))}


def _own_rules(kb: KnowledgeBase) -> Iterator[Rule]:
    for rule in kb.rules:
        if "#" not in rule.id and not rule.part_of:  # tests/knowledge/test_in_part.py
            yield rule


def test_every_rule_fires_when_its_condition_is_met(kb: KnowledgeBase) -> None:
    engine = PlainEngine(kb)
    silent = []
    for rule in _own_rules(kb):
        observations = [o for group in _needs(kb, rule) for o in group]
        if _consistent(observations) and rule.id not in _fired(kb, engine, observations):
            silent.append(rule.id)
    assert silent == []


def test_every_rule_stays_quiet_when_a_group_is_not_met(kb: KnowledgeBase) -> None:
    engine = PlainEngine(kb)
    loud = []
    for rule in _own_rules(kb):
        groups = _needs(kb, rule)
        rest = [o for group in groups[1:] for o in group] + groups[0][:-1]
        if rule.id in _fired(kb, engine, rest) and not _met_otherwise(kb, rule, rest):
            loud.append(rule.id)
    assert loud == []


def _met_otherwise(kb: KnowledgeBase, rule: Rule, rest: list[Observation]) -> bool:
    """Is the first group met by findings of the other groups, or by what follows from them?"""
    facts = build_facts(rest, kb)
    known = {fact for f in PlainEngine(kb).infer(facts) for fact in f.facts} | set(facts.origins)
    n, atoms = rule.groups[0]
    return any(sum((atom, side) in known for atom in atoms) >= n for side in facts.views)


def test_clips_fires_the_same_for_a_sample_of_all_rules(kb: KnowledgeBase) -> None:
    plain, clips = PlainEngine(kb), ClipsEngine(kb)
    for rule in list(_own_rules(kb))[::23]:
        observations = [o for group in _needs(kb, rule) for o in group]
        facts = build_facts(list(dict.fromkeys(observations)), kb)
        assert clips.infer(facts) == plain.infer(facts), rule.id
