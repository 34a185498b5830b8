"""nmt rules: check, list, show and test what the program knows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nmt_expert.cli import rules_author, rules_diff, rules_graph, rules_mutate, rules_test
from nmt_expert.cli.common import rules_option, stored
from nmt_expert.errors import NmtError, ProblemsError, as_argument, counted, nearest

if TYPE_CHECKING:
    from nmt_expert.knowledge.base import KnowledgeBase  # its import is slow, and --help does not need it
    from nmt_expert.knowledge.model import Rule
    from nmt_expert.knowledge.written.load import RuleFiles


@click.group("rules")
def command() -> None:
    """Check, list, show and test the rules."""


for tool in (
    rules_test.command,
    rules_mutate.command,
    rules_diff.command,
    rules_graph.command,
    rules_author.schema,
    rules_author.new,
    rules_author.reference,
):
    command.add_command(tool)


@command.command()
@click.option("--explain", "code", metavar="CODE", help="What a code behind a message means, and how to mend it.")
@click.option("--mimics", "name_silent", is_flag=True, help="Name what argues for one of two mimics only.")
@rules_option
def check(code: str | None, name_silent: bool, extra: tuple[Path, ...]) -> None:
    """Report everything that is wrong in the rules, each with its place and the mend.

    Their small clients are read too, of a folder of own rules also those of its tests. What argues for one of two mimics while the other says nothing
    of it is counted, and no error.
    """
    if code is not None:
        from nmt_expert.knowledge.lint.explain import all_pages, page

        click.echo(all_pages() if code == "all" else page(code), nl=False)
        return
    from nmt_expert.authoring.client_tests.suite import unread
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.knowledge.compiled.compile import compile_rules
    from nmt_expert.knowledge.lint.check import check_rules
    from nmt_expert.knowledge.lint.mimics import silent
    from nmt_expert.knowledge.written.load import load
    from nmt_expert.paths import shipped

    files = load([shipped("rules"), *extra])
    kb = compile_rules(files, knowledge_base() if extra else None)
    problems = check_rules(files, kb)
    if problems:
        click.echo(
            f"{counted(len(problems), 'problem')}. A code in brackets is explained by: nmt rules check --explain CODE",
            err=True,
        )
        raise ProblemsError(problems)
    if wrong := unread(load(extra) if extra else files, kb, extra):
        raise NmtError("\n".join(wrong))
    click.echo(f"{len(kb.rules)} rules, {len(kb.hypotheses)} hypotheses, {len(kb.flags)} red flags: nothing wrong.")
    if name_silent or not extra:  # an own folder changes little of it
        told = silent(files, kb)
        if name_silent:
            click.echo("\n".join(map(str, told.notices)))
        click.echo(
            f"What argues for one of two mimics: the other says nothing of {len(told.notices)} in {told.asked}"
            f" ({told.share:.0%}){'' if name_silent else '; --mimics names them'}."
        )


@command.command("format")
@click.option("--check", "only_check", is_flag=True, help="Name the files that would change, and write nothing.")
@rules_option
def format_rules(only_check: bool, extra: tuple[Path, ...]) -> None:
    """Write every condition in its one spelling: in the folders of --rules, or else in the shipped one."""
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.knowledge.compiled.formatting import formatted
    from nmt_expert.knowledge.written.files import read_rules
    from nmt_expert.paths import shipped

    own = list(extra) or [shipped("rules")]
    old = read_rules(own)
    new = formatted(old, read_rules([shipped("rules")]), knowledge_base()) if extra else formatted(old)
    changed = [
        (folder / after.name, after.content)
        for folder, olds, news in zip(own, old, new, strict=True)
        for before, after in zip(olds, news, strict=True)
        if before.content != after.content
    ]
    for path, content in changed:
        if not only_check:
            stored(path, content)
        click.echo(f"{path}{' would change' if only_check else ''}")
    if only_check and changed:
        folders = "".join(f" --rules {as_argument(folder)}" for folder in extra)
        are, them = ("is", "it") if len(changed) == 1 else ("are", "them")
        said = f"{counted(len(changed), 'file')} {are} not in the one spelling; write {them} with"
        raise NmtError(f"{said}: nmt rules format{folders}")


@command.command("list")
@click.argument("text", nargs=-1)
@rules_option
def list_rules(text: tuple[str, ...], extra: tuple[Path, ...]) -> None:
    """List the rules whose id or target contains every word of TEXT."""
    from nmt_expert.knowledge.compiled.cache import knowledge_base

    for rule in knowledge_base(extra).rules:
        line = f"{rule.id}  {rule.kind} {'+' if rule.weight >= 0 else '-'}{rule.strength}  {rule.target}  {rule.basis}"
        if "#" not in rule.id and not rule.part_of and all(word.lower() in line.lower() for word in text):
            click.echo(line)


@command.command()
@click.argument("rule_id")
@rules_option
def show(rule_id: str, extra: tuple[Path, ...]) -> None:
    """Show one rule: what it asks for, what it concludes, why, how strongly, and where that was seen.

    Of a muscle, nerve, condition, red flag, pattern or caution the whole entry is shown as it is written.
    """
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.reasoning.condition_words import rule_words

    kb = knowledge_base(extra)
    rule = kb.rules_by_id.get(rule_id)
    if rule is None and (_presentation(kb, rule_id) or _entry(rule_id, extra)):
        return
    if rule is None:
        ids = [*kb.rules_by_id, *kb.flags, *kb.hypotheses]
        raise NmtError(f"unknown rule '{rule_id}'.{nearest(rule_id, ids)} List them with: nmt rules list TEXT")
    click.echo(f"{rule.id}\n\nWhen")
    for line in rule_words(kb, rule):
        click.echo(f"  - {line}")
    speaks = {
        "argument": "speaks for" if rule.weight >= 0 else "speaks against",
        "pattern": "concludes the pattern",
        "flag": "raises the red flag",
        "lower": "lowers to urgent the red flag",
        "caution": "attaches the caution",
        "urgency": "asks for a physician:",
        "experimental": "on trial, counts nowhere: would speak of",
    }[rule.kind]
    click.echo(
        f"\nThen\n  {speaks} {rule.target}"
        + (f" ({rule.strength}, weight {rule.weight:+.2f})" if rule.strength else "")
        + (f" as {rule.urgency}" if rule.urgency else "")
    )
    _beside(kb, rule)
    click.echo("\nTests")
    for line in _tests(rule.text, extra):
        click.echo(f"  {line}")


def _beside(kb: KnowledgeBase, rule: Rule) -> None:
    """Shows how far a rule has come, why it is there, and where that was seen."""
    if rule.life:
        click.echo(f"\nStatus\n  {rule.life}")
    if rule.because:
        click.echo(f"\nBecause\n  {rule.because}")
    for name, value in (("Population", rule.population), ("Reference standard", rule.reference), ("Note", rule.note)):
        if value:
            click.echo(f"\n{name}\n  {value}")
    click.echo("\nSource")
    for source in rule.sources:
        known = kb.sources.get(source)
        where = (
            f"{known.what} ({known.seen.replace('_', ' ')}) {known.url or known.doi or known.pmid}" if known else source
        )
        click.echo(f"  {where}")
    if not rule.sources:
        click.echo("  consensus: general professional knowledge, no study was looked up")


def _entry(id: str, extra: tuple[Path, ...]) -> bool:
    """Shows the entry of an id as it is written; False when there is no such."""
    from nmt_expert.knowledge.written.own import SWITCHABLE

    files = _naming(id, extra)
    bare = id.removeprefix("trigger_point.")
    found = [item for kind in SWITCHABLE for item in files.of(kind) if item.entry.id in (id, bare)]
    for item in found:
        click.echo(f"{item.locator.file}:{item.problem((), '', '').line}\n\n{item.locator.entry(item.index)}")
    return bool(found)


def _naming(id: str, extra: tuple[Path, ...]) -> RuleFiles:
    """What stands in the files that name the last part of an id, among them that of its own entry: reading all takes long."""
    from nmt_expert.knowledge.written.files import read_rules
    from nmt_expert.knowledge.written.load import loaded
    from nmt_expert.paths import shipped

    part = re.split(r"[./]", id)[-1].encode()
    return loaded(
        [file for file in folder if part in file.content] for folder in read_rules([shipped("rules"), *extra])
    )


def _presentation(kb: KnowledgeBase, rule_id: str) -> bool:
    """Shows how a hypothesis usually presents, of which ID/usual and ID/unusual tell; False when there is no such."""
    from nmt_expert.reasoning.explanation.usual import usual

    hypothesis, _, word = rule_id.rpartition("/")
    told = usual(kb, hypothesis) if word in ("usual", "unusual") else []
    if told:
        click.echo(f"{kb.hypotheses[hypothesis].name}: how it usually presents (consensus)")
        for level, share, labels in told:
            click.echo(f"\n{level.capitalize()} (about {share:.0%} of clients)")
            for label in labels:
                click.echo(f"  - {label}")
        click.echo(f"\nWhat is not named counts as {kb.scale.shown['unnamed']:.0%}: docs/presentations.md")
    return bool(told)


def _tests(text: str, extra: tuple[Path, ...]) -> list[str]:
    """The cases written beside a rule; a template's or argument's are made from its condition when the tests run."""
    from nmt_expert.authoring.client_tests.beside import written

    rule = next((r for r in written(_naming(text, extra)) if r.rule == text), None)
    if rule is None or not (rule.fires or rule.quiet):
        return ["made from the condition: the smallest case that meets it, and the same with one finding left out"]
    cases = [("fires", case) for case in rule.fires] + [("quiet", case) for case in rule.quiet]
    return [f"{expected}: {case if isinstance(case, str) else ', '.join(case)}" for expected, case in cases]


@command.command()
@click.option("--html", type=click.Path(path_type=Path), help="A page that also says how each is tested.")
@rules_option
def coverage(html: Path | None, extra: tuple[Path, ...]) -> None:
    """Print docs/coverage.md: regions, hypotheses, rules, share sourced, cases. With --html write a page instead."""
    from nmt_expert.case.load import load_case
    from nmt_expert.knowledge.compiled.cache import knowledge_base
    from nmt_expert.knowledge.written.load import load
    from nmt_expert.paths import shipped

    kb, files = knowledge_base(extra), load([shipped("rules"), *extra])
    cases = [load_case(path, kb).file for path in sorted(shipped("cases").rglob("*.yaml"))]
    if html is None:
        from nmt_expert.evaluation.coverage import coverage_markdown

        click.echo(coverage_markdown(files, kb, cases), nl=False)
        return
    from nmt_expert.authoring.client_tests.suite import all_tests
    from nmt_expert.authoring.coverage_page import coverage_page

    stored(html, coverage_page(files, kb, all_tests(files, kb), cases).encode())
    click.echo(html)
