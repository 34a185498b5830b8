"""nmt doctor: what this machine lacks, and the command that mends it."""

from __future__ import annotations

import ctypes.util
import sys

import click

from nmt_expert.private_cache import cache_folder

PANGO = {
    "linux": "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "darwin": "brew install pango",
    "win32": "install MSYS2 and run: pacman -S mingw-w64-x86_64-pango",
}


def pango_missing() -> str:
    """'' when Pango is there, else one sentence with the command that installs it."""
    if all(ctypes.util.find_library(name) for name in ("pango-1.0", "pangoft2-1.0")):
        return ""
    return (
        f"Pango is missing, which draws the text of a PDF; install it with: {PANGO.get(sys.platform, PANGO['linux'])}"
    )


@click.command("doctor")
def command() -> None:
    """Say what this machine lacks, and the command that mends it."""
    problems = [text for text in (_python(), pango_missing(), _cache(), _rules()) if text]
    for text in problems:
        click.echo(f"- {text}")
    if problems:
        sys.exit(1)
    click.echo("Everything that nmt needs is here: Python, the rules, Pango, and a place for the cache.")


def _python() -> str:
    return "" if sys.version_info >= (3, 11) else "Python 3.11 or later is needed."


def _cache() -> str:
    folder = cache_folder()
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
