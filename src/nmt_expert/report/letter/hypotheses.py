"""The ranked assessment hypotheses: the leading one in full, the others in two lines each."""

from __future__ import annotations

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Argument, Assessment, Hypothesis
from nmt_expert.reasoning.words import newly_said
from nmt_expert.report.letter.findings import said
from nmt_expert.report.letter.sentences.item import small
from nmt_expert.report.view import Lead, Other, Point
from nmt_expert.report.words import (
    MECHANISM,
    SUPPORT,
    apart_words,
    confidence_words,
    how_sure,
    listed,
    sentence,
    side_word,
    sided,
)

STRONGEST = 3  # arguments of the leading hypothesis on the first page
NAMED = 4  # phrases of one argument
RIVALS = 2  # hypotheses that the leading one is told apart from
BADGES = {"emergency": "Must be excluded", "urgent": "Must be excluded", "refer": "Refer"}


def lead(hypothesis: Hypothesis, assessment: Assessment, knowledge: KnowledgeBase) -> Lead:
    """The leading hypothesis: the strongest that speaks for it, all that speaks against it, what tells it from others."""
    rivals = [h for h in assessment.hypotheses[1:] if h.structure != hypothesis.structure][:RIVALS]
    apart: dict[str, list[str]] = {}
    for rival in rivals:
        if by := apart_by(hypothesis, rival, assessment, knowledge):
            apart.setdefault(by, []).append(small(sided(rival.name, rival.side)))
    return Lead(
        name=hypothesis.name,
        side=side_word(hypothesis.side),
        sure=how_sure(hypothesis),
        steps=SUPPORT[hypothesis.support],
        badge=BADGES.get(hypothesis.triage, ""),
        mechanism=MECHANISM[hypothesis.mechanism],
        structure=_structure(hypothesis),
        icd10cm=hypothesis.icd10cm,
        speaks_for=points(hypothesis, assessment, knowledge)[0][:STRONGEST],
        speaks_against=points(hypothesis, assessment, knowledge)[1],
        apart=tuple(f"from {' and '.join(names)}: {by}" for by, names in apart.items()),
        to_test="; ".join(small_test(u.label, hypothesis) for u in hypothesis.untested[:2]),
        believed=confidence_words(assessment),
        close=apart_words(assessment),
    )


def other(hypothesis: Hypothesis, assessment: Assessment, knowledge: KnowledgeBase) -> Other:
    """One of the others: what it has beside the leading one, what speaks against it, what would test it."""
    first = assessment.hypotheses[0]
    shared = {label for a in first.arguments_for for label in a.findings}
    own = [label for a, new in newly_said(hypothesis.arguments_for) for label in new if label not in shared]
    common = sum(len(a.findings) for a in hypothesis.arguments_for) > len(own) and hypothesis is not first
    speaks_for = said(own, assessment, knowledge, hypothesis.side)[:STRONGEST]
    against = [label for a, new in newly_said(hypothesis.arguments_against) for label in new]
    parts = (
        ("For", "; ".join(([f"findings shared with no. {first.rank}"] if common else []) + speaks_for)),
        ("Against", "; ".join(said(against, assessment, knowledge, hypothesis.side)[:2])),
        ("To test", "; ".join(small_test(u.label, hypothesis) for u in hypothesis.untested[:2])),
    )
    return Other(
        rank=hypothesis.rank,
        name=sided(hypothesis.name, hypothesis.side),
        sure=how_sure(hypothesis),
        badge=BADGES.get(hypothesis.triage, ""),
        linked=_linked(hypothesis, assessment),
        line=" ".join(f"{title}: {text}." for title, text in parts if text),
    )


def points(
    hypothesis: Hypothesis, assessment: Assessment, knowledge: KnowledgeBase, named: int = NAMED
) -> tuple[tuple[Point, ...], tuple[Point, ...], tuple[Point, ...]]:
    """What speaks for it, against it, and what is still to test. Each finding stands with its strongest argument."""

    def point(argument: Argument, new: tuple[str, ...]) -> Point:
        words = said(new, assessment, knowledge, hypothesis.side)
        note = f"{argument.strength}, {argument.basis}"
        return Point(sentence(listed(words, named)).rstrip("."), note, argument.because, argument.rule)

    return (
        tuple(point(a, new) for a, new in newly_said(hypothesis.arguments_for)),
        tuple(point(a, new) for a, new in newly_said(hypothesis.arguments_against)),
        tuple(Point(u.label, u.how) for u in hypothesis.untested),
    )


def apart_by(first: Hypothesis, rival: Hypothesis, assessment: Assessment, knowledge: KnowledgeBase) -> str:
    """The findings that tell the first from its rival: what speaks for one only, or against the rival only. '' if none."""
    explained = {label for a in rival.arguments_for for label in a.findings}
    contrary = {label for a in first.arguments_against for label in a.findings}
    own = [label for a, new in newly_said(first.arguments_for) for label in new if label not in explained]
    against = [
        label
        for a, new in newly_said(rival.arguments_against)
        for label in new
        if label not in contrary and label not in own
    ]
    fits = "; ".join(said(own, assessment, knowledge, first.side)[:2])
    speaks = "; ".join(said(against, assessment, knowledge, first.side)[:2])
    return "; ".join(filter(None, (fits, f"against it {speaks}" if speaks else "")))


def small_test(label: str, hypothesis: Hypothesis) -> str:
    """A test without the structure that stands over it: 'taut band' under infraspinatus."""
    return small(label.removeprefix(f"{hypothesis.structure}: "))


def _structure(hypothesis: Hypothesis) -> str:
    return hypothesis.structure if hypothesis.structure.lower() not in hypothesis.name.lower() else ""


def _linked(hypothesis: Hypothesis, assessment: Assessment) -> str:
    ranks = {other.id: other.rank for other in assessment.hypotheses}
    found = sorted({ranks[name] for name in hypothesis.linked if name in ranks} - {hypothesis.rank})
    return "belongs with no. " + " and ".join(map(str, found)) if found else ""
