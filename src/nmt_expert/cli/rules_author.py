"""What helps to write rules: their schema for editors."""

from __future__ import annotations

from pathlib import Path

import click

from nmt_expert.cli.common import rules_option


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
    from nmt_expert.write import write_atomically

    found = schemas(knowledge_base(extra))
    names = {pattern: pattern.replace("/*", "").replace("/", ".").removesuffix(".yaml") + ".json" for pattern in found}
    files = {names[pattern]: data for pattern, data in found.items()} | {
        "settings.json": editor_settings(names, folder.name)
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        write_atomically(folder / name, (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode())
    click.echo(f"{len(found)} schemas and settings.json in {folder}")
