"""nmt rules test: do the rules what their small clients say?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nmt_expert.cli.common import rules_option
from nmt_expert.errors import NmtError, counted, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nmt_expert.authoring.client_tests.beside import Written

    Lacks = tuple[Written, list[str]]


@click.command("test")
@click.argument("ids", nargs=-1)
@rules_option
@click.option("--all", "every", is_flag=True, help="With a folder of own rules: the clients of the shipped ones too.")
@click.option("--missing", is_flag=True, help="Name every rule that lacks a client for whom it holds, or does not.")
def command(ids: tuple[str, ...], extra: tuple[Path, ...], every: bool, missing: bool) -> None:
    """Try the rules on the small clients written for them; of IDS (rules, red flags, hypotheses) only, if any is named.

    Clients stand beside the rules as `fires` and `quiet`, and in tests/clinical: docs/rule-tools.md. With a folder of own
    rules only these are tried, unless --all is said; in it every alternative, argument and pattern needs both.
    """
    from nmt_expert.authoring.client_tests.alone import RuleByRule
    from nmt_expert.authoring.client_tests.beside import written
    from nmt_expert.authoring.client_tests.suite import all_tests, clinical_tests, entries_of, lacking
    from nmt_expert.authoring.client_tests.verdict import difference
    from nmt_expert.authoring.mutation.sheets import Sheets
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.knowledge.compiled.written_conditions import Conditions
    from nmt_expert.knowledge.written.load import load
    from nmt_expert.paths import shipped

    kb = knowledge_base(extra)
    files = load([shipped("rules"), *extra])
    known = [
        *kb.flags,
        *kb.hypotheses,
        *(rule.rule for rule in written(files)),
        *(f"caution/{id}" for id in kb.cautions),
    ]
    for id in ids:
        if id not in known:
            likely = [name for name in known if ("/" in name) == ("/" in id)]
            raise NmtError(f"unknown rule, red flag or hypothesis '{id}'.{nearest(id, likely)}")
    mine = load(extra)
    wanted = set(ids) or (entries_of(mine) if extra and not every else set())
    tests, engine = list(all_tests(files, kb, wanted, extra)), RuleByRule(kb)
    wrong = [told for test in tests if (told := difference(test, kb, engine))]
    if not wanted:
        names = Conditions(files, kb, []).names
        wrong += Sheets(clinical_tests(), kb, names).differences(names.groups.values())
    own = {rule.rule for rule in written(mine)}
    without = lacking(files, tests, wanted)
    _refuse(wrong, [rule for rule in without if rule[0].rule in own], without if missing else ())
    if not tests:
        raise NmtError(
            f"nothing was tested: no client is written for {', '.join(ids) or 'these rules'}. Write them beside a rule as "
            "`fires:` and `quiet:`, or of a whole red flag or hypothesis in tests/clinical/red_flags/ID.yaml or hypotheses/ID.yaml."
        )
    of = " of your own rules" if extra and not ids and not every else ""
    click.echo(f"{counted(len(tests), 'client')}{of}: the rules do what each says.")
    if without and not missing:
        kinds = Counter(rule.kind for rule, _ in without)
        click.echo(
            f"Without `fires` and `quiet` of their own: {', '.join(counted(n, kind) for kind, n in kinds.items())}."
        )


def _refuse(wrong: list[str], owed: list[Lacks], named: Iterable[Lacks]) -> None:
    """Tells what is wrong and what rules lack, `named` or only of own rules; raises NmtError when something is amiss."""
    for told in wrong:
        click.echo(told)
    for rule, lacks in named or owed:
        click.echo(f"{rule.place()}: needs {' and '.join(lacks)}")
    if wrong or owed:
        raise NmtError(
            f"{counted(len(wrong), 'client')} served otherwise than written, {counted(len(owed), 'own rule')} untested."
        )
