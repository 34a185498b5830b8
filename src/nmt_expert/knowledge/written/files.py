"""Which files of a folder hold rules. They are read once, so that what is compiled is what was looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from nmt_expert.errors import NmtError
from nmt_expert.files import read_bytes, yaml_files

_DOCUMENT = re.compile(r"^(?:README|LICENSE|NOTICE|CHANGELOG)|^(?!.*\.ya?ml\.).*\.(?:md|txt)$", re.IGNORECASE)


class RuleFile(NamedTuple):
    """A file as read; its name is the path inside its folder."""

    name: str
    content: bytes


def read_rules(folders: Sequence[Path]) -> list[list[RuleFile]]:
    """The rule files of each folder, in a fixed order. Raises NmtError for what is missing, unreadable or not YAML."""
    return [_read_folder(folder) for folder in folders]


def _is_test(path: Path, folder: Path) -> bool:
    """Small clients of own rules stand in tests/ of their folder."""
    return path.parts[len(folder.parts)] == "tests"


def _read_folder(folder: Path) -> list[RuleFile]:
    if not folder.is_dir():
        raise NmtError(f"{folder}: there is no such folder of rules.")
    written, others = ([path for path in some if not _is_test(path, folder)] for some in yaml_files(folder))
    for path in others:
        if not _DOCUMENT.match(path.name):
            raise NmtError(f"{path}: not read; a file of rules ends in .yaml. Rename it, or take it out of the folder.")
    if not written:
        raise NmtError(f"{folder}: holds no file of rules (.yaml); hidden files and editors' copies are not read.")
    above = len(folder.parts)
    return [RuleFile("/".join(path.parts[above:]), read_bytes(path)) for path in written]
