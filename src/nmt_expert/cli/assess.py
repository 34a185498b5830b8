"""nmt assess: the guided assessment."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nmt_expert.cli.common import engine_option, rules_option
from nmt_expert.cli.streams import needs_input
from nmt_expert.errors import NmtError, as_argument

if TYPE_CHECKING:
    from nmt_expert.interview.way.reporting import Reporting
    from nmt_expert.interview.way.session import Session


@click.command("assess")
@click.argument("case", required=False, type=click.Path(path_type=Path))
@click.option(
    "--depth",
    type=click.Choice(["quick", "standard", "full"]),
    help="How far to go.  [default: standard, or as the case was begun]",
)
@click.option("--plain", is_flag=True, help="For a screen reader: lines only, nothing is redrawn.")
@click.option("--serve", is_flag=True, help="In the browser of this machine, instead of the terminal.")
@engine_option()
@rules_option
def command(
    case: Path | None, depth: str | None, plain: bool, serve: bool, engine_name: str, extra: tuple[Path, ...]
) -> None:
    """Guided assessment of a client; CASE (a file) is begun, or resumed where it was left.

    The body chart, the safety screen, history, examination by position, and the ranking; the terminal is the default,
    --serve opens the same in the browser. Every answer is saved before the next question shows. Type :h for help.
    """
    from nmt_expert.case.record import Field
    from nmt_expert.case.save import CaseDocument
    from nmt_expert.interview.way.reporting import Reporting
    from nmt_expert.interview.way.session import Session
    from nmt_expert.knowledge.compiled.cache import knowledge_base

    if not serve:
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
        (_in_browser if serve else partial(_in_terminal, plain))(session, Reporting(kb, engine_name))
    finally:
        document.close()


def _in_terminal(plain: bool, session: Session, reporting: Reporting) -> None:
    from nmt_expert.interview.terminal.console import Console
    from nmt_expert.interview.terminal.front import Terminal

    Terminal(session, Console(plain), reporting).run()


def _in_browser(session: Session, reporting: Reporting) -> None:
    import webbrowser

    from nmt_expert.interview.browser.serve import Served, open_browser
    from nmt_expert.interview.browser.sitting import Sitting

    sitting = Sitting(session, reporting)
    served = Served(sitting)
    try:
        click.echo(f"Open this in the browser of this machine, and tell it to nobody:\n\n  {served.door.address}\n")
        click.echo("Every answer is saved when you send it. End with Leave in the browser, or here with Ctrl-C.")
        open_browser(served.door.address_once, webbrowser.open)
        served.wait()
    except KeyboardInterrupt:
        click.echo()
    finally:
        served.close()
    path = session.document.path
    if sitting.unsaved and (told := sitting.save("")):
        raise NmtError(f"the last answers could not be saved: {told}")
    click.echo(f"Saved: {path}\nGo on with:  nmt assess --serve {as_argument(path)}")


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
