"""A commented start for each kind of entry; every <blank> is for the author to fill in."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import PurePosixPath

_STARTS = files("nmt_expert.authoring").joinpath("starts")
_FILE = re.compile(r"File: ([\w/]+\.yaml)")


def kinds() -> list[str]:
    """The kinds of entry that have a start."""
    return sorted(file.name.removesuffix(".yaml") for file in _STARTS.iterdir() if file.name.endswith(".yaml"))


def start(kind: str) -> str:
    """The start of a kind, as YAML with comments and blanks."""
    return _STARTS.joinpath(f"{kind}.yaml").read_text(encoding="utf-8")


def own_file(kind: str) -> PurePosixPath | None:
    """Where an entry of a kind stands in a folder of own rules; None for what stands inside another entry."""
    named = _FILE.search(start(kind))
    if named is None:
        return None
    path = PurePosixPath(named[1])
    return path.with_name("own.yaml") if path.stem.isupper() else path
