"""How often a condition shows what at a first visit, as people write it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from nmt_expert.knowledge.written.schema.common import Strict

Age = Literal["child", "from_16", "from_30", "from_50", "from_70"]
Since = Literal["week", "month", "quarter", "year", "longer"]
Percent = Annotated[int, Field(ge=0, le=100)]
_WHOLE = 5  # percent that rounding may leave a sum away from a hundred


class PresentationEntry(Strict):
    """One hypothesis; `always` to `never` are lists of findings, as in `pain in (shin, calf_upper), onset_gradual`."""

    id: str
    always: str = ""
    often: str = ""
    some: str = ""
    never: str = ""
    age: dict[Age, Percent] = {}  # clients in a hundred, by age at the first visit
    female: Percent | None = None  # women in a hundred
    since: dict[Since, Percent] = {}  # clients in a hundred, by time since the complaint began

    @model_validator(mode="after")
    def _hundred(self) -> PresentationEntry:
        for name, shares in (("age", self.age), ("since", self.since)):
            if shares and abs(sum(shares.values()) - 100) > _WHOLE:
                raise ValueError(f"{name} adds up to {sum(shares.values())}; of a hundred clients each is somewhere")
        return self
