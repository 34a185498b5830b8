"""What can be edited in rule files, one condition each, and which compiled rules each edit changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from msgspec.structs import replace

from nmt_expert.authoring.mutation.bodies import Body, body_of
from nmt_expert.authoring.mutation.edits import Change
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.conditions import absent_counterpart, clause_of
from nmt_expert.knowledge.compiled.expand import Frames, instantiate
from nmt_expert.knowledge.compiled.red_flags import flag_rules
from nmt_expert.knowledge.compiled.written_conditions import Conditions
from nmt_expert.knowledge.language.groups import Group
from nmt_expert.knowledge.language.signs import resolved_signs
from nmt_expert.knowledge.language.tree import Tree, words
from nmt_expert.knowledge.lint.places import hypotheses
from nmt_expert.knowledge.model import Hypothesis, Rule
from nmt_expert.knowledge.written.load import Item, RuleFiles

LOWERS = "what lowers a flag"
KINDS = ("red flags", "arguments", "templates", "patterns", "urgency and cautions", LOWERS)
Signs = Mapping[str, Tree]
Edited = dict[int, tuple[Rule, Body]]  # the changed rules, by place


@dataclass(frozen=True)
class Unit:
    """One condition as written. `compiled` gives the rules that follow from another one; None when it says nothing."""

    id: str  # of the rule, or of the sign: ID/signs/NAME, @NAME
    kind: str  # one of KINDS
    tree: Tree
    compiled: Callable[[Tree], Edited | None]
    place: int = -1  # of the rule whose strength or urgency can be changed; -1: none


class Made(NamedTuple):
    """One edit of what is no condition. `rules` gives the rules that it changes, by place; without a body they keep their
    condition.
    """

    change: Change
    words: str
    rules: Callable[[], Mapping[int, tuple[Rule, Body | None]]] = dict
    usual: Callable[[], Edited] = dict  # the rules with a body as they are without the edit
    group: Group | None = None  # as it is now
    hypothesis: Hypothesis | None = None  # as it is now
    line: Mapping[str, Any] | None = None  # a line of the protocols as it is now


@dataclass(frozen=True)
class Entry:
    """Something written that is no condition."""

    id: str  # @NAME of a group, ID/triage, ID/lowered_by
    kind: str
    edited: Callable[[], Iterator[Made]]


class Units:
    """Finds the units of some rules."""

    def __init__(self, files: RuleFiles, kb: KnowledgeBase, number: Callable[[str], int]) -> None:
        self._files = files
        self._kb = kb
        self._number = number
        self._conditions = Conditions(files, kb, [])
        self.names = self._conditions.names
        self.read = self._conditions.read
        self._places = {rule.id: place for place, rule in enumerate(kb.rules) if "#" not in rule.id}

    def all(self) -> Iterator[Unit]:
        """Every unit, in the order of the files."""
        for item in self._files.of("red_flag"):
            yield from self._flag(item)
        for item, hypothesis in hypotheses(self._files):
            for argument in item.entry.arguments:
                yield from self._rule(item, f"{hypothesis}/{argument.id}", argument.when, KINDS[1])
        for item in self._files.of("rule"):
            yield from self._rule(item, item.entry.id, item.entry.when, KINDS[3 if item.entry.then.pattern else 1])
        for item in self._files.of("pattern"):
            yield from self._rule(item, item.entry.id, item.entry.when, KINDS[3])
        for item in self._files.of("urgency"):
            yield from self._rule(item, f"urgency/{item.entry.id}", item.entry.when, KINDS[4])
        for item in self._files.of("caution"):
            if item.entry.when is not None:
                yield from self._rule(item, f"caution/{item.entry.id}", item.entry.when, KINDS[4])
        frames = Frames(self._files)
        for item in self._files.of("template"):
            tree = self._conditions.read(item, ("when",), item.entry.when)
            if tree is not None:
                yield Unit(item.entry.id, KINDS[2], tree, partial(self._instances, item, frames))

    def _rule(self, item: Item[Any], id: str, when: str, kind: str) -> Iterator[Unit]:
        tree = self._conditions.read(item, ("when",), when)
        if tree is not None and id in self._places:
            yield Unit(id, kind, tree, lambda new: self._one(id, new, None), self._places[id])

    def _one(self, id: str, tree: Tree, signs: Signs | None) -> Edited | None:
        """A rule with this condition, and its counterpart for absence where it has one."""
        rule = self._kb.rules[self._places[id]]
        resolved = self.names.resolved(tree, lambda *_: None, signs)
        if resolved is None:
            return None
        clause = clause_of(id, resolved)
        found = {self._places[id]: self._edited(rule, body_of(clause, self._number, self._kb.atom_index))}
        absent = self._places.get(f"{id}/absent")
        if absent is not None:
            groups = absent_counterpart(clause.groups) if not clause.nots and not clause.inner else None
            if groups is None:
                return None
            body = body_of(clause, self._number, self._kb.atom_index, groups)
            found[absent] = self._edited(self._kb.rules[absent], body)
        return found

    @staticmethod
    def _edited(rule: Rule, body: Body) -> tuple[Rule, Body]:
        """The rule with the atoms of its body, so that what it matched is known."""
        return replace(rule, groups=((1, tuple(sorted(body.atoms))),), nots=()), body

    def _flag(self, item: Item[Any]) -> Iterator[Unit]:
        flag = item.entry
        signs = {name: self._conditions.read(item, ("signs", name), when) for name, when in flag.signs.items()}
        written: dict[str, Tree] = {}
        for path, when, rest in flag_rules(item):
            tree = self._conditions.read(item, path, when)
            if tree is not None and rest["id"] in self._places:
                written[rest["id"]] = tree
                compiled = partial(self._alternative, rest["id"], signs)
                kind = KINDS[5 if rest["kind"] == "lower" else 0]
                yield Unit(rest["id"], kind, tree, compiled, self._places[rest["id"]])
        for name, tree in signs.items():
            if tree is not None:
                yield Unit(f"{flag.id}/signs/{name}", KINDS[0], tree, partial(self._sign, name, signs, written))

    def _alternative(self, id: str, signs: dict[str, Tree | None], new: Tree) -> Edited | None:
        return self._one(id, new, resolved_signs(signs, self.names, lambda *_: None))

    def _sign(self, name: str, signs: dict[str, Tree | None], written: dict[str, Tree], new: Tree) -> Edited | None:
        """Every alternative that rests on a sign of its flag, once the sign says something else."""
        if self.names.resolved(new, lambda *_: None, resolved_signs(signs, self.names, lambda *_: None)) is None:
            return None
        resting = resting_on(name, {other: words(tree) for other, tree in signs.items() if tree})
        changed = resolved_signs({**signs, name: new}, self.names, lambda *_: None)
        found: Edited = {}
        for id, tree in written.items():
            if resting.intersection(words(tree)):
                found |= self._one(id, tree, changed) or {}
        return found

    def _instances(self, item: Item[Any], frames: Frames, new: Tree) -> Edited | None:
        """The rule of every entry that a template is laid over, once the template says something else."""
        found: Edited = {}
        for _, fields in frames.of(item.entry.for_each):
            filled = instantiate(item.entry, new, fields)
            id = f"{item.entry.id}({fields.get('trigger', fields['id'])})"
            if filled is not None and id in self._places:
                found |= self._one(id, filled["when"], None) or {}
        return found or None


def resting_on(word: str, asking: Mapping[str, Iterable[str]]) -> set[str]:
    """This sign or group and all that rest on it; `asking` has the words that each asks for."""
    found, todo = {word}, [word]
    for changed in todo:  # grows while it is read
        new = [name for name, asked in asking.items() if changed in asked and name not in found]
        found.update(new)
        todo += new
    return found
