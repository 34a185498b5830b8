"""Builds the client's page: what hands found and what it fits, in plain words, without ranks, on one page."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping

from markupsafe import Markup

from nmt_expert.case.model import CaseFile
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment, Exercise, Finding, Flag, Hypothesis
from nmt_expert.reasoning.safety.flag_words import SAY
from nmt_expert.report.chart import draw, layout
from nmt_expert.report.chart.marks import drawing
from nmt_expert.report.chart.poses import picture
from nmt_expert.report.clinic.config import Config
from nmt_expert.report.letter import client_words as words
from nmt_expert.report.letter.head import head
from nmt_expert.report.view import ChartView, ClientView, ExerciseView, Row
from nmt_expert.report.words import sentence, waits

MOST = 4  # lines under a heading
MOST_FELT = 3
DRIVES = 16  # nobody younger drives
_REMARK = re.compile(r" \([^)]*\)|, [a-z ]+ not stated")  # anatomists' words behind a plain name, and what is open


def client_view(
    case: CaseFile,
    assessment: Assessment,
    knowledge: KnowledgeBase,
    config: Config,
    *,
    logo: str = "",
    narrow: bool = False,
    tight: bool = False,
    large: bool = False,
) -> ClientView:
    """The view of a cleaned case and its assessment."""
    heading = head(case, config, logo)
    treated = assessment.plan.allowed
    known = {f.key: f for f in assessment.findings if f.state != "absent"}
    act = [words.ACT[assessment.urgency]] if assessment.urgency in words.ACT else []
    if assessment.urgency == "emergency" and not ("age" in known and (known["age"].value or 0) < DRIVES):
        act = [f"{act[0]} {words.NO_DRIVING}"]
    act += [_said(flag, known, knowledge) for flag in assessment.flags if flag.urgency == assessment.urgency]
    act += [words.WAITS] if treated and waits(assessment) else []
    arteritis = any(flag.id in words.ARTERITIS for flag in assessment.flags)
    now = assessment.urgency in words.ACT and assessment.urgency != "treat_and_refer"
    return ClientView(
        title=f"{words.PAGE['title']} {case.id}",
        words=words.PAGE
        | {"call": words.PAGE["call"].format(number=config.emergency_number)}
        | ({"found": words.FOUND_ELSE} if now else {}),
        head=heading,
        level=assessment.urgency,
        tight=tight,
        large=large,
        act_heading=words.ACT_HEADINGS["now" if now else "also"],
        act=tuple(dict.fromkeys(filter(None, act)))[:MOST],
        found=(*_found(assessment, knowledge), *_unwatched(assessment)),
        chart=_chart(assessment, knowledge, narrow=narrow, height=layout.LOWEST if tight else layout.LOW),
        treated=treated,
        care=tuple(words.CARE[c.id] for c in assessment.cautions if c.id in words.CARE),
        after=words.AFTER if assessment.plan.treat else (),
        home=tuple(words.translated(text) for text in assessment.plan.home[:MOST]),
        exercises=tuple(_exercise(e) for e in assessment.plan.exercises),
        stop_exercise=words.STOP_EXERCISE,
        stop=_signs((*words.STOP, *(words.STOP_TREATED if treated else ())), known),
        stop_emergency=_signs((*(words.STOP_ARTERITIS if arteritis else ()), *words.STOP_EMERGENCY), known),
        emergency_number=config.emergency_number,
        next=words.NEXT if treated else "",
        contact=", ".join(
            filter(None, (heading.therapist.name or heading.clinic.name, config.therapist.phone or config.clinic.phone))
        ),
    )


def _signs(signs: Iterable[words.Sign], known: Container[str]) -> tuple[str, ...]:
    """When to get help: by what is new, or worse where it is there already."""
    return tuple(sign.more if any(key in known for key in sign.there) else sign.text for sign in signs)


def _said(flag: Flag, known: Mapping[str, Finding], knowledge: KnowledgeBase) -> str:
    """What a red flag has said to the client, without what is true already and what the page says above it."""
    if flag.say == SAY.get(flag.urgency):
        later = "" if flag.urgency == "emergency" else words.WORSE
        return f"{_about(flag, known, knowledge)} {later}".strip()
    line = words.CANNOT_PASS_WATER
    return sentence(words.translated(flag.say.replace(line.text, _signs([line], known)[0])))


def _about(flag: Flag, known: Mapping[str, Finding], knowledge: KnowledgeBase) -> str:
    """Which part of the body a red flag rests on, where a place of the body chart is among its findings; else ''."""
    found = " ".join(flag.findings)
    for key, finding in known.items():
        zone = knowledge.zones.get(key.partition("(")[2].rstrip(")"))
        if zone is not None and finding.label in found:
            return words.ABOUT.format(place=words.REGIONS[zone.region] + words.SIDES.get(finding.side, ""))
    return ""


def _exercise(exercise: Exercise) -> ExerciseView:
    label = words.translated(exercise.label)
    shown = picture(exercise.picture, label) if exercise.picture else Markup()
    return ExerciseView(label, words.translated(exercise.say), shown)


def _found(assessment: Assessment, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """What hands found, then what it fits; a source that is hardly supported is not worth worrying anybody."""
    felt = [text for text in (_felt(h, assessment, knowledge) for h in assessment.hypotheses) if text]
    told = [  # of what a doctor has found already nobody need be told
        h
        for h in assessment.hypotheses
        if h.support != "little" and not h.known and not _felt(h, assessment, knowledge)
    ]
    if not told and not felt:
        return (words.OPEN,)
    plain = list(dict.fromkeys(_plain(h, knowledge) for h in told))
    leads = bool(told) and told[0] is assessment.hypotheses[0]
    fits = [words.FITS.format(plain=plain[0])] if leads else [words.MAY_ALSO.format(plain=plain[0])] if plain else []
    also = [words.MAY_ALSO.format(plain=text) for text in plain[1:2]] if leads else []
    return tuple(dict.fromkeys((*felt[:MOST_FELT], *fits, *also)))


def _felt(hypothesis: Hypothesis, assessment: Assessment, knowledge: KnowledgeBase) -> str:
    """What was found by hand in the muscle of this hypothesis, or ''."""
    muscle = hypothesis.id.removeprefix("trigger_point.")
    found = {f.key for f in assessment.findings if f.state == "present"}
    place = _region(hypothesis, knowledge) + words.SIDES.get(hypothesis.side, "")
    said = (text.format(place=place) for sign, text in words.FELT.items() if f"{sign}({muscle})" in found)
    return next(said, "")


def _plain(hypothesis: Hypothesis, knowledge: KnowledgeBase) -> str:
    known = knowledge.hypotheses.get(hypothesis.id)
    side = words.SIDES.get(hypothesis.side, "")
    if known and known.plain and hypothesis.mechanism == "trigger_point":
        return words.NAMED_MUSCLE.format(side=side, plain=words.translated(known.plain))
    if known and known.plain:
        return words.translated(known.plain) + side
    forms = {"trigger_point": words.MUSCLE, "entrapment": words.NERVE, "compression": words.PRESSED}
    return forms.get(hypothesis.mechanism, words.OTHER).format(place=_region(hypothesis, knowledge) + side)


def _region(hypothesis: Hypothesis, knowledge: KnowledgeBase) -> str:
    known = knowledge.hypotheses.get(hypothesis.id)
    return words.REGIONS.get(known.regions[0] if known and known.regions else "", words.BODY)


def _unwatched(assessment: Assessment) -> tuple[str, ...]:
    """Red flags that the rules of this clinic switch off or cut, by name."""
    names = [text.partition(":")[0] for text in assessment.provenance.weakened]
    return (words.UNWATCHED.format(names="; ".join(names)),) if names else ()


def _chart(assessment: Assessment, knowledge: KnowledgeBase, *, narrow: bool, height: int) -> ChartView | None:
    drawn = drawing(assessment, knowledge, plain=True)
    if not drawn.marks.keys():
        return None
    named = {
        "Pain": words.DRAWN["pain"].format(what=words.OR.join(drawn.marks.qualities)),
        "Numbness or tingling": words.DRAWN["numb"],
        "Told": words.DRAWN["told"],
    }
    told = tuple(Row(named[kind], (_everyday(_REMARK.sub("", places)),)) for kind, places in drawn.words)
    alt = f"{words.DRAWING} " + " ".join(f"{row.name}: {row.texts[0]}." for row in told)
    return ChartView(draw.svg(drawn.marks, alt=alt, plain=True, narrow=narrow, height=height), told, "")


def _everyday(places: str) -> str:
    for zone, plain in words.ZONES.items():
        places = places.replace(zone, plain)
    return places
