"""nmt rules: check, list and show what the program knows."""

from __future__ import annotations

from pathlib import Path

import click

from nmt_expert.errors import ProblemsError


@click.group("rules")
def command() -> None:
    """Check, list and show the rules."""


@command.command()
@click.option("--rules", "extra", multiple=True, type=click.Path(path_type=Path), help="A folder of own rules laid over the shipped ones.")
def check(extra: tuple[Path, ...]) -> None:
    """Report everything that is wrong in the rules, each with its place and the mend."""
    from nmt_expert.knowledge.check import check_rules
    from nmt_expert.knowledge.compile import compile_rules
    from nmt_expert.knowledge.content import content_hash
    from nmt_expert.knowledge.load import load
    from nmt_expert.paths import shipped

    folders = [shipped("rules"), *extra]
    files = load(folders)
    kb = compile_rules(files, content_hash(folders))
    problems = check_rules(files, kb)
    if problems:
        raise ProblemsError(problems)
    click.echo(f"{len(kb.rules)} rules, {len(kb.hypotheses)} hypotheses, {len(kb.flags)} red flags: nothing wrong.")
