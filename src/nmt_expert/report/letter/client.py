"""Builds the client's page: the same facts in plain words, without ranks, on one page."""

from __future__ import annotations

import re

from nmt_expert.case.model import CaseFile
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment, Hypothesis
from nmt_expert.report.chart import draw, layout
from nmt_expert.report.chart.marks import drawing
from nmt_expert.report.clinic.config import Config
from nmt_expert.report.letter.head import head
from nmt_expert.report.view import ChartView, ClientView, Row
from nmt_expert.report.words import sentence, side_word

REGIONS = {
    "head": "head",
    "face": "face and jaw",
    "neck": "neck",
    "shoulder": "shoulder",
    "thorax": "upper back and chest",
    "arm": "upper arm",
    "elbow": "elbow",
    "forearm": "forearm",
    "wrist": "wrist",
    "hand": "hand",
    "abdomen": "belly",
    "pelvis": "hips and pelvis",
    "low_back": "low back",
    "hip": "hip and buttock",
    "thigh": "thigh",
    "knee": "knee",
    "leg": "lower leg",
    "ankle": "ankle",
    "foot": "foot",
}
ACT = {
    "emergency": "You need medical help now. Please do not wait, and do not drive yourself.",
    "urgent": "Please see a doctor today or tomorrow. Take this page with you.",
    "refer": "Please make an appointment with your doctor. Take this page with you.",
    "treat_and_refer": "Please tell your doctor about this at your next visit. Take this page with you.",
}
AFTER = (
    "You may feel sore, as after sport. This should fade within 24 to 36 hours.",
    "Warmth, gentle movement and a calm day help.",
    "Call us if the soreness lasts longer than 36 hours or gets worse.",
)
NEXT = "We test the same movement again each time. If you are no better after two to four weeks, we think again."
STOP = (
    "numbness or weakness that is new or that spreads",
    "pain that gets worse every day, or wakes you every night",
    "fever, or losing weight without trying",
)
STOP_EMERGENCY = (
    "you lose control of your bladder or bowel, or go numb between the legs",
    "you have chest pain or cannot get your breath",
    "you get a sudden, very bad headache, or your face droops or your speech is slurred",
)
MOST = 4  # lines under a heading
_REMARK = re.compile(r" \([^)]*\)")  # anatomists' words behind a plain name


def client_view(
    case: CaseFile,
    assessment: Assessment,
    knowledge: KnowledgeBase,
    config: Config,
    *,
    logo: str = "",
    narrow: bool = False,
    tight: bool = False,
) -> ClientView:
    """The view of a cleaned case and its assessment."""
    heading = head(case, config, logo)
    treated = assessment.plan.allowed
    act = [ACT[assessment.urgency]] if assessment.urgency in ACT else []
    act += [sentence(flag.say) for flag in assessment.flags if flag.urgency == assessment.urgency]
    return ClientView(
        title=f"Your assessment {case.id}",
        head=heading,
        level=assessment.urgency,
        tight=tight,
        act_heading="Important now"
        if assessment.urgency in ACT and assessment.urgency != "treat_and_refer"
        else "Please also",
        act=tuple(dict.fromkeys(act))[:MOST],
        found=(*_found(assessment, knowledge), *_unwatched(assessment)),
        chart=_chart(assessment, knowledge, narrow=narrow),
        treated=treated,
        after=AFTER if treated else (),
        home=tuple(sentence(text) for text in assessment.plan.home[:MOST]),
        stop=STOP,
        stop_emergency=STOP_EMERGENCY,
        emergency_number=config.emergency_number,
        next=NEXT if treated else "",
        contact=", ".join(
            filter(None, (heading.therapist.name or heading.clinic.name, config.therapist.phone or config.clinic.phone))
        ),
    )


def _found(assessment: Assessment, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """What was found, source by source; a source that is hardly supported is not worth worrying anybody."""
    told = [h for h in assessment.hypotheses if h.support != "little"]
    if not told:
        return ("What we found does not point clearly to one cause yet. We want to look further.",)
    muscles = [h for h in told if h.mechanism == "trigger_point"][:3]
    found = [_muscles(muscles, knowledge)] if muscles else []
    found += [_other(h, knowledge) for h in told if h.mechanism != "trigger_point"][: MOST - len(found)]
    return tuple(dict.fromkeys(found))


def _unwatched(assessment: Assessment) -> tuple[str, ...]:
    """Red flags that the rules of this clinic switch off or cut, by name."""
    names = [text.partition(":")[0] for text in assessment.provenance.weakened]
    return (f"We did not check for all signs of: {'; '.join(names)}.",) if names else ()


def _muscles(found: list[Hypothesis], knowledge: KnowledgeBase) -> str:
    names = _joined([f"{h.structure.lower()} ({_side(h)})" if _side(h) else h.structure.lower() for h in found])
    regions = _joined(list(dict.fromkeys(_region(h, knowledge) for h in found)))
    if len(found) == 1:
        return (
            f"A tight, sore spot in a muscle of your {regions} can cause pain like yours. The muscle is called {names}."
        )
    return f"Tight, sore spots in muscles of your {regions} can cause pain like yours. The muscles are called {names}."


def _other(hypothesis: Hypothesis, knowledge: KnowledgeBase) -> str:
    region, side = _region(hypothesis, knowledge), _side(hypothesis)
    where = f"your {region} on the {side} side" if side in ("left", "right") else f"your {region}"
    if hypothesis.mechanism == "entrapment":
        return f"A nerve in {where} may be squeezed by muscle or other tissue around it."
    if hypothesis.mechanism == "compression":
        return f"A nerve in {where} may be pressed by bone or by a disc."
    return f"Something else in {where} may add to your pain. It is not a muscle or a nerve. A doctor can look into it."


def _side(hypothesis: Hypothesis) -> str:
    return side_word(hypothesis.side)


def _region(hypothesis: Hypothesis, knowledge: KnowledgeBase) -> str:
    known = knowledge.hypotheses.get(hypothesis.id)
    region = known.regions[0] if known and known.regions else ""
    return REGIONS.get(region, "body")


def _chart(assessment: Assessment, knowledge: KnowledgeBase, *, narrow: bool) -> ChartView | None:
    drawn = drawing(assessment, knowledge, plain=True)
    if not drawn.marks.keys():
        return None
    named = {"Pain drawn": "You feel pain here", "Numbness or tingling": "You feel numb or tingling here"}
    told = tuple(Row(named[kind], (_REMARK.sub("", places),)) for kind, places in drawn.words)
    alt = "Drawing of the body. " + " ".join(f"{row.name}: {row.texts[0]}." for row in told)
    return ChartView(draw.svg(drawn.marks, alt=alt, plain=True, narrow=narrow, height=layout.LOW), told, "")


def _joined(names: list[str]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
