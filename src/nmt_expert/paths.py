"""Where files lie: the program's own beside src/ or inside the package, the settings in the user's folder."""

from __future__ import annotations

import os
from pathlib import Path

from nmt_expert.errors import NmtError

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def shipped(name: str) -> Path:
    """The shipped folder `rules`, `report_templates` or `cases`."""
    beside = _CHECKOUT / name
    return beside if (_CHECKOUT / "pyproject.toml").exists() and beside.is_dir() else _PACKAGE / "data" / name


def config_path() -> Path:
    """Where the settings lie; the environment variable NMT_CONFIG names another file.

    Raises NmtError for a user without home directory.
    """
    from platformdirs import user_config_path

    named = os.environ.get("NMT_CONFIG")
    try:
        return Path(named) if named else user_config_path("nmt-expert") / "config.yaml"
    except RuntimeError:
        raise NmtError("there is no home directory for the settings; name a file with NMT_CONFIG.") from None
