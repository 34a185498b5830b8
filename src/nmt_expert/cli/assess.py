"""nmt assess: the guided assessment."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from nmt_expert.cli.common import engine_option, rules_option
from nmt_expert.cli.streams import needs_input
from nmt_expert.errors import NmtError, as_argument


@click.command("assess")
@click.argument("case", required=False, type=click.Path(path_type=Path))
@click.option(
    "--depth",
    type=click.Choice(["quick", "standard", "full"]),
    help="How far to go.  [default: standard, or as the case was begun]",
)
@click.option("--plain", is_flag=True, help="For a screen reader: lines only, nothing is redrawn.")
@engine_option()
@rules_option
def command(case: Path | None, depth: str | None, plain: bool, engine_name: str, extra: tuple[Path, ...]) -> None:
    """Guided assessment of a client; CASE (a file) is begun, or resumed where it was left.

    Safety first, then the body chart, history, examination by position, and the ranking. Every answer is saved before
    the next question shows. Type h at any question for help.
    """
    from nmt_expert.case.record import Field
    from nmt_expert.case.save import CaseDocument
    from nmt_expert.interview.terminal.console import Console
    from nmt_expert.interview.terminal.front import Terminal
    from nmt_expert.interview.way.reporting import Reporting
    from nmt_expert.interview.way.session import Session
    from nmt_expert.knowledge.compiled.cache import knowledge_base

    needs_input()
    path = _path(case)
    kb = knowledge_base(extra)
    document = CaseDocument.open(path, depth)
    try:
        session = Session(kb, document)
        if not path.exists():
            document.save()
        elif depth and session.picture.depth != depth:
            session.answer([Field(("interview", "depth"), depth)])
        Terminal(session, Console(plain), Reporting(kb, engine_name)).run()
    finally:
        document.close()


def _path(case: Path | None) -> Path:
    """The file of the case: as named, with its ending; without a name one of today's date that is free."""
    from nmt_expert.paths import shipped

    if case is None:
        names = (Path(f"case-{date.today().isoformat()}-{number}.yaml") for number in range(1, 1000))
        return next(path for path in names if not path.exists())
    if case == Path() or case.is_dir():  # Path("") is the folder, too
        example = as_argument(case / "K-17.yaml")
        raise NmtError(f"{case} is a folder; name the file of the case, as in: nmt assess {example}")
    path = case if case.suffix in (".yaml", ".yml") else case.with_name(case.name + ".yaml")
    if path.resolve().is_relative_to(shipped("cases").resolve()):
        raise NmtError(f"{path} belongs to the library of published cases, which stays as it is; copy it first.")
    return path
