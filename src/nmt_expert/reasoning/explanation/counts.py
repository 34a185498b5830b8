"""What clinicians count - scores, clusters of tests, clinical prediction rules - as a reader sees it: how much was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nmt_expert.knowledge.atoms import atom_of, finding_key
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule, ScoreItem
from nmt_expert.reasoning.assessment import Counted, Points
from nmt_expert.reasoning.condition_words import item_words
from nmt_expert.reasoning.engines.interface import Firing
from nmt_expert.reasoning.explanation.explain import known_facts
from nmt_expert.reasoning.facts import Fact, FactBase
from nmt_expert.reasoning.ranking.rank import Ranked
from nmt_expert.reasoning.scores import Tally, tallies
from nmt_expert.reasoning.words import capped, side_words

_MOST = 10  # items of a cluster; longer lists are alternatives, nobody counts them
_LONGEST = 80  # characters of an item that is a condition of its own
_LEADING, _EACH = 3, 2  # hypotheses whose clusters are told, and of each so many


def counts(
    kb: KnowledgeBase, facts: FactBase, firings: Iterable[Firing], lines: Sequence[Ranked]
) -> tuple[Counted, ...]:
    """The scores of which something was met, and the clusters of the leading hypotheses of which something was found."""
    told = [_score(tally) for tally in tallies(kb, facts.observations)]
    known = known_facts(kb, facts, firings)
    asked = {o.key for o in facts.observations}
    seen: set[tuple[object, ...]] = set()
    for line in lines[:_LEADING]:
        for count in _clusters(kb, known, asked, line)[:_EACH]:
            same = (count.side, count.points, count.met, count.open)
            if same not in seen:  # neighbouring roots share their tests
                told.append(count)
            seen.add(same)
    return tuple(told)


def _score(tally: Tally) -> Counted:
    score = tally.score
    return Counted(
        score.name,
        side_words(tally.sides),
        tuple(Points(column, tally.points[column], enough) for column, enough in score.enough),
        _named(tally.met),
        _named(tally.not_met),
        _named(tally.open),
        sources=score.sources,
    )


def _named(items: Iterable[ScoreItem]) -> tuple[str, ...]:
    return tuple(item.label for item in items)


def _clusters(kb: KnowledgeBase, known: set[Fact], asked: set[str], line: Ranked) -> list[Counted]:
    """The clusters with a source that speak for a hypothesis and of which something was found. Of those that count the same
    tests in another choice (one evidence group) the one that is nearest to its number."""
    best: dict[tuple[int, ...], Rule] = {}
    for rule in kb.rules_of(line.hypothesis):
        if len(rule.groups) == 1 and rule.groups[0][0] > 1 and rule.sources and rule.weight > 0 and not rule.graded:
            atoms = rule.groups[0][1]
            if len(atoms) <= _MOST and (atoms not in best or rule.groups[0][0] < best[atoms].groups[0][0]):
                best[atoms] = rule
    nearest: dict[str, Counted] = {}
    for rule in best.values():
        count = _cluster(kb, known, asked, rule, line)
        before = nearest.get(rule.group)
        if count.points[0].number and (before is None or _lacking(count) < _lacking(before)):
            nearest[rule.group] = count
    return list(nearest.values())


def _lacking(count: Counted) -> float:
    return count.points[0].enough - count.points[0].number


def _cluster(kb: KnowledgeBase, known: set[Fact], asked: set[str], rule: Rule, line: Ranked) -> Counted:
    enough, atoms = rule.groups[0]
    met = [atom for atom in atoms if Fact(atom, line.scored.side) in known]
    rest = {atom: finding_key(kb.atoms[atom]) for atom in atoms if atom not in met}
    return Counted(
        kb.hypotheses[rule.target].name,
        side_words(frozenset({line.scored.side})),
        (Points("", len(met), enough),),
        tuple(", ".join(_labels(kb, _held(kb, known, atom, line.scored.side))) for atom in met),
        _labels(kb, [atom for atom, key in rest.items() if key in asked]),
        _labels(kb, [atom for atom, key in rest.items() if key not in asked]),
        hypothesis=rule.target,
        of=len(atoms),
        sources=rule.sources,
    )


def _held(kb: KnowledgeBase, known: set[Fact], atom: int, side: str) -> list[int]:
    """What of an item that was met is there: of unnamed alternatives those that were found, not what else would have done."""
    name = atom_of(kb.atoms[atom]).pattern
    rules = kb.rules_of(name) if "#" in name else []
    if len(rules) != 1 or rules[0].nots or [n for n, _ in rules[0].groups] != [1]:
        return [atom]
    found = [one for one in rules[0].groups[0][1] if Fact(one, side) in known]
    return [one for one in found if not atom_of(kb.atoms[one]).pattern.startswith("both#")] or [atom]


def _labels(kb: KnowledgeBase, atoms: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(capped(item_words(kb, number), _LONGEST) for number in atoms))
