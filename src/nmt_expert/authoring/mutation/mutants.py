"""Mutants: the rules as one small wrong edit leaves them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import islice
from math import log10
from typing import Any

from msgspec.structs import replace

from nmt_expert.authoring.mutation.bodies import Body
from nmt_expert.authoring.mutation.edits import Change, Edit, edits
from nmt_expert.authoring.mutation.said import URGENCIES, entries, neighbours
from nmt_expert.authoring.mutation.shared import SIGNS, Shared
from nmt_expert.authoring.mutation.units import Edited, Entry, Made, Unit, Units
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.weights import of_word
from nmt_expert.knowledge.language.groups import Group
from nmt_expert.knowledge.language.names import Names
from nmt_expert.knowledge.language.tree import Tree
from nmt_expert.knowledge.model import Hypothesis, Rule
from nmt_expert.knowledge.written.load import RuleFiles

_STEP = 2.0  # by which a likelihood ratio is multiplied or divided


@dataclass(frozen=True)
class Mutant:
    """What one edit changes. A rule without a body keeps its condition; only its strength or urgency is another."""

    unit: Unit | Entry
    change: Change
    words: str
    rules: Mapping[int, tuple[Rule, Body | None]]  # by place
    usual: Edited  # the same rules without the edit, as far as they were compiled
    group: Group | None = None  # as it is now
    sign: Tree | None = None  # a shared sign as it is now
    hypothesis: Hypothesis | None = None  # as it is now
    line: Mapping[str, Any] | None = None  # a line of the protocols as it is now


class Mutagen:
    """Makes mutants. `numbers` holds the atoms that no rule of the knowledge base asks for, by text."""

    def __init__(self, files: RuleFiles, kb: KnowledgeBase) -> None:
        self._kb = kb
        self.numbers: dict[str, int] = {}
        self._units = Units(files, kb, self._number)
        self._rules = list(self._units.all())
        self._shared = Shared(files, kb, self._units, self._rules)

    @property
    def names(self) -> Names:
        """What a condition can name: the groups of the vocabulary and the shared signs among it."""
        return self._units.names

    @cached_property
    def units(self) -> list[Unit | Entry]:
        """Everything that can be edited."""
        return [*self._rules, *self._shared.all(), *entries(self._kb)]

    def of(self, unit: Unit | Entry) -> Iterator[Mutant]:
        """Every mutant of a unit."""
        return filter(None, (make() for make in self._ways(unit)))

    def drawn(self, units: Sequence[Unit | Entry], size: int, seed: int) -> list[Mutant]:
        """One mutant of each of so many units, the same for the same seed."""
        rng = random.Random(seed)  # noqa: S311 - repeatable draws are wanted
        ways = (list(self._ways(unit)) for unit in rng.sample(units, len(units)))
        first = (next(filter(None, (make() for make in rng.sample(some, len(some)))), None) for some in ways)
        return list(islice(filter(None, first), size))

    def _ways(self, unit: Unit | Entry) -> Iterator[Callable[[], Mutant | None]]:
        """What makes each mutant, where it can be made: to compile all that rests on a group or a sign takes its time."""
        if isinstance(unit, Entry):
            for made in unit.edited():
                yield partial(_made, unit, made)
            return
        usual = cache(lambda: unit.compiled(unit.tree) or {})
        for edit in edits(unit.tree, self._units.names):
            yield partial(_edited, unit, edit, usual)
        if unit.place >= 0:
            for change, rule, words in self._otherwise(self._kb.rules[unit.place]):
                yield partial(Mutant, unit, change, words, {unit.place: (rule, None)}, usual())

    def _number(self, text: str) -> int:
        known = self._kb.atom_index.get(text)
        return known if known is not None else self.numbers.setdefault(text, len(self._kb.atoms) + len(self.numbers))

    def _otherwise(self, rule: Rule) -> Iterator[tuple[Change, Rule, str]]:
        """The rule with its sign turned, and its strength or urgency a step up or down."""
        if rule.kind in ("flag", "urgency"):
            levels = URGENCIES[: 3 if rule.kind == "flag" else 4]
            for other in neighbours(levels, rule.urgency):
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
            for other in neighbours(scale, rule.strength):
                changed = replace(rule, **of_word(other, sign, self._kb.scale))
                yield "strength", changed, f"{other} instead of {rule.strength}"


def _made(unit: Entry, made: Made) -> Mutant:
    rules, usual = made.rules(), made.usual()
    return Mutant(unit, made.change, made.words, rules, usual, made.group, None, made.hypothesis, made.line)


def _edited(unit: Unit, edit: Edit, usual: Callable[[], Edited]) -> Mutant | None:
    changed = unit.compiled(edit.tree)
    sign = edit.tree if unit.kind == SIGNS else None
    return Mutant(unit, edit.change, edit.words, changed, usual(), sign=sign) if changed else None
