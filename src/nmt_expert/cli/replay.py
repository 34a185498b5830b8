"""nmt replay: a case step by step, as one page for the class."""

from __future__ import annotations

from pathlib import Path

import click

from nmt_expert.cli.common import (
    as_json_option,
    case_path,
    complete_case,
    echo_json,
    engine_option,
    rules_option,
    written,
)
from nmt_expert.errors import NmtError


@click.command("replay")
@click.argument("case", shell_complete=complete_case)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The page; CASE-replay.html when not named.")
@click.option(
    "--order",
    type=click.Choice(["assessment", "file"]),
    default="assessment",
    show_default=True,
    help="The order of the findings: by stages of the assessment, or as the case file tells them.",
)
@click.option(
    "--ask",
    multiple=True,
    metavar="STEP:QUESTION",
    help="Stop after this step (0 is the complaint) with a question of yours instead of ours. May be given several times.",
)
@as_json_option
@engine_option("plain")
@rules_option
def command(
    case: str,
    output: Path | None,
    order: str,
    ask: tuple[str, ...],
    as_json: bool,
    engine_name: str,
    extra: tuple[Path, ...],
) -> None:
    """Write CASE as one page that shows it step by step: findings, chart, ranking, and the rules that spoke.

    The page needs no network and no other file: carry it on a memory stick. Keys: arrows, Home, End, A plays, P shows
    the presenter's notes.
    """
    from nmt_expert.case.load import load_case
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.reasoning.engines import engine
    from nmt_expert.teaching.replay.film import film
    from nmt_expert.teaching.replay.page import replay_html

    kb = knowledge_base(extra)
    loaded = load_case(case_path(case), kb)
    shown = film(kb, loaded, engine(engine_name, kb), order, _asked(ask) if ask else None)  # type: ignore[arg-type]
    if as_json:
        echo_json(shown)
        return
    written(output or Path(f"{loaded.file.id}-replay.html"), replay_html(shown).encode())


def _asked(ask: tuple[str, ...]) -> dict[int, str]:
    asked = {}
    for text in ask:
        step, _, question = text.partition(":")
        if not step.strip().isdecimal() or not question.strip():
            raise NmtError(f"--ask {text}: write the number of the step and the question, as in 3:What next?")
        asked[int(step)] = question.strip()
    return asked
