"""Saves a case safely: whole or not at all, readable by its owner only, comments of people kept, one window at a time."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from nmt_expert.case.lock import Lock
from nmt_expert.case.model import SCHEMA
from nmt_expert.case.record import Change, Field, record
from nmt_expert.errors import NmtError
from nmt_expert.write import remove_unfinished, write_atomically

_REGIONS = ("complaint", "regions")  # names of ours
_COMMENT = re.compile(r"(?:^|\s)(#.*)$")


class SaveError(NmtError):
    """The case could not be written; what was answered is still in memory."""


class CaseDocument:
    """A case file that is being written. `text` is what is in memory; after `save` it is on disk."""

    def __init__(self, path: Path, text: str, lock: Lock | None = None) -> None:
        self.path = path
        self.text = text
        self._on_disk = text if path.exists() else ""
        self._lock = lock
        self._data: Any = None

    @classmethod
    def open(cls, path: Path, depth: str | None = None) -> CaseDocument:
        """The case at `path`, or a new one. Raises CaseInUseError, SaveError, NmtError."""
        lock = _locked(path)
        remove_unfinished(path.parent)
        try:
            if path.exists():
                from nmt_expert.files import read_text

                return cls(path, read_text(path), lock)
            return cls(path, _new_case(path, depth or "standard"), lock)
        except BaseException:
            lock.release()
            raise

    def apply(self, changes: Iterable[Change]) -> None:
        """Records the changes in memory. What another program wrote into the file in the meantime is kept."""
        disk = self._read_disk()
        if disk != self._on_disk and disk is not None:
            self.text, self._on_disk, self._data = disk, disk, None
        if self._data is None:
            self._data = _yaml().load(self.text)
        record(self._data, (_quoted(change) for change in changes))
        out = io.StringIO()
        _yaml().dump(self._data, out)
        new = out.getvalue()
        lost = _comments(self.text) - _comments(new)
        if lost:  # ruamel ties a comment to what stands before it, and drops it when that goes
            new = new.rstrip("\n") + "\n" + "\n".join(sorted(lost)) + "\n"
            self._data = None
        self.text = new

    def revert(self, text: str) -> None:
        """Takes back what was applied since the text was this."""
        self.text, self._data = text, None

    def save(self) -> None:
        """Writes what is in memory. Raises SaveError."""
        try:
            write_atomically(self.path, self.text.encode())
        except OSError as error:
            raise SaveError(f"{self.path} cannot be written: {error.strerror or error}.") from None
        self._on_disk = self.text

    @property
    def saved(self) -> bool:
        """Is what is in memory on the disk?"""
        return self.text == self._on_disk

    def move(self, path: Path) -> None:
        """Goes on at another place; what is in memory goes along. Raises SaveError or CaseInUseError."""
        if path.exists():
            raise SaveError(f"{path} exists already; name a new file.")
        lock = _locked(path)
        self.close()
        self.path, self._lock, self._on_disk = path, lock, ""
        self.save()

    def close(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _read_disk(self) -> str | None:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return self.path.read_text(encoding="utf-8")
        return None


def _locked(path: Path) -> Lock:
    try:
        return Lock(path)
    except FileNotFoundError:
        raise SaveError(f"{path} cannot be written: there is no folder {path.parent}.") from None
    except OSError as error:
        raise SaveError(f"{path} cannot be written: {error.strerror or error}.") from None


def _new_case(path: Path, depth: str) -> str:
    name = re.sub(r"[^\w.-]+", "-", path.stem)[:64] or "case"
    return f'schema: {SCHEMA}\nid: "{name}"\ndate: {date.today().isoformat()}\ninterview:\n  depth: {depth}\n'


def _yaml() -> Any:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096  # never fold a line, so that comments and free text stay as they are
    return yaml


def _quoted(change: Change) -> Change:
    """Free text in quotes: YAML would read a bare yes, 1:30 or 007 as something else."""
    from dataclasses import replace

    from ruamel.yaml.scalarstring import DoubleQuotedScalarString as Quoted

    updates: dict[str, Any] = {
        name: Quoted(value)
        for name in ("text", "note", "value")
        if isinstance(value := getattr(change, name, None), str) and value
    }
    if isinstance(change, Field) and isinstance(change.value, list) and change.path != _REGIONS:
        updates["value"] = [Quoted(one) if isinstance(one, str) else one for one in change.value]
    return replace(change, **updates) if updates else change


def _comments(text: str) -> set[str]:
    return {found[1].strip() for line in text.splitlines() if (found := _COMMENT.search(line))}
