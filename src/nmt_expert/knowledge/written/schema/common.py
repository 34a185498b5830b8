"""What the entries of all files in rules/ share: closed word lists, where something was seen. docs/knowledge-format.md explains them."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from nmt_expert.knowledge.written.short_forms import support

Id = Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
HypothesisId = Annotated[str, Field(pattern=r"^(entrapment|compression|other)\.[a-z0-9_]+$")]
Region = Literal[
    "head",
    "face",
    "neck",
    "shoulder",
    "thorax",
    "arm",
    "elbow",
    "forearm",
    "wrist",
    "hand",
    "abdomen",
    "pelvis",
    "low_back",
    "hip",
    "thigh",
    "knee",
    "leg",
    "ankle",
    "foot",
    "general",
]
Section = Literal["history", "symptom", "posture", "gait", "palpation", "motion", "neuro", "test", "factor", "vitals"]
Position = Literal["interview", "standing", "walking", "sitting", "supine", "side_lying", "prone"]
Prior = Literal["very_common", "common", "uncommon", "rare"]
Strength = Literal["weak", "moderate", "strong", "confirming"]
StrengthAgainst = Literal["weak", "moderate", "strong", "excluding"]
AnyStrength = Literal["weak", "moderate", "strong", "confirming", "excluding"]
Basis = Literal["trial", "practice", "consensus"]
Triage = Literal["treat", "treat_and_refer", "refer", "urgent", "emergency"]
Urgency = Literal["emergency", "urgent", "refer"]
# a rule's life: experimental rules are shown and do not count, deprecated ones are kept and not used
Status = Literal["experimental", "consensus", "sourced", "deprecated"]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
SeenAs = Literal["full_text", "abstract", "secondary", "page", "textbook"]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Names = Annotated[list[str], BeforeValidator(_as_list, json_schema_input_type=list[str] | str)]
Cases = Names  # each what a test says of a client: "pain(lumbar), no fever"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys of an entry of this format, and of what stands inside it."""
    schema = model.model_json_schema()
    parts = (schema, *schema.get("$defs", {}).values())
    return list(dict.fromkeys(key for part in parts for key in part.get("properties", ())))


class SourceEntry(Strict):
    """Where a statement was seen: `what` says author or publisher, title and, where it is known, the year."""

    id: Id
    what: str = ""
    kind: Literal["research", "guideline", "textbook", "practice"] = "practice"
    seen: SeenAs
    url: str = ""
    doi: str = ""
    pmid: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _placed(self) -> SourceEntry:
        """Research can be looked up: it has a number of a register, or a year, or an address that is one."""
        placed = (
            self.doi or self.pmid or re.search(r"\b(19|20)\d\d\b|\bPMC\d+|pubmed\D+\d{6}", f"{self.what} {self.url}")
        )
        if self.kind == "research" and not placed and self.seen not in ("abstract", "full_text"):
            raise ValueError("research needs its year, a doi or a pmid")
        return self

    @model_validator(mode="after")
    def _says_what(self) -> SourceEntry:
        if not self.what:
            raise ValueError("the key 'what' is missing: author, title, year")
        return self


class Supports(Strict):
    """Where something in an entry was seen."""

    source: Names
    supports: Names = []
    note: str = ""

    _short = model_validator(mode="before")(support)


class Life(Strict):
    """Where a rule stands between a thought and a rule that counts."""

    status: Status | None = None
    author: str = ""
    reviewer: str = ""
    date: Day = ""

    @property
    def life(self) -> str:
        """Status, author, reviewer and date as one phrase, '' where nothing is said."""
        said: list[str] = [self.status or ("in use" if self.author or self.date else "")]
        said += [f"by {self.author}" if self.author else "", f"reviewed by {self.reviewer}" if self.reviewer else ""]
        return ", ".join(filter(None, [*said, self.date]))
