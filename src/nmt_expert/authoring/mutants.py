"""Mutants: the rules as one small wrong edit leaves them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from math import log10

from msgspec.structs import replace

from nmt_expert.authoring.bodies import Body
from nmt_expert.authoring.edits import Change, edits
from nmt_expert.authoring.units import Unit, Units
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.weights import of_word
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.written.load import RuleFiles

_URGENCIES = ("emergency", "urgent", "refer", "treat_and_refer")
_STEP = 2.0  # by which a likelihood ratio is multiplied or divided


@dataclass(frozen=True)
class Mutant:
    """What one edit changes. A rule without a body keeps its condition; only its strength or urgency is another."""

    unit: Unit
    change: Change
    words: str
    rules: dict[int, tuple[Rule, Body | None]]  # by place


class Mutagen:
    """Makes mutants. `numbers` holds the atoms that no rule of the knowledge base asks for, by text."""

    def __init__(self, files: RuleFiles, kb: KnowledgeBase) -> None:
        self._kb = kb
        self.numbers: dict[str, int] = {}
        self._units = Units(files, kb, self._number)

    @cached_property
    def units(self) -> list[Unit]:
        """Everything that can be edited."""
        return list(self._units.all())

    def of(self, unit: Unit) -> Iterator[Mutant]:
        """Every mutant of a unit."""
        for change, tree, words in edits(unit.tree, self._units.names):
            changed = unit.compiled(tree)
            if changed:
                yield Mutant(unit, change, words, dict(changed))
        if unit.place >= 0:
            for change, rule, words in self._otherwise(self._kb.rules[unit.place]):
                yield Mutant(unit, change, words, {unit.place: (rule, None)})

    def drawn(self, units: Sequence[Unit], size: int, seed: int) -> list[Mutant]:
        """One mutant of each of so many units, the same for the same seed."""
        rng = random.Random(seed)  # noqa: S311 - repeatable draws are wanted
        made = (list(self.of(unit)) for unit in rng.sample(units, len(units)))
        return list(islice((rng.choice(mutants) for mutants in made if mutants), size))

    def _number(self, text: str) -> int:
        known = self._kb.atom_index.get(text)
        return known if known is not None else self.numbers.setdefault(text, len(self._kb.atoms) + len(self.numbers))

    def _otherwise(self, rule: Rule) -> Iterator[tuple[Change, Rule, str]]:
        """The rule with its sign turned, and its strength or urgency a step up or down."""
        if rule.kind in ("flag", "urgency"):
            levels = _URGENCIES[:3] if rule.kind == "flag" else _URGENCIES
            for other in _neighbours(levels, rule.urgency):
                yield "urgency", replace(rule, urgency=other), f"{other} instead of {rule.urgency}"
        if rule.kind != "argument":
            return
        sign = 1 if rule.weight >= 0 else -1
        for_, against = ("for", "against") if sign > 0 else ("against", "for")
        turned = replace(rule, weight=-rule.weight, low=-rule.high, high=-rule.low)
        yield "sign", turned, f"speaks {against} instead of {for_}"
        if rule.strength.startswith("LR"):
            for factor in (_STEP, 1 / _STEP):
                weight = rule.weight + log10(factor)
                changed = replace(rule, weight=weight, strength=f"LR {10**weight:g}")
                yield "strength", changed, f"LR {10**weight:.2g} instead of {10**rule.weight:.2g}"
        else:
            scale = ("weak", "moderate", "strong", "confirming" if sign > 0 else "excluding")
            for other in _neighbours(scale, rule.strength):
                changed = replace(rule, **of_word(other, sign, self._kb.scale))
                yield "strength", changed, f"{other} instead of {rule.strength}"


def _neighbours(scale: Sequence[str], word: str) -> list[str]:
    at = scale.index(word)
    return [scale[i] for i in (at - 1, at + 1) if 0 <= i < len(scale)]
