"""nmt doctor: what this machine lacks, and the command that mends it."""

from __future__ import annotations

import sys

import click

from nmt_expert import private_cache
from nmt_expert.system_libraries import missing, sentence


@click.command("doctor")
def command() -> None:
    """Say what this machine lacks, and the command that mends it."""
    lacking = missing()
    faults = [text for text in (_python(), _cache(), _rules()) if text]
    said = [text for text in (*faults, sentence(lacking)) if text]
    for text in said:
        click.echo(f"- {text}")
    if not said:
        click.echo("Everything is here: Python, the rules, the libraries that draw a PDF, and a place for the cache.")
        _letters()
    sys.exit(bool(faults) or any(library.needed for library in lacking))


def _letters() -> None:
    """Names in some scripts may find no font; that is no fault."""
    from nmt_expert.report.page.glyphs import lacking

    if said := lacking():
        click.echo(said)


def _python() -> str:
    return "" if sys.version_info >= (3, 11) else "Python 3.11 or later is needed."


def _cache() -> str:
    why = private_cache.unusable()
    return f"{why}; nmt works, but compiles its rules at every start. Set XDG_CACHE_HOME." if why else ""


def _rules() -> str:
    from nmt_expert.errors import NmtError
    from nmt_expert.knowledge.compiled.cache import knowledge_base

    try:
        knowledge_base()
    except NmtError:
        return "The rules cannot be compiled; see what is wrong with: nmt rules check"
    return ""
