"""Labels as a reader understands them."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.knowledge.model import KnowledgeBase
from nmt_expert.reasoning.facts import Observation


def side_words(sides: Iterable[str]) -> str:
    """'left', 'right', 'both sides' or ''."""
    named = sorted(set(sides) & {"left", "right"})
    return "both sides" if len(named) == 2 else named[0] if named else ""


def observation_label(o: Observation, kb: KnowledgeBase) -> str:
    """'Spurling test (right)', 'no weak elbow extension', 'Age 47 years'."""
    finding = kb.finding(o.key)
    label = finding.label if finding else o.key
    if o.state == "value" and finding:
        return f"{label} {o.value:g} {finding.unit}".strip()
    side = side_words(o.sides)
    label += f" ({side})" if side else ""
    return f"not found: {label}" if o.state == "absent" else label


def capped(text: str, most: int) -> str:
    """At most `most` characters, cut at a word."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def grouped(labels: Iterable[str]) -> list[str]:
    """Labels of one family and side joined: 'Numbness: thumb (left)', 'Numbness: index finger (left)' become one."""
    groups: dict[tuple[str, str], list[str]] = {}
    for label in labels:
        family, _, subject = label.partition(": ")
        if family == "not found":
            inner, _, rest = subject.partition(": ")
            family, subject = (f"not found: {inner}", rest) if rest else (label, "")
        bare, _, side = subject.rpartition(" (")
        known = side in ("left)", "right)", "both sides)")
        groups.setdefault((family, side.rstrip(")") if known else ""), []).append(bare if known else subject)
    return [
        (f"{family}: {', '.join(subjects)}" if subjects != [""] else family) + (f" ({side})" if side else "")
        for (family, side), subjects in groups.items()
    ]
