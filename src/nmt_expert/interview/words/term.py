"""What a part of a typed line means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Term:
    """What a part means: one finding, or several that it could mean, or none. `side` is '' when none was said."""

    keys: tuple[str, ...]
    typed: str
    side: str
    erase: bool = False
    state: Literal["present", "absent"] = "present"
    guess: bool = False  # only near: even a single one is asked


def not_read(terms: list[Term]) -> str:
    """The parts of a line that mean nothing here, in a sentence; '' where all was understood."""
    parts = [f"'{term.typed}'" for term in terms if not term.keys]
    return f"Not understood, so not taken: {', '.join(parts)}." if parts else ""
