"""The format of the files in rules/, as people write them. docs/knowledge-format.md explains it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

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
Triage = Literal["treat", "treat_and_refer", "refer", "urgent", "emergency"]
Urgency = Literal["emergency", "urgent", "refer"]
SeenAs = Literal["full_text", "abstract", "secondary", "page", "textbook"]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Names = Annotated[list[str], BeforeValidator(_as_list)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceEntry(Strict):
    id: Id
    what: str
    seen: SeenAs
    url: str = ""
    doi: str = ""
    pmid: str = ""
    note: str = ""


class Supports(Strict):
    """Where something in an entry was seen."""

    source: Names
    supports: Names = []
    note: str = ""


# -- vocabulary


class ZoneEntry(Strict):
    id: Id
    label: str
    region: Region
    aspect: str
    sided: bool = True


class SubjectEntry(Strict):
    """A movement, activity, site or reflex."""

    id: Id
    label: str
    region: Region = "general"
    position: Position = "interview"
    sided: bool = True


class ValueRange(Strict):
    unit: str
    range: tuple[float, float]


class FindingEntry(Strict):
    id: Id
    label: str
    ask: str
    section: Section
    position: Position = "interview"
    regions: list[Region]
    how: str = ""
    sided: bool = False
    screen: bool = False
    value: ValueRange | None = None
    record: bool = False  # kept so that a case can say it, although no rule uses it
    summary_of: list[str] = []  # families: present as soon as one of their members is; absent: none of them
    implies: list[str] = []  # findings that are then present too, and whose absence rules this one out
    follows_from: str = ""  # a sentence: drawn, tested or measured findings that mean this one
    rules_out: list[str] = []  # families: present means that no member is
    source: Names = []
    provenance: list[Supports] = []
    note: str = ""


class ContradictionEntry(Strict):
    """What cannot both be true in one case; `when` is a condition without sides and negations."""

    id: Id
    when: Any
    because: str


Subjects = Literal["zones", "muscles", "movements", "reflexes", "sites", "activities"]


class FamilyEntry(Strict):
    id: Id
    over: Subjects
    section: Section
    label: str
    ask: str
    how: str = ""


class GroupEntry(Strict):
    """A named set: a rule says `pain in @leg`. Members are ids, or other groups as "@thigh"."""

    id: Id
    of: Subjects | Literal["findings"]
    members: list[str] = Field(min_length=1)
    note: str = ""


class SignEntry(Strict):
    """A named condition that many rules use as if it were a finding."""

    id: Id
    when: Any
    note: str = ""


# -- rules


class LikelihoodRatio(Strict):
    positive: float = Field(gt=0)
    negative: float | None = Field(None, gt=0)
    interval: tuple[float, float] | None = None
    negative_interval: tuple[float, float] | None = None


class Tests(Strict):
    fires: list[list[str]] = []
    quiet: list[list[str]] = []


class RuleText(Strict):
    """What every rule carries, whatever it concludes."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    when: Any
    because: str = ""
    group: str = ""
    source: Names = []
    population: str = ""
    reference: str = ""
    note: str = ""
    tests: Tests | None = None


class ArgumentEntry(RuleText):
    """A rule about the hypothesis that it stands beside."""

    strength: Strength | None = None
    against: StrengthAgainst | None = None
    absent: StrengthAgainst | None = None
    lr: LikelihoodRatio | None = None

    @model_validator(mode="after")
    def _one_conclusion(self) -> ArgumentEntry:
        if sum(x is not None for x in (self.strength, self.against, self.lr)) != 1:
            raise ValueError("needs exactly one of strength, against or lr")
        if self.absent is not None and self.strength is None:
            raise ValueError("absent goes with strength")
        return self


class Conclusion(Strict):
    for_: str | None = Field(None, alias="for")
    against: str | None = None
    pattern: str | None = None
    strength: Literal["weak", "moderate", "strong", "confirming", "excluding"] | None = None
    absent: StrengthAgainst | None = None
    lr: LikelihoodRatio | None = None

    @model_validator(mode="after")
    def _one_conclusion(self) -> Conclusion:
        if sum(x is not None for x in (self.for_, self.against, self.pattern)) != 1:
            raise ValueError("needs exactly one of for, against or pattern")
        if self.pattern is None and (self.strength is None) == (self.lr is None):
            raise ValueError("needs exactly one of strength or lr")
        if self.against is not None and (self.lr is not None or self.absent is not None):
            raise ValueError("an argument against carries strength only")
        return self


class RuleEntry(RuleText):
    then: Conclusion
    sided: bool = True


class PatternEntry(RuleText):
    """An intermediate conclusion: its id is the pattern."""

    label: str
    sided: bool = True


class TemplateEntry(RuleText):
    """A rule laid over every entry of a frame; $field and {field} stand for what the entry says."""

    for_each: Literal["trigger", "muscle", "entrapment", "compression", "nerve", "condition"]
    then: Conclusion
    graded: bool = False  # weighed by how well the drawing fits
    partly: str = ""  # with graded: a list field of zones that explain a drawing by half
    context: bool = False  # load and circumstance: raises, but never makes a hypothesis alone


class LoadEntry(Strict):
    id: Id
    overloads: list[str] = []
    hypotheses: list[str] = []
    because: str = ""
    provenance: list[Supports] = []
    note: str = ""


# -- anatomy and conditions


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
    name: str
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
    name: str
    regions: list[Region]
    sided: bool = True
    prior: Prior
    triage: Triage
    pain: list[str] = []
    mimics: list[str] = []
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


# -- safety, factors, protocols


class CautionEntry(Strict):
    id: Id
    label: str
    kind: Literal["general", "local", "relative"]
    when: Any = None
    muscles: list[str] = []
    zones: list[str] = []
    change: str
    because: str
    clearance: bool = False
    provenance: list[Supports] = []
    note: str = ""


class ScreenEntry(Strict):
    id: Id
    title: str
    regions: list[Region]
    questions: list[str]
    note: str = ""


class FactorEntry(Strict):
    id: Id
    label: str
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
