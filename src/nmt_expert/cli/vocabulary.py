"""nmt vocabulary: search findings, zones, subjects and hypotheses."""

from __future__ import annotations

from pathlib import Path

import click

from nmt_expert.cli.common import echo_json, json_option, rules_option


@click.command("vocabulary")
@click.argument("text", nargs=-1)
@json_option("Everything that was found, as JSON.")
@click.option("--most", default=25, show_default=True, help="How many to show.")
@rules_option
def command(text: tuple[str, ...], as_json: bool, most: int, extra: tuple[Path, ...]) -> None:
    """Search what can be written into a case: findings, body zones, muscles, movements, sites, activities.

    Without TEXT, list the sections and families. With --json and no TEXT, the whole vocabulary.
    """
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.knowledge.search import entries, search

    kb = knowledge_base(extra)
    query = " ".join(text)
    found = search(kb, query, most) if query else entries(kb)
    if as_json:
        echo_json(found)
        return
    if not query:
        click.echo("A finding is written by its key: an id, or family(subject).\n\nFamilies")
        for family in kb.families.values():
            click.echo(
                f"  {family.id}({family.over.removesuffix('s')})".ljust(34) + family.label.replace("{subject}", "...")
            )
        click.echo(f"\nOther findings: {len(kb.observable)}. Search them with words: nmt vocabulary straight leg")
        return
    for entry in found:
        click.echo(f"{entry.kind:<10}  {entry.key:<44}  {entry.label}")
    if not found:
        click.echo(f"Nothing like '{query}'. Try fewer or other words.")
