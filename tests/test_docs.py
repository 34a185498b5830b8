"""The docs say what the program says."""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path

from click.testing import CliRunner

from nmt_expert.authoring.reference import reference
from nmt_expert.cli import main
from nmt_expert.knowledge.lint.explain import all_pages, codes
from nmt_expert.knowledge.lint.explain import page as page_of


def _run(*args: str) -> str:
    result = CliRunner().invoke(main.nmt, list(args))
    assert result.exit_code == 0, result.output
    return result.output


def test_coverage_is_what_the_rules_cover(repository: Path) -> None:
    kept = (repository / "docs/coverage.md").read_text()
    assert kept == _run("rules", "coverage") + (repository / "docs/left-out.md").read_text(), (
        "run: make docs/coverage.md"
    )


def test_the_figures_of_the_readme_pool_the_ledger(repository: Path) -> None:
    ledger = (repository / "docs/accuracy.md").read_text()
    rows = [re.findall(r"(\d+)/(\d+)", line) for line in ledger.splitlines() if re.match(r"\| \d{4}-", line)]
    assert rows
    columns = list(zip(*rows, strict=True))[:6]  # under-triage stands in the ledger only
    pooled = [(sum(int(k) for k, _ in column), sum(int(n) for _, n in column)) for column in columns]
    cells = [f"{k / n:.0%} ({k} of {n})".replace("%", " %") for k, n in pooled]
    assert f"| first sight | {' | '.join(cells)} |" in (repository / "README.md").read_text()


def test_the_first_screen_of_the_readme_shows_what_the_demo_prints(repository: Path) -> None:
    readme = (repository / "README.md").read_text()
    block = readme.split("ends like this:\n")[1].split("\n    ...\n")[0]
    printed = _run("rank", "uq-035").splitlines()
    shown = [line.removeprefix("    ") for line in block.strip("\n").splitlines()]
    assert len(shown) > 10
    assert shown == printed[: len(shown)]


def test_the_page_of_speeds_is_what_was_measured(repository: Path) -> None:
    sys.path.insert(0, str(repository / "benchmarks"))
    from speed_page import speed_page  # type: ignore[import-not-found]

    results = json.loads((repository / "benchmarks/results.json").read_text())
    assert (repository / "docs/speed.md").read_text() == speed_page(results), "run: make bench"


def test_speeds_stand_on_one_page(repository: Path) -> None:
    measured = re.compile(r"\d ?(ms|µs|times the interpreter|reports a second|of the floor)\b")
    for page in [repository / "README.md", repository / "CONTRIBUTING.md", *(repository / "docs").glob("*.md")]:
        if page.name != "speed.md":
            assert not measured.search(page.read_text()), f"{page.name} quotes a speed: link to speed.md"


def test_every_command_is_in_the_readme_or_its_help(repository: Path) -> None:
    page = (repository / "README.md").read_text() + _run("--help")
    for command in main._COMMANDS:
        assert command in page


def _codes(folder: Path) -> set[str]:
    """The codes of problems in the source: the last word of a call that reports one."""
    found = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            if name.lower().endswith(("problem", "say", "report")):
                words = [arg.value for arg in node.args[2:] if isinstance(arg, ast.Constant)]  # type: ignore[attr-defined]
                found |= {word for word in words if isinstance(word, str) and re.fullmatch(r"[a-z]+(-[a-z]+)*", word)}
    return found


def test_every_code_has_its_page(repository: Path) -> None:
    written = _codes(repository / "src/nmt_expert/knowledge")
    assert len(written) > 25
    assert {"yaml", "line-long", "unknown"} <= written
    assert written == set(codes())
    for code in codes():
        text = page_of(code)
        assert text.startswith(f"# {code}\n")
        assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.M) == ["Why", "Example", "Mend", "Limits"]


def test_the_page_of_lints_is_generated(repository: Path) -> None:
    assert (repository / "docs/lints.md").read_text() == all_pages()


def test_the_reference_of_rules_is_generated(repository: Path) -> None:
    assert (repository / "docs/rule-reference.md").read_text() == reference()


def test_links_between_the_docs_lead_somewhere(repository: Path) -> None:
    for page in [repository / "README.md", *(repository / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
