"""Standard input and output as they may be: not UTF-8, full, closed, or a terminal that knows no escapes."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys

from nmt_expert.columns import columns
from nmt_expert.errors import NmtError

# What our own texts are drawn with, where a console cannot show it.
_PLAIN = {"█": "#", "░": ".", "→": "->", "…": "...", "–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "≥": ">=", "≤": "<=", "×": "x"}  # fmt: skip


def prepare() -> None:
    """Lets every character through in some form, whatever the console's encoding."""
    codecs.register_error("nmt-plain", _plain)
    codecs.register(_ascii)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "nmt-plain"), (sys.stderr, "nmt-plain")):
        if isinstance(stream, io.TextIOWrapper):
            ascii_only = stream.encoding.lower().replace("-", "") in ("ascii", "usascii", "ansi_x3.41968")
            stream.reconfigure(encoding="nmt_ascii" if ascii_only else None, errors=errors)


def width(most: int) -> int:
    """Columns of the terminal, at most so many."""
    return max(min(columns(), most) - 2, 50)


def colour() -> bool | None:
    """False where escapes are not wanted or not understood (no-color.org); None leaves it to the stream."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


def flush() -> None:
    """Writes what is still held back. Raises OSError while that can be told; at the interpreter's end nobody could."""
    if sys.stdout is not None:
        sys.stdout.flush()


def give_up() -> None:
    """Drops what could not be written, so that the interpreter does not try again."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def needs_input() -> None:
    """Raises NmtError where no input can come."""
    if sys.stdin is None or sys.stdin.closed:
        raise NmtError(
            "the assessment asks, but the standard input is closed; call it in a terminal, or pipe the answers in."
        )


def _ascii(name: str) -> codecs.CodecInfo | None:
    """ASCII under another name: where a stream says 'ascii', click writes UTF-8 all the same."""
    if name != "nmt_ascii":
        return None
    same = codecs.lookup("ascii")
    return codecs.CodecInfo(
        same.encode,
        same.decode,
        same.streamreader,
        same.streamwriter,
        same.incrementalencoder,
        same.incrementaldecoder,
        name,
    )


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_PLAIN.get(char, "?") for char in error.object[error.start : error.end]), error.end
