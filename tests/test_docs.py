"""The docs say what the program says."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from click.testing import CliRunner

from nmt_expert.cli import main
from nmt_expert.knowledge.lint.check import CHECKS


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
    measured = re.compile(r"\d ?(ms|times the interpreter|reports a second|of the floor)\b")
    for page in [repository / "README.md", repository / "CONTRIBUTING.md", *(repository / "docs").glob("*.md")]:
        if page.name != "speed.md":
            assert not measured.search(page.read_text()), f"{page.name} quotes a speed: link to speed.md"


def test_every_command_is_in_the_readme_or_its_help(repository: Path) -> None:
    page = (repository / "README.md").read_text() + _run("--help")
    for command in main._COMMANDS:
        assert command in page


def test_every_lint_has_its_line(repository: Path) -> None:
    page = (repository / "docs/lints.md").read_text()
    source = "".join(p.read_text() for p in (repository / "src/nmt_expert/knowledge/lint").glob("*.py"))
    codes = set(
        re.findall(
            r'"((?:pattern|finding|screen|hypothesis|rule|flag|number|source|reason|list|group|sign)-[a-z-]+)"', source
        )
    )
    assert len(codes) >= len(CHECKS)
    for code in codes:
        assert f"`{code}`" in page


def test_links_between_the_docs_lead_somewhere(repository: Path) -> None:
    for page in [repository / "README.md", *(repository / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
