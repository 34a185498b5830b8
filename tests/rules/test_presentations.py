"""Red flags as people present with them, and ordinary complaints with a worrying word or two beside them.

presentations.jsonl holds one a line: the flags of which one must be raised, at what urgency at least, and what was found
(`+` present, `-` absent, `=` a value; `l` and `r` the sides). They were made up from textbook and case descriptions while
the rules were written, so they guard against a rule that falls out, and say nothing about accuracy.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.reasoning.assessment import Flag
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.safety import raised_flags

_ORDER = ("", "treat", "treat_and_refer", "refer", "urgent", "emergency")
_STATES = {"+": "present", "-": "absent", "=": "value"}
_SIDES = {"l": "left", "r": "right"}
_ALL = [
    json.loads(line)
    for line in Path(__file__).with_name("presentations.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return knowledge_base(())


def _observation(text: str) -> Observation:
    word, _, sides = text.partition(" ")
    key, _, value = word[1:].partition("=")
    named = frozenset(_SIDES[side] for side in sides)
    return Observation(key, _STATES[text[0]], named, value=float(value) if value else None)  # type: ignore[arg-type]


def _flags(kb: KnowledgeBase, engine: PlainEngine, presentation: dict[str, Any]) -> tuple[Flag, ...]:
    facts = build_facts([_observation(text) for text in presentation["found"]], kb)
    return raised_flags(kb, facts, engine.infer(facts))


def test_dangerous_presentations_raise_their_flag_in_time(kb: KnowledgeBase) -> None:
    engine, missed = PlainEngine(kb), []
    for presentation in (p for p in _ALL if p["flag"]):
        raised = _flags(kb, engine, presentation)
        in_time = any(_ORDER.index(flag.urgency) >= _ORDER.index(presentation["urgency"]) for flag in raised)
        if not in_time or not {flag.id for flag in raised} & set(presentation["flag"]):
            missed.append(presentation)
    assert missed == []


def test_few_ordinary_presentations_raise_an_alarm(kb: KnowledgeBase) -> None:
    """They were chosen for their worrying words. No finding clears a flag any more, and this is what that costs."""
    engine, alarmed = PlainEngine(kb), []
    for presentation in (p for p in _ALL if not p["flag"]):
        urgent = [f.id for f in _flags(kb, engine, presentation) if f.urgency in ("urgent", "emergency")]
        alarmed += [(presentation["found"], urgent)] if urgent else []
    assert len(alarmed) <= 30, alarmed  # of 286; the rules may only get better
