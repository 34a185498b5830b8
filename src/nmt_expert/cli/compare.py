"""nmt compare: which findings tell two hypotheses apart, known and still to test."""

from __future__ import annotations

from pathlib import Path

import click

from nmt_expert.cli.common import as_json_option, case_path, complete_case, echo_json, find_hypothesis, rules_option
from nmt_expert.errors import NmtError


@click.command("compare")
@click.argument("case", shell_complete=complete_case)
@click.argument("first")
@click.argument("second")
@as_json_option
@rules_option
def command(case: str, first: str, second: str, as_json: bool, extra: tuple[Path, ...]) -> None:
    """Say which findings of CASE hypotheses FIRST and SECOND share, which part them, and what to test next."""
    from nmt_expert.case.load import load_case
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.reasoning.explanation.differences import comparison
    from nmt_expert.report.comparison_text import compared

    kb = knowledge_base(extra)
    loaded = load_case(case_path(case), kb)
    one, other = find_hypothesis(kb, first), find_hypothesis(kb, second)
    if one == other:
        raise NmtError(f"{one} cannot be told from itself; name two hypotheses.")
    found = comparison(kb, loaded, one, other)
    if as_json:
        echo_json(found)
    else:
        click.echo(compared(kb, found))
