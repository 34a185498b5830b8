"""nmt quiz: a case by stages, and the table of a class."""

from __future__ import annotations

import random
import re
from pathlib import Path

import click

from nmt_expert.cli.common import case_path, complete_case, rules_option, stored, written
from nmt_expert.errors import NmtError, nearest
from nmt_expert.paths import shipped


class _CaseOrCommand(click.Group):
    """`nmt quiz CASE` plays; `nmt quiz report FILES` is a command of its own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in {*self.commands, "-h", "--help"}:
            near = nearest(args[0], self.commands) if args else ""
            if near and not _is_case(args[0]):
                raise click.UsageError(f"'{args[0]}' is neither a case nor a command.{near}", ctx)
            args = ["play", *args]
        return super().parse_args(ctx, args)


def _is_case(name: str) -> bool:
    try:
        return bool(case_path(name))
    except NmtError:
        return False


@click.group("quiz", cls=_CaseOrCommand)
def command() -> None:
    """A case by stages: complaint and chart, history, posture and gait, examination.

    At each stage you ask what you want to know (it costs), and write down your hypotheses with what speaks for and
    against each. `nmt quiz CASE` plays one case, `nmt quiz` one of the library's; `nmt quiz play --help` has the options.
    """


@command.command()
@click.argument("case", required=False, shell_complete=complete_case)
@click.option("--student", default="", help="Name or number in the file of results; asked when not given.")
@click.option("--seed", default=0, show_default=True, help="The same seed gives the same case and questions.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file of results; CASE-STUDENT.json when not named."
)
@click.option("--html", type=click.Path(path_type=Path), help="Write the quiz as one page without network instead.")
@rules_option
def play(
    case: str | None, student: str, seed: int, output: Path | None, html: Path | None, extra: tuple[Path, ...]
) -> None:
    """Play CASE, or one of the published cases drawn with the seed."""
    import msgspec

    from nmt_expert.case.load import load_case
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.teaching.quiz.exam import exam
    from nmt_expert.teaching.quiz.feedback import feedback
    from nmt_expert.teaching.quiz.result import Answered, Begun, begun, score
    from nmt_expert.teaching.quiz.terminal import play as ask

    kb = knowledge_base(extra)
    paper = exam(kb, load_case(case_path(case) if case else _drawn(seed), kb), seed)
    if html is not None:
        from nmt_expert.teaching.quiz.page import quiz_html

        written(html, quiz_html(kb, paper).encode())
        return
    name = student or click.prompt("Your name or number", default="student")
    path = output or Path(f"{paper.case}-{re.sub(r'[^A-Za-z0-9_-]+', '-', name)[:40] or 'student'}.json")
    done = begun(path, kb, paper)

    def keep(stages: tuple[Answered, ...]) -> None:
        stored(path, msgspec.json.encode(Begun(paper.case, paper.seed, name, stages)))

    try:
        result = ask(kb, paper, name, done, keep)
    except click.Abort:
        if path.exists():
            click.echo(f"\nWhat you answered stands in {path}; the same command goes on from there.", err=True)
        raise
    click.echo("\n" + feedback(kb, paper, result, score(paper, result)) + "\n")
    written(path, msgspec.json.format(msgspec.json.encode(result), indent=2))


@command.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@rules_option
def report(files: tuple[Path, ...], extra: tuple[Path, ...]) -> None:
    """The table of a class from FILES of results: scores, what was taken for the answer, and who did not end."""
    from nmt_expert.case.load import load_case
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.teaching.quiz.exam import Exam, exam
    from nmt_expert.teaching.quiz.feedback import class_table
    from nmt_expert.teaching.quiz.result import Begun, load_result, score

    kb = knowledge_base(extra)
    papers: dict[tuple[str, int], Exam] = {}
    rows, unfinished, bad = [], [], []
    for path in files:
        try:
            result = load_result(path)
            if isinstance(result, Begun):
                unfinished.append(result)
                continue
            of = (result.case, result.seed)
            papers[of] = papers.get(of) or exam(kb, load_case(case_path(result.case), kb), result.seed)
        except NmtError as error:
            bad.append(str(error) if str(path) in str(error) else f"{path}: {error}")
            continue
        rows.append((papers[of], result, score(papers[of], result)))
    if rows or unfinished:
        click.echo(class_table(kb, rows, unfinished))
    if bad:
        raise NmtError("\n".join(bad))


def _drawn(seed: int) -> Path:
    """One of the published cases. Raises NmtError when none is there."""
    paths = sorted((shipped("cases") / "library").glob("*.yaml"))
    if not paths:
        raise NmtError("no published case is there; name one.")
    return random.Random(seed).choice(paths)  # noqa: S311 - repeatable draws are wanted
