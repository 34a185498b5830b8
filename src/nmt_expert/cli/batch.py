"""nmt batch: many cases at once."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

import click

from nmt_expert.cli.common import engine_option, rules_option
from nmt_expert.errors import NmtError

_NAMED = 5  # cases that could not be read and are named on the screen


@click.command("batch")
@click.argument("cases", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="A file of JSON lines, one a case."
)
@click.option("--summary", type=click.Path(path_type=Path), help="Besides, one row a case as CSV.")
@click.option("--resume", is_flag=True, help="Go on where an earlier run of the same cases stopped.")
@click.option("--force", is_flag=True, help="Replace an output that exists.")
@click.option("--whole", is_flag=True, help="The whole assessment of each case (nmt-assessment/1) instead of its gist.")
@click.option("--workers", type=click.IntRange(1), help="Processes; one for each core without it.")
@click.option("--dask", "address", help="Hand the cases to the Dask cluster with this scheduler (nmt-expert[dask]).")
@engine_option("plain")
@rules_option
def command(
    cases: tuple[Path, ...],
    output: Path,
    summary: Path | None,
    resume: bool,
    force: bool,
    whole: bool,
    workers: int | None,
    address: str | None,
    engine_name: str,
    extra: tuple[Path, ...],
) -> None:
    """Assess many CASES: files, folders, and .jsonl files with one case a line. docs/batch.md says more.

    Lines come out in the order of the cases. A case that cannot be read says why in its line and stops nothing.
    """
    from nmt_expert.batch.run import already_done, lines, opened
    from nmt_expert.batch.source import counted, items
    from nmt_expert.batch.summary import write_summary
    from nmt_expert.batch.work import Job
    from nmt_expert.knowledge.compiled.cache import knowledge_base

    total, rest = counted(cases), items(cases)
    rules = knowledge_base(extra).hash  # and the cache is written before many workers read it
    resume = resume and output.exists()
    done = already_done(output, rest, rules) if resume else 0
    job = Job(tuple(str(folder.resolve()) for folder in extra), engine_name, whole)
    begun = time.monotonic()
    failed: list[bytes] = []
    bad = 0
    with (
        os.fdopen(opened(output, resume, force), "ab") as file,
        _executor(workers, address) as (executor, width),
        click.progressbar(length=total, label="Cases", file=sys.stderr) as bar,
    ):
        bar.update(done)
        for line in lines(rest, job, executor, width):
            file.write(line + b"\n")
            if b'"error":' in line and b'"urgency":' not in line:
                bad += 1
                failed += [line][: _NAMED - len(failed)]
            bar.update(1)
    if summary is not None:
        write_summary(output, summary)
    _told(total - done, bad, failed, time.monotonic() - begun, output)


@contextlib.contextmanager
def _executor(workers: int | None, address: str | None) -> Iterator[tuple[Executor, int]]:
    """The executor, and how many workers it has."""
    if address is not None:
        try:
            from distributed import Client
        except ImportError:
            raise NmtError("Dask is not installed; install it with: pip install 'nmt-expert[dask]'") from None
        try:
            client = Client(address, timeout=10)
        except (OSError, ValueError) as error:
            raise NmtError(f"{address}: no Dask scheduler answers ({type(error).__name__}).") from None
        with client:
            yield client.get_executor(), max(1, len(client.scheduler_info()["workers"]))
        return
    width = (
        workers or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else workers or os.cpu_count() or 1
    )
    with ProcessPoolExecutor(width) as pool:
        yield pool, width


def _told(count: int, bad: int, failed: list[bytes], seconds: float, output: Path) -> None:
    import msgspec

    rate = f", {count / seconds:,.0f} a second" if count and seconds > 0 else ""
    click.echo(f"{count:,} case{'' if count == 1 else 's'} in {seconds:,.1f} s{rate}: {output}", err=True)
    if bad:
        click.echo(f"{bad:,} could not be assessed; their lines say why:", err=True)
        for line in failed:
            click.echo(f"  {msgspec.json.decode(line)['error'].splitlines()[0]}", err=True)
