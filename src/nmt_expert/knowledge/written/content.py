"""Which files hold the rules, and the hash of what they say. Needs nothing but the standard library."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from nmt_expert.errors import NmtError


def rule_paths(folders: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """(path, name inside its folder) of every rule file, shipped folder first, in a fixed order."""
    for folder in folders:
        if not folder.is_dir():
            raise NmtError(f"{folder}: there is no such folder of rules.")
        for path in sorted(folder.rglob("*.yaml")):
            yield path, path.relative_to(folder).as_posix()


def content_hash(folders: Sequence[Path]) -> str:
    """Hash over names and content of all rule files."""
    digest = hashlib.sha256()
    for path, name in rule_paths(folders):
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
