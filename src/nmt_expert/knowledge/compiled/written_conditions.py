"""The conditions of rule files: read, looked up in vocabulary, groups and signs, every mistake with its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nmt_expert.errors import ENOUGH, Problem, ProblemsError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.language import groups
from nmt_expert.knowledge.language.mistakes import SentenceError
from nmt_expert.knowledge.language.names import Names
from nmt_expert.knowledge.language.sentence import parse
from nmt_expert.knowledge.language.signs import resolved_signs
from nmt_expert.knowledge.language.tree import Path, Tree
from nmt_expert.knowledge.written.load import Item, RuleFiles


class Conditions:
    """Looks up conditions; what is wrong in them is added to `problems`."""

    def __init__(self, files: RuleFiles, kb: KnowledgeBase, problems: list[Problem]) -> None:
        self._problems = problems
        group_items = {item.entry.id: item for item in files.of("group")}

        def report(group: str, path: Path, message: str, code: str) -> None:
            self._add(group_items[group].problem(path, message, code))

        spread = groups.spread({id: item.entry for id, item in group_items.items()}, kb, report)
        self.names = Names(kb, spread)
        self.names.signs = self.signs({item.entry.id: (item, ("when",), item.entry.when) for item in files.of("sign")})

    def signs(self, written: Mapping[str, tuple[Item[Any], Path, str]]) -> dict[str, Tree]:
        """The signs of `written`: by name, the entry, the path and the condition."""
        trees = {name: self.read(item, path, when) for name, (item, path, when) in written.items()}
        for name, (item, path, _) in written.items():
            if (taken := self.names.taken(name)) is not None:
                self._problems.append(
                    item.problem(path, f"'{name}' is also {taken}; give the sign another name", "sign")
                )

        def report(sign: str, at: int, message: str, code: str) -> None:
            item, path, _ = written[sign]
            self._add(item.problem(path, message, code, at))

        return resolved_signs(trees, self.names, report)

    def resolved(
        self, item: Item[Any], path: Path, when: str | Tree, rule: str, signs: Mapping[str, Tree] | None = None
    ) -> Tree | None:
        """The condition of a rule; `path` is () for a template, whose condition has been filled in for `item`."""
        tree = when if isinstance(when, Tree) else self.read(item, path, when)

        def report(at: int, message: str, code: str) -> None:
            if isinstance(when, Tree):
                self._add(item.problem(path, f"rule {rule}: {message}", code))
            else:
                self._add(item.problem(path, message, code, at))

        return self.names.resolved(tree, report, signs) if tree is not None else None

    def read(self, item: Item[Any], path: Path, when: str) -> Tree | None:
        """The condition at `path` of an entry, its names not looked up."""
        try:
            return parse(when)
        except SentenceError as error:
            self._add(item.problem(path, str(error), "condition", error.at))
            return None

    def _add(self, problem: Problem) -> None:
        self._problems.append(problem)
        if len(self._problems) >= ENOUGH:
            raise ProblemsError(self._problems)
