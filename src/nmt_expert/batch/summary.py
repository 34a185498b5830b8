"""One row a case, for statistics: written from the lines of a batch, one line in memory at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from nmt_expert.write import write_atomically

COLUMNS = ("source", "case", "urgency", "flags", "first", "side", "score", "support", "listed", "error")


def write_summary(results: Path, summary: Path) -> None:
    """Writes `summary` as CSV. Raises OSError."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(_rows(results))
    write_atomically(summary, text.getvalue().encode())


def _rows(results: Path) -> Iterator[list[Any]]:
    with results.open("rb") as file:
        for line in file:
            found = msgspec.json.decode(line)
            ranked = found.get("hypotheses") or [{}]
            flags = " ".join(flag["id"] for flag in found.get("flags", ()))
            first = [ranked[0].get(name, "") for name in ("id", "side", "score", "support")]
            listed = len(found.get("hypotheses", ()))
            row = [found["source"], found.get("case", ""), found.get("urgency", ""), flags, *first, listed]
            yield [_harmless(value) for value in (*row, found.get("error", ""))]


def _harmless(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
