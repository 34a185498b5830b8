"""The engines, by name. Each is imported only when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nmt_expert.knowledge.base import KnowledgeBase
    from nmt_expert.reasoning.engines.interface import Engine

NAMES = ("experta", "clips", "plain")


def engine(name: str, kb: KnowledgeBase) -> Engine:
    """The engine of this name over `kb`."""
    if name == "plain":
        from nmt_expert.reasoning.engines.plain import PlainEngine

        return PlainEngine(kb)
    if name == "clips":
        from nmt_expert.reasoning.engines.clips_engine import ClipsEngine

        return ClipsEngine(kb)
    from nmt_expert.reasoning.engines.experta_engine import ExpertaEngine

    return ExpertaEngine(kb)
