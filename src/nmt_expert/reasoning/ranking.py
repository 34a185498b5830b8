"""From scores to a ranked list: sides, support in words, stability, what is still to test, what belongs together."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace as with_fields

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import atom_of, family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Finding, Rule
from nmt_expert.knowledge.model import Hypothesis as Known
from nmt_expert.reasoning.assessment import Argument, Hypothesis, Side, Support, Untested
from nmt_expert.reasoning.facts import CENTRAL, UNSPECIFIED, Fact, FactBase
from nmt_expert.reasoning.gather import Spoken
from nmt_expert.reasoning.known import asked_for, is_known, told_of
from nmt_expert.reasoning.prospects import gain, strongest_by_group
from nmt_expert.reasoning.resting import Resting
from nmt_expert.reasoning.weigh import Scored, Weighed, add_up
from nmt_expert.reasoning.words import observation_label

DRAWS = 100
WELL: tuple[Support, ...] = ("strong", "good")  # words of support on which something may rest
_BOTH_WITHIN = 0.6  # sides this close in score count as one finding on both sides
_SIDES: dict[str, Side] = {CENTRAL: "midline", "left": "left", "right": "right", UNSPECIFIED: "unspecified"}
TESTABLE = {"test", "neuro", "palpation", "motion", "gait", "posture", "vitals"}


class Ranked(NamedTuple):
    """One line of the ranking: a hypothesis with its stronger side, or both."""

    hypothesis: str
    side: Side
    scored: Scored


def rank(scores: dict[tuple[str, str], Scored]) -> list[Ranked]:
    """All anchored hypotheses, best first; ties by id. Each stands once, with its better side or both."""
    sides: dict[str, list[Scored]] = {}
    for scored in scores.values():
        if scored.anchored:
            sides.setdefault(scored.hypothesis, []).append(scored)
    lines = []
    for hypothesis, found in sides.items():
        found.sort(key=lambda s: (-s.score, s.side))
        together = (
            len(found) == 2
            and found[0].score - found[1].score <= _BOTH_WITHIN
            and {s.side for s in found} == {"left", "right"}
        )
        lines.append(Ranked(hypothesis, "both" if together else _SIDES[found[0].side], found[0]))
    return sorted(lines, key=lambda line: (-line.scored.score, line.hypothesis))


def support_word(kb: KnowledgeBase, score: float) -> Support:
    least = kb.scale.support
    return (
        "strong"
        if score >= least["strong"]
        else "good"
        if score >= least["good"]
        else "some"
        if score >= least["some"]
        else "little"
    )


def stability(kb: KnowledgeBase, spoken: Iterable[Spoken], lines: list[Ranked], seed: str) -> dict[str, float]:
    """Share of redrawn weights in which each hypothesis keeps its rank or a better one.

    Every rule text draws one weight, triangular within its interval: the printed one, or the neighbouring steps.
    """
    place = {line.hypothesis: i for i, line in enumerate(lines)}
    spoken = [s for s in spoken if s.hypothesis in place]
    texts = {_drawn_once(one.rule): one.rule for s in spoken for one in s.said}
    by_text = sorted(texts.items())
    number = {text: i for i, (text, _) in enumerate(by_text)}
    parts = [(s, [(number[_drawn_once(one.rule)], one.fit) for one in s.said]) for s in spoken]
    rng = random.Random(seed)  # noqa: S311 - repeatable draws are wanted
    kept = dict.fromkeys(place, 0)
    for _ in range(DRAWS):
        drawn = [rng.triangular(rule.low, rule.high, rule.weight) for _, rule in by_text]
        best: dict[str, float] = {}
        for s, weights in parts:
            total = add_up(kb, s, [drawn[i] * fit for i, fit in weights])
            if total.anchored:
                best[s.hypothesis] = max(total.score, best.get(s.hypothesis, total.score))
        for i, hypothesis in enumerate(sorted(best, key=lambda h: (-best[h], h))):
            kept[hypothesis] += i <= place[hypothesis]
    return {hypothesis: count / DRAWS for hypothesis, count in kept.items()}


def _drawn_once(rule: Rule) -> str:
    """Rules with the same text and strength share one draw: a template is one statement, not one a muscle."""
    return f"{rule.text}/{rule.strength}"


def describe(
    kb: KnowledgeBase, facts: FactBase, resting: Resting, spoken: Iterable[Spoken], lines: list[Ranked], seed: str
) -> tuple[Hypothesis, ...]:
    """The lines of a ranking as a reader sees them."""
    steady = stability(kb, spoken, lines, seed)
    told = told_of(facts.observations)
    described = []
    for i, line in enumerate(lines):
        known = kb.hypotheses[line.hypothesis]
        arguments = [_argument(kb, resting, a) for a in line.scored.arguments]
        described.append(
            Hypothesis(
                rank=i + 1,
                id=known.id,
                name=known.name,
                mechanism=known.mechanism,
                structure=known.structure,
                side=line.side,
                support=support_word(kb, line.scored.score),
                score=round(line.scored.score, 3),
                stability=steady[known.id],
                triage=asked_for(known, told),
                arguments_for=_strongest(a for a in arguments if a.weight > 0),
                arguments_against=_strongest(a for a in arguments if a.weight < 0),
                untested=untested(kb, facts, line),
                hallmark=line.scored.hallmark,
                unexplained=tuple(observation_label(o, kb) for o in resting.observations(line.scored.unexplained)),
                trigger_points=_trigger_points(known, line.scored.arguments),
                confirm=known.confirm,
                refer=known.refer,
                icd10cm=known.icd10cm,
                known=is_known(known, told),
            )
        )
    return tuple(with_links(kb, described))


def _strongest(arguments: Iterable[Argument]) -> tuple[Argument, ...]:
    return tuple(sorted(arguments, key=lambda a: (-abs(a.counted), a.rule)))


def _argument(kb: KnowledgeBase, resting: Resting, a: Weighed) -> Argument:
    found = sorted(resting.observations(a.rests_on), key=lambda o: not _examined(kb, o))
    return Argument(
        rule=a.rule.id,
        findings=tuple(observation_label(o, kb) for o in found),
        because=a.rule.because,
        strength=a.rule.strength,
        weight=round(a.weight, 3),
        counted=round(a.counted, 3),
        group=a.rule.group,
        basis=a.rule.basis,
        sources=a.rule.sources,
    )


def _examined(kb: KnowledgeBase, o: Observation) -> bool:
    """What an examiner found is named before what the client told."""
    finding = kb.finding(o.key)
    return finding is not None and finding.section in TESTABLE


def _trigger_points(known: Known, arguments: Iterable[Weighed]) -> tuple[str, ...]:
    """Trigger points of the muscle whose main pattern was drawn, best fit first."""
    fits = {a.rule.id.partition("(")[2].rstrip(")"): a.weight for a in arguments if a.rule.text == "tp_drawn_essential"}
    return tuple(sorted((t.id for t in known.triggers if t.id in fits), key=lambda t: (-fits[t], t)))


def untested(kb: KnowledgeBase, facts: FactBase, line: Ranked, most: int = 5) -> tuple[Untested, ...]:
    """Findings that nobody tested and that would move this hypothesis most, by examination."""
    found: list[Untested] = []
    groups: set[str] = set()
    effects = effects_on(kb, facts, line.scored)
    for key, effect in sorted(effects.items(), key=lambda item: (item[1].down - item[1].up, item[0])):
        finding = kb.finding(key)
        if finding is not None and finding.section in TESTABLE and effect.group not in groups:
            groups.add(effect.group)  # one of each kind: ten zones to stroke are one test
            found.append(
                Untested(key, finding.label, finding.how or finding.ask, round(effect.up, 3), round(effect.down, 3))
            )
    return tuple(found[:most])


class Effect(NamedTuple):
    """How far a finding would move a score if present and if absent, and the evidence group that moves it most."""

    up: float
    down: float
    group: str


def effects_on(kb: KnowledgeBase, facts: FactBase, scored: Scored) -> dict[str, Effect]:
    """For every finding that can still be asked: how far its presence and its absence would move the score at most.

    Looks at rules that one more answer would complete; group discounts are respected, fits of drawings are not.
    """
    stated = {o.key for o in facts.observations}
    seen = {family_of(o.key) for o in facts.observations if o.state == "present"}
    fired = {a.rule.id for a in scored.arguments}
    strongest = strongest_by_group(scored.arguments)
    effects: dict[str, Effect] = {}
    for rule in kb.rules_of(scored.hypothesis):
        if rule.id in fired:
            continue
        gained = gain(kb, rule, strongest)
        for atom in _completing(kb, facts, rule, scored.side):
            asked = atom_of(kb.atoms[atom])
            key = asked.key
            if key is None or key in stated or not askable(kb.finding(key), seen):
                continue
            old = effects.get(key, Effect(0.0, 0.0, rule.group))
            up, down = (old.up, _further(old.down, gained)) if asked.absent else (_further(old.up, gained), old.down)
            larger = max(abs(up), abs(down)) > max(abs(old.up), abs(old.down))
            effects[key] = Effect(up, down, rule.group if larger else old.group)
    return effects


def askable(finding: Finding | None, seen: set[str]) -> bool:
    """Neither counted from items, nor already known to be wrong: 'feeling normal' where a loss of it was found."""
    return finding is None or not (finding.score or seen.intersection(finding.rules_out))


def _further(old: float, new: float) -> float:
    return new if abs(new) > abs(old) else old


def _completing(kb: KnowledgeBase, facts: FactBase, rule: Rule, side: str) -> tuple[int, ...]:
    """Atoms of which one more would make the rule fire; () when more than one is missing."""
    if any(Fact(atom, side) in facts.origins for atom in rule.nots):
        return ()
    open_groups = []
    for n, atoms in rule.groups:
        missing = n - sum(Fact(atom, side) in facts.origins for atom in atoms)
        if missing > 1:
            return ()
        if missing == 1:
            open_groups.append(atoms)
    return open_groups[0] if len(open_groups) == 1 else ()


def with_links(kb: KnowledgeBase, listed: list[Hypothesis]) -> list[Hypothesis]:
    """Adds to each hypothesis the ids of the listed ones that belong to the same story."""
    return [
        with_fields(h, linked=tuple(other.id for other in listed if other.id != h.id and linked(kb, h.id, other.id)))
        for h in listed
    ]


def linked(kb: KnowledgeBase, one: str, other: str) -> bool:
    """A muscle that presses the nerve, a satellite of the other trigger point, or two lesions on one root's way."""
    a, b = kb.hypotheses[one], kb.hypotheses[other]
    return _leads_to(a, b) or _leads_to(b, a) or _double_crush(a, b) or _double_crush(b, a)


def _leads_to(a: Known, b: Known) -> bool:
    muscle = a.id.removeprefix("trigger_point.")
    return a.mechanism == "trigger_point" and (
        b.id in a.entraps or muscle in b.muscles or b.id.removeprefix("trigger_point.") in a.satellites
    )


def _double_crush(a: Known, b: Known) -> bool:
    return (
        a.mechanism == "compression"
        and b.mechanism == "entrapment"
        and len(a.roots) <= 2
        and bool(set(a.roots) & set(b.roots))
    )
