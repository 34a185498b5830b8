"""Rules as people write them, and the scale of their words."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from nmt_expert.knowledge.written.kinds import Condition, Label, Ratio, RatioInterval, Share, Weight
from nmt_expert.knowledge.written.schema.common import (
    AnyStrength,
    Cases,
    Id,
    Life,
    Names,
    Prior,
    Strength,
    StrengthAgainst,
    Strict,
    Supports,
)
from nmt_expert.knowledge.written.short_forms import argument, conclusion


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


class RuleText(Life):
    """What every rule carries, whatever it concludes."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    when: Condition
    because: str = ""
    group: str = ""
    source: Names = []
    population: str = ""
    reference: str = ""
    note: str = ""
    fires: Cases = []  # clients for whom it holds
    quiet: Cases = []  # clients for whom it just does not


class ArgumentEntry(RuleText):
    """A rule about the hypothesis that it stands beside."""

    strength: Strength | None = None
    against: StrengthAgainst | None = None
    absent: StrengthAgainst | None = None
    lr: LikelihoodRatio | None = None

    _short = model_validator(mode="before")(argument)

    @model_validator(mode="after")
    def _one_conclusion(self) -> ArgumentEntry:
        if sum(x is not None for x in (self.strength, self.against, self.lr)) != 1:
            raise ValueError("needs exactly one of strength, against or lr")
        if self.absent is not None and self.strength is None:
            raise ValueError("absent goes with strength")
        return self

    def concluding(self, target: str) -> Conclusion:
        """What it concludes of the hypothesis that it stands beside, as a rule would say it."""
        side = "for" if self.against is None else "against"
        said = {"strength": self.strength or self.against, "absent": self.absent, "lr": self.lr}
        return Conclusion.model_validate({side: target, **said})


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

    _short = model_validator(mode="before")(conclusion)


class PatternEntry(RuleText):
    """An intermediate conclusion: its id is the pattern."""

    label: Label
    sided: bool = True
    examine: list[str] = []  # what the guided assessment examines first where it holds, whatever leads


class TemplateEntry(RuleText):
    """A rule laid over every entry of a frame; $field and {field} stand for what the entry says."""

    for_each: Literal["trigger", "muscle", "entrapment", "compression", "nerve", "condition"]
    then: Conclusion
    graded: bool = False  # weighed by how well the drawing fits
    partly: str = ""  # with graded: a list field of zones that explain a drawing by half
    context: bool = False  # load and circumstance: raises, but never makes a hypothesis alone
    hallmark: bool = False  # without any finding of this kind the hypothesis does not lead

    _short = model_validator(mode="before")(conclusion)


class LoadEntry(Strict):
    id: Id
    overloads: list[str] = []
    hypotheses: list[str] = []
    because: str = ""
    provenance: list[Supports] = []
    note: str = ""


Shown = Literal["always", "often", "some", "never", "unnamed"]


class Scale(Strict):
    """What a word weighs: log10 of a likelihood ratio."""

    strengths: dict[AnyStrength, Weight]
    priors: dict[Prior, Weight]
    support: dict[Literal["strong", "good", "some"], Weight]
    group_discount: Share
    context_cap: Annotated[Weight, Field(ge=0)]
    show_within: Annotated[Weight, Field(ge=0)]
    show_most: int = Field(ge=1, le=50)
    in_part: Share
    spot_open: Share
    said_again: Share
    no_hallmark: Annotated[Weight, Field(ge=0)]
    unexplained: Annotated[Weight, Field(ge=0)]
    elsewhere: Annotated[Weight, Field(ge=0)]
    presented: dict[Literal["told", "found"], Share]
    shown: dict[Shown, Share]
    shown_most: Annotated[Weight, Field(ge=0)]
    thought_of: Annotated[Weight, Field(ge=0)]
    apart: Annotated[Weight, Field(ge=0)]
    measured: dict[Literal["strong", "good", "some", "little"], tuple[int, int, int]]

    @model_validator(mode="after")
    def _every_word(self) -> Scale:
        for field, words in (
            ("strengths", AnyStrength),
            ("priors", Prior),
            ("support", Literal["strong", "good", "some"]),
            ("shown", Shown),
            ("presented", Literal["told", "found"]),
            *((("measured", Literal["strong", "good", "some", "little"]),) if self.measured else ()),
        ):
            missing = [word for word in get_args(words) if word not in getattr(self, field)]
            if missing:
                raise ValueError(f"{field} lack {', '.join(missing)}")
        if min(self.strengths.values()) <= 0:
            raise ValueError("strengths are above 0; the rule says whether they speak for or against")
        return self
