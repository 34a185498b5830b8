"""The plan in rows: what to examine, what to heed, how to treat, how often, when to look again and when to send back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nmt_expert.reasoning.assessment import HASTE, Assessment, Hypothesis
from nmt_expert.reasoning.care.plan import PALPATE
from nmt_expert.report import words
from nmt_expert.report.flags import orders, parted
from nmt_expert.report.letter.sentences.item import small
from nmt_expert.report.view import Row
from nmt_expert.report.words import sentence

GROWS = "Where one of these is there already, the client comes back once it gets worse"
GROWS_BESIDE = "Where something not marked 'at once' is there already, the client comes back once it gets worse"
NOTHING_TO_TREAT = "Nothing yet: no trigger point was found{}; palpate what belongs to it before anything is pressed."
OF_ITSELF = re.compile(r"(?:always|any suspicion)(?=$|:| \()")  # asked of whoever has it: the headline says how soon
MAY_BE = " in a muscle that may be worked"


def plan_rows(assessment: Assessment, most: int) -> tuple[Row, ...]:
    """The rows that say something; at most `most` cautions."""
    plan = assessment.plan
    if assessment.urgency in HASTE:  # what comes later is nobody's question now
        now = (Row("Treatment", (plan.withheld,)), Row("Therapist now", (orders(parted(assessment)),)))
        return tuple(row for row in now if any(row.texts))
    # without treatment they matter to nobody yet; the appendix keeps them
    cautions = [f"{c.label}: {c.change}" for c in assessment.cautions] if plan.allowed else []
    cautions.sort(key=lambda text: text not in plan.limits)  # the client's own before those of a place
    if len(cautions) > most:
        cautions[most:] = [f"{len(cautions) - most} more in the appendix"]
    palpate = tuple(step for step in plan.examine if step.startswith(PALPATE))  # tests stand with the hypotheses
    send_back = _send_back(assessment.hypotheses[:1], most)
    measures = f"Measures: {'; '.join(plan.measures)}" if plan.measures else ""
    rows = (
        Row("Examine next", palpate),
        Row("Cautions", tuple(cautions)),
        Row("Treatment", _treatment(assessment)),
        Row("Activity", (" ".join(plan.activities),)),
        Row("Sessions", (" ".join(plan.sessions),)),
        Row("Reassess", (" ".join(filter(None, (plan.reassess, sentence(measures)))),)),
        Row("Back to you", (send_back,)),
    )
    said = (Row(row.name, tuple(filter(None, row.texts))) for row in rows)
    return tuple(row for row in said if row.texts)


def _treatment(assessment: Assessment) -> tuple[str, ...]:
    plan = assessment.plan
    if not plan.allowed:
        return (plan.withheld,)
    spared = f"Not worked: {'; '.join(plan.spared)}." if plan.spared else ""
    if not plan.treat:
        return (spared, NOTHING_TO_TREAT.format(MAY_BE if spared else ""))
    first = f"Once you have agreed in writing: {small(plan.treat[0])}" if words.waits(assessment) else plan.treat[0]
    return (first, spared, " ".join(plan.treat[1:]))


def _send_back(leading: Iterable[Hypothesis], most: int) -> str:
    """When the client comes back to the physician, by how soon: 'At once: foot drop. Planned: no change in six weeks.'"""
    by_haste: dict[str, list[str]] = {}
    for text in dict.fromkeys(text for h in leading if not h.known for text in h.refer):
        haste, _, when = text.partition(": ")
        if OF_ITSELF.match(when):
            continue
        by_haste.setdefault(words.SOON[haste], []).append(when)
    said = [
        f"{haste}: {'; '.join(by_haste[haste])}" for haste in dict.fromkeys(words.SOON.values()) if haste in by_haste
    ]
    at_once = words.SOON["emergency"] in by_haste  # such a sign waits for nothing, old or new
    grows = (GROWS_BESIDE if len(said) > 1 else "") if at_once else GROWS
    return " ".join(sentence(text) for text in (*said[:most], *filter(None, [grows]))) if said else ""
