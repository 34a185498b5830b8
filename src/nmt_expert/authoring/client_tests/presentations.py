"""tests/rules/presentations.jsonl: how people present, one a line, and the red flags that must be raised for them.

    {"flag": ["cauda_equina_syndrome"], "urgency": "emergency", "found": ["+saddle_numbness", "=age=44", "+pain(calf_upper) l"]}

`+` present, `-` absent, `=` a value; `l` and `r` the sides. No flag: an ordinary complaint with a worrying word beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from nmt_expert.case.observation import Observation

_STATES = {"+": "present", "-": "absent", "=": "value"}
_SIDES = {"l": "left", "r": "right"}


class Presentation(msgspec.Struct, frozen=True):
    flag: tuple[str, ...]  # one of them must be raised
    urgency: str  # some flag must be at least so urgent
    found: tuple[str, ...]

    @property
    def observations(self) -> tuple[Observation, ...]:
        return tuple(map(_observation, self.found))


def presentations(path: Path) -> list[Presentation]:
    """Every line of the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [msgspec.json.decode(line, type=Presentation) for line in lines]


def _observation(text: str) -> Observation:
    word, _, sides = text.partition(" ")
    key, _, value = word[1:].partition("=")
    state: Any = _STATES[text[0]]
    return Observation(key, state, frozenset(_SIDES[side] for side in sides), value=float(value) if value else None)
