"""The blocks of the ranked assessment hypotheses."""

from __future__ import annotations

from nmt_expert.reasoning.assessment import Argument, Assessment, Hypothesis
from nmt_expert.reasoning.words import grouped, newly_said
from nmt_expert.report.view import Block, Point
from nmt_expert.report.words import MECHANISM, SUPPORT, firmness, listed, side_word

NAMED, NAMED_BRIEFLY = 5, 3  # phrases of one argument
BADGES = {"emergency": "Must be excluded", "urgent": "Must be excluded", "refer": "Refer"}


def block(hypothesis: Hypothesis, assessment: Assessment, most: int | None, *, brief: bool = False) -> Block:
    """One hypothesis with at most `most` points in each list (None: all of them)."""
    shown = tuple(found[:most] for found in points(hypothesis, NAMED_BRIEFLY if brief else NAMED))
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
        linked=_linked(hypothesis, assessment),
        brief=brief,
    )


def points(
    hypothesis: Hypothesis, named: int = NAMED
) -> tuple[tuple[Point, ...], tuple[Point, ...], tuple[Point, ...]]:
    """What speaks for it, against it, and what is still to test. Each finding stands with its strongest argument."""
    return (
        tuple(_argument(a, new, hypothesis, named) for a, new in newly_said(hypothesis.arguments_for)),
        tuple(_argument(a, new, hypothesis, named) for a, new in newly_said(hypothesis.arguments_against)),
        tuple(Point(_short(u.label, hypothesis), u.how) for u in hypothesis.untested),
    )


def _argument(argument: Argument, findings: tuple[str, ...], hypothesis: Hypothesis, named: int) -> Point:
    phrases = grouped((_short(label, hypothesis) for label in findings), hypothesis.side)
    return Point(
        listed(phrases, named),
        f"{argument.strength}, {argument.basis}",
        because=argument.because,
        rule=argument.rule,
    )


def _short(label: str, hypothesis: Hypothesis) -> str:
    """A finding without the structure that stands over it: 'Taut band' under infraspinatus."""
    rest = label.removeprefix(f"{hypothesis.structure}: ")
    return rest[:1].upper() + rest[1:]


def _linked(hypothesis: Hypothesis, assessment: Assessment) -> str:
    ranks = {other.id: other.rank for other in assessment.hypotheses}
    found = sorted({ranks[name] for name in hypothesis.linked if name in ranks} - {hypothesis.rank})
    return "belongs with no. " + " and ".join(map(str, found)) if found else ""
