"""Entries of muscles, nerves and conditions."""

from __future__ import annotations

from typing import Literal

from nmt_expert.knowledge.written.kinds import Condition, Label
from nmt_expert.knowledge.written.schema.common import HypothesisId, Id, Names, Prior, Region, Strict, Supports, Triage
from nmt_expert.knowledge.written.schema.rules import ArgumentEntry


class TriggerEntry(Strict):
    id: Id
    where: str
    essential: list[str]
    spillover: list[str] = []
    status: Literal["seen", "mixed", "textbook"] = "textbook"
    source: Names = []
    note: str = ""


class Code(Strict):
    code: str
    text: str


class ReferWhen(Strict):
    urgency: Literal["emergency", "urgent", "soon", "routine", "refer"]
    when: str


class MuscleEntry(Strict):
    id: Id
    name: Label
    plain: str = ""  # where it is and what it does: "at the front of your arm that bends the elbow"
    region: Region
    sided: bool = True
    prior: Prior = "common"
    triage: Triage = "treat"
    nerve: str = ""
    roots: list[str] = []
    triggers: list[TriggerEntry]
    actions: list[str] = []
    limits: list[str] = []
    loads: list[str] = []
    eases: list[str] = []
    posture: list[str] = []
    symptoms: list[str] = []
    factors: list[str] = []
    satellites: list[str] = []
    entraps: list[str] = []
    mimics: list[str] = []
    palpation: str = ""
    caution: str = ""
    provenance: list[Supports] = []
    note: str = ""
    arguments: list[ArgumentEntry] = []


class HypothesisEntry(Strict):
    id: HypothesisId
    name: Label
    plain: str = ""  # in a client's words, as it ends a sentence: "a squeezed nerve at your wrist"
    regions: list[Region]
    sided: bool = True
    prior: Prior
    triage: Triage
    pain: list[str] = []
    hallmark: Condition | None = None  # a condition without which it does not lead
    mimics: list[str] = []
    neutral: list[str] = []  # findings that argue for a mimic and say nothing here
    known_by: str = ""  # a finding of the history: a doctor has found it already
    refer: list[ReferWhen] = []
    confirm: list[str] = []
    icd10cm: Code | None = None
    provenance: list[Supports] = []
    note: str = ""
    arguments: list[ArgumentEntry] = []


class NerveEntry(HypothesisEntry):
    nerve: str
    roots: list[str] = []
    site: str = ""
    disc_level: str = ""
    muscles: list[str] = []
    sensory: list[str] = []
    motor: list[str] = []
    wasting: list[str] = []
    reflex_reduced: list[str] = []
    reflex_kept: list[str] = []
    provoke: list[str] = []
    relieve: list[str] = []
    history: list[str] = []
    posture: list[str] = []
    spared_zones: list[str] = []
    spared_motor: list[str] = []
    painless: bool = False


class ConditionEntry(HypothesisEntry):
    imitates: list[str] = []
    red_flag: str = ""
