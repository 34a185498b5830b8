"""nmt atlas: the knowledge to look up, both ways."""

from __future__ import annotations

from pathlib import Path

import click

from nmt_expert.cli.common import as_json_option, echo_json, rules_option, written
from nmt_expert.errors import NmtError


@click.command("atlas")
@click.argument("words", nargs=-1)
@click.option("--svg", type=click.Path(path_type=Path), help="Write the body chart as SVG.")
@click.option("--png", type=click.Path(path_type=Path), help="Write the body chart as PNG.")
@click.option("--html", type=click.Path(path_type=Path), help="Write the whole atlas as pages into this folder.")
@as_json_option
@rules_option
def command(
    words: tuple[str, ...],
    svg: Path | None,
    png: Path | None,
    html: Path | None,
    as_json: bool,
    extra: tuple[Path, ...],
) -> None:
    """Look up what WORDS mean: a place on the body, a muscle, nerve, root, condition, red flag or finding.

    A place shows what is felt there, the typical first; a structure everything that is known of it; a finding what it
    speaks for and against, and how much. `nmt atlas --html FOLDER` writes all of it as pages to browse without a network.
    """
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.teaching.atlas.find import found, page
    from nmt_expert.teaching.atlas.mentions import Mentions
    from nmt_expert.teaching.atlas.picture import chart_png, chart_svg
    from nmt_expert.teaching.atlas.text import atlas_text

    if html is not None and words:
        raise NmtError("--html writes the whole atlas; leave out what to look up, or leave out --html.")
    kb = knowledge_base(extra)
    if html is not None:
        from nmt_expert.teaching.atlas.site import write_site

        size, pages = write_site(kb, html)
        click.echo(f"{html / 'index.html'}: {pages} pages, {size / 1e6:.1f} MB.")
        return
    if not " ".join(words).strip():
        raise NmtError("say what to look up, as in: nmt atlas thumb - or write all of it: nmt atlas --html FOLDER")
    link, also = found(kb, " ".join(words))
    shown = page(kb, Mentions(kb), link)
    if svg is not None:
        written(svg, chart_svg(shown).encode())
    if png is not None:
        written(png, chart_png(shown))
    if as_json:
        echo_json(shown)
    elif svg is None and png is None:
        click.echo(atlas_text(kb, shown, also))
