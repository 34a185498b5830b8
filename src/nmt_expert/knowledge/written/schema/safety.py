"""Cautions, the safety screen, and what keeps a complaint going."""

from __future__ import annotations

from typing import Any, Literal

from nmt_expert.knowledge.written.kinds import Label
from nmt_expert.knowledge.written.schema.common import Id, Region, Strict, Supports
from nmt_expert.knowledge.written.schema.rules import RuleText


class CautionEntry(Strict):
    id: Id
    label: Label
    kind: Literal["general", "local", "relative"]
    when: Any = None
    muscles: list[str] = []
    zones: list[str] = []
    change: str
    because: str
    clearance: bool = False
    provenance: list[Supports] = []
    note: str = ""


class UrgencyEntry(RuleText):
    """What asks for a physician whatever the cause is."""

    at_least: Literal["emergency", "urgent", "refer", "treat_and_refer"]


class ScreenEntry(Strict):
    id: Id
    title: str
    regions: list[Region]
    questions: list[str]
    note: str = ""


class FactorEntry(Strict):
    id: Id
    label: Label
    ask: str
    domain: Literal["biomechanical", "biochemical", "psychosocial"]
    nmt_factors: list[Literal["ischemia", "trigger_points", "nerve", "posture_gait", "nutrition", "stress"]]
    muscles: list[str] = []
    mechanism: str = ""
    advise: str = ""
    refer_when: str = ""
    tests: list[str] = []
    evidence: Literal["strong", "moderate", "weak", "very_weak", "tradition"]
    evidence_note: str = ""
    provenance: list[Supports] = []
    note: str = ""
