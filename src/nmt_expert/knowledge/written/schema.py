"""The format of the files in rules/, as people write them. docs/knowledge-format.md explains it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from nmt_expert.knowledge.written.kinds import Label, Number, Range, Ratio, RatioInterval, Share, SubjectText, Weight

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
    label: Label
    region: Region
    aspect: str
    sided: bool = True


class SubjectEntry(Strict):
    """A movement, activity, site or reflex."""

    id: Id
    label: Label
    region: Region = "general"
    position: Position = "interview"
    sided: bool = True


class ValueRange(Strict):
    unit: Label
    range: Range


class FindingEntry(Strict):
    id: Id
    label: Label
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
    label: SubjectText
    ask: SubjectText
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
    positive: Ratio
    negative: Ratio | None = None
    interval: RatioInterval | None = None
    negative_interval: RatioInterval | None = None

    @model_validator(mode="after")
    def _inside(self) -> LikelihoodRatio:
        for ratio, interval in ((self.positive, self.interval), (self.negative, self.negative_interval)):
            if interval is not None and (ratio is None or not interval[0] <= ratio <= interval[1]):
                raise ValueError(f"the interval {interval[0]:g} to {interval[1]:g} must hold the ratio, {ratio}")
        return self


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
    strength: AnyStrength | None = None
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

    label: Label
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
    name: Label
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


class TechniqueEntry(Strict):
    id: Id
    label: Label
    kind: Literal["pressure", "time", "order", "after_release", "choice", "effect"]
    do: str
    why: str
    basis: Basis
    unless: str = ""
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


# -- the scale


class Scale(Strict):
    """What a word weighs: log10 of a likelihood ratio."""

    strengths: dict[AnyStrength, Weight]
    priors: dict[Prior, Weight]
    support: dict[Literal["strong", "good", "some"], Weight]
    group_discount: Share
    context_cap: Annotated[Weight, Field(ge=0)]
    show_within: Annotated[Weight, Field(ge=0)]
    show_most: int = Field(ge=1, le=50)

    @model_validator(mode="after")
    def _every_word(self) -> Scale:
        for field, words in (
            ("strengths", AnyStrength),
            ("priors", Prior),
            ("support", Literal["strong", "good", "some"]),
        ):
            missing = [word for word in get_args(words) if word not in getattr(self, field)]
            if missing:
                raise ValueError(f"{field} lack {', '.join(missing)}")
        if min(self.strengths.values()) <= 0:
            raise ValueError("strengths are above 0; the rule says whether they speak for or against")
        return self
