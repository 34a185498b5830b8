"""Cautions, the safety screen, and what keeps a complaint going."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from nmt_expert.knowledge.written.kinds import Condition, Label
from nmt_expert.knowledge.written.schema.common import Id, Region, Strict, Supports
from nmt_expert.knowledge.written.schema.rules import RuleText


class CautionEntry(Strict):
    id: Id
    label: Label
    kind: Literal["general", "local", "relative"]
    when: Condition | None = None
    muscles: list[str] = []
    zones: list[str] = []
    forbids: list[str] = []  # muscles
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


class WhoEntry(Strict):
    """Whom a finding can concern: a sex, an age in years from and below. What is not known excludes nobody."""

    sex: Literal["female", "male"] | None = None
    from_: Annotated[int, Field(ge=0, le=120)] = Field(default=0, alias="from")
    below: Annotated[int, Field(ge=0, le=121)] = 121


class TopicEntry(Strict):
    """A broad question that stands for findings of the safety screen."""

    id: Annotated[str, Field(pattern=r"^topic_[a-z_]+$")]
    label: Label
    ask: Label
    look: bool = False  # the therapist answers it by looking or feeling
    apart: bool = False  # asked alone; what it finds goes into no letter unless that is wanted
    of: str = ""
    joins: list[str] = []
    covers: dict[str, str] = {}
    who: dict[str, WhoEntry] = {}
    words: dict[str, list[str]] = {}
    sudden: list[str] = []  # findings that are asked back where the complaint began at once
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
    say: str = ""  # what the client can do about it, in everyday words; '': nothing is printed
    refer_when: str = ""
    tests: list[str] = []
    evidence: Literal["strong", "moderate", "weak", "very_weak", "tradition"]
    evidence_note: str = ""
    provenance: list[Supports] = []
    note: str = ""
