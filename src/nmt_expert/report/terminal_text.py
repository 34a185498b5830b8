"""An assessment as text for a terminal: urgency first, then the ranking, 80 columns, readable without colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

import click

from nmt_expert.case.model import CaseFile
from nmt_expert.printable import printable
from nmt_expert.reasoning.assessment import Argument, Assessment, Flag, Hypothesis
from nmt_expert.reasoning.words import capped, grouped, newly_said
from nmt_expert.report.words import apart_words, confidence_words, own_rules, unwatched

WIDTH = 80
URGENCY_WORDS = {
    "emergency": "EMERGENCY: act now",
    "urgent": "URGENT: same or next day",
    "refer": "REFER: a physician should see this",
    "treat_and_refer": "TREAT AND REFER: treat, and inform the physician",
    "treat": "TREAT: nothing found that forbids it",
}
MECHANISM_WORDS = {
    "trigger_point": "trigger point",
    "entrapment": "nerve entrapment",
    "compression": "nerve compression",
    "other": "other",
}
NO_HALLMARK = {
    "trigger_point": "no palpation sign of this muscle was stated",
    "entrapment": "no sign of this nerve was stated: feeling, strength or a test",
    "compression": "no sign of this root or nerve was stated: feeling, strength, reflex or a test",
    "other": "its hallmark was not stated",
}
_EXAMINE_FURTHER = "EXAMINE FURTHER: nothing fits well enough to treat on"
_COLOUR = {"emergency": "red", "urgent": "red", "refer": "yellow"}


def styled(text: str, bold: bool = False, fg: str | None = None) -> str:
    """Text in bold or colour; click takes both out where they are not wanted."""
    return click.style(text, bold=bold, fg=fg)


def assessment_text(a: Assessment, case: CaseFile, show_all: bool = False) -> str:
    lines: list[str] = []
    if case.complaint.text:
        lines += [*_wrap(printable(case.complaint.text)), ""]
    lines += [styled(_headline(a), bold=True, fg=_COLOUR.get(a.urgency)), *_wrap(a.urgency_why, 2)]
    if a.provenance.weakened:
        lines += _wrap(unwatched(a), 2)
    for flag in a.flags:
        lines += _flag(flag)
    lines += ["", *_screen(a)]
    lines += ["", styled("Assessment hypotheses", bold=True) + " (ordered by support; not a diagnosis)"]
    for sentence in (a.outside, confidence_words(a), apart_words(a)):
        if sentence:
            lines += _wrap(sentence, 2)
    for h in (*a.hypotheses, *(a.further if show_all else ())):
        lines += ["", *_hypothesis(h, a)]
    if a.further and not show_all:
        lines += ["", f"  {len(a.further)} more with less support: --all"]
    if a.unexplained:
        lines += ["", "Not explained by these:"]
        lines += _wrap("; ".join(grouped(a.unexplained)), 2)
    for chain in a.chains[:3]:
        lines += ["", "One story:", *_wrap(" → ".join(link.label for link in chain), 2)]
    if a.factors:
        lines += ["", "Keeps it going:", *_wrap("; ".join(f.label for f in a.factors), 2)]
    for caution in a.cautions:
        lines += ["", *_wrap(f"Caution - {caution.label}: {caution.change}")]
    p = a.provenance
    counted = f"{p.sourced_arguments} sourced, {p.practice_arguments} from practice, {p.consensus_arguments} consensus"
    if p.experimental:
        lines += ["", "Rules on trial that hold here; they count nowhere:"]
        lines += [line for told in p.experimental for line in _wrap(told, 2)]
    lines += ["", *_wrap(f"Rules {p.rules}, engine {p.engine}; arguments: {counted}.")]
    if p.own:
        lines += _wrap(own_rules(a))
    return "\n".join(lines)


def _headline(a: Assessment) -> str:
    """The word of the urgency; where nobody need be asked and nothing can be treated either, what to do instead."""
    return URGENCY_WORDS[a.urgency] if a.urgency != "treat" or a.plan.allowed else _EXAMINE_FURTHER


def _flag(flag: Flag) -> list[str]:
    head = styled(f"! {flag.name}", bold=True, fg=_COLOUR.get(flag.urgency)) + f" ({flag.urgency})"
    return [
        "",
        head,
        *_wrap("Found: " + "; ".join(grouped(flag.findings)), 4),
        *(_wrap(f"Lowered from emergency because {flag.lowered}.", 4) if flag.lowered else ()),
        *_wrap("Do: " + flag.do, 4),
        *_wrap("Say: " + flag.say, 4),
    ]


def _screen(a: Assessment) -> list[str]:
    if a.screen.status == "complete":
        how = ", asked by topic" if a.screen.by_topic else ""
        return _wrap(f"Safety screen: complete{how}.")
    if a.screen.status == "not screened":
        return _wrap(
            f"Safety screen: NOT SCREENED. None of {len(a.screen.not_asked)} questions was asked; nothing is cleared."
        )
    missing = "; ".join(a.screen.not_asked[:4]) + (
        f"; and {len(a.screen.not_asked) - 4} more" if len(a.screen.not_asked) > 4 else ""
    )
    return _wrap(f"Safety screen: incomplete. Not asked, so not cleared: {missing}.")


def _hypothesis(h: Hypothesis, a: Assessment) -> list[str]:
    side = {"both": "both sides", "midline": "", "unspecified": "side not stated"}.get(h.side, h.side)
    title = [styled(line, bold=True) for line in _wrap(f"{h.rank}. {h.name}" + (f", {side}" if side else ""), 0, 3)]
    bar = "█" * _steps(h) + "░" * (4 - _steps(h))
    steady = f", rank holds in {h.stability:.0%} of redraws"
    lines = [*title, f"   {bar} {h.support} support · {MECHANISM_WORDS[h.mechanism]}{steady}"]
    lines += _arguments("for", h.arguments_for, h.side, 4)
    lines += _arguments("against", h.arguments_against, h.side, 3)
    if not h.hallmark:
        lines += _wrap(f"against: {NO_HALLMARK[h.mechanism]}", 3, 12)
    if h.unexplained:
        lines += _wrap("leaves open: " + capped(_some(grouped(h.unexplained, h.side)), 150), 3, 12)
    if h.untested:
        lines += _wrap("to test: " + "; ".join(u.label for u in h.untested[:3]), 3, 12)
    names = {o.id: o.name for o in a.hypotheses}
    together = [names[i] for i in h.linked if i in names]
    if together:
        lines += _wrap("belongs with: " + "; ".join(together), 3, 12)
    return lines


def _arguments(word: str, arguments: Iterable[Argument], side: str, most: int) -> list[str]:
    lines: list[str] = []
    for argument, new in newly_said(arguments)[:most]:
        labels = grouped(new, side)
        lines += _wrap(f"{word}: {_some(labels)} [{argument.strength}]", 3, 12)
    return lines


def _some(labels: list[str]) -> str:
    return "; ".join(labels[:3]) + ("; ..." if len(labels) > 3 else "")


def _steps(h: Hypothesis) -> int:
    return {"strong": 4, "good": 3, "some": 2, "little": 1}[h.support]


def _wrap(text: str, indent: int = 0, hanging: int | None = None) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (hanging if hanging is not None else indent)
    ) or [""]
