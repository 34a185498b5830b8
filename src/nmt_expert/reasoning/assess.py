"""One case, from observations to assessment: facts -> engine -> firings -> safety, ranking, profiles, plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from nmt_expert import __version__
from nmt_expert.case.load import Case
from nmt_expert.case.model import CaseFile
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment, Finding, Hypothesis, Provenance, Screen
from nmt_expert.reasoning.care.plan import plan
from nmt_expert.reasoning.care.profile import chains, found_factors, profiles
from nmt_expert.reasoning.engines.interface import Engine, Firing
from nmt_expert.reasoning.explanation.confidence import apart, confidence
from nmt_expert.reasoning.explanation.counts import counts
from nmt_expert.reasoning.judge import judge
from nmt_expert.reasoning.ranking.describe import describe
from nmt_expert.reasoning.ranking.rank import Ranked
from nmt_expert.reasoning.safety.flag_questions import with_questions
from nmt_expert.reasoning.safety.gate import screen_questions, screening
from nmt_expert.reasoning.safety.topics import concerns, not_raised, person, without_apart
from nmt_expert.reasoning.safety.urgency import Reason
from nmt_expert.reasoning.words import capped, observation_label, side_words

_FURTHER = 8  # described below the default list
_IN_CONFIDENCE = "For a reason told in confidence; please ask the therapist."


def assess(case: Case, kb: KnowledgeBase, engine: Engine) -> Assessment:
    """Everything that the rules say about a case, for who assesses it; what others get is made by `for_others`."""
    return _assessed(case, kb, engine, private=True)


def for_others(case: Case, kb: KnowledgeBase, engine: Engine, *, private: bool) -> tuple[CaseFile, Assessment]:
    """The case and its assessment as they may leave the practice.

    `private`: with what was asked alone, of mood and safety at home. Left out, it is not named, nor what was noted beside
    it, but the urgency that it asks for stays.
    """
    if private or (open_part := without_apart(kb, case)) == case:
        return case.file, _assessed(case, kb, engine, private=private)
    beside = Reason(judge(case, kb, engine).level, _IN_CONFIDENCE)
    return open_part.file, _assessed(open_part, kb, engine, beside, private=False)


def _assessed(
    case: Case, kb: KnowledgeBase, engine: Engine, beside: Reason | None = None, *, private: bool
) -> Assessment:
    judged = judge(case, kb, engine, beside)
    lines, shown, level = judged.lines, judged.shown, judged.level
    listed_most = lines[: max(shown, 1) + _FURTHER]
    spoken = [one for line in listed_most for one in lines.spoken(line.hypothesis)]
    described = describe(kb, judged.facts, judged.resting, spoken, listed_most, seed=case.file.id)
    if not concerns(kb, "pregnant_or_possibly_pregnant", *person(case.observations)):
        described = tuple(map(_without_pregnancy_test, described))
    listed, further = described[:shown], described[shown:]
    regions = case_regions(case, kb)
    screen = screening(kb, case, regions, judged.facts.observations, private=private)
    questions = screen_questions(kb, case.observations, regions, private=private)
    settled = not_raised(kb, case.observations) | {q for entry in case.file.findings for q in entry.not_raised}
    arguments = [a for h in listed for a in (*h.arguments_for, *h.arguments_against)]
    factors = found_factors(kb, case.observations, listed)
    views = profiles(kb, case.observations, listed)
    return Assessment(
        case=case.file.id,
        urgency=level,
        urgency_why=judged.why,
        summary=_summary(listed, level, screen),
        flags=with_questions(kb, judged.flags, questions, judged.facts.observations, settled),
        screen=screen,
        hypotheses=listed,
        further=further,
        outside=_outside(kb, case, lines),
        unexplained=tuple(observation_label(o, kb) for o in judged.unexplained),
        chains=chains(kb, case.observations, listed),
        factors=factors,
        cautions=judged.warned,
        profiles=views,
        plan=plan(kb, listed, level, judged.warned, regions, factors, case.observations, views.roots),
        findings=tuple(_finding(o, kb) for o in case.observations if o.key not in kb.topics),
        provenance=Provenance(
            program=__version__,
            rules=kb.hash,
            engine=engine.name,
            sourced_arguments=sum(a.basis == "sourced" for a in arguments),
            consensus_arguments=sum(a.basis == "consensus" for a in arguments),
            own=kb.own,
            experimental=_experimental(kb, judged.firings),
            practice_arguments=sum(a.basis == "practice" for a in arguments),
            weakened=kb.weakened,
        ),
        confidence=confidence(kb, lines),
        apart=apart(kb, judged.facts, lines),
        counted=counts(kb, judged.facts, judged.firings, lines),
    )


def _without_pregnancy_test(hypothesis: Hypothesis) -> Hypothesis:
    return replace(hypothesis, confirm=tuple(test for test in hypothesis.confirm if "pregnancy" not in test))


def _experimental(kb: KnowledgeBase, firings: Iterable[Firing]) -> tuple[str, ...]:
    """What the rules on trial that fired would say if they counted."""
    rules = {rule.id: rule for f in firings if (rule := kb.rules[f.rule]).kind == "experimental"}
    return tuple(f"{id}: {rule.because}" for id, rule in sorted(rules.items()))


def case_regions(case: Case, kb: KnowledgeBase) -> tuple[str, ...]:
    """Regions that the case concerns: those of the complaint, else those of the symptoms, the most spoken of first."""
    if case.file.complaint.regions:
        return tuple(case.file.complaint.regions)
    found = [
        region
        for o in case.observations
        if o.state == "present" and (f := kb.finding(o.key)) and f.section in ("symptom", "palpation", "motion")
        for region in f.regions
        if region != "general"
    ]
    counted = Counter(found)
    return tuple(sorted(counted, key=lambda region: (-counted[region], region)))


def _outside(kb: KnowledgeBase, case: Case, lines: Sequence[Ranked]) -> str:
    if not lines and not _anything_found(kb, case):
        return "Nothing was drawn, told or examined yet that a ranking could rest on."
    if not lines:
        return "No hypothesis of these rules fits what was found. This may lie outside what they know."
    if lines[0].scored.score < kb.scale.support["some"]:
        return (
            "Cannot say: no hypothesis is supported well. This may lie outside what these rules know, or too little was "
            "examined."
        )
    return ""


def _anything_found(kb: KnowledgeBase, case: Case) -> bool:
    """Is anything known beside who the client is, and what the safety screen asks?"""
    found = (kb.finding(o.key) for o in case.observations if o.state != "absent")
    return any(finding and not finding.screen and finding.section != "history" for finding in found)


def _summary(listed: tuple[Hypothesis, ...], level: str, screen: Screen) -> str:
    """One sentence under 140 characters."""
    words = {"emergency": "Emergency: ", "urgent": "Urgent: "}.get(level, "")
    tail = (
        ""
        if screen.status == "complete"
        else "; safety screen " + ("not done." if screen.status == "not screened" else "incomplete.")
    )
    if not listed or listed[0].support == "little":
        body = "findings do not point clearly to one source"
    else:
        best = listed[0]
        side = side_words(("left", "right") if best.side == "both" else (best.side,))
        body = (
            capped(f"findings fit best with {_inside(best.name)}", 78)
            + (f", {side}" if side else "")
            + f" ({best.support} support)"
        )
    text = words + body
    return capped(text[0].upper() + text[1:] + (tail or "."), 139)


def _inside(name: str) -> str:
    """A name inside a sentence: its first letter small, unless it is an abbreviation."""
    return name[0].lower() + name[1:] if name[1:2].islower() else name


def _finding(o: Observation, kb: KnowledgeBase) -> Finding:
    finding = kb.finding(o.key)
    assert finding is not None
    return Finding(o.key, finding.label, o.state, side_words(o.sides), finding.section, o.value, o.note)
