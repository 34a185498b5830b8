"""The format of a red flag, as people write it in rules/safety/red_flags/. docs/rule-language.md explains it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, model_validator

from nmt_expert.knowledge.written.kinds import Condition, Label
from nmt_expert.knowledge.written.schema.common import Cases, Id, Life, Names, Region, Strict, Supports, Urgency


def _as_when(value: object) -> object:
    return value if isinstance(value, dict) else {"when": value}


class Alternative(Life):
    """One way in which a flag is raised: a sentence, with what only this one needs."""

    when: Condition
    because: str = ""
    source: Names = []
    lowered_by: Names = []  # names under `lowers:`; in an emergency only
    fires: Cases = []
    quiet: Cases = []
    note: str = ""


class Lower(Strict):
    """What lowers an emergency to urgent, and no further."""

    when: Condition
    because: str  # printed as "Lowered from emergency because ..."
    source: Names = []


Alternatives = dict[
    Id, Annotated[Alternative, BeforeValidator(_as_when, json_schema_input_type=Alternative | Condition)]
]


@dataclass(frozen=True)
class Raised:
    """One alternative of a flag."""

    id: str
    path: tuple[str | int, ...]  # of its condition
    urgency: Urgency
    when: str
    because: str
    source: list[str]
    lowered_by: list[str]
    fires: list[str]
    quiet: list[str]
    life: str


class RedFlagEntry(Strict):
    """A serious condition: alternatives under their urgency, and what to do and say."""

    id: Id
    name: Label
    regions: list[Region]
    do: str = ""  # what the hands do or leave, at every level
    worse: str = ""  # what makes an emergency of it: "Emergency with ..."
    act: dict[Urgency, str] = {}  # what is done at a level, where that is not what the level says of itself
    say: str
    manual_therapy: Literal["contraindicated", "local", "after_clearance"]
    net: bool = False  # it names no disease: there is nothing to exclude, only something to explain
    days_decide: bool = False  # not hours: beside another danger it is no emergency where alone it is urgent
    because: str
    guideline: Names = []
    pain: list[str] = []
    signs: dict[Id, Condition] = {}
    emergency: Alternatives = {}
    urgent: Alternatives = {}
    refer: Alternatives = {}
    lowers: dict[Id, Lower] = {}
    provenance: list[Supports] = []
    note: str = ""

    @model_validator(mode="after")
    def _each_once(self) -> RedFlagEntry:
        ids = [raised.id for raised in self.raised()]
        if not ids:
            raise ValueError("needs alternatives under emergency, urgent or refer")
        if twice := sorted({id for id in ids if ids.count(id) > 1}):
            raise ValueError(f"the alternative '{twice[0]}' stands twice; each name once in a flag")
        return self

    @property
    def most_urgent(self) -> Urgency:
        """The urgency of its most urgent alternative."""
        return next(urgency for urgency, block in self._blocks() if block)

    def raised(self) -> Iterator[Raised]:
        """Every alternative with its urgency."""
        for urgency, block in self._blocks():
            for id, a in block.items():
                yield Raised(
                    id,
                    (urgency, id, "when"),
                    urgency,
                    a.when,
                    a.because,
                    a.source,
                    a.lowered_by,
                    a.fires,
                    a.quiet,
                    a.life,
                )

    def _blocks(self) -> tuple[tuple[Urgency, Alternatives], ...]:
        return ("emergency", self.emergency), ("urgent", self.urgent), ("refer", self.refer)
