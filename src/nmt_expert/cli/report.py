"""nmt report: the report of one case or of many, for people and for other systems."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nmt_expert.cli.common import case_path, complete_case, engine_option, rules_option
from nmt_expert.errors import NmtError

if TYPE_CHECKING:
    from nmt_expert.report.clinic.config import Config

FORMATS = {"pdf": "pdf", "html": "html", "text": "txt", "fhir": "json", "csv": "csv"}  # and how their files end


@click.command("report")
@click.argument("cases", nargs=-1, required=True, shell_complete=complete_case)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file, or for several cases the folder.  [default: named after the case, here]",
)
@click.option("--format", "ending", type=click.Choice([*FORMATS]), help="[default: from the file's ending, else pdf]")
@click.option("--for", "variant", type=click.Choice(["physician", "client"]), default="physician", show_default=True)
@click.option("--large", is_flag=True, help="The client's page in large type.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="[default: from the settings, else a4]")
@click.option("--attachment/--no-attachment", default=None, help="With the letter's content as data.  [default: with]")
@click.option("--with-private", "private", is_flag=True, help="With what was asked alone: mood, safety at home.")
@click.option("--final", is_flag=True, help="Seal the letter; of a case that changed since, write an addendum.")
@click.option("--force", is_flag=True, help="Replace an earlier report without asking.")
@engine_option("plain")
@rules_option
def command(
    cases: tuple[str, ...],
    output: Path | None,
    ending: str | None,
    variant: str,
    large: bool,
    paper: str | None,
    attachment: bool | None,
    private: bool,
    final: bool,
    force: bool,
    engine_name: str,
    extra: tuple[Path, ...],
) -> None:
    """Write the report of CASES (files, or ids of library cases).

    As PDF or HTML for people; as text (a SOAP note to paste), fhir (an R4 document) or csv (one row a case) for other
    systems. The physician's report has two pages and holds what it says as data, too; the client's page is in plain words. The
    file is named after the case's id, never after the client.
    """
    paths = [case_path(name) for name in dict.fromkeys(cases)]
    kind = _format(output, ending)
    if final and (kind != "pdf" or variant != "physician"):
        raise NmtError("Only the physician's letter as PDF can be final; leave --for and --format away.")
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
    if attachment is not None:
        config = config.model_copy(update={"attachment": attachment})
    kb = knowledge_base(extra)
    rules = engine(engine_name, kb)
    failed: list[str] = []

    @contextmanager
    def noted(path: Path) -> Iterator[None]:
        try:
            yield
        except NmtError as error:
            if len(paths) == 1:
                raise
            failed.append(f"{path}: {error}")

    loaded = {}
    for path in paths:
        with noted(path):
            loaded[path] = load_case(path, kb)
    targets = {
        path: _target(output, render.file_name(case.file, variant, kind), several=len(paths) > 1)  # type: ignore[arg-type]
        for path, case in loaded.items()
    }
    if kind != "csv":
        _refuse_one_name_for_two(targets)
    if output and len(paths) > 1 and kind != "csv":
        _make_folder(output)
    if kind == "csv":
        _table(output or Path("report.csv"), loaded.values(), kb, rules, config, force=force)
        targets = {}
    for path, target in targets.items():
        with noted(path):
            if target.exists() and target.resolve() in {p.resolve() for p in paths}:
                raise NmtError(f"{target} is the case itself; give the report another name.")
            case = loaded[path]
            if final:
                found = assess(case, kb, rules, private=private)
                click.echo(render.sign(target, case.file, found, kb, config, paper))  # type: ignore[arg-type]
                continue
            content = _content(
                kind, variant, paper, large, case.file, assess(case, kb, rules, private=private), kb, config
            )
            _write(target, content, force=force)
    _hint(config)
    if failed:
        raise NmtError("\n".join([f"{len(failed)} of {len(paths)} reports were not written.", *failed]))


def _table(output: Path, cases: Iterable[Any], kb: Any, rules: Any, config: Config, *, force: bool) -> None:
    from nmt_expert.reasoning.assess import assess
    from nmt_expert.report import render

    rows = [(case.file, assess(case, kb, rules)) for case in cases]
    _write(output, render.exchanged("csv", rows, kb, config), force=force)


def _refuse_one_name_for_two(targets: dict[Path, Path]) -> None:
    first: dict[str, Path] = {}
    for path, target in targets.items():
        other = first.setdefault(str(target).casefold(), path)  # some systems take C1 and c1 for one name
        if other != path:
            raise NmtError(
                f"{other} and {path} have the same id, so that one report would replace the other; nothing was written. "
                "Give each case an id of its own."
            )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NmtError(f"{folder} cannot be the folder of the reports: {error.strerror}.") from None


def _write(target: Path, content: bytes, *, force: bool) -> None:
    from nmt_expert.report import render

    try:
        render.write(target, content, replace=force)
    except render.FinalLetterError:
        raise
    except render.OtherLetterError as error:
        if sys.stdin is None or not sys.stdin.isatty():
            raise NmtError(f"{error} To replace it: --force; to keep both: -o with another name.") from None
        if not click.confirm(f"{error} Replace it?", err=True):
            raise NmtError(f"{target} stays as it was.") from None
        render.write(target, content, replace=True)
    if target.is_file():  # nothing of ours goes between the bytes of a pipe
        click.echo(target)


def _content(
    kind: str, variant: Any, paper: Any, large: bool, case: Any, assessment: Any, kb: Any, config: Config
) -> bytes:
    from nmt_expert.report import render

    if kind == "pdf":
        return render.pdf(case, assessment, kb, config, variant=variant, paper=paper, large=large)
    if kind in ("text", "fhir"):
        return render.exchanged(kind, [(case, assessment)], kb, config)  # type: ignore[arg-type]
    html = render.client_html if variant == "client" else render.physician_html
    return html(case, assessment, kb, config).encode()


def _format(output: Path | None, asked: str | None) -> str:
    """The format asked for, else the one that the file's ending says."""
    ending = output.suffix.lstrip(".").lower() if output and not output.is_dir() else ""
    kinds = {ending: kind for kind, ending in FORMATS.items()}
    if ending and ending not in kinds:
        raise NmtError(f"{output}: a report's file ends in .pdf, .html, .txt, .json (FHIR) or .csv.")
    if asked and ending and asked != kinds[ending]:
        raise NmtError(f"{output} ends in .{ending}, but --format asks for {asked}.")
    return asked or kinds.get(ending, "pdf")


def _target(output: Path | None, name: str, *, several: bool) -> Path:
    if output is None:
        return Path(name)
    return output / name if several or output.is_dir() else output


def _hint(config: Config) -> None:
    from nmt_expert.report.page.glyphs import sentence
    from nmt_expert.report.page.worker import WORKER

    if not (config.clinic.name or config.therapist.name):
        click.echo("The report names no clinic and no therapist yet; fill in the file that nmt config shows.", err=True)
    for hint in (sentence(WORKER.without_font), WORKER.slow_because):
        if hint:
            click.echo(hint, err=True)
