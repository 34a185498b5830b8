"""nmt report: the report of one case or of many, for people and for other systems."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

import click

from nmt_expert.cli.common import case_path, complete_case, engine_option, rules_option
from nmt_expert.errors import NmtError

if TYPE_CHECKING:
    from nmt_expert.case.model import CaseFile
    from nmt_expert.knowledge.base import KnowledgeBase
    from nmt_expert.reasoning.assessment import Assessment
    from nmt_expert.report.clinic.config import Config

T = TypeVar("T")

Kind = Literal["pdf", "html", "text", "fhir", "csv"]
FORMATS: dict[Kind, str] = {
    "pdf": "pdf",
    "html": "html",
    "text": "txt",
    "fhir": "json",
    "csv": "csv",
}  # and how their files end


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
    ending: Kind | None,
    attachment: bool | None,
    engine_name: str,
    extra: tuple[Path, ...],
    **wanted: Any,
) -> None:
    """Write the report of CASES (files, or ids of library cases).

    As PDF or HTML for people; as text (a SOAP note to paste), fhir (an R4 document) or csv (one row a case) for other
    systems. The physician's report has two pages and holds what it says as data, too; the client's page is in plain words. The
    file is named after the case's id, never after the client.
    """
    paths = [case_path(name) for name in dict.fromkeys(cases)]
    report = _Report(_format(output, ending), **wanted)
    if report.final and (report.kind != "pdf" or report.variant != "physician"):
        raise NmtError("Only the physician's letter as PDF can be final; leave --for and --format away.")
    if report.kind == "pdf":
        from nmt_expert.report.page.worker import WORKER

        WORKER.start()  # imports the renderer while the case is assessed
    from nmt_expert.case.load import load_case
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.reasoning.assess import for_others
    from nmt_expert.reasoning.engines import engine
    from nmt_expert.report.clinic.config import load_config

    config = load_config()
    if attachment is not None:
        config = config.model_copy(update={"attachment": attachment})
    kb = knowledge_base(extra)
    rules = engine(engine_name, kb)
    each = _Each(len(paths))
    loaded = each.done(paths, lambda path: load_case(path, kb))

    def told(path: Path) -> tuple[CaseFile, Assessment]:
        return for_others(loaded[path], kb, rules, private=report.private)

    if report.kind == "csv":
        _table(output or Path("report.csv"), each.done(loaded, lambda path: _row(*told(path))), kb, config, report)
    else:
        targets = _targets(output, {path: case.file for path, case in loaded.items()}, report, several=len(paths) > 1)
        each.done(targets, lambda path: _letter(targets[path], *told(path), kb, config, report, paths))
    _hint(config)
    if each.failed:
        raise NmtError("\n".join([f"{len(each.failed)} of {len(paths)} reports were not written.", *each.failed]))


class _Report(NamedTuple):
    """What is asked for."""

    kind: Kind
    variant: Literal["physician", "client"]
    large: bool
    paper: Literal["a4", "letter"] | None
    private: bool
    final: bool
    force: bool


class _Each:
    """Does something with each of several cases; one that fails is noted and stops nothing. A single case may fail."""

    def __init__(self, count: int) -> None:
        self._single = count == 1
        self.failed: list[str] = []

    def done(self, paths: Iterable[Path], do: Callable[[Path], T]) -> dict[Path, T]:
        """What was made of each, without those that failed."""
        made = {}
        for path in paths:
            try:
                made[path] = do(path)
            except NmtError as error:
                if self._single:
                    raise
                self.failed.append(f"{path}: {error}")
        return made


def _row(case: CaseFile, assessment: Assessment) -> tuple[CaseFile, Assessment]:
    from nmt_expert.report import render

    render.may_be_written(case)
    return case, assessment


def _table(
    output: Path, rows: dict[Path, tuple[CaseFile, Assessment]], kb: KnowledgeBase, config: Config, report: _Report
) -> None:
    from nmt_expert.report import render

    if rows:
        _write(output, render.exchanged("csv", list(rows.values()), kb, config), force=report.force)


def _letter(
    target: Path,
    case: CaseFile,
    assessment: Assessment,
    kb: KnowledgeBase,
    config: Config,
    report: _Report,
    cases: list[Path],
) -> None:
    from nmt_expert.report import render

    if target.exists() and target.resolve() in {path.resolve() for path in cases}:
        raise NmtError(f"{target} is the case itself; give the report another name.")
    if report.final:
        click.echo(render.sign(target, case, assessment, kb, config, report.paper))
    else:
        _write(target, _content(case, assessment, kb, config, report), force=report.force)


def _targets(output: Path | None, files: dict[Path, CaseFile], report: _Report, *, several: bool) -> dict[Path, Path]:
    """Where the report of each case goes."""
    from nmt_expert.report import render

    targets = {
        path: _target(output, render.file_name(case, report.variant, report.kind), several=several)
        for path, case in files.items()
    }
    _refuse_one_name_for_two(targets)
    if output and several:
        _make_folder(output)
    return targets


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


def _content(case: CaseFile, assessment: Assessment, kb: KnowledgeBase, config: Config, report: _Report) -> bytes:
    from nmt_expert.report import render

    if report.kind == "pdf":
        return render.pdf(case, assessment, kb, config, variant=report.variant, paper=report.paper, large=report.large)
    if report.kind in ("text", "fhir"):
        return render.exchanged(report.kind, [(case, assessment)], kb, config)
    html = render.client_html if report.variant == "client" else render.physician_html
    return html(case, assessment, kb, config).encode()


def _format(output: Path | None, asked: Kind | None) -> Kind:
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
