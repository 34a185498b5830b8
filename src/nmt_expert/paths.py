"""Where the program's own files lie: beside src/ in a checkout, inside the package in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def shipped(name: str) -> Path:
    """The shipped folder `rules`, `report_templates` or `cases`."""
    beside = _CHECKOUT / name
    return beside if (_CHECKOUT / "pyproject.toml").exists() and beside.is_dir() else _PACKAGE / "data" / name
