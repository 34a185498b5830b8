"""Entries of rules/vocabulary: what can be observed, and the names for sets of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from nmt_expert.knowledge.written.kinds import Condition, Label, Range, SubjectText
from nmt_expert.knowledge.written.schema.common import Id, Names, Position, Region, Section, Strict, Supports


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


class WholeEntry(Strict):
    """Several zones or movements of which it was not stated which one: `any_of` are ids or groups as "@neck_back".

    `near`: what some people mean by it as well; it counts half where a drawing is compared.
    """

    id: Id
    of: Literal["zones", "movements"]
    label: Label
    region: Region
    position: Position = "interview"
    sided: bool = True
    any_of: list[str] = Field(min_length=1)
    near: list[str] = []


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
    score: bool = False  # counted from items: it may be stated, and is never asked as a question
    record: bool = False  # kept so that a case can say it, although no rule uses it
    summary_of: list[str] = []  # families: present as soon as one of their members is; absent: none of them
    implies: list[str] = []  # findings that are then present too, and whose absence rules this one out
    follows_from: Condition = ""  # a sentence: drawn, tested or measured findings that mean this one
    rules_out: list[str] = []  # families: present means that no member is
    both_sides: bool = False  # it says that both sides are affected: not asked while one alone is known to be
    medicines: list[str] = []  # names of medicines: who takes one of them has it
    source: Names = []
    provenance: list[Supports] = []
    note: str = ""


class ContradictionEntry(Strict):
    """What cannot both be true in one case; `when` is a condition without sides and negations."""

    id: Id
    when: Condition
    because: str


class ScoreItemEntry(Strict):
    label: Label
    when: Condition
    points: float = 1
    of: str = ""  # where `enough` has several columns: the one in which it counts


class ScoreEntry(Strict):
    """A published score that is counted from its items; the id is that of the finding that enough points mean."""

    id: Id
    name: Label
    given: Condition | None = None  # a condition without which it is not counted
    enough: float | dict[str, float]  # points, or for each column so many
    items: list[ScoreItemEntry]
    source: Names


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
    whole: bool = False  # made for one purpose: the formatter names it only where a list is exactly this
    note: str = ""


class SynonymEntry(Strict):
    """Phrases that people say, and words of labels that they mean: one reading or several."""

    id: Id
    say: list[str] = Field(min_length=1)
    means: list[str] = Field(min_length=1)


class SignEntry(Strict):
    """A named condition that many rules use as if it were a finding."""

    id: Id
    when: Condition
    note: str = ""
