"""How a hypothesis got its place: findings -> patterns -> arguments, with what counted and what was discounted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import atom_of, family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import PRESENTED
from nmt_expert.reasoning.condition_words import reason_of
from nmt_expert.reasoning.joined_words import breaths, joined, observed
from nmt_expert.reasoning.judge import Judged
from nmt_expert.reasoning.ranking.presented import telling
from nmt_expert.reasoning.ranking.rank import Ranked
from nmt_expert.reasoning.ranking.weigh import Weighed


class PatternStep(Struct, frozen=True):
    """A pattern that was concluded, and the findings on which it rests."""

    label: str
    findings: tuple[str, ...]


class Reason(Struct, frozen=True):
    """One rule that spoke, with the way from the findings to it."""

    rule: str
    because: str
    strength: str  # the word of the rule, or 'LR 4.1'
    weight: float  # log10 of a likelihood ratio; negative: against
    counted: float  # what of it entered the score
    group: str  # evidence group: of several arguments the strongest counts, the others a fraction
    sources: tuple[str, ...]  # () for consensus
    findings: tuple[str, ...]  # in words, kinds with the same places together
    kinds: tuple[str, ...]  # of the findings: keys of Chain.findings
    patterns: tuple[PatternStep, ...] = ()


class Chain(Struct, frozen=True):
    """One hypothesis in the ranking of one case."""

    hypothesis: str
    name: str
    side: str
    place: int  # from 1
    of: int  # hypotheses in the ranking
    score: float  # weight of evidence with the prior
    prior: str
    prior_weight: float
    owed: float  # what it pays: for a hallmark not found, and for what it leaves unexplained
    hallmark: bool  # one of its hallmarks was found, or it has none
    unexplained: tuple[str, ...]  # findings of the complaint from which nothing argues for it
    main: tuple[str, ...]  # the findings that carry most, each named once
    findings: dict[str, str]  # every kind of finding that speaks, with its places; '-weak' is absence
    reasons_for: tuple[Reason, ...] = field(name="for")
    reasons_against: tuple[Reason, ...] = field(name="against")


def chain(kb: KnowledgeBase, judged: Judged, line: Ranked) -> Chain:
    """The chain of one line of the ranking."""
    known = kb.hypotheses[line.hypothesis]
    order = sorted(line.scored.arguments, key=lambda a: (-abs(a.counted), a.rule.id))
    reasons = [_reason(kb, judged, a, line.side) for a in order]
    return Chain(
        hypothesis=known.id,
        name=known.name,
        side=line.side if line.side in ("left", "right", "both") else "",
        place=judged.lines.index(line) + 1,
        of=len(judged.lines),
        score=round(line.scored.score, 3),
        prior=known.prior,
        prior_weight=round(line.scored.prior, 3),
        owed=round(line.scored.owed, 3),
        hallmark=line.scored.hallmark,
        unexplained=_words(kb, judged.resting.observations(line.scored.unexplained), line.side),
        main=_main(kb, judged, order, line.side),
        findings=_kinds(kb, [o for a in order for o in _found(judged, a)], line.side),
        reasons_for=tuple(r for r in reasons if r.weight > 0),
        reasons_against=tuple(r for r in reasons if r.weight < 0),
    )


def _reason(kb: KnowledgeBase, judged: Judged, a: Weighed, side: str) -> Reason:
    steps = []
    for name in dict.fromkeys(atom_of(kb.atoms[fact.atom]).pattern for fact in sorted(a.firing.facts)):
        pattern = kb.patterns.get(name)
        if pattern is not None and "#" not in pattern.id:
            below = judged.resting.observations(judged.resting.under_pattern(pattern.id))
            steps.append(PatternStep(pattern.label, _words(kb, below, side)))
    found = _found(judged, a)
    if a.rule.strength in PRESENTED:
        found = telling(kb, a.rule, found)
    return Reason(
        rule=a.rule.id,
        because=reason_of(kb, a.rule, found),
        strength=a.rule.strength,
        weight=round(a.weight, 3),
        counted=round(a.counted, 3),
        group=a.rule.group,
        sources=tuple(kb.sources[s].what for s in a.rule.sources if s in kb.sources),
        findings=_words(kb, found, side),
        kinds=tuple(dict.fromkeys(map(_kind, found))),
        patterns=tuple(steps),
    )


def _found(judged: Judged, a: Weighed) -> list[Observation]:
    return judged.resting.observations(a.rests_on)


def _kind(o: Observation) -> str:
    return ("-" if o.state == "absent" else "") + family_of(o.key)


def _kinds(kb: KnowledgeBase, found: list[Observation], side: str) -> dict[str, str]:
    kinds: dict[str, list[Observation]] = {}
    for o in dict.fromkeys(found):
        kinds.setdefault(_kind(o), []).append(o)
    return {kind: "; ".join(_words(kb, members, side)) for kind, members in kinds.items()}


def _words(kb: KnowledgeBase, observations: Iterable[Observation], side: str) -> tuple[str, ...]:
    return tuple(joined((observed(kb, o) for o in observations), known_side=side))


def _main(
    kb: KnowledgeBase,
    judged: Judged,
    order: list[Weighed],
    side: str,
    most: int = 3,
) -> tuple[str, ...]:
    """What was found and the strongest arguments rest on: of equal ones that with fewest findings first, none twice."""
    own = [a for a in order if a.counted > 0 and a.rule.strength not in PRESENTED]
    speaking = [(a.counted, [o for o in _found(judged, a) if o.state != "absent"]) for a in own]
    said: set[Observation] = set()
    main: list[str] = []
    for _, found in sorted(speaking, key=lambda item: (-item[0], len(item[1]))):
        new = [o for o in found if o not in said]
        said.update(new)
        main += _inside(kb, new, side)
        if len(main) >= most:
            break
    return tuple(main[:most])


def _inside(kb: KnowledgeBase, found: list[Observation], side: str) -> Iterator[str]:
    """Inside a sentence: places in brackets; a kind of finding begins small, a proper name does not."""
    families = [kb.families[family_of(o.key)] for o in found if "(" in o.key]
    small = [f.label[:4] for f in families if f.section in ("symptom", "neuro", "history")]
    for said in breaths((observed(kb, o) for o in found), known_side=side):
        head = said.head[0].lower() + said.head[1:] if said.head.startswith(tuple(small)) else said.head
        where = "; ".join(part for part in (said.tail, said.side) if part)
        yield f"{head} ({where})" if where else head
