"""Which raised flags stand in full and which are named beside them: a second name for the same findings is no second message."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from nmt_expert.knowledge.atoms import family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assessment import HASTE, Assessment, Finding, Flag, Hypothesis, level_of
from nmt_expert.reasoning.words import NOT_FOUND
from nmt_expert.report.told import PERSON
from nmt_expert.report.words import sided

_SENTENCE = re.compile(r"(?<=\.) (?=[A-Z])")


class Beside(NamedTuple):
    """A flag that is only named, and the labels of what raised it and no flag that stands in full."""

    flag: Flag
    adds: tuple[str, ...]


class Parted(NamedTuple):
    full: tuple[Flag, ...]  # most urgent first, and what names a disease before what does not
    same: tuple[Beside, ...]  # as urgent as the headline: named with what they add
    also: tuple[Beside, ...]  # milder than a headline that makes haste: to be thought of in the same hour


def parted(a: Assessment) -> Parted:
    """The flags of an assessment, parted.

    Where the headline makes haste, a milder flag asks for nothing at a time of its own. One that rests only on what a flag
    in full rests on, or that names no disease beside one that does, is named, unless there is to say what lowered it or with
    which other it is an emergency. Whom it concerns, since when and where it hurts tell no two flags apart.
    """
    background = {label for f in a.findings if _background(f) for label in _labels(f, a)}
    rests = {flag.id: frozenset(flag.findings) - background for flag in a.flags}
    full: list[Flag] = []
    same: list[Flag] = []
    also: list[Flag] = []
    for flag in sorted(a.flags, key=lambda flag: (level_of(flag.urgency), flag.net)):
        if full and a.urgency in HASTE and flag.urgency != a.urgency:
            also.append(flag)
        elif any(_says(first, flag, rests) for first in full) and not flag.lowered and not flag.together:
            same.append(flag)
        else:
            full.append(flag)
    told = frozenset[str]().union(*(rests[flag.id] for flag in full))

    def beside(flags: list[Flag]) -> tuple[Beside, ...]:
        return tuple(Beside(f, tuple(x for x in f.findings if x in rests[f.id] - told)) for f in flags)

    return Parted(tuple(full), beside(same), beside(also))


def orders(flags: Parted) -> str:
    """What the therapist does about flags as urgent as the headline, each sentence once."""
    told = (*flags.full, *(one.flag for one in flags.same))
    return " ".join(dict.fromkeys(sentence for flag in told for sentence in _SENTENCE.split(flag.do) if flag.do))


def flagged(hypothesis: Hypothesis, flags: Iterable[Flag], knowledge: KnowledgeBase) -> bool:
    """Whether one of these red flags is about the same thing."""
    known = knowledge.hypotheses.get(hypothesis.id)
    return any(flag.name == hypothesis.name or (known and known.red_flag == flag.id) for flag in flags)


def _says(first: Flag, flag: Flag, rests: dict[str, frozenset[str]]) -> bool:
    """Whether a flag in full says what this one does."""
    if flag.net:
        return not first.net or rests[flag.id] <= rests[first.id]
    return not first.net and rests[flag.id] <= rests[first.id]


def _background(finding: Finding) -> bool:
    """Whom it concerns, since when, and where it merely hurts."""
    since = finding.state == "value" and finding.section == "history"
    return since or finding.key in PERSON or family_of(finding.key) == "pain"


def _labels(finding: Finding, a: Assessment) -> list[str]:
    """How flags name the finding."""
    if finding.state == "value":  # with its number and unit
        return [label for flag in a.flags for label in flag.findings if label.startswith(f"{finding.label} ")]
    return [(NOT_FOUND if finding.state == "absent" else "") + sided(finding.label, finding.side)]
