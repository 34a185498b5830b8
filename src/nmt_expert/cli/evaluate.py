"""nmt evaluate: accuracy on cases with a published answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nmt_expert.cli.common import case_path, complete_case, echo_json, engine_option, json_option, rules_option
from nmt_expert.errors import NmtError, counted
from nmt_expert.paths import shipped

if TYPE_CHECKING:
    from nmt_expert.evaluation.figures import Figures, Share
    from nmt_expert.evaluation.run import Outcome

_ROWS = (
    ("top1_all", "published answer first"),
    ("top1", "  without contestable labels"),
    ("top3", "among the first three"),
    ("mechanism", "mechanism of the first right"),
    ("danger", "danger told at the right urgency or above"),
    ("red_flag_sensitivity", "red flag at the right urgency or above"),
    ("flag_named", "named condition among the flags"),
    ("false_alarm", "false alarms"),
    ("triage_exact", "triage exact"),
    ("under_triage", "under-triage"),
    ("coverage", "stated findings expressed"),
)


@click.command("evaluate")
@click.argument("cases", nargs=-1, type=click.Path(path_type=Path), shell_complete=complete_case)
@json_option("Figures and results as JSON.")
@click.option(
    "--baselines/--no-baselines", default=True, help="Beside ours, what a user would have without these rules."
)
@click.option("--leave-one-out", is_flag=True, help="Each case without the rules that no other case makes fire.")
@engine_option("plain")
@rules_option
def command(
    cases: tuple[Path, ...],
    as_json: bool,
    baselines: bool,
    leave_one_out: bool,
    engine_name: str,
    extra: tuple[Path, ...],
) -> None:
    """Accuracy on CASES with a published answer (files or folders; the library when none is named).

    Rules were written beside these cases, so the figures are optimistic; docs/accuracy.md keeps what unseen cases
    showed, and --leave-one-out is the figure to steer by.
    """
    from nmt_expert.evaluation.run import evaluate

    paths = [p for c in cases for p in (sorted(c.rglob("*.yaml")) if c.is_dir() else [case_path(str(c))])]
    if not cases:
        paths = sorted((shipped("cases") / "library").glob("*.yaml"))
    if not paths:
        raise NmtError("no case files found; name files or folders of cases with an `answer:`.")
    outcome = evaluate(paths, engine_name, extra, baselines and not leave_one_out, leave_one_out)
    if as_json:
        echo_json(outcome)
        return
    how = ", each without the rules that no other makes fire" if leave_one_out else ""
    click.echo(f"{counted(outcome.figures.cases, 'case')} with a published answer{how}; Wilson 95 % intervals.\n")
    _table(outcome.figures)
    if outcome.exam_items.cases:
        click.echo(f"\nExam items alone ({outcome.exam_items.cases})\n")
        _table(outcome.exam_items)
    if outcome.by_mechanism:
        click.echo("\nBy published mechanism              cases   first   first three")
        for name, figures in outcome.by_mechanism.items():
            click.echo(f"  {name:<32} {figures.cases:>5}   {_percent(figures.top1):>5}   {_percent(figures.top3):>5}")
    _supports(outcome.by_support)
    _comparisons(outcome)
    misses = [r for r in outcome.results if r.reason]
    click.echo(f"\nMisses ({len(misses)})")
    for r in misses:
        click.echo(f"  {r.case}: {r.reason}")


def _comparisons(outcome: Outcome) -> None:
    """What the figures can be held against: simpler rankings, a second reading of the triage, people."""
    from nmt_expert.evaluation.labels import agreement, kappa
    from nmt_expert.evaluation.people import PEOPLE

    if outcome.baselines:
        click.echo("\nCompared with                       first   first three   mechanism")
        for name, figures in {"these rules": outcome.figures, **outcome.baselines}.items():
            click.echo(
                f"  {name:<32}  {_percent(figures.top1):>5}   {_percent(figures.top3):>5}         {_percent(figures.mechanism):>5}"
            )
    click.echo("\nTriage read twice by docs/triage.md       cases   agree   kappa")
    for name, pairs in agreement(outcome.results).items():
        if pairs:
            same = sum(a == b for a, b in pairs) / len(pairs)
            click.echo(f"  {name:<38} {len(pairs):>5} {same:>7.1%} {kappa(pairs):>7.2f}")
    click.echo("\nPeople, on vignettes of their own: right decisions   musculoskeletal   not critical   critical")
    for who in PEOPLE:
        click.echo(
            f"  {who.who + f', n = {who.n}':<50}{who.musculoskeletal:>16.1f}%{who.not_critical:>14.1f}%{who.critical:>10.1f}%"
        )
        click.echo(f"    {who.source}")


def _table(figures: Figures) -> None:
    for name, label in _ROWS:
        share: Any = getattr(figures, name)
        interval = f"{share.low:.0%} to {share.high:.0%}" if share.n else ""
        click.echo(f"  {label:<40} {_percent(share):>6}   {share.k:>3} of {share.n:<4} {interval}")
    click.echo(f"  {'hypotheses listed, mean':<40} {figures.list_length}")


def _supports(by_support: dict[str, Figures]) -> None:
    """How often the first is right by its support, and how often if only this support or better counts as an answer."""
    total = sum(f.top1_all.n for f in by_support.values())
    if not total:
        return
    click.echo("\nBy support of the first   cases   first   first three   answered from here up   first right of these")
    answered = right = 0
    for word, f in by_support.items():
        answered, right = answered + f.top1_all.n, right + f.top1_all.k
        share = f"{right / answered:.0%}" if answered else "-"
        click.echo(
            f"  {word:<22} {f.top1_all.n:>6} {f.top1_all.k:>7} {f.top3.k:>13} {answered / total:>23.0%} {share:>22}"
        )


def _percent(share: Share) -> str:
    return f"{share.value:.1%}" if share.value is not None else "-"
