"""Builds the physician's view: the order and the limits of the report are decided here, its looks in the template."""

from __future__ import annotations

from dataclasses import dataclass

from nmt_expert.case.model import CaseFile
from nmt_expert.knowledge.model import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment, Flag
from nmt_expert.report import chart, words
from nmt_expert.report.config import Config
from nmt_expert.report.findings import cut, notes, sections
from nmt_expert.report.head import head
from nmt_expert.report.hypotheses import block
from nmt_expert.report.marks import drawing
from nmt_expert.report.requests import requests
from nmt_expert.report.view import Alert, Appendix, ChartView, FactorRow, PhysicianView, Row, Section
from nmt_expert.report.words import listed, sentence

TREATMENT = {
    "contraindicated": "No manual treatment.",
    "local": "No manual treatment of this region.",
    "after_clearance": "Manual treatment only after clearance.",
}
SCREEN = {
    "complete": "Complete: every question of the screen was asked.",
    "incomplete": "Incomplete: what was not asked is not cleared.",
    "not screened": "Not screened: nothing is cleared.",
}
NOTES_ON_PAGE = 350  # characters of free notes; longer ones stand whole in the appendix


@dataclass(frozen=True)
class Detail:
    """How much of a long case stands on the first two pages; the rest is in the appendix."""

    blocks: int  # hypotheses printed in full
    points: int  # in each of their lists
    phrases: int  # in a cell of the findings
    factors: int


def physician_view(
    case: CaseFile, assessment: Assessment, knowledge: KnowledgeBase, config: Config, *, logo: str = "", narrow: bool = False
) -> PhysicianView:
    """The view of a cleaned case and its assessment."""
    detail = _detail(assessment)
    word, means = words.URGENCY[assessment.urgency]
    typed = notes(case)
    found = sections(assessment, knowledge, detail.phrases)
    if typed and sum(map(len, typed)) <= NOTES_ON_PAGE:
        found = (*found, Section("Notes", " / ".join(typed), ""))
    return PhysicianView(
        title=f"Neuromuscular therapy assessment {case.id}",
        head=head(case, config, logo),
        urgency=word,
        urgency_means=means,
        urgency_why=assessment.urgency_why,
        level=assessment.urgency,
        alerts=tuple(_alert(flag) for flag in assessment.flags),
        summary=assessment.summary,
        requests=requests(assessment),
        outside=assessment.outside,
        blocks=tuple(
            block(h, assessment, detail.points if i < detail.blocks else 1, brief=i >= detail.blocks)
            for i, h in enumerate(assessment.hypotheses)
        ),
        terms=words.TERMS,
        chains=tuple(" → ".join(link.label for link in chain) for chain in assessment.chains[:3]),
        unexplained=listed(assessment.unexplained, 8),
        screen=Row(SCREEN[assessment.screen.status], (listed(assessment.screen.asked, 14, "in the appendix"),)),
        screen_not_asked=listed(assessment.screen.not_asked, 14),
        screen_complete=assessment.screen.status == "complete",
        chart=_chart(assessment, knowledge, narrow=narrow),
        findings=found,
        factors=tuple(_factors(assessment)[: detail.factors]),
        six_factors=_six(assessment),
        roots=listed((f"{root}: {', '.join(muscles[:5])}" for root, muscles in assessment.profiles.roots), 2),
        plan=_plan(assessment),
        limits=words.LIMITS,
        provenance=_provenance(assessment),
        appendix=_appendix(assessment, knowledge, typed, detail, always=config.appendix == "always"),
    )


def _detail(assessment: Assessment) -> Detail:
    """Less for each item where there are many: a third page would not be read."""
    count = len(assessment.hypotheses)
    size = len(assessment.findings) + 4 * len(assessment.flags) + 3 * len(assessment.factors)
    if count <= 3 and size <= 45:
        return Detail(blocks=3, points=3, phrases=12, factors=6)
    if size <= 80:
        return Detail(blocks=3, points=2, phrases=8, factors=5)
    return Detail(blocks=3, points=2, phrases=6, factors=4)


def _alert(flag: Flag) -> Alert:
    return Alert(
        word=words.URGENCY[flag.urgency][0],
        name=flag.name,
        found=listed(flag.findings, 5),
        do=flag.do,
        treatment=TREATMENT.get(flag.manual_therapy, ""),
        because=flag.because,
    )


def _chart(assessment: Assessment, knowledge: KnowledgeBase, *, narrow: bool) -> ChartView | None:
    drawn = drawing(assessment, knowledge)
    if not drawn.marks.keys():
        return None
    alt = "Body chart. " + " ".join(f"{kind}: {places}." for kind, places in drawn.words)
    patterns = f"Referral zones and nerve fields are the published pattern of: {'; '.join(drawn.patterns)}." if drawn.patterns else ""
    image = chart.svg(drawn.marks, alt=alt, narrow=narrow)
    return ChartView(image, tuple(Row(kind, (places,)) for kind, places in drawn.words), patterns)


def _factors(assessment: Assessment) -> list[FactorRow]:
    rows = []
    for factor in assessment.factors:
        keeps = f"Keeps going: {listed(factor.keeps_going, 2)}." if factor.keeps_going else ""
        evidence = f"Evidence of a link: {factor.evidence.replace('_', ' ')}." if factor.evidence else ""
        refer = f"Refer when: {factor.refer_when}" if factor.refer_when else ""
        note = " ".join(filter(None, (keeps, evidence, sentence(refer))))
        rows.append(FactorRow(factor.label, words.DOMAINS[factor.domain], factor.advise, note))
    return sorted(rows, key=lambda row: list(words.DOMAINS.values()).index(row.domain))


def _six(assessment: Assessment) -> tuple[Row, ...]:
    six = assessment.profiles.six_factors
    return tuple(Row(title, (listed(six.get(name, ()), 3) or "nothing found",)) for name, title in words.SIX_FACTORS.items())


def _plan(assessment: Assessment) -> tuple[Row, ...]:
    plan = assessment.plan
    cautions = tuple(f"{caution.label}: {caution.change}" for caution in assessment.cautions)
    send_back = tuple(dict.fromkeys(text for h in assessment.hypotheses[:3] for text in h.refer))
    treat = plan.treat if plan.allowed else ("None until the red flag is cleared.", *plan.treat)
    rows = (
        Row("Examine next", plan.examine[:6]),
        Row("Treatment", treat[:6]),
        Row("Cautions", cautions[:5]),
        Row("Client does", plan.home[:5]),
        Row("Reassess", tuple(filter(None, (plan.reassess, "Measures: " + "; ".join(plan.measures) if plan.measures else "")))),
        Row("Back to you when", send_back[:4]),
    )
    return tuple(row for row in rows if row.items)


def _provenance(assessment: Assessment) -> str:
    made = assessment.provenance
    return (
        f"nmt-expert {made.program}, rules {made.rules[:16]}, engine {made.engine}; arguments on these hypotheses: "
        f"{made.sourced_arguments} sourced, {made.consensus_arguments} consensus. The case and every rule that spoke are "
        "attached to the PDF."
    )


def _appendix(
    assessment: Assessment, knowledge: KnowledgeBase, typed: tuple[str, ...], detail: Detail, *, always: bool
) -> Appendix | None:
    """What the two pages left out, or everything when the clinic wants it always."""
    blocks = tuple(block(h, assessment, None) for h in assessment.hypotheses)
    left_out = [whole for i, whole in enumerate(blocks) if always or i >= detail.blocks or _longest(whole) > detail.points]
    further = tuple(block(h, assessment, 1, brief=True) for h in assessment.further)
    findings = sections(assessment, knowledge) if always or cut(assessment, knowledge, detail.phrases) else ()
    long_notes = typed if sum(map(len, typed)) > NOTES_ON_PAGE else ()
    asked = assessment.screen.asked if len(assessment.screen.asked) > 14 else ()
    if not (always or findings or long_notes or asked):
        return None
    return Appendix((*left_out, *further), findings, long_notes, asked)


def _longest(whole: object) -> int:
    return max(len(getattr(whole, name)) for name in ("speaks_for", "speaks_against", "to_test"))
