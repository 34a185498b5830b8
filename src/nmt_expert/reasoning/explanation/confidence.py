"""How far the list can be believed: what its support meant on published cases, and whether the first two can be told apart."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Apart, Confidence
from nmt_expert.reasoning.explanation.differences import to_test
from nmt_expert.reasoning.facts import FactBase
from nmt_expert.reasoning.ranking.links import linked
from nmt_expert.reasoning.ranking.rank import Ranked, support_word
from nmt_expert.reasoning.ranking.untested import effects_on


def confidence(kb: KnowledgeBase, lines: Sequence[Ranked]) -> Confidence | None:
    """In how many published cases the first hypothesis had the support that it has here, and was right.

    None where nobody measured it: a clinic's own hypothesis stood first in none of those cases.
    """
    if not lines or not kb.scale.measured or lines[0].hypothesis in kb.own_hypotheses:
        return None
    support = support_word(kb, lines[0].scored.score)
    cases, first, three = kb.scale.measured[support]
    return Confidence(support, cases, first, three)


def apart(kb: KnowledgeBase, facts: FactBase, lines: Sequence[Ranked]) -> Apart | None:
    """The first two where they are too close to tell apart, with the test that would; None where the first is clear.

    Two that belong to one story (a muscle and the nerve that it presses) need not be told apart.
    """
    if len(lines) < 2 or linked(kb, lines[0].hypothesis, lines[1].hypothesis):
        return None
    first, second = lines[0].scored, lines[1].scored
    if first.score - second.score >= kb.scale.apart:
        return None
    tests = to_test(kb, effects_on(kb, facts, first), effects_on(kb, facts, second))
    best = next((t for t in tests if (f := kb.finding(t.key)) and f.examined), None)
    names = (kb.hypotheses[first.hypothesis].name, kb.hypotheses[second.hypothesis].name)
    if best is None:
        return Apart(*names, key="", test="", how="", favours="")
    return Apart(
        *names, best.key, best.label, best.how, names[0] if (best.if_present or -best.if_absent) > 0 else names[1]
    )
