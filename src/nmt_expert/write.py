"""The one way in which this program writes files: whole or not at all, and readable by their owner only."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path

_UNFINISHED = ".nmt-"  # and the number of the process that writes it
_ABANDONED = 3600  # seconds after which an unfinished file belongs to nobody, whoever has the number now


def write_atomically(path: Path, content: bytes, replace: Callable[[str, Path], None] = os.replace) -> None:
    """Writes a file whole or not at all, mode 0600, and onto the disk before it returns. Raises OSError.

    A link stays one, and the file that it names is written; into a device or a pipe the content is written as it comes.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)  # before the link is followed: what /dev/stdout names has no path when it is a pipe
        return
    path = Path(os.path.realpath(path))
    remove_unfinished(path.parent)
    from tempfile import mkstemp  # only who writes needs it

    descriptor, temporary = mkstemp(prefix=f"{_UNFINISHED}{os.getpid()}-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
    with contextlib.suppress(OSError):  # not every system can sync a folder
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def remove_unfinished(folder: Path) -> None:
    """Removes what killed processes left half-written in a folder: it may hold what a client said."""
    with contextlib.suppress(OSError):
        for left in list(folder.glob(f"{_UNFINISHED}*")):
            with contextlib.suppress(OSError):
                if not _runs(left.name.split("-")[1]) or time.time() - left.stat().st_mtime > _ABANDONED:
                    left.unlink()


def _runs(process: str) -> bool:
    """Whether a process with this number runs; True where the system cannot be asked without harm."""
    if os.name == "nt" or not process.isdecimal():
        return os.name == "nt"
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
