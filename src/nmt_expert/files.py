"""Files that people name: found in folders, and read whole or refused with one sentence."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from nmt_expert.errors import NmtError, nearest

MAX_BYTES = 1_000_000
_MOST = 5_000  # files and folders in a folder that is walked
_WRITTEN = (".yaml", ".yml")
# What editors and systems leave beside a file: .#own.yaml, .own.yaml.swp, own.yaml~, #own.yaml#, own.yaml.bak, ~$own.yaml
_LEFT_BEHIND = re.compile(r"^[.#]|^~\$|~$|\.(?:bak|orig|old|tmp|swp)$", re.IGNORECASE)


def read_bytes(path: Path) -> bytes:
    """The content of a file of text. Raises NmtError when it is missing, no plain file, too large or unreadable."""
    try:
        # not to wait for a writer that a pipe may never get
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            info = os.fstat(descriptor)
            if not stat.S_ISREG(info.st_mode):
                if not str(path).startswith(("/dev/fd/", "/dev/stdin")):  # what a shell puts for <(command) and |
                    raise NmtError(f"{path}: a pipe or a device, not a file.")
                os.set_blocking(descriptor, True)
            # whole by its size: room for the largest takes longer to get than most files to read
            whole = stat.S_ISREG(info.st_mode) and info.st_size <= MAX_BYTES
            content = file.read() if whole else file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        beside = [p.name for p in path.parent.glob("*.y*ml")] if path.parent.is_dir() else []
        raise NmtError(f"{path}: there is no such file.{nearest(path.name, beside)}") from None
    except IsADirectoryError:
        raise NmtError(f"{path}: a folder, not a file.") from None
    except OSError as error:
        raise NmtError(f"{path}: cannot be read ({error.strerror}).") from None
    if len(content) > MAX_BYTES:
        raise NmtError(
            f"{path}: larger than {MAX_BYTES // 1_000_000} MB; a case or rule file is text of some kilobytes."
        )
    return content


def decoded(content: bytes, file: str) -> str:
    """The text of a file that is called `file` in messages, its lines ending in \\n. Raises NmtError when it is not UTF-8."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise NmtError(f"{file}:{line}: not UTF-8 text (byte {error.start}); save it as UTF-8.") from None


def read_text(path: Path) -> str:
    """The text of a file. Raises NmtError as `read_bytes` and `decoded` do."""
    return decoded(read_bytes(path), str(path))


def yaml_files(folder: Path) -> tuple[list[Path], list[Path]]:
    """The .yaml and .yml files in a folder and its folders, and all other files, each in a fixed order.

    Neither holds hidden files and what editors leave behind. Raises NmtError for a folder that cannot be walked.
    """
    written: list[Path] = []
    others: list[Path] = []
    above: dict[str, frozenset[tuple[int, int]]] = {}  # folders on the way down, so that a link cannot lead round
    seen = 0

    def failed(error: OSError) -> None:
        raise NmtError(f"{error.filename}: cannot be opened ({error.strerror}).")

    for place, folders, names in os.walk(folder, followlinks=True, onerror=failed):
        info = os.stat(place)
        way = above.pop(place, frozenset())
        if (info.st_dev, info.st_ino) in way:
            raise NmtError(f"{place}: a link that leads back into its own folder; take it out.")
        folders[:] = sorted(name for name in folders if not _LEFT_BEHIND.search(name))
        for name in folders:
            above[os.path.join(place, name)] = way | {(info.st_dev, info.st_ino)}
        for name in names:
            if not _LEFT_BEHIND.search(name):
                (written if name.lower().endswith(_WRITTEN) else others).append(Path(place, name))
        seen += len(folders) + len(names)
        if seen > _MOST:
            raise NmtError(f"{folder}: holds more than {_MOST:,} files; name the folder that is meant.")
    return sorted(written), sorted(others)
