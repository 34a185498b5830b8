"""The case file: what was observed of one client. `answer` is read by evaluation and teaching only."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

SCHEMA = "nmt-case/1"
SideWord = Literal["left", "right", "both", "midline"]
Mechanism = Literal["trigger_point", "entrapment", "compression", "other", "red_flag"]
Triage = Literal["treat", "treat_and_refer", "refer", "urgent", "emergency"]
# It names files: the report's, and the lock's.
CaseId = Annotated[
    str,
    Meta(pattern=r"\A[\w.-]{1,64}\Z", description="1 to 64 letters, digits, dots, dashes and underscores, no space"),
]


class Strict(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One part of the file. Keys that it does not know are refused."""


class Client(Strict, frozen=True):
    reference: str = ""
    name: str = ""
    born: date | None = None
    age: Annotated[float, Meta(ge=0, le=120)] | None = None  # years at the date of the case
    sex: Literal["female", "male", "unknown"] = "unknown"
    occupation: str = ""
    consent: bool | None = None  # to the assessment and its notes
    send: bool | None = None  # to the letter being sent
    medicines: list[str] = []  # those that matter to the reader of the letter, as told
    allergies: list[str] = []
    told: str = ""  # what the client was told
    copy_to_client: bool | None = None  # of the letter


Intensity = Annotated[float, Meta(ge=0, le=10)]  # 0 none, 10 the worst imaginable


class Area(Strict, frozen=True):
    """One area of the body chart: P1 the main complaint, P2 the second."""

    id: Annotated[str, Meta(pattern=r"\AP[1-9]\Z", description="P1 to P9")]
    findings: list[str] = []  # what was drawn there, such as pain(shoulder_front)
    quality: list[str] = []  # keys such as quality_dull
    depth: Literal["", "deep", "superficial"] = ""
    course: Literal["", "constant", "intermittent"] = ""
    now: Intensity | None = None
    worst: Intensity | None = None
    brings_on: list[str] = []  # areas that come on with this one


class Complaint(Strict, frozen=True):
    text: str = ""
    side: SideWord | None = None
    regions: list[str] = []
    since: str = ""
    areas: list[Area] = []


class Entry(Strict, frozen=True):
    """One thing that was observed or said. `text` alone (no key) is something that the vocabulary cannot express."""

    present: list[str] = []
    absent: list[str] = []
    value: dict[str, float] = {}
    not_tested: list[str] = []  # asked in the guided assessment and left open, so that it is not asked again
    not_raised: list[str] = []  # named in a broad question of the safety screen and not picked out by the client
    side: SideWord | None = None
    text: str = ""
    note: str = ""


class Source(Strict, frozen=True):
    title: str
    authors: str = ""
    year: int | None = None
    where: str = ""
    url: str = ""


class Answer(Strict, frozen=True):
    """The published answer. Several hypotheses: the published label covers several."""

    mechanism: Mechanism
    triage: Triage
    structure: str = ""
    hypotheses: list[str] = []  # any of these is right
    secondary: list[str] = []  # also stated by the source; right for the first three only
    red_flags: list[str] = []
    side: SideWord | None = None
    difficulty: str = ""
    kind: Literal["case_report", "practice_page", "vignette", "exam_item"] = "case_report"
    caveats: list[Literal["contestable_label", "several_visits", "thin"]] = []
    confirmed_by: str = ""


class Page(Strict, frozen=True):
    """One page of questions as it was shown."""

    screen: str
    title: str = ""
    asked: list[str] = []  # findings, in their order on the page


class Interview(Strict, frozen=True):
    """What the guided assessment must remember beside the findings, so that it resumes at the same screen."""

    depth: Literal["quick", "standard", "full"] = "standard"
    passed: list[str] = []  # screens that were left without an answer of their own
    pages: list[Page] = []  # pages that were answered, in order, so that going back shows the same ones


class CaseFile(Strict, frozen=True):
    schema_: Literal["nmt-case/1"] = field(name="schema")
    id: CaseId
    title: str = ""
    date_: date | None = field(name="date", default=None)
    client: Client = Client()
    complaint: Complaint = Complaint()
    findings: list[Entry] = []
    notes: list[str] = []
    interview: Interview | None = None
    source: Source | None = None
    answer: Answer | None = None
