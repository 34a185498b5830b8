"""Findings by section of the examination, those of one place in one phrase."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.case.model import CaseFile
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import Assessment, Finding
from nmt_expert.report.view import Section
from nmt_expert.report.words import SECTIONS, sided

PERSON = {"age", "sex_female", "sex_male"}  # printed in the head


def sections(assessment: Assessment, knowledge: KnowledgeBase, most: int | None = None) -> tuple[Section, ...]:
    """A section for each part of the examination in which something was seen; `most` phrases in a cell."""
    out = []
    for name, title in SECTIONS.items():
        found = [f for f in assessment.findings if f.section == name and f.key not in PERSON]
        present = [f for f in found if f.state == "present" and not _implied(f, assessment, knowledge)]
        numbers = [_value(f, knowledge) for f in found if f.state == "value"]
        normal = [f for f in found if f.state == "absent"]
        if found:
            out.append(
                Section(title, _cell([*_phrases(present, most), *numbers], most), _cell(_phrases(normal, most), most))
            )
    return tuple(out)


def _implied(finding: Finding, assessment: Assessment, knowledge: KnowledgeBase) -> bool:
    """Whether a finding only sums up others that are listed themselves, as 'any reflex changed' does."""
    known = knowledge.finding(finding.key)
    members = known.summary_of if known else ()
    return any(f.state == "present" and f.key.partition("(")[0] in members for f in assessment.findings)


def cut(assessment: Assessment, knowledge: KnowledgeBase, most: int) -> bool:
    """Whether `most` phrases in a cell leave something out."""
    return sections(assessment, knowledge, most) != sections(assessment, knowledge)


def notes(case: CaseFile) -> tuple[str, ...]:
    """What was typed in free words and stands in no finding."""
    # the words of an entry with findings are not repeated: beside an absent finding they would read as a presence
    typed = [entry.note for entry in case.findings]
    typed += [entry.text for entry in case.findings if not (entry.present or entry.absent or entry.value)]
    return tuple(dict.fromkeys(text.strip() for text in (*typed, *case.notes) if text.strip()))


def _cell(phrases: list[str], most: int | None) -> str:
    if most is None or len(phrases) <= most:
        return "; ".join(phrases)
    return "; ".join(phrases[:most]) + f"; and {len(phrases) - most} more"


def _value(finding: Finding, knowledge: KnowledgeBase) -> str:
    known = knowledge.finding(finding.key)
    unit = known.unit if known else ""
    return f"{finding.label}: {finding.value:g} {unit}".rstrip()


def _phrases(found: Iterable[Finding], most: int | None) -> list[str]:
    """'Infraspinatus (right): taut band, hypersensitive spot' for several findings that begin alike."""
    groups: dict[str, list[str]] = {}
    for finding in found:
        first, colon, rest = finding.label.partition(": ")
        groups.setdefault(sided(first, finding.side), []).extend([rest] if colon else [])
    return [f"{place}: {_joined(rests, most)}" if rests else place for place, rests in groups.items()]


def _joined(rests: list[str], most: int | None) -> str:
    if most is None or len(rests) <= most:
        return ", ".join(rests)
    return ", ".join(rests[:most]) + f" and {len(rests) - most} more"
