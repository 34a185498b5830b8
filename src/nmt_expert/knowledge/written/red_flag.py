"""The format of a red flag, as people write it in rules/safety/red_flags/. docs/rule-language.md explains it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from nmt_expert.knowledge.written.kinds import Label
from nmt_expert.knowledge.written.schema.common import Cases, Id, Life, Names, Region, Strict, Supports, Urgency
from nmt_expert.knowledge.written.schema.rules import Tests


def _as_when(value: object) -> object:
    return {"when": value} if isinstance(value, str) else value


class Alternative(Life):
    """One way in which a flag is raised: a sentence, with what only this one needs."""

    when: str
    because: str = ""
    source: Names = []
    lowered_by: Names = []  # names under `lowers:`; in an emergency only
    fires: Cases = []
    quiet: Cases = []
    note: str = ""


class Lower(Strict):
    """What lowers an emergency to urgent, and no further."""

    when: str
    because: str  # printed as "Lowered from emergency because ..."
    source: Names = []


class NestedAlternative(Strict):
    """An alternative in the older form."""

    id: Id
    when: Any
    urgency: Urgency | None = None
    because: str = ""
    note: str = ""
    tests: Tests | None = None


Alternatives = dict[Id, Annotated[Alternative, BeforeValidator(_as_when, json_schema_input_type=Alternative | str)]]


@dataclass(frozen=True)
class Raised:
    """One alternative of a flag, whichever form it was written in."""

    id: str
    path: tuple[str | int, ...]  # of its condition
    urgency: Urgency
    when: Any
    because: str
    source: list[str]
    lowered_by: list[str]
    fires: Sequence[Any]  # cases as sentences, or as lists of keys in the older form
    quiet: Sequence[Any]
    life: str = ""


class RedFlagEntry(Strict):
    """A serious condition: alternatives under their urgency (or, older, a list of them), and what to do and say."""

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
    signs: dict[Id, str] = {}
    emergency: Alternatives = {}
    urgent: Alternatives = {}
    refer: Alternatives = {}
    lowers: dict[Id, Lower] = {}
    urgency: Urgency | None = None
    alternatives: list[NestedAlternative] = []
    provenance: list[Supports] = []
    note: str = ""
    tests: Tests | None = None

    @model_validator(mode="after")
    def _one_form(self) -> RedFlagEntry:
        blocks = bool(self.emergency or self.urgent or self.refer)
        if blocks == bool(self.alternatives) or blocks == bool(self.urgency):
            raise ValueError(
                "needs alternatives under emergency, urgent or refer (or, older, urgency and alternatives)"
            )
        ids = [raised.id for raised in self.raised()]
        if twice := sorted({id for id in ids if ids.count(id) > 1}):
            raise ValueError(f"the alternative '{twice[0]}' stands twice; each name once in a flag")
        return self

    @property
    def most_urgent(self) -> Urgency:
        """The urgency of its most urgent alternative."""
        if self.urgency is not None:
            return self.urgency
        return next(urgency for urgency, block in self._blocks() if block)

    def raised(self) -> Iterator[Raised]:
        """Every alternative with its urgency."""
        for i, old in enumerate(self.alternatives):
            urgency, tests = old.urgency or self.most_urgent, old.tests or Tests()
            yield Raised(
                old.id, ("alternatives", i, "when"), urgency, old.when, old.because, [], [], tests.fires, tests.quiet
            )
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
