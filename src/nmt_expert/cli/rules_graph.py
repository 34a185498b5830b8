"""nmt rules graph: what leads to a hypothesis or a red flag."""

from __future__ import annotations

from pathlib import Path

import click

from nmt_expert.cli.common import rules_option, stored


@click.command("graph")
@click.argument("id")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file; .svg is drawn, others get Mermaid text.")
@rules_option
def command(id: str, output: Path | None, extra: tuple[Path, ...]) -> None:
    """What leads to ID, a hypothesis or a red flag: rules, signs and patterns, as Mermaid text or as an SVG picture."""
    from nmt_expert.authoring.graphs.graph import graph_of
    from nmt_expert.authoring.graphs.mermaid import mermaid
    from nmt_expert.authoring.graphs.svg import svg
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.knowledge.written.load import load
    from nmt_expert.paths import shipped

    graph = graph_of(load([shipped("rules"), *extra]), knowledge_base(extra), id)
    if output is None:
        click.echo(mermaid(graph), nl=False)
        return
    stored(output, (svg if output.suffix.lower() == ".svg" else mermaid)(graph).encode())
    click.echo(output)
