"""Labels as a reader understands them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import HASTE, Argument, Hypothesis

NOT_FOUND = "not found: "


def side_words(sides: Iterable[str]) -> str:
    """'left', 'right', 'both sides' or ''."""
    named = sorted(set(sides) & {"left", "right"})
    return "both sides" if len(named) == 2 else named[0] if named else ""


def measured(value: float | None, unit: str) -> str:
    """'47 years', '1 year', 'under 1 year', '40 minutes', '36.6 °C'."""
    if unit == "days" and value is not None and value < 1:
        return part_of_day(value)
    if unit == "years" and value is not None and value < 1:
        return "under 1 year"
    return f"{value:g} {unit.removesuffix('s') if value == 1 else unit}".strip()


def part_of_day(days: float) -> str:
    """'40 minutes', '18 hours', 'less than a day': the hour decides what can still be done for a heart, a brain or a limb."""
    number, unit = (round(days * 1440), "minute") if days < 1 / 24 else (round(days * 24), "hour")
    return f"{number} {unit}{'s' if number != 1 else ''}" if number else "less than a day"


def observation_label(o: Observation, kb: KnowledgeBase) -> str:
    """'Spurling test (right)', 'not found: Spurling test', 'Age 47 years'."""
    finding = kb.finding(o.key)
    label = finding.label if finding else o.key
    if o.value is not None and finding:
        return f"{label} {measured(o.value, finding.unit)}"
    side = side_words(o.sides)
    label += f" ({side})" if side else ""
    return f"{NOT_FOUND}{label}" if o.state == "absent" else label


def capped(text: str, most: int) -> str:
    """At most `most` characters, cut at a word."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def first_of(labels: Sequence[str], most: int) -> str:
    """'Cough; Fever; and 3 more': the first few named, the rest counted."""
    more = f"; and {len(labels) - most} more" if len(labels) > most else ""
    return "; ".join(labels[:most]) + more


def one_sided(hypothesis: Hypothesis) -> Hypothesis:
    """The hypothesis with each finding told for it or against it, where the stronger argument names it.

    Against a danger stands nothing that was found and that its presentation merely does not name: it may be there beside it.
    """
    heaviest: dict[str, tuple[float, bool]] = {}
    for argument in (*hypothesis.arguments_for, *hypothesis.arguments_against):
        weight, speaks_for = abs(argument.counted), argument.weight > 0
        own = (weight if not argument.of_presentation else 0.0, speaks_for)  # the whole picture yields to an argument
        for label in argument.findings:
            heaviest[label] = max(heaviest.get(label, own), own)

    def holds(argument: Argument, label: str) -> bool:
        beside = argument.of_presentation and argument.weight < 0 and not label.startswith(NOT_FOUND)
        return heaviest[label][1] == (argument.weight > 0) and not (beside and hypothesis.triage in HASTE)

    def told(arguments: Iterable[Argument]) -> tuple[Argument, ...]:
        return tuple(replace(a, findings=tuple(label for label in a.findings if holds(a, label))) for a in arguments)

    return replace(
        hypothesis,
        arguments_for=told(hypothesis.arguments_for),
        arguments_against=told(hypothesis.arguments_against),
    )


def newly_said(arguments: Iterable[Argument]) -> list[tuple[Argument, tuple[str, ...]]]:
    """Each argument with those of its findings that no earlier one named; one that adds nothing is left out.

    The strongest first, and of equals the one that rests on fewest findings, so that each finding stands where it says
    something of its own; how usual the case is as a whole comes last.
    """
    said: set[str] = set()
    fresh = []
    for argument in sorted(arguments, key=lambda a: (a.of_presentation, -abs(a.counted), len(a.findings))):
        new = tuple(label for label in argument.findings if label not in said)
        said.update(new)
        if new:
            fresh.append((argument, new))
    return fresh


def grouped(labels: Iterable[str], known_side: str = "") -> list[str]:
    """Labels of one family and side joined: 'Numbness: thumb (left)', 'Numbness: index finger (left)' become one.

    `known_side` (left, right or both) is said already and left away.
    """
    unsaid = "both sides" if known_side == "both" else known_side
    groups: dict[tuple[str, str], list[str]] = {}
    for label in labels:
        bare, _, last = label.rpartition(" (")
        side = last[:-1] if last in ("left)", "right)", "both sides)") else ""
        family, _, subject = (bare if side else label).partition(": ")
        if family == "not found":
            inner, _, subject = subject.partition(": ")
            family = f"not found: {inner}"
        groups.setdefault((family, side), []).extend([subject] if subject else [])
    return [
        (f"{family}: {', '.join(subjects)}" if subjects else family) + (f" ({side})" if side and side != unsaid else "")
        for (family, side), subjects in groups.items()
    ]
