"""Every rule fires in a case made for it and stays quiet when what it needs is missing; both engines and all rules.

Rules written one by one carry their cases beside them (`tests:`); for templates and arguments the cases are made from
the condition itself: the smallest case that meets it, and the same case with one needed finding left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import finding_key
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.written.load import load
from nmt_expert.paths import shipped
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
        if "#" not in rule.id:
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


def _written() -> list[tuple[str, str, list[str]]]:
    files = load([shipped("rules")])
    cases = []
    for kind in ("rule", "pattern"):
        for item in files.of(kind):
            if item.entry.tests:
                cases += [(item.entry.id, "fires", keys) for keys in item.entry.tests.fires]
                cases += [(item.entry.id, "quiet", keys) for keys in item.entry.tests.quiet]
    for item in files.of("urgency"):
        cases += [(f"urgency/{item.entry.id}", "fires", keys) for keys in item.entry.tests.fires]
        cases += [(f"urgency/{item.entry.id}", "quiet", keys) for keys in item.entry.tests.quiet]
    for item in files.of("red_flag"):
        if item.entry.tests:
            cases += [(f"flag:{item.entry.id}", "fires", keys) for keys in item.entry.tests.fires]
            cases += [(f"flag:{item.entry.id}", "quiet", keys) for keys in item.entry.tests.quiet]
        for raised in item.entry.raised():  # sentences: tests/clinical
            name = f"{item.entry.id}/{raised.id}"
            cases += [(name, "fires", keys) for keys in raised.fires if isinstance(keys, list)]
            cases += [(name, "quiet", keys) for keys in raised.quiet if isinstance(keys, list)]
    return cases


def test_the_cases_written_beside_rules_hold(kb: KnowledgeBase) -> None:
    engine = PlainEngine(kb)
    wrong = []
    for name, expected, keys in _written():
        observations = [_stated(kb, key) for key in keys]
        fired = _fired(kb, engine, observations)
        if name.startswith("flag:"):
            happened = any(rule.startswith(name.removeprefix("flag:") + "/") and "#" not in rule for rule in fired)
        else:
            happened = name in fired or f"{name}/absent" in fired
        if happened != (expected == "fires"):
            wrong.append(f"{name} with {keys}: expected {expected}")
    assert wrong == []


def _stated(kb: KnowledgeBase, key: str) -> Observation:
    """A key as tests write it: KEY present on the left, -KEY absent, KEY=5 a value, &KEY on both sides, ~KEY on the right."""
    if "=" in key:
        name, _, value = key.partition("=")
        return Observation(name, "value", value=float(value))
    bare = key.lstrip("-&~")
    finding = kb.finding(bare)
    assert finding is not None, f"unknown finding {bare} in the tests of a rule"
    sides = _SIDES.get(key.lstrip("-")[0], LEFT) if finding.sided else frozenset()
    return Observation(bare, "absent" if key.startswith("-") else "present", sides)
