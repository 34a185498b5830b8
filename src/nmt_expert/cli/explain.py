"""nmt explain: how a hypothesis got its place, why not another, what if a finding were different."""

from __future__ import annotations

from pathlib import Path

import click

from nmt_expert.cli.common import case_path, complete_case, engine_option, find_hypothesis, rules_option
from nmt_expert.errors import NmtError


@click.command("explain")
@click.argument("case", shell_complete=complete_case)
@click.argument("hypothesis", required=False)
@click.option(
    "--why-not", metavar="HYPOTHESIS", help="Why this one does not stand higher: what its rules would have needed."
)
@click.option(
    "--what-if",
    metavar="FINDING=STATE",
    multiple=True,
    help="The ranking if a finding were present, absent or untested.",
)
@engine_option()
@rules_option
def command(
    case: str,
    hypothesis: str | None,
    why_not: str | None,
    what_if: tuple[str, ...],
    engine_name: str,
    extra: tuple[Path, ...],
) -> None:
    """Explain the ranking of CASE: the leading hypothesis, or HYPOTHESIS."""
    from nmt_expert.case.load import load_case
    from nmt_expert.case.statements import unknown_finding
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.reasoning.assess import assess
    from nmt_expert.reasoning.engines import engine
    from nmt_expert.reasoning.explain import with_change
    from nmt_expert.report import explanation_text as show

    kb = knowledge_base(extra)
    loaded = load_case(case_path(case), kb)
    with_engine = engine(engine_name, kb)
    before = assess(loaded, kb, with_engine)
    if what_if:
        changed = loaded
        for change in what_if:
            key, _, state = change.partition("=")
            if kb.finding(key) is None:
                raise NmtError(unknown_finding(key, kb))
            if state not in ("present", "absent", "untested"):
                raise NmtError(f"--what-if {change}: write FINDING=present, FINDING=absent or FINDING=untested.")
            changed = with_change(changed, key, state, kb)
        click.echo(show.what_if(before, assess(changed, kb, with_engine)))
    elif why_not:
        click.echo(show.why_not(kb, loaded, with_engine, find_hypothesis(kb, why_not)))
    else:
        click.echo(show.how(kb, before, find_hypothesis(kb, hypothesis) if hypothesis else None))
