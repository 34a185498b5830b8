"""What is derived and kept between runs: private to its user, and checked before anything believes it.

A cache is only ever an optimisation: a planted, damaged, foreign or unwritable one is derived again or done without,
silently. Where a system has no owners and modes of files (Windows), the profile's own protection has to do.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
from platformdirs import user_cache_path

from nmt_expert.write import write_atomically

_KEPT = 4  # files of a kind, the newest
_SEAL = sha256().digest_size
T = TypeVar("T")


class Kept(NamedTuple):
    """The content of a kept file, and its SHA-256."""

    content: memoryview
    digest: bytes


def cache_folder() -> Path:
    """Where derived files are kept. Raises RuntimeError for a user without home directory."""
    return user_cache_path("nmt-expert")


def read(name: str, key: bytes) -> Kept | None:
    """What was kept under this name for this key.

    None when there is nothing, when somebody else could have written it, or when a bit of it differs.
    """
    with contextlib.suppress(OSError, RuntimeError):
        path = cache_folder() / name
        if not _private(path.parent.stat()):
            return None
        with open(path, "rb", opener=_no_link) as file:
            info = os.fstat(file.fileno())
            if not stat.S_ISREG(info.st_mode) or not _private(info):
                return None
            whole = memoryview(file.read())
        content, seal = whole[:-_SEAL], whole[-_SEAL:]
        digest = sha256(content).digest()
        if seal == _sealed(key, digest):
            return Kept(content, digest)
    return None


def write(name: str, key: bytes, content: bytes) -> None:
    """Keeps the content for this key, whole or not at all, and drops the oldest that was kept."""
    with contextlib.suppress(OSError, RuntimeError):
        folder = cache_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        info = folder.stat()
        if not _owned(info):
            return
        if not _private(info):
            folder.chmod(0o700)
        path = folder / name
        if path.is_symlink() or not path.is_file():
            path.unlink(missing_ok=True)
        write_atomically(path, content + _sealed(key, sha256(content).digest()))
        kind = name.partition("-")[0]
        for old in sorted(folder.glob(f"{kind}-*"), key=lambda old: old.stat().st_mtime)[:-_KEPT]:
            old.unlink()


def derived(kind: str, key: bytes, type: type[T], make: Callable[[], T]) -> T:
    """What was kept for this key, or what `make` derives, which then is kept."""
    name = f"{kind}-{key.hex()[:16]}.msgpack"
    kept = read(name, key)
    if kept is not None:
        with contextlib.suppress(msgspec.DecodeError):
            return msgspec.msgpack.decode(kept.content, type=type)
    content = msgspec.msgpack.encode(make())
    write(name, key, content)
    return msgspec.msgpack.decode(content, type=type)  # the same as from the cache, type by type


def unusable() -> str:
    """Why nothing can be kept, in words; '' when it can."""
    from tempfile import TemporaryFile  # only who asks needs it

    try:
        folder = cache_folder()
    except RuntimeError:
        return "There is no home directory to keep compiled rules in"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return "" if _owned(folder.stat()) else f"{folder} belongs to somebody else"
    except OSError as error:
        return f"{folder} cannot be written ({error.strerror})"


def code_of(*packages: str) -> bytes:
    """SHA-256 over the files of packages inside this program, but for pages: what they derive changes with their code."""
    digest = sha256()
    root = str(Path(__file__).parent)
    for package in packages:
        for place, folders, names in os.walk(os.path.join(root, package)):
            folders.sort()
            for name in sorted(names):
                if not name.endswith((".pyc", ".md")):
                    path = os.path.join(place, name)
                    with open(path, "rb") as file:
                        digest.update(path.removeprefix(root).encode() + b"\0" + file.read() + b"\0")
    return digest.digest()


def _sealed(key: bytes, digest: bytes) -> bytes:
    """Ties a content to what it was derived from, so that an older file under a newer name is not believed."""
    return sha256(sha256(key).digest() + digest).digest()


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _owned(info: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or info.st_uid == os.geteuid()


def _private(info: os.stat_result) -> bool:
    """Only its owner, who is the user, may write it."""
    return _owned(info) and (os.name == "nt" or not info.st_mode & 0o022)
