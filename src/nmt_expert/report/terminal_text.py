"""An assessment as text for a terminal: urgency first, then the ranking, readable without colour."""

from __future__ import annotations

import click

from nmt_expert.case.model import CaseFile
from nmt_expert.printable import printable
from nmt_expert.reasoning.assessment import HASTE, URGENCIES, Assessment, Flag, Hypothesis
from nmt_expert.reasoning.words import grouped
from nmt_expert.report.flags import Parted, orders, parted
from nmt_expert.report.lines import wrapped
from nmt_expert.report.told import (
    MECHANISM_WORDS,
    cautions,
    counted,
    headline,
    named,
    screen_words,
    told,
    unlisted_dangers,
)
from nmt_expert.report.words import apart_words, caveat, confidence_words, own_rules, story, unwatched

_ADDED = 2  # of what a flag that is only named rests on beside
_COLOUR = {"emergency": "red", "urgent": "red", "refer": "yellow"}


def styled(text: str, bold: bool = False, fg: str | None = None) -> str:
    """Text in bold or colour; click takes both out where they are not wanted."""
    return click.style(text, bold=bold, fg=fg)


def assessment_text(a: Assessment, case: CaseFile, show_all: bool = False) -> str:
    lines: list[str] = []
    if case.complaint.text:
        lines += [*wrapped(printable(case.complaint.text)), ""]
    lines += [styled(headline(a), bold=True, fg=_COLOUR.get(a.urgency)), *wrapped(a.urgency_why, 2)]
    if a.provenance.weakened:
        lines += wrapped(unwatched(a), 2)
    flags = parted(a)
    for flag in flags.full:
        lines += _flag(flag)
    lines += _beside(flags)
    lines += ["", *wrapped(screen_words(a))]
    lines += ["", styled("Assessment hypotheses", bold=True) + " (ordered by support; not a diagnosis)"]
    for sentence in (a.outside, caveat(a), confidence_words(a), apart_words(a)):
        if sentence:
            lines += wrapped(sentence, 2)
    further = a.further if show_all else unlisted_dangers(a)
    for h in (*a.hypotheses, *further):
        lines += ["", *_hypothesis(h, a)]
    if more := len(a.further) - len(further):
        lines += ["", f"  {more} more with less support: nmt rank CASE --all"]
    if a.unexplained:
        lines += ["", "Not explained by these:"]
        lines += wrapped("; ".join(grouped(a.unexplained)), 2)
    if score := [one for one in a.counted if not one.hypothesis or a.urgency not in HASTE]:  # clusters ask for tests
        lines += ["", "Counted from their items:", *(line for one in score for line in wrapped(counted(one), 2, 4))]
    lines += _later(a)
    p = a.provenance
    basis = f"{p.sourced_arguments} sourced, {p.practice_arguments} from practice, {p.consensus_arguments} consensus"
    if p.experimental:
        lines += ["", "Rules on trial that hold here; they count nowhere:"]
        lines += [line for told in p.experimental for line in wrapped(told, 2)]
    lines += ["", *wrapped(f"Rules {p.rules}, engine {p.engine}; arguments: {basis}.")]
    if p.own:
        lines += wrapped(own_rules(a))
    return "\n".join(lines)


def _later(a: Assessment) -> list[str]:
    """What links it, keeps it going and changes treatment; in an emergency nobody reads that."""
    if a.urgency == URGENCIES[0]:
        return []
    lines: list[str] = []
    for chain in a.chains[: 1 if a.urgency in HASTE else 3]:
        lines += ["", "One story:", *wrapped(story(chain), 2)]
    if a.factors:
        lines += ["", "Keeps it going:", *wrapped("; ".join(f.label for f in a.factors), 2)]
    if a.plan.school:  # for the therapist; no letter says it
        lines += ["", *wrapped(f"School's view: {a.plan.school} Myokinesthetic teaching, not evidence.")]
    return [*lines, *(line for c in cautions(a) for line in ("", *wrapped(f"Caution - {c.label}: {c.change}")))]


def _beside(flags: Parted) -> list[str]:
    """The flags that are only named, and what they ask for beyond those in full."""
    lines: list[str] = []
    for title, beside in (("Raised by the same findings", flags.same), ("Also consider", flags.also)):
        texts = [
            f"{one.flag.name} ({', with '.join((one.flag.urgency, *grouped(one.adds)[:_ADDED]))})" for one in beside
        ]
        if texts:
            lines += ["", *wrapped(f"! {title}: {'; '.join(texts)}", 0, 2)]
    if more := orders(flags).removeprefix(orders(flags._replace(same=()))).strip():
        lines += wrapped(f"Do as well: {more}", 4)
    return lines


def _flag(flag: Flag) -> list[str]:
    head = wrapped(f"! {flag.name} ({flag.urgency})", 0, 2)
    return [
        "",
        *(styled(line, bold=True, fg=_COLOUR.get(flag.urgency)) for line in head),
        *wrapped("Found: " + "; ".join(grouped(flag.findings)), 4),
        *(wrapped(f"Lowered from emergency because {flag.lowered}.", 4) if flag.lowered else ()),
        *(wrapped(f"Urgent alone, an emergency beside: {'; '.join(flag.together)}.", 4) if flag.together else ()),
        *wrapped("Do: " + flag.do, 4),
        *wrapped("Say: " + flag.say, 4),
    ]


def _hypothesis(h: Hypothesis, a: Assessment) -> list[str]:
    title = [styled(line, bold=True) for line in wrapped(f"{h.rank}. {named(h)}", 0, 3)]
    bar = "█" * _steps(h) + "░" * (4 - _steps(h))
    steady = f", rank holds in {h.stability:.0%} of redraws"
    lines = [*title, *wrapped(f"{bar} {h.support} support · {MECHANISM_WORDS[h.mechanism]}{steady}", 3)]
    return lines + [line for word, text in told(h, a) for line in wrapped(f"{word}: {text}", 3, 12)]


def _steps(h: Hypothesis) -> int:
    return {"strong": 4, "good": 3, "some": 2, "little": 1}[h.support]
