"""nmt config: where the settings of the reports lie, and what they say."""

from __future__ import annotations

import click


@click.command("config")
@click.option("--path", "only_path", is_flag=True, help="Only the path of the file.")
def command(only_path: bool) -> None:
    """Show the clinic and therapist that a report names, and the file to edit; writes a sample the first time."""
    from nmt_expert.paths import config_path
    from nmt_expert.report.clinic.config import load_config

    path = config_path()
    config = load_config(path)
    click.echo(path)
    if only_path:
        return
    for part, value in config.model_dump(mode="json").items():
        if isinstance(value, dict):
            for name, setting in value.items():
                click.echo(f"  {part}.{name}: {_text(setting)}")
        else:
            click.echo(f"  {part}: {_text(value)}")


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "-"
    return str(value) if value not in (None, "") else "-"
