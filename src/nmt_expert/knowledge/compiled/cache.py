"""The compiled knowledge base, kept between runs under the hash of the rules' content.

The cache is only ever an optimisation: a damaged, stale or unwritable one is rebuilt or done without, silently.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
from platformdirs import user_cache_path

from nmt_expert.knowledge.model import KnowledgeBase
from nmt_expert.knowledge.written.content import content_hash
from nmt_expert.paths import shipped

# A change of the compiled form or of the compiler makes old caches useless.
_FORM = 4
# Compiled forms of this many different sets of rules are kept.
_KEPT = 4


def cache_path(name: str) -> Path:
    """Where a derived file of this name is kept."""
    return user_cache_path("nmt-expert") / name


def write_quietly(path: Path, data: bytes) -> None:
    """Writes atomically and drops the oldest of its kind; a folder that cannot be written is no error."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        os.replace(file.name, path)
        kept = sorted(path.parent.glob(f"*{path.suffix}"), key=lambda old: old.stat().st_mtime)
        for old in kept[:-_KEPT]:
            old.unlink()


def knowledge_base(extra: Sequence[Path] = (), fresh: bool = False) -> KnowledgeBase:
    """The knowledge base of the shipped rules with folders of own rules laid over them.

    Raises ProblemsError when the rules are wrong. `fresh` compiles without reading the cache.
    """
    folders = [shipped("rules"), *extra]
    digest = content_hash(folders)
    path = cache_path(f"rules-{_FORM}-{digest}.json")
    if not fresh:
        with contextlib.suppress(OSError, msgspec.DecodeError):
            return msgspec.json.decode(path.read_bytes(), type=KnowledgeBase)
    # imported here: pydantic and the compiler are not needed when the cache serves
    from nmt_expert.knowledge.compiled.compile import compile_rules
    from nmt_expert.knowledge.written.load import load

    kb = compile_rules(load(folders), digest)
    write_quietly(path, msgspec.json.encode(kb))
    return kb
