"""The ranked assessment hypotheses: the leading one in full, the others in two lines each."""

from __future__ import annotations

from msgspec.structs import replace

from nmt_expert.knowledge.atoms import family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import HASTE, URGENCIES, Argument, Assessment, Finding, Hypothesis, Untested
from nmt_expert.reasoning.words import NOT_FOUND, newly_said
from nmt_expert.report import lines
from nmt_expert.report.flags import flagged
from nmt_expert.report.letter.findings import argued, elsewhere, label_of, said
from nmt_expert.report.letter.sentences.forms import PLACE_SIGNS
from nmt_expert.report.letter.sentences.item import items, small, subject
from nmt_expert.report.letter.sentences.phrases import phrases
from nmt_expert.report.letter.sentences.sentence import negated_once
from nmt_expert.report.told import argued_once
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
KNOWN = "Known"
BACKGROUND = ("history", "factor")
BADGES = {"emergency": "Must be excluded", "urgent": "Must be excluded", "refer": "Refer"}


def lead(hypothesis: Hypothesis, assessment: Assessment, knowledge: KnowledgeBase) -> Lead:
    """The leading hypothesis: the strongest that speaks for it, all that speaks against it, what tells it from others."""
    own = argued(hypothesis)
    rivals = [  # of the same complaint: something speaks for both
        h
        for h in assessment.hypotheses[1:]
        if h.structure != hypothesis.structure
        and own & argued(h)
        and not elsewhere(h, hypothesis, assessment, knowledge)
    ][:RIVALS]
    apart: dict[str, list[str]] = {}
    for rival in rivals:
        if by := apart_by(hypothesis, rival, assessment, knowledge):
            apart.setdefault(by, []).append(_inside(rival))
    return Lead(
        name=hypothesis.name,
        side=side_word(hypothesis.side),
        sure=how_sure(hypothesis),
        steps=SUPPORT[hypothesis.support],
        badge=badge(hypothesis),
        mechanism=MECHANISM[hypothesis.mechanism],
        structure=_structure(hypothesis),
        icd10cm=hypothesis.icd10cm,
        speaks_for=points(hypothesis, assessment, knowledge)[0][:STRONGEST],
        speaks_against=points(hypothesis, assessment, knowledge)[1],
        apart=tuple(f"from {' and '.join(names)}: {by}" for by, names in apart.items()),
        to_test="; ".join(to_test(hypothesis, assessment, knowledge)[:2]),
        believed=confidence_words(assessment),
        close=apart_words(assessment),
    )


def other(hypothesis: Hypothesis, assessment: Assessment, knowledge: KnowledgeBase) -> Other:
    """One of the others: what it has beside the leading one, what speaks against it, what would test it."""
    hypothesis = sides(hypothesis, assessment, knowledge)
    first = assessment.hypotheses[0]
    shared: set[str] = set()
    if hypothesis.rank != first.rank and not elsewhere(hypothesis, first, assessment, knowledge):
        shared = {label for a in first.arguments_for for label in a.findings}
    found = [label for a, new in newly_said(hypothesis.arguments_for) for label in new]
    own = [label for label in found if label not in shared]
    common = len(found) > len(own)
    speaks_for = negated_once(said(own, assessment, knowledge, hypothesis.side)[:STRONGEST])
    against = [label for a, new in newly_said(hypothesis.arguments_against) for label in new]
    parts = (
        ("For", "; ".join(([f"findings shared with no. {first.rank}"] if common else []) + speaks_for)),
        ("Against", "; ".join(negated_once(said(against, assessment, knowledge, hypothesis.side)[:2]))),
        ("To test", "; ".join(to_test(hypothesis, assessment, knowledge)[:2])),
    )
    return Other(
        rank=hypothesis.rank,
        name=sided(hypothesis.name, hypothesis.side),
        sure=how_sure(hypothesis),
        badge=badge(hypothesis),
        linked=_linked(hypothesis, assessment),
        line=" ".join(f"{title}: {text}." for title, text in parts if text),
    )


def points(
    hypothesis: Hypothesis, assessment: Assessment, knowledge: KnowledgeBase, named: int = NAMED
) -> tuple[tuple[Point, ...], tuple[Point, ...], tuple[Point, ...]]:
    """What speaks for it, against it, and what is still to test. Each finding stands with its strongest argument."""

    hypothesis = sides(hypothesis, assessment, knowledge)

    def point(argument: Argument, new: tuple[str, ...]) -> Point:
        words = said(new, assessment, knowledge, hypothesis.side)
        words = [*negated_once(words[:named]), *words[named:]]
        note = f"{argument.strength}, {argument.basis}"
        return Point(sentence(listed(words, named)).rstrip("."), note, argument.because, argument.rule)

    return (
        tuple(point(a, new) for a, new in newly_said(hypothesis.arguments_for)),
        tuple(point(a, new) for a, new in newly_said(hypothesis.arguments_against)),
        tuple(Point(u.label, u.how) for u in hypothesis.untested if assessment.urgency not in HASTE),
    )


def sides(hypothesis: Hypothesis, assessment: Assessment, knowledge: KnowledgeBase) -> Hypothesis:
    """The hypothesis as it is told: each finding on one side, and against it nothing that goes without saying.

    A presentation holds against a hypothesis whatever it does not name: a risk of something else (cancer once, beside a
    torn tendon), a general finding that only sums up or follows from a special one (weakness anywhere), and another
    complaint that another hypothesis explains (a headache, beside a sore elbow).
    """
    known = {label_of(f, knowledge): f for f in assessment.findings}
    hypothesis = argued_once(hypothesis, assessment)
    speaking = [known[label] for a in hypothesis.arguments_for for label in a.findings if label in known]
    follows = {key for f in speaking if f.state == "present" for key in knowledge.implied(f.key)}
    families = {family_of(f.key) for f in assessment.findings if f.state == "present"}
    own = knowledge.hypotheses.get(hypothesis.id)
    regions = {*own.regions} if own else set()
    explained = {label for h in assessment.hypotheses if h.structure != hypothesis.structure for label in argued(h)}

    def trivial(label: str) -> bool:
        finding = known.get(label)
        if finding is None or finding.state == "absent":
            return False
        entry = knowledge.finding(finding.key)
        if entry is None:
            return finding.key in follows
        risk = finding.section in BACKGROUND and entry.screen
        beside = label in explained and bool(regions) and not {"general", *regions} & {*entry.regions}
        return risk or beside or finding.key in follows or bool(families & {*entry.summary_of})

    against = tuple(
        replace(a, findings=tuple(label for label in a.findings if not trivial(label))) if a.of_presentation else a
        for a in hypothesis.arguments_against
    )
    return replace(hypothesis, arguments_against=against)


def apart_by(first: Hypothesis, rival: Hypothesis, assessment: Assessment, knowledge: KnowledgeBase) -> str:
    """The findings that tell the first from its rival: what speaks for one only, or against the rival only. '' if none.

    From the danger that is being looked for, no sign that is missing tells anything apart: it may come yet.
    """
    first, rival = (sides(h, assessment, knowledge) for h in (first, rival))
    explained = {label for a in rival.arguments_for for label in a.findings}
    contrary = {label for a in first.arguments_against for label in a.findings}
    own = [label for a, new in newly_said(first.arguments_for) for label in new if label not in explained]
    against = [
        label
        for a, new in newly_said(rival.arguments_against)
        for label in new
        if label not in contrary and label not in own
    ]
    if rival.triage in HASTE and (assessment.urgency in HASTE or flagged(rival, assessment.flags, knowledge)):
        against = [label for label in against if not label.startswith(NOT_FOUND)]
    fits = "; ".join(said(own, assessment, knowledge, first.side)[:2])
    speaks = "; ".join(_in_words(text) for text in said(against, assessment, knowledge, first.side)[:2])
    return "; ".join(filter(None, (fits, f"does not fit there: {speaks}" if speaks else "")))


def _in_words(phrase: str) -> str:
    """'not found: fever' behind a colon of another sentence: 'fever not found'."""
    denied = phrase.removeprefix("not found: ")
    return phrase if denied == phrase else f"{denied} not found"


def badge(hypothesis: Hypothesis) -> str:
    """'Known' where a doctor has found it already, else what it asks of the physician."""
    return KNOWN if hypothesis.known else BADGES.get(hypothesis.triage, "")


def to_test(hypothesis: Hypothesis, assessment: Assessment, knowledge: KnowledgeBase) -> list[str]:
    """What is still to test, as a physician calls it; without the muscle that stands over it: 'taut band'. Nothing where
    there is haste: a flag may forbid the hands just this, and who sees the client next tests otherwise."""
    if assessment.urgency in HASTE:
        return []
    return list(dict.fromkeys(_test(u, hypothesis, knowledge) for u in hypothesis.untested))


def _test(test: Untested, hypothesis: Hypothesis, knowledge: KnowledgeBase) -> str:
    known = knowledge.finding(test.key)
    section = known.section if known else ""
    item = items((Finding(test.key, test.label, "present", "", section),), knowledge)[0]
    if item.family in PLACE_SIGNS and test.label.startswith(f"{hypothesis.structure}: "):
        return PLACE_SIGNS[item.family]
    return phrases((item,))[0].text.removesuffix(" positive")


def _structure(hypothesis: Hypothesis) -> str:
    return hypothesis.structure if hypothesis.structure.lower() not in hypothesis.name.lower() else ""


def _inside(hypothesis: Hypothesis) -> str:
    """Its name inside a sentence, without a colon of its own: 'trigger points of the piriformis (left)'."""
    if hypothesis.mechanism == "trigger_point":
        return sided(f"trigger points of the {subject(hypothesis.structure)}", hypothesis.side)
    return small(sided(hypothesis.name, hypothesis.side))


def _linked(hypothesis: Hypothesis, assessment: Assessment) -> str:
    if assessment.urgency == URGENCIES[0]:
        return ""
    ranks = {other.id: other.rank for other in assessment.hypotheses}
    found = sorted({ranks[name] for name in hypothesis.linked if name in ranks} - {hypothesis.rank})
    return f"belongs with no. {lines.listed([*map(str, found)])}" if found else ""
