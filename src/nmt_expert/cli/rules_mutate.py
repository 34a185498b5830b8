"""nmt rules mutate: which small wrong edits does no test notice?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nmt_expert.cli.common import rules_option
from nmt_expert.errors import NmtError, nearest
from nmt_expert.paths import shipped

if TYPE_CHECKING:
    from nmt_expert.authoring.mutation.mutate import Tally

_LONGEST = 200  # characters of a mutant that are told


@click.command("mutate")
@click.argument("ids", nargs=-1)
@click.option("--sample", type=click.IntRange(1), help="One mutant in each of so many rules of a kind; all without it.")
@click.option("--seed", default=0, show_default=True, help="Draws another sample.")
@click.option("--unnoticed/--no-unnoticed", default=True, help="Name the mutants that no test notices.")
@rules_option
def command(ids: tuple[str, ...], sample: int | None, seed: int, unnoticed: bool, extra: tuple[Path, ...]) -> None:
    """Make small wrong edits of the rules and name those that no test notices.

    A condition is dropped, a sign flipped, a side swapped, a group widened, a strength or an urgency changed by a step; in
    the rules of IDS (rules, red flags, hypotheses, templates, @signs and @groups) only, if any is named. No file is changed.
    """
    from nmt_expert.authoring.client_tests.suite import all_tests, clinical_tests, named, told
    from nmt_expert.authoring.mutation.mutants import Mutagen
    from nmt_expert.authoring.mutation.mutate import Suite, Tally
    from nmt_expert.authoring.mutation.sheets import Sheets
    from nmt_expert.authoring.mutation.witness import Rules
    from nmt_expert.case.load import load_case
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.knowledge.written.load import load

    kb, files = knowledge_base(extra), load([shipped("rules"), *extra])
    mutagen = Mutagen(files, kb)
    units = [unit for unit in mutagen.units if named(unit.id, ids)]
    if not units:
        known = [*kb.flags, *kb.hypotheses, *kb.rules_by_id]
        raise NmtError(f"unknown rule, red flag or hypothesis '{ids[0]}'.{nearest(ids[0], known)}")
    by_kind = {kind: [unit for unit in units if unit.kind == kind] for kind in dict.fromkeys(u.kind for u in units)}
    mutants = [
        mutant
        for some in by_kind.values()
        for mutant in (mutagen.drawn(some, sample, seed) if sample else (m for unit in some for m in mutagen.of(unit)))
    ]
    cases = [load_case(path, kb) for path in sorted((shipped("cases") / "library").glob("*.yaml"))]
    sheets = Sheets(clinical_tests(), kb, mutagen.names)
    suite, tally = Suite(Rules(kb, mutagen.numbers), all_tests(files, kb, own=extra), told(), cases, sheets), Tally()
    with click.progressbar(mutants, label="Mutants", file=sys.stderr) as bar:
        for mutant in bar:
            tally.add(mutant, suite.notices(mutant))
    _show(tally, unnoticed)


def _show(tally: Tally, unnoticed: bool) -> None:
    for kind, changes in tally.counts.items():
        for change, count in changes.items():
            name = f"  {change}" if change else kind
            click.echo(f"{name:<28} {count.noticed:>6,} of {count.all:>6,} noticed  {count.share:>4.0%}")
    if unnoticed and tally.unnoticed:
        click.echo(f"\nNot noticed ({len(tally.unnoticed):,})")
        for mutant in tally.unnoticed:
            words = mutant.words if len(mutant.words) <= _LONGEST else f"{mutant.words[:_LONGEST]} ..."
            click.echo(f"  {mutant.unit.id}: {words}")
