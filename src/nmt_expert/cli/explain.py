"""nmt explain: how a hypothesis got its place, why not another, what if a finding were different."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from nmt_expert.case.load import Case
    from nmt_expert.knowledge.base import KnowledgeBase
    from nmt_expert.reasoning.engines.interface import Engine

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
    """Explain the ranking of CASE: the leading hypothesis, or HYPOTHESIS.

    With --what-if FINDING=STATE everything is told of the case as it would then be.
    """
    from nmt_expert.case.load import load_case
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.reasoning.engines import engine
    from nmt_expert.reasoning.explanation.what_if import supposed, with_changes

    resting = _SENSITIVE in what_if
    _refuse_together(
        {"HYPOTHESIS": bool(hypothesis), "--why-not": bool(why_not), "--what-if without a finding": resting},
        {"--tree": tree, "--why-not": bool(why_not), "--what-if without a finding": resting},
    )
    kb = knowledge_base(extra)
    loaded = load_case(case_path(case), kb)
    with_engine = engine(engine_name, kb)
    changes = [supposed(change, kb) for change in what_if if change != _SENSITIVE]
    told_of = with_changes(loaded, changes, kb) if changes else loaded
    if resting:
        _on_what_it_rests(kb, told_of, as_json)
    elif why_not:
        _why_not(kb, told_of, with_engine, find_hypothesis(kb, why_not), as_json)
    elif changes and not (hypothesis or tree):
        from nmt_expert.reasoning.assess import assess
        from nmt_expert.report import swing_text

        after = assess(told_of, kb, with_engine)
        if as_json:
            echo_json(after)
        else:
            click.echo(swing_text.what_if(changes, assess(loaded, kb, with_engine), after, kb))
    else:
        _how(kb, told_of, with_engine, find_hypothesis(kb, hypothesis) if hypothesis else "", tree, as_json)


def _refuse_together(*sets: dict[str, bool]) -> None:
    """Raises NmtError when two are asked for of which each answers a question of its own."""
    for named in sets:
        asked = [name for name, given in named.items() if given]
        if len(asked) > 1:
            raise NmtError(f"{' and '.join(asked)} answer different questions; ask for one of them.")


def _on_what_it_rests(kb: KnowledgeBase, case: Case, as_json: bool) -> None:
    from nmt_expert.reasoning.explanation.sensitivity import sensitivity
    from nmt_expert.report import swing_text

    steady = sensitivity(kb, case)
    if steady is None:
        raise NmtError("nothing is ranked in this case, so no finding can change the first place.")
    if as_json:
        echo_json(steady)
    else:
        click.echo(swing_text.sensitive(kb, steady))


def _why_not(kb: KnowledgeBase, case: Case, engine: Engine, hypothesis: str, as_json: bool) -> None:
    from nmt_expert.reasoning.explanation.why_not import why_not
    from nmt_expert.reasoning.judge import judge
    from nmt_expert.report.why_not_text import why_not as why_not_text

    found = why_not(kb, case, judge(case, kb, engine), hypothesis)
    if as_json:
        echo_json(found)
    else:
        click.echo(why_not_text(kb, found))


def _how(kb: KnowledgeBase, case: Case, engine: Engine, hypothesis: str, tree: bool, as_json: bool) -> None:
    """The leading hypothesis, or the one that is named."""
    from nmt_expert.reasoning.explanation.chain import chain
    from nmt_expert.reasoning.explanation.sensitivity import sensitivity
    from nmt_expert.reasoning.judge import judge
    from nmt_expert.report import explanation_text

    judged = judge(case, kb, engine)
    line = next((line for line in judged.lines if hypothesis in ("", line.hypothesis)), None)
    if line is None and not judged.lines:
        raise NmtError("nothing is ranked in this case: nothing that was found speaks for a hypothesis.")
    if line is None:
        raise NmtError(
            f"{hypothesis} is not in the ranking of this case; see what it lacks with --why-not {hypothesis}."
        )
    told = chain(kb, judged, line)
    if as_json:
        echo_json(told)
    else:
        click.echo((explanation_text.tree if tree else explanation_text.how)(kb, told, sensitivity(kb, case)))
