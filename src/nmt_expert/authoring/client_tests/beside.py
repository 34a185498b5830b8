"""The clients written beside the rules, and which rules have none."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nmt_expert.authoring.client_tests.clients import ClientTest, Place, observations_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.lint.places import hypotheses
from nmt_expert.knowledge.written.load import Item, RuleFiles
from nmt_expert.knowledge.written.schema.rules import RuleText


@dataclass(frozen=True)
class Written:
    """One rule as written, with the clients beside it."""

    rule: str  # its id
    kind: str  # red flag alternative, argument, pattern, urgency rule
    item: Item[Any]
    path: tuple[str | int, ...]
    fires: Sequence[str]
    quiet: Sequence[str]

    def lacks(self, tried: Container[tuple[str, str]]) -> list[str]:
        """What it needs to be tested: `fires:`, `quiet:`, both or nothing. `tried`: rules and what of them is tried."""
        return [f"`{name}:`" for name in ("fires", "quiet") if (self.rule, name) not in tried]

    def place(self) -> str:
        """File, line and column."""
        where = self.item.problem(self.path, "", "")
        return f"{where.file}:{where.line}:{where.column}: {self.rule}"

    def client(self, name: str, number: int) -> Place:
        """Where one of its clients stands."""

        def place(at: int | None = None) -> str:
            where = self.item.problem((*self.path, name, number), "", "", at)
            return f"{where.file}:{where.line}:{where.column}: {self.rule}"

        return place


def written(files: RuleFiles) -> Iterator[Written]:
    """Every rule that can have clients of its own: alternatives of red flags, arguments, patterns, rules of urgency."""
    for item in files.of("red_flag"):
        if f"red_flag {item.entry.id}" not in files.off:
            for raised in item.entry.raised():
                id = f"{item.entry.id}/{raised.id}"
                yield Written(id, "red flag alternative", item, raised.path[:2], raised.fires, raised.quiet)
    for item, hypothesis in hypotheses(files):
        for i, argument in enumerate(item.entry.arguments):
            yield _text(f"{hypothesis}/{argument.id}", "argument", item, ("arguments", i), argument)
    for item in files.of("rule"):
        yield _text(item.entry.id, "pattern" if item.entry.then.pattern else "argument", item, (), item.entry)
    for item in files.of("pattern"):
        yield _text(item.entry.id, "pattern", item, (), item.entry)
    for item in files.of("urgency"):
        yield _text(f"urgency/{item.entry.id}", "urgency rule", item, (), item.entry)


def _text(rule: str, kind: str, item: Item[Any], path: tuple[str | int, ...], entry: RuleText) -> Written:
    return Written(rule, kind, item, path, entry.fires, entry.quiet)


def tried_of(tests: Iterable[ClientTest]) -> set[tuple[str, str]]:
    """The rules that some client looks at, with what it expects of them: `fires` or `quiet`; just enough is both."""
    tests = list(tests)
    just = {(test.id, wanted) for test in tests if test.about == "argument" for wanted in ("fires", "quiet")}
    return just | {(test.id, test.wanted) for test in tests if test.about == "rule"}


def tests_beside(rules: Iterator[Written], kb: KnowledgeBase) -> Iterator[ClientTest]:
    """The tests written beside these rules. Raises NmtError for a client that cannot be read."""
    for rule in rules:
        for wanted, cases in (("fires", rule.fires), ("quiet", rule.quiet)):
            for i, case in enumerate(cases):
                place = rule.client(wanted, i)
                found = observations_of(case, kb, place)
                yield ClientTest("rule", rule.rule, wanted, ", ".join(found), tuple(found.values()), place)
