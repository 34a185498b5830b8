"""From scores to a ranked list: sides, support in words, stability."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import NamedTuple

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.assessment import Side, Support
from nmt_expert.reasoning.facts import CENTRAL, UNSPECIFIED
from nmt_expert.reasoning.ranking.gather import Spoken
from nmt_expert.reasoning.ranking.weigh import Scored, add_up

DRAWS = 100


WELL: tuple[Support, ...] = ("strong", "good")  # words of support on which something may rest


_BOTH_WITHIN = 0.6  # sides this close in score count as one finding on both sides


_SIDES: dict[str, Side] = {CENTRAL: "midline", "left": "left", "right": "right", UNSPECIFIED: "unspecified"}


class Ranked(NamedTuple):
    """One line of the ranking: a hypothesis with its stronger side, or both."""

    hypothesis: str
    side: Side
    scored: Scored


def rank(scores: dict[tuple[str, str], Scored]) -> list[Ranked]:
    """All anchored hypotheses, best first; ties by id."""
    sides: dict[str, list[Scored]] = {}
    for scored in scores.values():
        sides.setdefault(scored.hypothesis, []).append(scored)
    lines = (line_of(found) for found in sides.values())
    return sorted(filter(None, lines), key=lambda line: (-line.scored.score, line.hypothesis))


def line_of(sides: Iterable[Scored]) -> Ranked | None:
    """A hypothesis with its better side or both; on none where they are alike and nothing that speaks for it names one. None
    where it is not anchored."""
    found = sorted((s for s in sides if s.anchored), key=lambda s: (-s.score, not _named(s), s.side))
    if not found:
        return None
    together = (
        len(found) == 2
        and found[0].score - found[1].score <= _BOTH_WITHIN
        and {s.side for s in found} == {"left", "right"}
    )
    return Ranked(found[0].hypothesis, _side(found if together else found[:1]), found[0])


def _named(scored: Scored) -> bool:
    return scored.spoken is None or scored.spoken.names_side


def _side(alike: list[Scored]) -> Side:
    """The side of the first, or both, or none, of those that score alike."""
    if len(alike) > 1 and not _named(alike[0]):
        return "unspecified"
    return "both" if len(alike) > 1 and _named(alike[1]) else _SIDES[alike[0].side]


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
            if total.argued or s.thought_of:
                best[s.hypothesis] = max(total.score, best.get(s.hypothesis, total.score))
        for i, hypothesis in enumerate(sorted(best, key=lambda h: (-best[h], h))):
            kept[hypothesis] += i <= place[hypothesis]
    return {hypothesis: count / DRAWS for hypothesis, count in kept.items()}


def _drawn_once(rule: Rule) -> str:
    """Rules with the same text and strength share one draw: a template is one statement, not one a muscle."""
    return f"{rule.text}/{rule.strength}"
