"""The compiled knowledge base, kept between runs for the rules, the program and the compiler that made it."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import msgspec

from nmt_expert import __version__, private_cache
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.group_index import GroupIndex
from nmt_expert.knowledge.rule_list import PackedRules, RuleList, packed
from nmt_expert.knowledge.written.files import RuleFile, read_rules
from nmt_expert.paths import shipped


def knowledge_base(extra: Sequence[Path] = ()) -> KnowledgeBase:
    """The knowledge base of the shipped rules with folders of own rules laid over them.

    Its `hash` is that of the compiled rules which are used. Raises NmtError, ProblemsError when the rules are wrong.
    """
    folders = read_rules([shipped("rules"), *extra])
    key = _key(folders)
    name = f"rules-{key.hex()[:16]}.msgpack"
    kept = private_cache.read(name, key)
    if kept is not None:
        with contextlib.suppress(msgspec.DecodeError):
            return _named(_decoded(kept.content), kept.digest)
    # imported here: pydantic and the compiler are not needed when the cache serves
    from nmt_expert.knowledge.compiled.compile import compile_rules
    from nmt_expert.knowledge.compiled.in_part import with_parts
    from nmt_expert.knowledge.written.load import loaded

    with nothing_collected():
        content = encoded(with_parts(compile_rules(loaded(folders))))
    private_cache.write(name, key, content)
    return _named(_decoded(memoryview(content)), sha256(content).digest())  # the same as from the cache, type by type


def _key(folders: Sequence[Sequence[RuleFile]]) -> bytes:
    """Everything that the compiled form follows from: the program, its compiler's code, and what the rules say."""
    digest = sha256(__version__.encode() + private_cache.code_of("knowledge"))
    for folder in folders:
        for file in folder:
            digest.update(file.name.encode() + b"\0" + sha256(file.content).digest())
        digest.update(b"\0\0")
    return digest.digest()


def _named(kb: KnowledgeBase, digest: bytes) -> KnowledgeBase:
    kb.hash = digest.hex()[:16]
    return kb


class _Compiled(msgspec.Struct, array_like=True):
    """What the cache holds: the knowledge base without its rules, these one by one, and the indexes over them."""

    kb: KnowledgeBase
    rules: PackedRules
    groups: GroupIndex
    places: dict[str, list[int]]


def encoded(kb: KnowledgeBase) -> bytes:
    """A knowledge base as the cache holds it."""
    rest = msgspec.structs.replace(kb, rules=[])
    return msgspec.msgpack.encode(_Compiled(rest, packed(kb.rules), kb.group_index, kb.places))


def _decoded(content: memoryview) -> KnowledgeBase:
    with nothing_collected():
        compiled = msgspec.msgpack.decode(content, type=_Compiled)
    kb = compiled.kb
    kb.rules, kb.group_index, kb.places = RuleList(compiled.rules), compiled.groups, compiled.places
    return kb


@contextlib.contextmanager
def nothing_collected() -> Iterator[None]:
    """Does not look for garbage: of decoding half the time, of compiling a seventh, of a case a third would go into walking
    over what all stays."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
