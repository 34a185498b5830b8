"""Which fonts set a text: ours alone when they have all its letters, else ours and the system's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path

import msgspec

from nmt_expert.paths import shipped


def folder() -> Path:
    return shipped("report_templates") / "fonts"


def covered(text: str) -> bool:
    """Whether our faces have every letter of a text."""
    return set(text) <= _letters()


@cache
def _letters() -> frozenset[str]:
    """The letters of our faces, from coverage.json: [first, last] of each unbroken run."""
    runs = msgspec.json.decode((folder() / "coverage.json").read_bytes(), type=list[tuple[int, int]])
    return frozenset(chr(code) for first, last in runs for code in range(first, last + 1)) | {"\n", "\t"}


def configuration(name: str) -> AbstractContextManager[None]:
    """Fontconfig reads our configuration `fonts` or `system` while this is open."""
    return environment("FONTCONFIG_FILE", str(folder() / f"{name}.conf"))


@contextmanager
def environment(name: str, value: str) -> Iterator[None]:
    """Libraries read this value of an environment variable while this is open."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
