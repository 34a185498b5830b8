"""nmt rules diff: what a change of the rules does to cases."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nmt_expert.cli.common import json_option, rules_option
from nmt_expert.errors import NmtError, counted
from nmt_expert.paths import shipped

if TYPE_CHECKING:
    from nmt_expert.authoring.diff import Difference

_NAMED = 6  # rules that are named for one difference


@click.command("diff")
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--cases", multiple=True, type=click.Path(path_type=Path), help="Files or folders; the library without it."
)
@json_option("One JSON line a difference.")
@rules_option
def command(old: str | None, new: str | None, cases: tuple[Path, ...], as_json: bool, extra: tuple[Path, ...]) -> None:
    """Which cases change urgency, red flag or the first three hypotheses between OLD and NEW, and by which rules.

    OLD and NEW are whole folders of rules or git revisions. Without them OLD is the shipped rules, and NEW the shipped rules with
    own ones (--rules) laid over.
    """
    import msgspec

    from nmt_expert.authoring.diff import differences
    from nmt_expert.authoring.revision import rules_at
    from nmt_expert.case.load import load_case
    from nmt_expert.knowledge.compiled.cache import knowledge_base

    if old is None and not extra:
        raise NmtError("name what to compare: nmt rules diff OLD, or nmt rules diff --rules FOLDER of own rules.")
    before = rules_at(old) if old else knowledge_base()
    after = rules_at(new) if new else knowledge_base(extra)
    named = cases or (shipped("cases") / "library",)
    paths = [path for c in named for path in (sorted(c.rglob("*.yaml")) if c.is_dir() else [c])]
    if not paths:
        raise NmtError("no case files found; name files or folders of cases.")
    found: list[Difference] = []
    unread: list[str] = []
    with click.progressbar(paths, label="Cases", file=sys.stderr) as bar:
        for path in bar:
            try:
                pair = load_case(path, before), load_case(path, after)
            except NmtError:
                unread.append(path.stem)  # it names what one side's vocabulary does not have
            else:
                found += differences(before, after, [pair])
    if as_json:
        for difference in found:
            click.echo(msgspec.json.encode(difference).decode())
        return
    _tell(found)
    if unread:
        click.echo(f"Left aside, since one side cannot read them: {', '.join(unread)}.")
    kinds = Counter(difference.what for difference in found)
    changed = len({difference.case for difference in found})
    told = ", ".join(f"{what} {kinds[what]}" for what in ("urgency", "flag", "rank") if kinds[what])
    click.echo(f"{changed} of {len(paths) - len(unread)} cases differ{': ' + told if told else ''}.")
    if not found and (new_rules := [rule for rule in after.rules if rule.id not in before.rules_by_id]):
        click.echo(
            f"{counted(len(new_rules), 'new rule')} moved none of them: name cases that have the findings with --cases."
        )


def _tell(found: list[Difference]) -> None:
    """Each case that differs, what is otherwise, and the rules that did it."""
    for case in dict.fromkeys(difference.case for difference in found):
        click.echo(case)
        for difference in (d for d in found if d.case == case):
            click.echo(f"  {difference.what}: {difference.words}")
            for rule in difference.rules[:_NAMED]:
                click.echo(f"      {rule}")
            if len(difference.rules) > _NAMED:
                click.echo(f"      and {len(difference.rules) - _NAMED} more rules")
