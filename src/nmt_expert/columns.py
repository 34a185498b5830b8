"""How wide the terminal is."""

from __future__ import annotations

import os
import sys


def columns() -> int:
    """Columns of the terminal, 80 where there is none. shutil knows them too, but its import is a tenth of --help."""
    try:
        return int(os.environ.get("COLUMNS") or 0) or os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80
