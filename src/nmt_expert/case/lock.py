"""One window a case: a lock beside the file, which the system releases when a program ends, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from nmt_expert.errors import NmtError


class CaseInUseError(NmtError):
    """Another window has the case open."""


class Lock:
    """Holds `.NAME.lock` beside a case until `release`. Raises CaseInUseError, or OSError when the folder is not writable."""

    def __init__(self, case: Path) -> None:
        self._path = case.with_name(f".{case.name}.lock")
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._file)
        except OSError:
            os.close(self._file)
            raise CaseInUseError(
                f"{case} is open in another window. Go on there, or close that window and call this again."
            ) from None

    def release(self) -> None:
        with contextlib.suppress(OSError):
            self._path.unlink()
        with contextlib.suppress(OSError):
            os.close(self._file)


def _lock(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
