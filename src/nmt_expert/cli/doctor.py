"""nmt doctor: what this machine lacks, and the command that mends it."""

from __future__ import annotations

import sys

import click

from nmt_expert.private_cache import cache_folder
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
    sys.exit(bool(faults) or any(library.needed for library in lacking))


def _python() -> str:
    return "" if sys.version_info >= (3, 11) else "Python 3.11 or later is needed."


def _cache() -> str:
    try:
        folder = cache_folder()
    except RuntimeError:
        return "There is no home directory, so that the rules are compiled at every start; set XDG_CACHE_HOME."
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        return f"{folder} cannot be written ({error.strerror}); nmt works, but compiles its rules at every start. Set XDG_CACHE_HOME."
    return ""


def _rules() -> str:
    from nmt_expert.errors import NmtError
    from nmt_expert.knowledge.compiled.cache import knowledge_base

    try:
        knowledge_base()
    except NmtError:
        return "The rules cannot be compiled; see what is wrong with: nmt rules check"
    return ""
