"""What a raised flag asks of the safety screen beside what raised it: what was denied, not raised, not asked."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from msgspec.structs import replace

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import atom_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import HASTE, Flag

_MOST = 12  # questions of one flag, those first that most of its alternatives ask for
_SENTENCE = re.compile(r"(?<=[.!]) (?=[A-Z])")
_MEASURE = ("Take ", "Measure ")
_VITALS = {
    "temperature": "temperature",
    "pulse": "pulse_rate",
    "blood pressure": "systolic_pressure",
}  # word -> finding


def asked_for(kb: KnowledgeBase, flag: str) -> dict[str, float]:
    """The findings that could raise a flag, by how many of its alternatives ask for them, and for how little else; worked
    out once for a knowledge base."""
    known: dict[str, dict[str, float]] = kb.__dict__.setdefault("asked_for", {})
    if flag not in known:
        known[flag] = _asked_for(kb, flag)
    return known[flag]


def _asked_for(kb: KnowledgeBase, flag: str) -> dict[str, float]:
    found: dict[str, float] = {}

    def walk(target: str, share: float, above: frozenset[str]) -> None:
        for rule in kb.rules_of(target):
            for _, atoms in rule.groups:
                for atom in (atom_of(kb.atoms[number]) for number in atoms):
                    part = share / len(atoms) / len(rule.groups)
                    if atom.key is None:
                        if atom.pattern not in above:
                            walk(atom.pattern, part, above | {atom.pattern})
                    elif not atom.absent:
                        found[atom.key] = found.get(atom.key, 0.0) + part

    walk(flag, 1.0, frozenset())
    return found


def with_questions(
    kb: KnowledgeBase,
    flags: Iterable[Flag],
    questions: Container[str],
    known: Iterable[Observation],
    settled: Iterable[str],
) -> tuple[Flag, ...]:
    """Flags of haste with the answers to their own questions; none asks to measure what was measured. `known`: what was stated
    and what follows from it, where only what was stated denies; `settled`: what was not raised."""
    known = list(known)
    found = {o.key for o in known if o.state != "absent"}
    denied = {o.key for o in known if o.state == "absent" and o == o.stated}
    passed = {key for key in settled if not tested(kb, key)}  # a look at the whole tests no single thing

    def told(flag: Flag) -> Flag:
        asks = asked_for(kb, flag.id)
        own = sorted((key for key in asks if key in questions and key not in found), key=lambda key: (-asks[key], key))
        named = {key: f.label for key in own[:_MOST] if (f := kb.finding(key)) is not None}
        return replace(
            flag,
            denied=tuple(label for key, label in named.items() if key in denied),
            not_raised=tuple(label for key, label in named.items() if key not in denied and key in passed),
            not_asked=tuple(label for key, label in named.items() if key not in denied and key not in passed),
        )

    open_ = (replace(flag, do=_unmeasured(flag.do, found)) for flag in flags)
    return tuple(told(flag) if flag.urgency in HASTE else flag for flag in open_)


def _unmeasured(do: str, found: Container[str]) -> str:
    """What to do, without the sentences that ask for numbers which are all stated."""

    def measured(sentence: str) -> bool:
        asked = [key for word, key in _VITALS.items() if word in sentence] if sentence.startswith(_MEASURE) else []
        return bool(asked) and all(key in found for key in asked)

    return " ".join(sentence for sentence in _SENTENCE.split(do) if not measured(sentence))


def pressing(kb: KnowledgeBase, questions: Iterable[str], regions: Iterable[str]) -> list[str]:
    """Questions of the screen, those first that the emergencies of these regions ask for."""
    questions, here = list(questions), set(regions)
    if not questions:
        return []
    weight: dict[str, float] = {}
    for flag in kb.flags.values():
        if flag.urgency == "emergency" and here & set(flag.regions):
            asks = asked_for(kb, flag.id)
            whole = sum(asks.values())
            for key, share in asks.items():
                weight[key] = max(weight.get(key, 0.0), share / whole)
    return sorted(questions, key=lambda key: (-weight.get(key, 0.0), key))


def tested(kb: KnowledgeBase, key: str) -> bool:
    """Is it found by looking or testing, not by asking?"""
    finding = kb.finding(key)
    return finding is not None and finding.examined
