"""The program `nmt`: one file a command, loaded only when called."""

from __future__ import annotations

import errno
import gc
import importlib
import os
import sys

import click

from nmt_expert import __version__
from nmt_expert.cli import streams
from nmt_expert.cli.usage import told
from nmt_expert.errors import NmtError, nearest

# In the order in which a therapist meets them. The short text stands here so that --help imports no command.
_COMMANDS = {
    "assess": "Guided assessment; resumes the case when it exists.",
    "rank": "Rank the hypotheses of a case, safety first.",
    "report": "Write the report as PDF or HTML.",
    "explain": "How a hypothesis got its place, why not another, what if.",
    "compare": "Which findings tell two hypotheses apart.",
    "atlas": "Look up a place, muscle, nerve, condition or finding; the whole as pages.",
    "replay": "A case step by step, as one page for the class.",
    "quiz": "A case by stages to be solved, and the table of a class.",
    "cases": "The library of published cases; make, check and export cases.",
    "vocabulary": "Search findings, body zones and hypotheses.",
    "rules": "Check, list, show and test the rules.",
    "evaluate": "Accuracy on cases with a published answer.",
    "batch": "Many cases at once, for research and audit.",
    "config": "The clinic and therapist that a report names.",
    "doctor": "What this machine lacks, and the command that mends it.",
}


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}


class LazyGroup(click.Group):
    """Imports the module of a command when it is called, so that no command pays for another's libraries."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command:
        if name not in _COMMANDS:
            ctx.fail(f"No such command '{name}'.{nearest(name, _COMMANDS)}")
        command: click.Command = importlib.import_module(f"nmt_expert.cli.{name}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # who read the output has left; click would call it an error
            streams.give_up()
            raise click.exceptions.Exit(0) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


def _version(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from nmt_expert.knowledge.compiled.cache import knowledge_base

        click.echo(f"nmt {__version__}, rules {knowledge_base().hash}")
        context.exit()


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "terminal_width": streams.width(100)}
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="The version of the program and the hash of its rules.",
)
def nmt() -> None:
    """Assessment of muscle and nerve pain for neuromuscular therapists.

    From what you saw, felt and were told, nmt ranks assessment hypotheses - trigger point, nerve entrapment,
    nerve compression, or something that imitates them - shows what speaks for and against each, and raises red
    flags first. It supports your judgement and does not replace it; it never makes a diagnosis.

    \b
    Begin with a client:           nmt assess K-17.yaml
    See the ranking again:         nmt rank K-17
    Write the letter:              nmt report K-17
    Try it on a published case:    nmt cases list

    Name a case by a reference number, not by the client's name. All data stays on this machine.
    """


def main() -> None:
    """Runs nmt. Exit codes: 0 done, 1 an error that the user can mend, 3 our fault, 130 interrupted.

    `rank --fail-on` adds 4: as urgent as asked for, or more.
    """
    # a run makes some hundred thousand objects that stay; looking through them for garbage would take a third of it
    gc.set_threshold(50_000)
    streams.prepare()
    try:
        status = _status()
        streams.flush()
    except BrokenPipeError:
        streams.give_up()
        status = 0
    except OSError as error:
        streams.give_up()
        click.echo(f"nmt: the output cannot be written ({error.strerror}); what was saved is saved.", err=True)
        status = 1
    gc.freeze()  # the interpreter would look through everything once more before it ends
    sys.exit(status)


def _status() -> int:
    """Runs the command; its exit code. Raises OSError when the output cannot be written."""
    try:
        return int(nmt.main(standalone_mode=False, color=streams.colour()) or 0)
    except SystemExit as error:
        return int(error.code or 0)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        click.echo(told(error), err=True)
        return 1
    except NmtError as error:
        click.echo(f"nmt: {error}", err=True)
        return 1
    except (click.Abort, KeyboardInterrupt):
        click.echo("nmt: stopped.", err=True)
        return 130
    except Exception as error:  # the last wall: no traceback may print what was typed into a case
        if isinstance(error, BrokenPipeError) or (isinstance(error, OSError) and error.errno in _FULL):
            raise
        if os.environ.get("NMT_TRACEBACK"):
            raise
        click.echo(
            f"nmt: an error of ours ({type(error).__name__}); nothing that was saved is lost. "
            "Run again with NMT_TRACEBACK=1 to see where; the trace may contain client data.",
            err=True,
        )
        return 3
