"""What helps to write rules: a start for each kind of entry, and their schema for editors."""

from __future__ import annotations

from pathlib import Path

import click

from nmt_expert.cli.common import made_folder, rules_option, stored


@click.command("schema")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@rules_option
def schema(folder: Path, extra: tuple[Path, ...]) -> None:
    """Write JSON Schemas of all files of rules into FOLDER, so that an editor completes and checks while you type.

    settings.json there says which schema goes with which files, as VS Code's YAML extension wants it.
    """
    import json

    from nmt_expert.authoring.schema import editor_settings, schemas
    from nmt_expert.knowledge.compiled.cache import knowledge_base

    found = schemas(knowledge_base(extra))
    names = {pattern: pattern.replace("/*", "").replace("/", ".").removesuffix(".yaml") + ".json" for pattern in found}
    files = {names[pattern]: data for pattern, data in found.items()} | {
        "settings.json": editor_settings(names, folder.name)
    }
    made_folder(folder)
    for name, data in files.items():
        stored(folder / name, (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode())
    click.echo(f"{len(found)} schemas and settings.json in {folder}")


@click.command("new")
@click.argument("kind", metavar="KIND")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder of own rules: the start is written behind what its file holds.",
)
def new(kind: str, into: Path | None) -> None:
    """Print a commented start for an entry of a KIND.

    What is known: muscle, nerve, condition, argument, rule, pattern, presentation, factor, caution.
    Danger: flag, and what asks for it: screen, topic. Words: finding, sign, group, source.

    Fill in every <blank>; `nmt rules check --rules FOLDER` then says what is wrong, and where.
    """
    from nmt_expert.authoring.start import kinds, own_file, start
    from nmt_expert.errors import NmtError, nearest

    if kind not in kinds():
        raise NmtError(f"unknown kind '{kind}'.{nearest(kind, kinds())} There are: {', '.join(kinds())}")
    place = own_file(kind)
    if into is None:
        click.echo(start(kind), nl=False)
        return
    if place is None:
        raise NmtError(
            f"an {kind} stands inside another entry: put what `nmt rules new {kind}` prints under `arguments:`"
        )
    path = into / place
    made_folder(path.parent)
    before = path.read_text(encoding="utf-8").rstrip("\n") + "\n\n" if path.exists() else ""
    stored(path, (before + start(kind)).encode())
    click.echo(f"{path}: fill in every <blank>, then: nmt rules check --rules {into}")


@click.command("reference")
def reference() -> None:
    """Print docs/rule-reference.md: every key of every kind of entry, and the grammar."""
    from nmt_expert.authoring.reference import reference as page

    click.echo(page(), nl=False)
