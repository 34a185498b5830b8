"""Builds the physician's view: the order and the limits of the report are decided here, its looks in the template."""

from __future__ import annotations

from nmt_expert.case.model import CaseFile
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment
from nmt_expert.reasoning.words import grouped
from nmt_expert.report import words
from nmt_expert.report.chart import draw
from nmt_expert.report.chart.marks import drawing
from nmt_expert.report.clinic.config import Config
from nmt_expert.report.letter.alerts import IN_FULL, alerts
from nmt_expert.report.letter.appendix import appendix
from nmt_expert.report.letter.detail import Detail, detail
from nmt_expert.report.letter.findings import notes, sections
from nmt_expert.report.letter.head import head
from nmt_expert.report.letter.hypotheses import block
from nmt_expert.report.letter.requests import requests
from nmt_expert.report.view import ChartView, FactorRow, PhysicianView, Row, Section
from nmt_expert.report.words import listed, sentence

SCREEN = {
    "complete": "Complete: every question of the screen was asked.",
    "incomplete": "Incomplete: what was not asked is not cleared.",
    "not screened": "Not screened: none of {} questions was asked, so nothing is cleared.",
}
DENIED = "not found: "


def physician_view(
    case: CaseFile,
    assessment: Assessment,
    knowledge: KnowledgeBase,
    config: Config,
    *,
    logo: str = "",
    narrow: bool = False,
    shown: Detail = detail(),  # noqa: B008 - a frozen value
) -> PhysicianView:
    """The view of a cleaned case and its assessment."""
    word, means = words.headline(assessment)
    if assessment.urgency in ("treat", "treat_and_refer") and assessment.screen.status != "complete":
        means += (
            f", but the safety screen is {'not done' if assessment.screen.status == 'not screened' else 'incomplete'}"
        )
    typed, asked, missing = notes(case), assessment.screen.asked, assessment.screen.not_asked
    found = sections(assessment, knowledge, shown.phrases)
    if typed and sum(map(len, typed)) <= shown.notes:
        found = (*found, Section("Notes", " / ".join(typed), ""))
    return PhysicianView(
        title=f"Neuromuscular therapy assessment {case.id}",
        head=head(case, config, logo),
        urgency=word,
        urgency_means=means,
        urgency_why=_why(assessment),
        level=assessment.urgency,
        tight=shown.tight,
        alerts=alerts(assessment)[:IN_FULL],
        more_alerts="; ".join(flag.name for flag in assessment.flags[IN_FULL:]),
        summary=assessment.summary,
        requests=requests(assessment, knowledge),
        outside=assessment.outside,
        blocks=tuple(
            block(h, assessment, shown.points if i < shown.blocks else 1, brief=i >= shown.blocks)
            for i, h in enumerate(assessment.hypotheses[: shown.listed])
        ),
        terms=words.TERMS,
        chains=tuple(" → ".join(link.label for link in chain) for chain in assessment.chains[: shown.points]),
        unexplained=listed(assessment.unexplained, shown.phrases),
        screen=SCREEN[assessment.screen.status].format(len(missing)),
        screen_found=listed(
            (label for label in asked if not label.startswith(DENIED)), shown.answers, "in the appendix"
        ),
        screen_denied=listed(
            (label.removeprefix(DENIED) for label in asked if label.startswith(DENIED)),
            shown.answers,
            "in the appendix",
        ),
        screen_not_asked=listed(missing, shown.answers, "further questions") if asked else "",
        screen_complete=assessment.screen.status == "complete",
        chart=_chart(assessment, knowledge, narrow=narrow, height=shown.chart),
        findings=found,
        factors=tuple(_factors(assessment, tight=shown.tight)[: shown.factors]),
        six_factors=_six(assessment),
        roots=listed((f"{root}: {', '.join(names[:4])}" for root, names in assessment.profiles.roots[:2]), 2),
        plan=_plan(assessment, shown.steps),
        limits=words.LIMITS,
        provenance=_provenance(assessment),
        appendix=appendix(case, assessment, knowledge, shown, always=config.appendix == "always"),
    )


def _chart(assessment: Assessment, knowledge: KnowledgeBase, *, narrow: bool, height: int) -> ChartView | None:
    drawn = drawing(assessment, knowledge)
    if not drawn.marks.keys():
        return None
    alt = "Body chart. " + " ".join(f"{kind}: {places}." for kind, places in drawn.words)
    patterns = (
        f"Referral zones and nerve fields are the published pattern of: {'; '.join(drawn.patterns)}."
        if drawn.patterns
        else ""
    )
    image = draw.svg(drawn.marks, alt=alt, narrow=narrow, height=height)
    return ChartView(image, tuple(Row(kind, (places,)) for kind, places in drawn.words), patterns)


def _factors(assessment: Assessment, *, tight: bool) -> list[FactorRow]:
    rows = []
    for factor in assessment.factors:
        keeps = f"Keeps going: {listed(factor.keeps_going, 2)}." if factor.keeps_going else ""
        evidence = f"Evidence of a link: {factor.evidence.replace('_', ' ')}." if factor.evidence else ""
        refer = f"Refer when: {factor.refer_when}" if factor.refer_when else ""
        note = evidence if tight else " ".join(filter(None, (keeps, evidence, sentence(refer))))
        rows.append(FactorRow(factor.label, words.DOMAINS[factor.domain], factor.advise, note))
    return sorted(rows, key=lambda row: list(words.DOMAINS.values()).index(row.domain))


def _six(assessment: Assessment) -> tuple[Row, ...]:
    """The six factors of neuromuscular therapy: those with findings, then the others in one row."""
    six = assessment.profiles.six_factors
    rows = [Row(title, (listed(grouped(six[name]), 3),)) for name, title in words.SIX_FACTORS.items() if six.get(name)]
    without = [title.lower() for name, title in words.SIX_FACTORS.items() if not six.get(name)]
    return (*rows, Row("Nothing found of", (", ".join(without),))) if without else tuple(rows)


def _plan(assessment: Assessment, most: int) -> tuple[Row, ...]:
    plan = assessment.plan
    # without treatment they matter to nobody yet; the appendix keeps them
    cautions = [f"{caution.label}: {caution.change}" for caution in assessment.cautions if plan.allowed]
    if len(cautions) > most:
        cautions[most:] = [f"{len(cautions) - most} more in the appendix"]
    send_back = tuple(dict.fromkeys(text for h in assessment.hypotheses[:3] for text in h.refer))
    treat = plan.treat if plan.allowed else (plan.withheld,)
    rows = (
        Row("Examine next", plan.examine[:most]),
        Row("Treatment", treat[:most]),
        Row("Cautions", tuple(cautions)),
        Row("Client does", plan.home[:most]),
        Row(
            "Reassess",
            tuple(filter(None, (plan.reassess, "Measures: " + "; ".join(plan.measures) if plan.measures else ""))),
        ),
        Row("Back to you", send_back[:most]),
    )
    return tuple(row for row in rows if row.texts)


def _why(assessment: Assessment) -> str:
    """Why so urgent, unless flags say it themselves; and what the rules in use do not watch for."""
    why = "" if assessment.flags else assessment.urgency_why
    return " ".join(filter(None, (why, words.unwatched(assessment))))


def _provenance(assessment: Assessment) -> str:
    made = assessment.provenance
    return (
        f"nmt-expert {made.program}, rules {made.rules[:16]}, engine {made.engine}; arguments on these hypotheses: "
        f"{made.sourced_arguments} sourced, {made.consensus_arguments} consensus."
        + (f" {words.unwatched(assessment)}" if made.weakened else "")
    )
