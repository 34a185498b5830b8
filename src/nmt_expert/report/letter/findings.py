"""What was found, each thing once: the story, the findings that decide, and the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nmt_expert.case.model import Area, CaseFile
from nmt_expert.knowledge.atoms import family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import URGENCIES, Assessment, Finding, Hypothesis
from nmt_expert.reasoning.ranking.rank import WELL
from nmt_expert.reasoning.words import measured
from nmt_expert.report.letter.head import opening
from nmt_expert.report.letter.sentences.forms import PLACE_SIGNS
from nmt_expert.report.letter.sentences.item import Item, items, small
from nmt_expert.report.letter.sentences.phrases import phrases
from nmt_expert.report.letter.sentences.places import joined, named
from nmt_expert.report.letter.sentences.sentence import rows
from nmt_expert.report.told import PERSON, unlisted_dangers
from nmt_expert.report.view import Row
from nmt_expert.report.words import sided

UNSPECIFIC = {"quality_dull", "pain_severe", "pain_intensity"}  # fit everything
LOWER = ("abdomen", "pelvis", "low_back", "hip", "thigh", "knee", "leg", "ankle", "foot")
EXAMINED = ("posture", "gait", "palpation", "motion", "neuro", "test", "vitals")


@dataclass(frozen=True)
class Told:
    """Sentences by side. Every stated finding stands in exactly one of them; factors found stand with what keeps it going,
    and those that change treatment in the story, too."""

    story: tuple[Row, ...]
    key: tuple[Row, ...]  # what decides: the leading hypothesis and the red flags rest on it
    rest: tuple[Row, ...]


def told(assessment: Assessment, knowledge: KnowledgeBase) -> Told:
    """The findings of a case in sentences, those that decide apart from the others."""
    story, key, rest = split(assessment, knowledge)
    return Told(rows(story), rows(*_felt_and_examined(key)), rows(*_felt_and_examined(rest)))


def first(told: tuple[Row, ...], most: int) -> tuple[Row, ...]:
    """The first `most` sentences, of each side in turn."""
    return _share(told, most)[0]


def beyond(told: tuple[Row, ...], most: int) -> tuple[Row, ...]:
    """What `first` leaves out."""
    return _share(told, most)[1]


def _share(told: tuple[Row, ...], most: int) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    shown: dict[str, int] = dict.fromkeys((row.name for row in told), 0)
    for number in range(max((len(row.texts) for row in told), default=0)):
        for row in told:
            if number < len(row.texts) and sum(shown.values()) < most:
                shown[row.name] += 1
    kept = (Row(row.name, row.texts[: shown[row.name]]) for row in told)
    left = (Row(row.name, row.texts[shown[row.name] :]) for row in told)
    return tuple(row for row in kept if row.texts), tuple(row for row in left if row.texts)


def areas(case: CaseFile, assessment: Assessment, knowledge: KnowledgeBase) -> tuple[Row, ...]:
    """P1, P2 of the body chart: where, and what each is like."""
    return tuple(Row(area.id, (_area(area, assessment, knowledge),)) for area in case.complaint.areas)


def _area(area: Area, assessment: Assessment, knowledge: KnowledgeBase) -> str:
    drawn = items(tuple(f for f in assessment.findings if f.key in area.findings), knowledge)
    hurts, other = ([i for i in drawn if i.place and (i.family == "pain") == pain] for pain in (True, False))
    qualities = [small(known.label) for key in area.quality if (known := knowledge.finding(key))]
    level = [
        f"{value:g} of 10 {when}" for value, when in ((area.now, "now"), (area.worst, "at worst")) if value is not None
    ]
    brings = f"brings on {' and '.join(area.brings_on)}" if area.brings_on else ""
    like = ", ".join(filter(None, (area.course, area.depth, *qualities, *level, brings)))
    if not other:
        where = joined(named((item.place, item.where) for item in hurts)) if hurts else ""
        return ": ".join(filter(None, (where, like)))
    pain, feels = ("; ".join(p.text for p in phrases(found)) for found in (hurts, other))
    said = ": ".join(filter(None, (pain or feels, like)))  # quality and level are those of the pain
    return f"{said}; {feels}" if pain else said


def split(assessment: Assessment, knowledge: KnowledgeBase) -> tuple[list[Item], list[Item], list[Item]]:
    """The items of the story, of what decides and of the rest."""
    heeded = {
        label for caution in assessment.cautions for label in caution.findings
    }  # what changes treatment is story too
    stated = tuple(
        f
        for f in assessment.findings
        if f.key not in PERSON
        and not (
            assessment.urgency != URGENCIES[0] and _factor_row(f) and label_of(f, knowledge) not in heeded
        )  # an emergency has no rows of factors
    )
    decides = _cited(assessment, knowledge)
    story: list[Item] = []
    key: list[Item] = []
    rest: list[Item] = []
    for item in items(stated, knowledge):
        decisive = bool(decides & set(item.says)) or not assessment.hypotheses
        if item.section in ("history", "factor"):
            (story if decisive or item.state != "absent" else rest).append(item)
        else:
            (key if decisive else rest).append(item)
    story.sort(key=lambda item: (item.key != "duration_days", item.state == "absent"))
    return story, key, rest


def said(
    labels: Iterable[str], assessment: Assessment, knowledge: KnowledgeBase, side: str = "", *, ordered: bool = False
) -> list[str]:
    """Phrases for findings given by their labels; `side` is said already and left away. `ordered`: the most telling first."""
    known = {label_of(f, knowledge): f for f in assessment.findings}
    labels = list(labels)
    stated = [known[label] for label in labels if label in known]
    if not ordered:
        stated.sort(key=lambda f: f.state == "value")  # numbers last: what was found says more
    found = phrases(items(tuple(stated), knowledge))
    words = [p.text if p.side == ("both sides" if side == "both" else side) else p.sided_text for p in found]
    return [*words, *(small(label) for label in labels if label not in known)]


def beside(assessment: Assessment) -> tuple[Hypothesis, ...]:
    """Of the hypotheses below the list those that make haste, and those that explain what the listed ones leave over: another
    complaint beside it."""
    left, found = set(assessment.unexplained), [*unlisted_dangers(assessment)]
    for hypothesis in (h for h in assessment.further if h not in found):
        own = {label for a in hypothesis.arguments_for if not a.of_presentation for label in a.findings} & left
        if own and hypothesis.support != "little":
            found.append(hypothesis)
            left -= own
    return tuple(found)


def unexplained(assessment: Assessment, knowledge: KnowledgeBase) -> str:
    """What fits no hypothesis that is told, without what is one thing with a finding that fits."""
    left = set(assessment.unexplained)
    left -= {label for h in beside(assessment) for a in h.arguments_for for label in a.findings}
    left -= {f.label for f in assessment.findings if f.key in UNSPECIFIC}
    stated = tuple(f for f in assessment.findings if f.key not in PERSON)
    said_elsewhere = {key for i in items(stated, knowledge) for key in i.covers}
    own = [f for f in stated if label_of(f, knowledge) in left and (f.key, f.side, f.state) not in said_elsewhere]
    known = {label_of(f, knowledge) for f in stated}
    return "; ".join(
        said(
            [*(label_of(f, knowledge) for f in own), *(label for label in left if label not in known)],
            assessment,
            knowledge,
        )
    )


def label_of(finding: Finding, knowledge: KnowledgeBase) -> str:
    """How an argument or a flag names the finding."""
    label = sided(finding.label, finding.side)
    known = knowledge.finding(finding.key)
    if finding.state == "value" and finding.value is not None and known:
        return f"{finding.label} {measured(finding.value, known.unit)}"
    return f"not found: {label}" if finding.state == "absent" else label


def notes(case: CaseFile) -> tuple[str, ...]:
    """What was typed in free words and stands in no finding."""
    # the words of an entry with findings are not repeated: beside an absent finding they would read as a presence
    typed = [entry.note for entry in case.findings]
    typed += [case.complaint.text] if opening(case.complaint.text) != case.complaint.text else []
    typed += [entry.text for entry in case.findings if not (entry.present or entry.absent or entry.value)]
    return tuple(dict.fromkeys(text.strip() for text in (*typed, *case.notes) if text.strip()))


def leaders(assessment: Assessment, knowledge: KnowledgeBase) -> list[Hypothesis]:
    """The leading hypothesis, and that of a second complaint: well supported, and elsewhere or by nothing that speaks for the first."""
    leading = list(assessment.hypotheses[:1])
    rests = {label for h in leading for a in h.arguments_for for label in a.findings}
    for h in assessment.hypotheses[1:]:
        alone = not rests & {label for a in h.arguments_for for label in a.findings}
        if h.support in WELL and (alone or elsewhere(h, leading[0], assessment, knowledge)):
            return [*leading, h]
    return leading


def elsewhere(hypothesis: Hypothesis, first: Hypothesis, assessment: Assessment, knowledge: KnowledgeBase) -> bool:
    """Whether it lies on another side or in the other half of the body, and no finding of a place speaks for both.

    What is true of the whole person (diabetes, woken at night) does not make one complaint of a shoulder and a thigh.
    """
    sides = {hypothesis.side, first.side}
    halves = _halves(hypothesis, knowledge) & _halves(first, knowledge)
    if sides != {"left", "right"} and ("midline" in sides or halves):
        return False
    placed = {label_of(f, knowledge) for f in assessment.findings if f.side or family_of(f.key) in PLACE_SIGNS}
    here, there = argued(first) & placed, argued(hypothesis) & placed
    return bool(here and there and not here & there)


def _halves(hypothesis: Hypothesis, knowledge: KnowledgeBase) -> set[str]:
    """Upper or lower half of the body, or both."""
    known = knowledge.hypotheses.get(hypothesis.id)
    return {"lower" if region in LOWER else "upper" for region in known.regions} if known else set()


def argued(hypothesis: Hypothesis) -> set[str]:
    """The findings from which something of its own argues for it."""
    return {label for a in hypothesis.arguments_for if not a.of_presentation for label in a.findings}


def _factor_row(finding: Finding) -> bool:
    return finding.section == "factor" and finding.state == "present"


def _cited(assessment: Assessment, knowledge: KnowledgeBase) -> set[tuple[str, str, str]]:
    """What the leaders and the red flags rest on, as (key, side, state)."""
    arguments = [a for h in leaders(assessment, knowledge) for a in (*h.arguments_for, *h.arguments_against)]
    labels = {label for a in arguments for label in a.findings} | {x for f in assessment.flags for x in f.findings}
    return {(f.key, f.side, f.state) for f in assessment.findings if label_of(f, knowledge) in labels}


def _felt_and_examined(found: list[Item]) -> tuple[list[Item], list[Item]]:
    examined = sorted((i for i in found if i.section in EXAMINED), key=lambda i: EXAMINED.index(i.section))
    return [i for i in found if i.section not in EXAMINED], examined
