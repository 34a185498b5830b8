"""nmt cases: the library of published cases."""

from __future__ import annotations

import re
from pathlib import Path

import click

from nmt_expert.cli.common import case_path, complete_case, rules_option
from nmt_expert.errors import NmtError, as_argument, counted
from nmt_expert.files import yaml_files
from nmt_expert.paths import shipped

_MEANT = re.compile(r"\.ya?ml\.", re.IGNORECASE)  # anna.yaml.txt


@click.group("cases")
def command() -> None:
    """The library of published cases: facts only, cited, with the published answer kept apart."""


@command.command("list")
@click.argument("text", nargs=-1)
def list_cases(text: tuple[str, ...]) -> None:
    """List the cases, or those in whose id, region, complaint or published answer TEXT stands; the answer is not shown."""
    import yaml

    for path in sorted(shipped("cases").rglob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        line = f"{path.stem:<10} {', '.join(data.get('complaint', {}).get('regions', [])):<18} {data.get('complaint', {}).get('text', '')}"
        answer = data.get("answer") or {}
        said = " ".join((line, str(answer.get("structure", "")), *map(str, answer.get("hypotheses", ())))).lower()
        if all(word.lower() in said for word in text):
            click.echo(line if len(line) <= 100 else line[:99] + "…")


@command.command()
@click.argument("case", shell_complete=complete_case)
@click.option("--answer", is_flag=True, help="Also the published answer.")
@rules_option
def show(case: str, answer: bool, extra: tuple[Path, ...]) -> None:
    """Show what a case states, in words."""
    from nmt_expert.case.load import load_case
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.printable import printable
    from nmt_expert.reasoning.words import observation_label

    kb = knowledge_base(extra)
    loaded = load_case(case_path(case), kb)
    file = loaded.file
    click.echo(printable(f"{file.id}: {file.complaint.text}"))
    if file.source:
        click.echo(printable(f"Source: {file.source.title}. {file.source.where} {file.source.url}"))
    by_section: dict[str, list[str]] = {}
    for o in loaded.observations:
        finding = kb.finding(o.key)
        by_section.setdefault(finding.section if finding else "", []).append(observation_label(o, kb))
    for section, labels in by_section.items():
        click.echo(f"\n{section.capitalize()}")
        for label in labels:
            click.echo(f"  {label}")
    unexpressed = [e.text for e in file.findings if not (e.present or e.absent or e.value)]
    if unexpressed:
        click.echo("\nStated, but not in the vocabulary")
        for text in unexpressed:
            click.echo(f"  {printable(text)}")
    if answer and file.answer:
        click.echo(
            f"\nPublished answer: {file.answer.structure} ({file.answer.mechanism}, {file.answer.side or 'side not stated'}); triage {file.answer.triage}"
        )


@command.command()
@click.argument("cases", nargs=-1, type=click.Path(path_type=Path))
@rules_option
def check(cases: tuple[Path, ...], extra: tuple[Path, ...]) -> None:
    """Check case files (the library when none is named) and report everything that is wrong."""
    from nmt_expert.case.load import load_case
    from nmt_expert.knowledge.compiled.cache import knowledge_base

    kb = knowledge_base(extra)
    paths, messages = [], []
    for named in cases or (shipped("cases"),):
        if named.is_dir():
            found, others = yaml_files(named)
            paths += found
            messages += [f"{other}: not read; a case ends in .yaml." for other in others if _MEANT.search(other.name)]
        else:
            paths.append(named)
    ids: dict[str, Path] = {}
    for path in paths:
        try:
            loaded = load_case(path, kb)
        except NmtError as error:
            messages.append(str(error))
            continue
        first = ids.setdefault(loaded.file.id, path)
        if first is not path:
            messages.append(
                f"{path}: has the id '{loaded.file.id}' of {first}, so that their reports would share a name"
            )
        answer = loaded.file.answer
        if answer:
            unknown = [h for h in answer.hypotheses + answer.secondary if h not in kb.hypotheses]
            unknown += [f for f in answer.red_flags if f not in kb.flags]
            messages += [f"{path}: the answer names '{name}', which the rules do not know" for name in unknown]
    if not paths:
        messages.append("No case stands there; a case is a file that ends in .yaml.")
    if messages:
        raise NmtError("\n".join(messages))
    click.echo(f"{counted(len(paths), 'case')}: nothing wrong.")


@command.command()
@click.argument("case", shell_complete=complete_case)
def path(case: str) -> None:
    """Print where the file of a library case lies."""
    click.echo(case_path(case))


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
def new(file: Path) -> None:
    """Write an empty case to fill in, with a word on every line."""
    from nmt_expert.cli.common import written

    file = file if file.suffix in (".yaml", ".yml") else file.with_name(file.name + ".yaml")
    if file.exists():
        raise NmtError(f"{file} exists already; name a new file.")
    text = (shipped("report_templates") / "teaching" / "case.yaml").read_text(encoding="utf-8")
    written(file, text.replace("ID", re.sub(r"[^\w.-]+", "-", file.stem)[:64] or "case", 1).encode())
    click.echo(f"Check it with: nmt cases check {as_argument(file)}")


@command.command()
@click.argument("hypothesis")
@click.option("--atypical", is_flag=True, help="Without the findings that would give it away.")
@click.option(
    "--mimic",
    metavar="HYPOTHESIS",
    help="With findings of another hypothesis of the region, so that it leads after the complaint and the chart.",
)
@click.option("--seed", default=0, show_default=True, help="The same seed gives the same case.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file; printed when not named.")
@rules_option
def make(
    hypothesis: str, atypical: bool, mimic: str | None, seed: int, output: Path | None, extra: tuple[Path, ...]
) -> None:
    """Make a case of HYPOTHESIS from the rules, marked as generated: nobody had these findings."""
    from nmt_expert.cli.common import find_hypothesis, written
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.teaching.made import made_case

    kb = knowledge_base(extra)
    wanted, other = find_hypothesis(kb, hypothesis), find_hypothesis(kb, mimic) if mimic else None
    if wanted == other:
        raise NmtError(f"--mimic {mimic}: name another hypothesis than the one that is made.")
    text = made_case(kb, wanted, atypical=atypical, mimic=other, seed=seed)
    if output is None:
        click.echo(text, nl=False)
    else:
        written(output, text.encode())


@command.command()
@click.argument("cases", nargs=-1, required=True, shell_complete=complete_case)
@click.option(
    "--format",
    "form",
    type=click.Choice(["moodle", "gift", "anki"]),
    default="moodle",
    show_default=True,
    help="The form.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file; cases.xml, .gift.txt or .tsv when not named."
)
@rules_option
def export(cases: tuple[str, ...], form: str, output: Path | None, extra: tuple[Path, ...]) -> None:
    """Write questions on CASES for a learning platform: Moodle XML, GIFT, or notes for Anki."""
    from nmt_expert.case.load import load_case
    from nmt_expert.cli.common import written
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.teaching.export.formats import FORMATS
    from nmt_expert.teaching.export.items import items
    from nmt_expert.teaching.quiz.exam import exam

    kb = knowledge_base(extra)
    ending, write = FORMATS[form]
    found = [item for case in cases for item in items(kb, exam(kb, load_case(case_path(case), kb)))]
    written(output or Path(f"cases{ending}"), write(found).encode())
