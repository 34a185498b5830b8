"""The case file: what was observed of one client. `answer` is read by evaluation and teaching only."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

SCHEMA = "nmt-case/1"
SideWord = Literal["left", "right", "both", "midline"]
Mechanism = Literal["trigger_point", "entrapment", "compression", "other", "red_flag"]
Triage = Literal["treat", "treat_and_refer", "refer", "urgent", "emergency"]


def _as_list(value: object) -> object:
    return value if isinstance(value, list) or value is None else [value]


Keys = Annotated[list[str], BeforeValidator(_as_list)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Client(Strict):
    reference: str = ""
    name: str = ""
    born: date | None = None
    age: float | None = Field(None, ge=0, le=120)
    sex: Literal["female", "male", "unknown"] = "unknown"
    occupation: str = ""
    consent: bool | None = None


class Complaint(Strict):
    text: str = ""
    side: SideWord | None = None
    regions: list[str] = []
    since: str = ""


class Entry(Strict):
    """One thing that was observed or said. `text` alone (no key) is something that the vocabulary cannot express."""

    present: Keys = []
    absent: Keys = []
    value: dict[str, float] = {}
    not_tested: Keys = []  # asked in the guided assessment and left open, so that it is not asked again
    side: SideWord | None = None
    text: str = ""
    note: str = ""


class Source(Strict):
    title: str
    authors: str = ""
    year: int | None = None
    where: str = ""
    url: str = ""


class Answer(Strict):
    """The published answer. Several hypotheses: the published label covers several."""

    mechanism: Mechanism
    structure: str = ""
    hypotheses: list[str] = []  # any of these is right
    secondary: list[str] = []  # also stated by the source; right for the first three only
    red_flags: list[str] = []
    side: SideWord | None = None
    triage: Triage
    difficulty: str = ""
    kind: Literal["case_report", "practice_page", "vignette", "exam_item"] = "case_report"
    caveats: list[Literal["contestable_label", "several_visits", "thin"]] = []
    confirmed_by: str = ""


class Interview(Strict):
    """What the guided assessment must remember beside the findings, so that it resumes at the same screen."""

    depth: Literal["quick", "standard", "full"] = "standard"
    passed: list[str] = []  # screens that were left without an answer of their own


class CaseFile(Strict):
    schema_: Literal["nmt-case/1"] = Field(alias="schema")
    id: str = Field(pattern=r"^[\w.-]{1,64}$")
    title: str = ""
    date_: date | None = Field(None, alias="date")
    client: Client = Client()
    complaint: Complaint = Complaint()
    findings: list[Entry] = []
    notes: list[str] = []
    interview: Interview | None = None
    source: Source | None = None
    answer: Answer | None = None
