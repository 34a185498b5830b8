"""What many rules share, the signs and the groups of the vocabulary, and which compiled rules an edit of one changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial

from nmt_expert.authoring.mutation.edits import Change
from nmt_expert.authoring.mutation.units import Edited, Entry, Made, Unit, Units, resting_on
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.language import groups
from nmt_expert.knowledge.language.groups import Group
from nmt_expert.knowledge.language.signs import resolved_signs
from nmt_expert.knowledge.language.tree import Tree, words
from nmt_expert.knowledge.written.load import RuleFiles
from nmt_expert.knowledge.written.schema.vocabulary import GroupEntry

SIGNS, GROUPS = "shared signs", "groups"


class Shared:
    """Finds the signs and groups, and compiles what rests on one once it says something else."""

    def __init__(self, files: RuleFiles, kb: KnowledgeBase, rules: Units, units: Iterable[Unit]) -> None:
        self._kb = kb
        self._names = rules.names
        self._rules = list(units)
        self._signs = {item.entry.id: rules.read(item, ("when",), item.entry.when) for item in files.of("sign")}
        self._groups: dict[str, GroupEntry] = {item.entry.id: item.entry for item in files.of("group")}
        self._asking: dict[str, Iterable[str]] = {f"@{name}": entry.members for name, entry in self._groups.items()}
        self._asking |= {name: words(tree) for name, tree in self._signs.items() if tree is not None}

    def all(self) -> Iterator[Unit | Entry]:
        """The signs, then the groups, in the order of the files."""
        for name, tree in self._signs.items():
            if tree is not None:
                yield Unit(f"@{name}", SIGNS, tree, partial(self._sign, name))
        for name in self._groups:
            yield Entry(f"@{name}", GROUPS, partial(self._group, name))

    def _group(self, name: str) -> Iterator[Made]:
        members = self._groups[name].members
        fewer: list[tuple[Change, str, list[str]]] = [
            ("drop", f"drops {m}", [other for other in members if other != m]) for m in members
        ]
        more: list[tuple[Change, str, list[str]]] = [
            ("widen", f"takes in {near}", [*members, near]) for near in self._near(name)
        ]
        usual = cache(lambda: self._compiled(f"@{name}", self._names.groups, self._signs))
        for change, said, new in fewer + more if len(members) > 1 else more:
            entries = {**self._groups, name: self._groups[name].model_copy(update={"members": new})}
            spread = groups.spread(entries, self._kb, lambda *_: None)
            if spread[name] != self._names.groups[name]:
                compiled = partial(self._compiled, f"@{name}", spread, self._signs)
                yield Made(change, said, compiled, usual, spread[name])

    def _near(self, name: str) -> list[str]:
        """What a group could take in by mistake: other zones of its regions, else what the vocabulary lists next to a member."""
        group = self._names.groups[name]
        known = self._kb.subjects(group.of) if group.of != "findings" else {}
        order, members = list(known), set(group.members)
        if group.of == "zones":
            regions = {known[m].region for m in members}
            return [s for s in order if known[s].region in regions and s not in members]
        return [
            s
            for s, *around in zip(order, [None, *order], [*order[1:], None], strict=False)
            if s not in members and members & set(around)
        ]

    def _sign(self, name: str, new: Tree) -> Edited | None:
        if self._names.resolved(new, lambda *_: None) is None:
            return None
        return self._compiled(name, self._names.groups, {**self._signs, name: new}) or None

    def _compiled(self, changed: str, spread: Mapping[str, Group], signs: Mapping[str, Tree | None]) -> Edited:
        """Every rule that rests on the changed word, with these groups and signs."""
        usual = self._names.groups, self._names.signs
        found: Edited = {}
        resting = resting_on(changed, self._asking)
        self._names.groups, self._names.signs = spread, {}
        self._names.signs = resolved_signs(signs, self._names, lambda *_: None)
        try:
            for unit in self._rules:
                if resting.intersection(words(unit.tree)):
                    found |= unit.compiled(unit.tree) or {}
        finally:
            self._names.groups, self._names.signs = usual
        return found
