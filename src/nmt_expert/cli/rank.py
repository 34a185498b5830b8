"""nmt rank: the ranked hypotheses of a case in the terminal or as JSON."""

from __future__ import annotations

from pathlib import Path

import click

from nmt_expert.cli.common import case_path, complete_case, echo_json, engine_option, json_option, rules_option
from nmt_expert.reasoning.assessment import URGENCIES, level_of

AS_URGENT = 4  # exit status that --fail-on asks for


@click.command("rank")
@click.argument("case", shell_complete=complete_case)
@json_option("The whole assessment as JSON (schema nmt-assessment/1).")
@click.option("--all", "show_all", is_flag=True, help="Also the hypotheses below the default list.")
@click.option(
    "--fail-on",
    type=click.Choice(URGENCIES[:4]),
    help=f"Leave with exit status {AS_URGENT} when the urgency is this or more; without it a ranked case leaves with 0.",
)
@engine_option()
@rules_option
def command(
    case: str, as_json: bool, show_all: bool, fail_on: str | None, engine_name: str, extra: tuple[Path, ...]
) -> None:
    """Rank the hypotheses of CASE (a file, or the id of a library case), safety first."""
    from nmt_expert.case.load import load_case
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.reasoning.assess import assess
    from nmt_expert.reasoning.engines import engine
    from nmt_expert.report.terminal_text import assessment_text

    kb = knowledge_base(extra)
    loaded = load_case(case_path(case), kb)
    assessment = assess(loaded, kb, engine(engine_name, kb))
    if as_json:
        echo_json(assessment)
    else:
        click.echo(assessment_text(assessment, loaded.file, show_all))
    if fail_on is not None and level_of(assessment.urgency) <= level_of(fail_on):
        raise click.exceptions.Exit(AS_URGENT)
