"""What the client does at home: exercises for the muscles that are treated, changes in the activity that loads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Exercise
from nmt_expert.reasoning.care.circumstances import Circumstances

MOST_EXERCISES = 2  # more is not done


def exercises(kb: KnowledgeBase, muscles: Iterable[str], client: Circumstances) -> tuple[Exercise, ...]:
    """One for each muscle in the order of treatment, where nothing about the client forbids it."""
    fitting = [entry for entry in _entries(kb, "exercise") if not client.any_of(entry.get("not_with", ()))]
    chosen = dict.fromkeys(e["id"] for muscle in muscles for e in fitting if muscle in e["muscles"])
    known = {e["id"]: Exercise(e["label"], e["say"], e.get("picture", "")) for e in fitting}
    return tuple(known[id] for id in chosen)[:MOST_EXERCISES]


def activities(kb: KnowledgeBase, client: Circumstances) -> tuple[dict[str, Any], ...]:
    """The entries of the activities that the client does."""
    return tuple(entry for entry in _entries(kb, "activity") if client.any_of(entry["only_with"]))


def _entries(kb: KnowledgeBase, kind: str) -> list[dict[str, Any]]:
    return [entry for entry in kb.protocols.get("home", []) if entry["kind"] == kind]
