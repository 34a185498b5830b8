"""nmt report: the report of one case or of many, as PDF or HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nmt_expert.cli.common import case_path, complete_case, engine_option, rules_option
from nmt_expert.errors import NmtError

if TYPE_CHECKING:
    from nmt_expert.report.clinic.config import Config

FORMATS = ("pdf", "html")


@click.command("report")
@click.argument("cases", nargs=-1, required=True, shell_complete=complete_case)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file, or for several cases the folder.  [default: named after the case, here]",
)
@click.option("--format", "ending", type=click.Choice(FORMATS), help="[default: from the file's ending, else pdf]")
@click.option("--for", "variant", type=click.Choice(["physician", "client"]), default="physician", show_default=True)
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="[default: from the settings, else a4]")
@engine_option("plain")
@rules_option
def command(
    cases: tuple[str, ...],
    output: Path | None,
    ending: str | None,
    variant: str,
    paper: str | None,
    engine_name: str,
    extra: tuple[Path, ...],
) -> None:
    """Write the report of CASES (files, or ids of library cases).

    The physician's report has two pages and carries the case inside; the client's page is in plain words. The file is
    named after the case's id, never after the client.
    """
    paths = [case_path(name) for name in cases]
    kind = _format(output, ending)
    if kind == "pdf":
        from nmt_expert.report.page.worker import WORKER

        WORKER.start()  # imports the renderer while the case is assessed
    from nmt_expert.case.load import load_case
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.reasoning.assess import assess
    from nmt_expert.reasoning.engines import engine
    from nmt_expert.report import render
    from nmt_expert.report.clinic.config import load_config

    config = load_config()
    kb = knowledge_base(extra)
    rules = engine(engine_name, kb)
    failed = []
    for path in paths:
        try:
            loaded = load_case(path, kb)
            target = _target(output, render.file_name(loaded.file, variant, kind), several=len(paths) > 1)  # type: ignore[arg-type]
            if target.exists() and target.resolve() in {p.resolve() for p in paths}:
                raise NmtError(f"{target} is the case itself; give the report another name.")
            content = _content(kind, variant, paper, loaded.file, assess(loaded, kb, rules), kb, config)
            render.write(target, content)
            click.echo(target)
        except NmtError as error:
            if len(paths) == 1:
                raise
            failed.append(f"{path}: {error}")
    _hint(config)
    if failed:
        raise NmtError("\n".join([f"{len(failed)} of {len(paths)} reports were not written.", *failed]))


def _content(kind: str, variant: Any, paper: Any, case: Any, assessment: Any, kb: Any, config: Config) -> bytes:
    from nmt_expert.report import render

    if kind == "pdf":
        return render.pdf(case, assessment, kb, config, variant=variant, paper=paper)
    html = render.client_html if variant == "client" else render.physician_html
    return html(case, assessment, kb, config).encode()


def _format(output: Path | None, asked: str | None) -> str:
    """The format asked for, else the one that the file's ending says."""
    ending = output.suffix.lstrip(".").lower() if output and not output.is_dir() else ""
    if ending and ending not in FORMATS:
        raise NmtError(f"{output}: a report's file ends in .pdf or .html.")
    if asked and ending and asked != ending:
        raise NmtError(f"{output} ends in .{ending}, but --format asks for {asked}.")
    return asked or ending or "pdf"


def _target(output: Path | None, name: str, *, several: bool) -> Path:
    if output is None:
        return Path(name)
    if several or output.is_dir():
        output.mkdir(parents=True, exist_ok=True)
        return output / name
    return output


def _hint(config: Config) -> None:
    if not (config.clinic.name or config.therapist.name):
        click.echo("The report names no clinic and no therapist yet; fill in the file that nmt config shows.", err=True)
