"""Builds the physician's view: the order and the limits of the report are decided here, its looks in the template."""

from __future__ import annotations

import re
from dataclasses import replace

from nmt_expert.case.model import CaseFile
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import HASTE, URGENCIES, Assessment, ChainLink
from nmt_expert.report import words
from nmt_expert.report.chart import draw
from nmt_expert.report.chart.layout import LOWEST
from nmt_expert.report.chart.marks import drawing
from nmt_expert.report.clinic.config import Config
from nmt_expert.report.letter.about import about, informed
from nmt_expert.report.letter.alerts import IN_FULL, alerts
from nmt_expert.report.letter.alerts import beside as flags_beside
from nmt_expert.report.letter.appendix import appendix
from nmt_expert.report.letter.detail import AMPLE, Detail
from nmt_expert.report.letter.findings import areas, beside, elsewhere, leaders, notes, told, unexplained
from nmt_expert.report.letter.findings import first as first_of
from nmt_expert.report.letter.head import head
from nmt_expert.report.letter.hypotheses import lead, other
from nmt_expert.report.letter.plan_rows import plan_rows
from nmt_expert.report.letter.requests import requests, thought_of
from nmt_expert.report.letter.screen import screen
from nmt_expert.report.letter.sentences.item import small
from nmt_expert.report.told import count_words
from nmt_expert.report.view import Addendum, ChartView, FactorRow, PhysicianView, Request
from nmt_expert.report.words import listed, sentence, sided

_SIDE = re.compile(r" \((?:left|right|both sides)\)$")
STILL_FREE = {means for _, means in words.URGENCY.values()}  # says that nothing stands in the way


def physician_view(
    case: CaseFile,
    assessment: Assessment,
    knowledge: KnowledgeBase,
    config: Config,
    *,
    logo: str = "",
    shown: Detail = AMPLE,
    addendum: Addendum | None = None,
) -> PhysicianView:
    """The view of a cleaned case and its assessment."""
    word, means = words.headline(assessment)
    if assessment.urgency in ("treat", "treat_and_refer") and assessment.screen.status != "complete":
        joint = ", but" if means in STILL_FREE else ", and"
        means += (
            f"{joint} the safety screen is {'not done' if assessment.screen.status == 'not screened' else 'incomplete'}"
        )
    typed, found, leading = notes(case), told(assessment, knowledge), assessment.hypotheses[:1]
    asked, raised = requests(assessment, knowledge), alerts(assessment, knowledge)
    first = lead(leading[0], assessment, knowledge) if leading else None
    return PhysicianView(
        title=f"Neuromuscular therapy assessment {case.id}",
        head=head(case, config, logo, dated=any(f.key == "duration_days" for f in assessment.findings)),
        addendum=addendum,
        urgency=word,
        urgency_means=means,
        urgency_why=_why(assessment, asked, knowledge),
        level=assessment.urgency,
        alerts=raised[:IN_FULL],
        more_alerts="; ".join(alert.name for alert in raised[IN_FULL:]),
        beside=flags_beside(assessment, knowledge, thought_of(assessment, knowledge)),
        requests=asked,
        about=about(case),
        story=(*found.story, *areas(case, assessment, knowledge)),
        key_findings=first_of(found.key, shown.key),
        scores=_scores(assessment),
        outside=assessment.outside,
        caveat=words.caveat(assessment),
        lead=replace(first, speaks_against=first.speaks_against[: shown.against]) if first else None,
        chart=_chart(case, assessment, knowledge, shown),
        others=(
            *(other(h, assessment, knowledge) for h in assessment.hypotheses[1 : 1 + shown.others]),
            *(replace(other(h, assessment, knowledge), rank=None) for h in beside(assessment)),
        ),
        chains=tuple(words.story(_steps(chain)) for chain in assessment.chains[: _chains(assessment)]),
        unexplained=unexplained(assessment, knowledge),
        factors=_factors(assessment)[: shown.factors],
        six_factors="" if assessment.urgency == URGENCIES[0] else _six(assessment),
        plan=plan_rows(assessment, shown.steps),
        findings=first_of(found.rest, shown.rest),
        notes=" / ".join(typed) if sum(map(len, typed)) <= shown.notes else "",
        screen=screen(assessment, knowledge),
        told=informed(case),
        terms=words.TERMS,
        limits=words.LIMITS,
        provenance=_provenance(assessment),
        appendix=appendix(case, assessment, knowledge, shown, always=config.appendix == "always"),
    )


def _chart(case: CaseFile, assessment: Assessment, knowledge: KnowledgeBase, shown: Detail) -> ChartView | None:
    drawn = drawing(assessment, knowledge, areas=case.complaint.areas)
    if not drawn.marks.keys():
        return None
    alt = "Body chart. " + " ".join(f"{kind}: {places}." for kind, places in drawn.words)
    patterns = _patterns(drawn.patterns, assessment) if drawn.patterns else ""
    image = draw.svg(drawn.marks, alt=alt, narrow=True, height=shown.chart)
    apart = tuple(
        (
            marks.qualities[0],
            draw.svg(marks, alt=marks.qualities[0], narrow=True, height=LOWEST, legend=False, uid=f"q{n}"),
        )
        for n, marks in enumerate(drawn.marks.apart())
    )
    return ChartView(image, (), patterns, apart, shown.late)


def _patterns(names: tuple[str, ...], assessment: Assessment) -> str:
    """Whose published pattern the chart shows; a condition that has none leaves that to the next that has one."""
    if names[0] == assessment.hypotheses[0].name:
        return f"Published pattern of: {'; '.join(names)}."
    number = next(h.rank for h in assessment.hypotheses if h.name == names[0])
    return f"The leading hypothesis has no published pattern; this is that of no. {number}: {'; '.join(names)}."


def _chains(assessment: Assessment) -> int:
    """How many stories are told; in an emergency none is read."""
    return 0 if assessment.urgency == URGENCIES[0] else 1 if assessment.urgency in HASTE else 2


def _factors(assessment: Assessment) -> tuple[FactorRow, ...]:
    """What keeps it going, with advice; by name where there is haste, and in an emergency among the findings alone."""
    if assessment.urgency == URGENCIES[0]:
        return ()
    rows = []
    for factor in assessment.factors:
        evidence = f"Evidence of a link: {factor.evidence.replace('_', ' ')}." if factor.evidence else ""
        refer = f"Refer when: {factor.refer_when}" if factor.refer_when else ""
        rows.append(
            FactorRow(
                factor.label,
                words.DOMAINS[factor.domain],
                "" if assessment.urgency in HASTE else factor.advise,
                "" if assessment.urgency in HASTE else " ".join(filter(None, (evidence, sentence(refer)))),
            )
        )
    return tuple(sorted(rows, key=lambda row: list(words.DOMAINS.values()).index(row.domain)))


def _steps(chain: tuple[ChainLink, ...]) -> tuple[ChainLink, ...]:
    """A muscle that its own trigger point follows is not named twice."""
    after = (*chain[1:], None)
    return tuple(
        link
        for link, following in zip(chain, after, strict=True)
        if not (following and following.label.startswith(f"{link.label}: "))
    )


def _scores(assessment: Assessment) -> str:
    """The scores of which at least half was answered, each with what is still open."""
    told = [
        one for one in assessment.counted if not one.hypothesis and len(one.open) <= len(one.met) + len(one.not_met)
    ]
    return "; ".join(count_words(one) + (f" ({len(one.open)} not asked)" if one.open else "") for one in told)


def _six(assessment: Assessment) -> str:
    """What speaks for each of the six factors of neuromuscular therapy, and for which nothing does."""
    six = assessment.profiles.six_factors
    found = [
        f"{title.lower()} ({listed((small(_SIDE.sub('', label)) for label in six[name]), 1)})"
        for name, title in words.SIX_FACTORS.items()
        if six.get(name)
    ]
    without = [title.lower() for name, title in words.SIX_FACTORS.items() if not six.get(name)]
    parts = (
        f"Something speaks for: {', '.join(found)}." if found else "",
        f"Nothing speaks for: {', '.join(without)}." if without else "",
    )
    return " ".join(filter(None, parts))


def _why(assessment: Assessment, asked: tuple[Request, ...], knowledge: KnowledgeBase) -> str:
    """Why so urgent, unless flags or a request say it; what leads elsewhere in the body; what the rules do not watch for."""
    requested = any(request.why == assessment.urgency_why.rstrip(".") for request in asked)
    why = "" if assessment.flags or requested else assessment.urgency_why
    leading = leaders(assessment, knowledge)
    apart = [h for h in leading[1:] if elsewhere(h, leading[0], assessment, knowledge)]
    return " ".join(
        filter(None, (why, *(f"Elsewhere: {sided(h.name, h.side)}." for h in apart), words.unwatched(assessment)))
    )


def _provenance(assessment: Assessment) -> str:
    made = assessment.provenance
    return (
        f"nmt-expert {made.program}, rules {made.rules[:16]}, engine {made.engine}; arguments: "
        f"{made.sourced_arguments} sourced, {made.practice_arguments} from practice, {made.consensus_arguments} consensus."
        + (f" {words.unwatched(assessment)}" if made.weakened else "")
        + (f" {words.own_rules(assessment)}" if made.own else "")
    )
