"""Where the cases of a batch come from: case files, folders of them, and files of JSON lines; one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from nmt_expert.errors import NmtError
from nmt_expert.files import MAX_BYTES, read_bytes

_LINES = (".jsonl", ".ndjson")
_CASES = (".yaml", ".yml", ".json")


class Item(NamedTuple):
    """One case as it was read; `content` is empty where it could not be, and `error` says why."""

    source: str  # the file, with the number of the line in a file of lines
    content: bytes
    error: str = ""


def counted(paths: Iterable[Path]) -> int:
    """How many cases there are. Raises NmtError for a path that holds none."""
    return sum(_lines(path) if path.suffix.lower() in _LINES else 1 for path in _files(paths))


def items(paths: Iterable[Path]) -> Iterator[Item]:
    """The cases of files and folders in the order in which they are named, those of a folder by name."""
    for path in _files(paths):
        if path.suffix.lower() in _LINES:
            yield from _of_lines(path)
        else:
            try:
                yield Item(str(path), read_bytes(path))
            except NmtError as error:
                yield Item(str(path), b"", str(error))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.suffix.lower() in _CASES and p.is_file())
            if not found:
                raise NmtError(f"{path}: holds no case file (.yaml or .json).")
            yield from found
        elif not path.is_file():
            raise NmtError(f"{path}: there is no such file or folder.")
        else:
            yield path


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(bool(line.strip()) for line in file)


def _of_lines(path: Path) -> Iterator[Item]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            if len(line) > MAX_BYTES:
                error = f"{path}:{number}: a line of more than {MAX_BYTES // 1_000_000} MB; a case is some kilobytes."
                yield Item(f"{path}:{number}", b"", error)
            else:
                yield Item(f"{path}:{number}", line.strip())
