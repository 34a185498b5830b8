"""The blocks of the ranked assessment hypotheses."""

from __future__ import annotations

from nmt_expert.reasoning.assessment import Argument, Assessment, Hypothesis, Untested
from nmt_expert.report.view import Block, Point
from nmt_expert.report.words import MECHANISM, SUPPORT, firmness, listed, side_word

BADGES = {"emergency": "Must be excluded", "urgent": "Must be excluded", "refer": "Refer"}


def block(hypothesis: Hypothesis, assessment: Assessment, most: int | None, *, brief: bool = False) -> Block:
    """One hypothesis with at most `most` points in each list (None: all of them)."""
    lists = (
        tuple(_argument(a) for a in hypothesis.arguments_for),
        tuple(_argument(a) for a in hypothesis.arguments_against),
        tuple(_test(u) for u in hypothesis.untested),
    )
    shown = tuple(points[:most] for points in lists)
    cut = sum(map(len, lists)) - sum(map(len, shown))
    return Block(
        rank=hypothesis.rank,
        name=hypothesis.name,
        side=side_word(hypothesis.side),
        mechanism=MECHANISM[hypothesis.mechanism],
        structure=hypothesis.structure if hypothesis.structure.lower() not in hypothesis.name.lower() else "",
        support=hypothesis.support,
        steps=SUPPORT[hypothesis.support],
        firmness=firmness(hypothesis.stability),
        badge=BADGES.get(hypothesis.triage, ""),
        speaks_for=shown[0],
        speaks_against=shown[1],
        to_test=shown[2],
        more=f"{cut} further points" if cut > 1 else "1 further point" if cut else "",
        linked=_linked(hypothesis, assessment),
        brief=brief,
    )


def _argument(argument: Argument) -> Point:
    return Point(
        listed(argument.findings, 4) or argument.because,
        f"{argument.strength}, {argument.basis}",
        because=argument.because,
        rule=argument.rule,
    )


def _test(untested: Untested) -> Point:
    return Point(untested.label, untested.how)


def _linked(hypothesis: Hypothesis, assessment: Assessment) -> str:
    ranks = {other.id: other.rank for other in assessment.hypotheses}
    found = sorted({ranks[name] for name in hypothesis.linked if name in ranks} - {hypothesis.rank})
    return "belongs with no. " + " and ".join(map(str, found)) if found else ""
