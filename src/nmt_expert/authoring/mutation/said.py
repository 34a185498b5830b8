"""What is said beside the conditions and can be edited: what lowers an emergency, urgency and prior of a hypothesis, and for
whom a line of the plan is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace

from nmt_expert.authoring.mutation.units import LOWERS, Entry, Made
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Hypothesis

URGENCIES = ("emergency", "urgent", "refer", "treat_and_refer", "treat")
PLAN = ("technique", "home", "aftercare")  # protocols whose lines are said to some clients only
PRIORS = ("rare", "uncommon", "common", "very_common")


def entries(kb: KnowledgeBase) -> Iterator[Entry]:
    """The emergencies of flags that something lowers, every hypothesis with its urgency and its prior, the lines of the plan."""
    lowers: dict[str, list[str]] = {}
    for rule in kb.rules:
        if rule.kind == "lower" and "#" not in rule.id:
            lowers.setdefault(rule.target, []).append(rule.id)
    for place, rule in enumerate(kb.rules):
        if rule.kind == "flag" and rule.urgency == "emergency" and rule.target in lowers:
            yield Entry(f"{rule.id}/lowered_by", LOWERS, partial(_lowered, kb, place, lowers[rule.target]))
    for id, known in kb.hypotheses.items():
        yield Entry(f"{id}/triage", "triage", partial(_triage, known))
    for id, known in kb.hypotheses.items():
        yield Entry(f"{id}/prior", "prior", partial(_prior, known))
    for line in (line for name in PLAN for line in kb.protocols.get(name, ())):
        if line.get("only_with") or line.get("not_with"):
            yield Entry(f"plan/{line['id']}", "protocols", partial(_line, line))


def neighbours(scale: Sequence[str], word: str) -> list[str]:
    """The words a step below and above."""
    at = scale.index(word)
    return [scale[i] for i in (at - 1, at + 1) if 0 <= i < len(scale)]


def _lowered(kb: KnowledgeBase, place: int, lowers: list[str]) -> Iterator[Made]:
    rule = kb.rules[place]
    for id in lowers:
        if id in rule.lowered_by:
            words, new = "not lowered", tuple(other for other in rule.lowered_by if other != id)
        else:
            words, new = "lowered", (*rule.lowered_by, id)
        yield Made("lowered", f"{words} by {id}", partial(dict, {place: (replace(rule, lowered_by=new), None)}))


def _triage(known: Hypothesis) -> Iterator[Made]:
    for other in neighbours(URGENCIES, known.triage):
        yield Made("triage", f"{other} instead of {known.triage}", hypothesis=replace(known, triage=other))


def _line(line: Mapping[str, Any]) -> Iterator[Made]:
    for said in ("only_with", "not_with"):
        words = line.get(said, ())
        for word in words:
            left = {**line, said: [other for other in words if other != word]}
            yield Made("drop", f"{said} without {word}", line=left)
    if line.get("not_with"):
        yield Made("drop", "without not_with", line={**line, "not_with": ()})


def _prior(known: Hypothesis) -> Iterator[Made]:
    for other in neighbours(PRIORS, known.prior):
        yield Made("prior", f"{other} instead of {known.prior}", hypothesis=replace(known, prior=other))
