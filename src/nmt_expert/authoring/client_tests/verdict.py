"""Do the rules what a client test says? The difference in words."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.authoring.client_tests.alone import RuleByRule
from nmt_expert.authoring.client_tests.clients import FIRST, NOT_RAISED, OTHER_SIDE, STEPS, ClientTest
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.scale import Scale
from nmt_expert.reasoning.assessment import level_of
from nmt_expert.reasoning.condition_words import rule_words
from nmt_expert.reasoning.facts import Fact, FactBase, build_facts
from nmt_expert.reasoning.ranking.rank import Ranked, rank
from nmt_expert.reasoning.ranking.weigh import score_all
from nmt_expert.reasoning.safety.gate import urgency_beside


def observed(test: ClientTest, fired: Iterable[Rule], scale: Scale) -> str:
    """What happened to the rule, flag or hypothesis of a test when these rules fired, in the words of `wanted`."""
    if test.about == "rule":
        return "fires" if any(r.id in (test.id, f"{test.id}/absent") for r in fired) else "quiet"
    if test.about == "argument":
        return next((says(r) for r in fired if r.id == test.id), "quiet")
    if test.about == "urgency":
        return min((r.urgency for r in fired if r.kind == "urgency"), key=level_of, default="quiet")
    about = [r for r in fired if r.target == test.id]
    if test.about == "flag":
        return levels(about).get(test.id, NOT_RAISED)
    sign, _, _ = test.wanted.partition(" ")
    whole = [r for r in about if r.kind == "argument" and not r.part_of]
    said = [r for r in whole if sign == "quiet" or (r.weight > 0) == (sign == "for")]
    if not said:
        return "quiet"
    strongest = max(said, key=lambda r: abs(r.weight))
    return f"{'for' if strongest.weight > 0 else 'against'} {strength_word(strongest, scale)}"


def right(test: ClientTest, happened: str) -> bool:
    """Is what happened what the test asks for?"""
    if test.at_least:
        return STEPS.index(happened) <= STEPS.index(test.wanted)
    return happened == test.wanted


def difference(test: ClientTest, kb: KnowledgeBase, engine: RuleByRule) -> str:
    """What the rules do otherwise than the test says, in words; empty when they do just that."""
    facts = build_facts(test.observations, kb)
    if test.about == "rule" and engine.any_alone((test.id, f"{test.id}/absent"), facts) == (test.wanted == "fires"):
        return ""
    holds = set(engine.sides(test.id, facts)) - {OTHER_SIDE} if test.about == "argument" else set()
    if holds and says(kb.rules_by_id[test.id]) == test.wanted:
        return ""
    firings = engine.infer(facts)
    if test.about == "vignette":
        return _elsewhere(test, rank(score_all(kb, facts, firings)))
    there = [f for f in firings if test.about != "argument" or f.side != OTHER_SIDE]
    happened = observed(test, [kb.rules[f.rule] for f in there], kb.scale)
    if right(test, happened):
        return ""
    least = "at least " if test.at_least else ""
    said = f"{test.place()}: {happened} instead of {least}{test.wanted} for: {test.case}"
    if happened == "quiet" and test.about in ("rule", "argument") and test.id in kb.rules_by_id:
        known = {fact for f in firings for fact in f.facts} | set(facts.origins)
        return f"{said}\n    not met: {_unmet(kb, kb.rules_by_id[test.id], facts, known)}"
    because = [f.rule for f in firings if kb.rules[f.rule].target == test.id and kb.rules[f.rule].kind != "pattern"]
    if test.about not in ("rule", "argument") and because:
        return f"{said}\n    because of: {', '.join(kb.rules[rule].id for rule in dict.fromkeys(because))}"
    return said


def stands(test: ClientTest, lines: list[Ranked]) -> bool:
    """Does the hypothesis of a vignette stand where it shall, in these lines with the best first?"""
    return any(line.hypothesis == test.id for line in lines[: 1 if test.wanted == FIRST else 3])


def _elsewhere(test: ClientTest, lines: list[Ranked]) -> str:
    """Where the hypothesis of a vignette stands instead, and what stands above it; empty when it is right."""
    if stands(test, lines):
        return ""
    place = next((i for i, line in enumerate(lines) if line.hypothesis == test.id), None)
    said = "not in the ranking" if place is None else f"number {place + 1}"
    above = (
        f"{line.hypothesis} {line.scored.score:.2f}" for line in lines[: 3 if place is None else min(place + 1, 6)]
    )
    said = f"{test.place()}: {test.id}: {said} instead of {test.wanted} for: {test.case}"
    return f"{said}\n    ranking: {', '.join(above) or 'empty'}"


def says(rule: Rule) -> str:
    """For or against, and how strongly, as an argument is written."""
    return f"{'for' if rule.weight > 0 else 'against'} {rule.strength}"


def strength_word(rule: Rule, scale: Scale) -> str:
    """The word of an argument's strength; for a likelihood ratio the nearest."""
    if rule.strength in scale.strengths:
        return rule.strength
    return min(scale.strengths, key=lambda word: abs(scale.strengths[word] - abs(rule.weight)))


def levels(fired: Iterable[Rule]) -> dict[str, str]:
    """The red flags that these rules raise, each with its urgency."""
    fired = list(fired)
    lowering = {r.id for r in fired if r.kind == "lower"}
    found: dict[str, str] = {}
    for rule in fired:
        if rule.kind == "flag":
            level = urgency_beside(rule, lowering)
            found[rule.target] = min(found.get(rule.target, level), level, key=STEPS.index)
    return found


def _unmet(kb: KnowledgeBase, rule: Rule, facts: FactBase, known: set[Fact]) -> str:
    """The conditions of a rule that a client lacks, seen from the side that lacks fewest."""
    words = rule_words(kb, rule)
    lacking: list[list[str]] = []
    for side in facts.views:
        met = [sum(Fact(atom, side) in known for atom in atoms) >= n for n, atoms in rule.groups]
        lacking.append([text for text, done in zip(words, met, strict=False) if not done])
    fewest: list[str] = min(lacking, key=len)
    return "; ".join(fewest) or words[-1]
