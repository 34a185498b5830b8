"""All client tests of some rules, and the rules that have none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from nmt_expert.authoring.client_tests.beside import Written, tests_beside, tried_of, written
from nmt_expert.authoring.client_tests.clients import ClientTest
from nmt_expert.authoring.client_tests.files import files_of_folder, tests_of_folder
from nmt_expert.authoring.client_tests.presentations import Presentation, presentations
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.lint.places import hypotheses
from nmt_expert.knowledge.written.load import RuleFiles
from nmt_expert.paths import shipped


def clinical_tests() -> Path:
    """The shipped test files; an installed package has none."""
    return shipped("rules").parent / "tests" / "clinical"


def told() -> list[Presentation]:
    """The shipped presentations; an installed package has none."""
    path = clinical_tests().with_name("rules") / "presentations.jsonl"
    return presentations(path) if path.is_file() else []


def all_tests(
    files: RuleFiles, kb: KnowledgeBase, ids: Collection[str] = (), own: Iterable[Path] = ()
) -> Iterator[ClientTest]:
    """Every test beside rules and in tests/clinical, of folders of own rules as well; of `ids` only, if any is named.

    Raises NmtError and ProblemsError for what cannot be read.
    """
    rules = (rule for rule in written(files) if named(rule.rule, ids))
    yield from tests_beside(rules, kb)
    clinical = (clinical_tests(), *(folder / "tests" / "clinical" for folder in own))
    for folder in clinical:
        yield from (test for test in tests_of_folder(folder, kb, ids) if named(test.id, ids))


def unread(files: RuleFiles, kb: KnowledgeBase, own: Iterable[Path]) -> list[str]:
    """What cannot be read of the clients beside these rules and in folders of own rules: of each rule and file the first."""
    clinical = [folder / "tests" / "clinical" for folder in own]
    beside = (tests_beside(iter([rule]), kb) for rule in written(files))
    wrong = []
    for tests in (*beside, *(tests for folder in clinical for tests in files_of_folder(folder, kb))):
        try:
            for _ in tests:
                pass  # each is read as it is asked for
        except NmtError as error:
            wrong.append(str(error))
    return wrong


def entries_of(files: RuleFiles) -> set[str]:
    """The rules, red flags and hypotheses of these files that can have tests."""
    flags = {item.entry.id for item in files.of("red_flag")}
    return flags | {hypothesis for _, hypothesis in hypotheses(files)} | {rule.rule for rule in written(files)}


def named(id: str, ids: Collection[str]) -> bool:
    """Is this rule, flag or hypothesis meant by the ids? A flag's or hypothesis' id means its rules as well."""
    return not ids or id in ids or id.partition("/")[0] in ids


def lacking(
    files: RuleFiles, tests: Iterable[ClientTest], ids: Collection[str] = ()
) -> list[tuple[Written, list[str]]]:
    """The rules that none of the tests tries, with what each lacks."""
    tried = tried_of(tests)
    concerned = (rule for rule in written(files) if named(rule.rule, ids))
    return [(rule, lacks) for rule in concerned if (lacks := rule.lacks(tried))]
