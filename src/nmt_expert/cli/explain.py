"""nmt explain: how a hypothesis got its place, why not another, what if a finding were different."""

from __future__ import annotations

from pathlib import Path

import click

from nmt_expert.cli.common import (
    as_json_option,
    case_path,
    complete_case,
    echo_json,
    engine_option,
    find_hypothesis,
    rules_option,
)
from nmt_expert.errors import NmtError

_SENSITIVE = ""  # --what-if without a finding


@click.command("explain")
@click.argument("case", shell_complete=complete_case)
@click.argument("hypothesis", required=False)
@click.option("--tree", is_flag=True, help="The way from the findings through patterns to the arguments, as a tree.")
@click.option(
    "--why-not",
    metavar="HYPOTHESIS",
    help="What keeps this one from the first place, and the fewest findings that would bring it there.",
)
@click.option(
    "--what-if",
    metavar="FINDING=STATE",
    multiple=True,
    is_flag=False,
    flag_value=_SENSITIVE,
    help="The ranking if a finding were present, absent, untested or a number; a side may follow (spurling=present:left). "
    "May be given several times. Without FINDING: the findings on which the first place rests most.",
)
@as_json_option
@engine_option()
@rules_option
def command(
    case: str,
    hypothesis: str | None,
    tree: bool,
    why_not: str | None,
    what_if: tuple[str, ...],
    as_json: bool,
    engine_name: str,
    extra: tuple[Path, ...],
) -> None:
    """Explain the ranking of CASE: the leading hypothesis, or HYPOTHESIS."""
    from nmt_expert.case.load import load_case
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.reasoning.engines import engine
    from nmt_expert.reasoning.judge import judge

    kb = knowledge_base(extra)
    loaded = load_case(case_path(case), kb)
    with_engine = engine(engine_name, kb)
    changes = [change for change in what_if if change != _SENSITIVE]
    if changes:
        from nmt_expert.reasoning.assess import assess
        from nmt_expert.reasoning.explanation.what_if import supposed, with_changes
        from nmt_expert.report import swing_text

        after = assess(with_changes(loaded, [supposed(c, kb) for c in changes], kb), kb, with_engine)
        if as_json:
            echo_json(after)
        else:
            click.echo(swing_text.what_if(assess(loaded, kb, with_engine), after))
        return
    if why_not:
        from nmt_expert.reasoning.explanation.why_not import why_not as why_not_first
        from nmt_expert.report.why_not_text import why_not as why_not_text

        found = why_not_first(kb, loaded, judge(loaded, kb, with_engine), find_hypothesis(kb, why_not))
        if as_json:
            echo_json(found)
        else:
            click.echo(why_not_text(kb, found))
        return
    from nmt_expert.reasoning.explanation.chain import chain
    from nmt_expert.reasoning.explanation.sensitivity import sensitivity
    from nmt_expert.report import explanation_text, swing_text

    steady = sensitivity(kb, loaded)
    if what_if:
        if steady is None:
            raise NmtError("nothing is ranked in this case, so no finding can change the first place.")
        if as_json:
            echo_json(steady)
        else:
            click.echo(swing_text.sensitive(kb, steady))
        return
    judged = judge(loaded, kb, with_engine)
    wanted = find_hypothesis(kb, hypothesis) if hypothesis else ""
    line = next((line for line in judged.lines if wanted in ("", line.hypothesis)), None)
    if line is None and not judged.lines:
        raise NmtError("nothing is ranked in this case: nothing that was found speaks for a hypothesis.")
    if line is None:
        raise NmtError(f"{wanted} is not in the ranking of this case; see what it lacks with --why-not {wanted}.")
    told = chain(kb, judged, line)
    if as_json:
        echo_json(told)
    else:
        click.echo((explanation_text.tree if tree else explanation_text.how)(kb, told, steady))
