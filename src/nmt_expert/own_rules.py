"""Which folders of own rules are laid over the shipped ones when no command names any."""

from __future__ import annotations

import os
from pathlib import Path

from nmt_expert.errors import NmtError
from nmt_expert.files import read_text
from nmt_expert.paths import config_path

VARIABLE = "NMT_RULES"


def own_rules() -> tuple[Path, ...]:
    """The folders that the environment names, or else those of the settings. Raises NmtError for wrong settings."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return tuple(Path(folder) for folder in named.split(os.pathsep) if folder)
    try:
        path = config_path()
        text = read_text(path) if path.is_file() else ""
    except NmtError:
        return ()
    if "\nrules:" not in f"\n{text}":  # most settings name none, and reading YAML would slow every start
        return ()
    from nmt_expert.knowledge.written.yaml_source import parse

    data = parse(text, str(path))
    folders = data.get("rules") if isinstance(data, dict) else None
    if not isinstance(folders, list) or not all(isinstance(folder, str) for folder in folders):
        raise NmtError(f"{path}: `rules` is a list of folders, as in `rules: [our_rules]`.")
    return tuple(path.resolve().parent / Path(folder).expanduser() for folder in folders)
