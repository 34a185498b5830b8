"""How is treated, cared for, examined in order and measured."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from nmt_expert.knowledge.written.kinds import Label, Number
from nmt_expert.knowledge.written.schema.common import Basis, Id, Region, Strict, Supports


class TechniqueEntry(Strict):
    id: Id
    label: Label
    kind: Literal["pressure", "time", "order", "after_release", "choice", "effect"]
    do: str
    why: str
    basis: Basis
    unless: str = ""
    core: bool = False
    only_with: list[str] = []
    not_with: list[str] = []
    instead: str = ""
    provenance: list[Supports] = []


class AftercareEntry(Strict):
    id: Id
    label: Label
    kind: Literal["after_care", "warning", "stop", "dosing", "session", "wording"]
    step: int | None = None
    do: str
    say: str = ""
    basis: Basis
    note: str = ""
    only_with: list[str] = []
    provenance: list[Supports] = []


class HomeEntry(Strict):
    """What the client does at home: an exercise for muscles that were treated, or a change in an activity."""

    id: Id
    label: Label
    kind: Literal["exercise", "activity"]
    say: str  # to the client
    do: str = ""  # what the therapist tells of it in the letter
    muscles: list[str] = []
    picture: str = ""  # a pose of report_templates/bodychart/poses.json
    only_with: list[str] = []
    not_with: list[str] = []
    basis: Basis
    note: str = ""
    provenance: list[Supports] = []


class RegionEntry(Strict):
    """What to examine next, in order, when the complaint lies in these regions."""

    id: Id
    label: Label
    regions: list[Region]
    also: list[Region] = []
    safety: list[str] = []
    tests: list[str] = []
    muscles: list[str] = []
    nerves: list[str] = []
    posture: list[str] = []
    gait: list[str] = []
    because: str
    provenance: list[Supports] = []


class Change(Strict):
    """The change of a measure that counts; `value` is left out where no study was seen."""

    value: Number | None = None
    unit: str = ""
    text: str = ""

    @model_validator(mode="after")
    def _of_what(self) -> Change:
        if self.value is not None and not self.unit:
            raise ValueError("a value needs its unit")
        return self


class MeasureEntry(Strict):
    id: Id
    label: Label
    measures: str
    regions: list[Region]
    range: str
    better: Literal["lower", "higher", "nearer to the other side"]
    change: Change
    error: str = ""
    licence: str
    usable_freely: bool
    use: str
    provenance: list[Supports] = []
