"""A command that was called wrongly, told in one sentence: what is wrong, the nearest known word, where help is."""

from __future__ import annotations

import click

from nmt_expert.errors import nearest
from nmt_expert.printable import printable


def told(error: click.ClickException) -> str:
    """The sentence for an error of click. A group that was called without a command is told by its help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return printable(error.format_message())
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "nmt"
    said = " ".join(printable(error.format_message()).split()).removesuffix(".")
    mend = _nearest_choice(error)
    ask = f" Help: {command} --help" if isinstance(error, click.UsageError) else ""
    return f"{command}: {said}{'' if said.endswith(('?', '?)')) else '.'}{mend}{ask}"


def _nearest_choice(error: click.ClickException) -> str:
    """For a value that is none of the choices of its option, the nearest of them."""
    kind = error.param.type if isinstance(error, click.BadParameter) and error.param else None
    if not isinstance(kind, click.Choice):
        return ""
    return nearest(error.message.split("'")[1], map(str, kind.choices))
