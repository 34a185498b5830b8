"""What if a finding were different: the case as its file would read with the change, and how the first place moves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec
import yaml

from nmt_expert.case.load import Case, parse_case
from nmt_expert.case.observation import Observation
from nmt_expert.case.record import Answer, Change, Field, Retract, record
from nmt_expert.case.statements import unknown_finding
from nmt_expert.errors import NmtError, ProblemsError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Finding
from nmt_expert.knowledge.search import search
from nmt_expert.reasoning.words import side_words

_FORM = re.compile(r"(?P<key>[^=]+)=(?P<state>present|absent|untested|-?\d+(?:\.\d+)?)(?::(?P<side>left|right|both))?")
_HEAD = {"age": ("client", "age")}
NOT_TESTED = "not tested"


class Supposed(NamedTuple):
    """One finding as it might be. `side` None: as it was said before, else that of the complaint."""

    key: str
    state: str  # present, absent, not tested or value
    side: str | None = None
    value: float | None = None


def supposed(text: str, kb: KnowledgeBase) -> Supposed:
    """The change that 'FINDING=STATE' means; a side may follow, as in spurling=present:left. Raises NmtError."""
    form = _FORM.fullmatch(text.strip())
    key = (form["key"] if form else text.partition("=")[0]).strip()
    finding = kb.finding(key) or _labelled(key, kb)
    if finding is None:
        raise NmtError(unknown_finding(key, kb))
    key = finding.key
    number = form and form["state"] not in ("present", "absent", "untested")
    if form is None or (bool(number) != bool(finding.unit) and form["state"] != "untested"):
        wanted = f"{key}=NUMBER ({finding.unit})" if finding.unit else f"{key}=present or {key}=absent"
        raise NmtError(f"--what-if {text}: write FINDING=present, absent, untested or a number; here {wanted}.")
    if number:
        return Supposed(key, "value", None, float(form["state"]))
    return Supposed(key, NOT_TESTED if form["state"] == "untested" else form["state"], form["side"])


def _labelled(label: str, kb: KnowledgeBase) -> Finding | None:
    """The finding that is called so."""
    called = (entry.key for entry in search(kb, label) if entry.label.lower() == label.lower())
    return next((finding for key in called if (finding := kb.finding(key))), None)


def with_changes(case: Case, changes: Iterable[Supposed], kb: KnowledgeBase) -> Case:
    """The case as its file would read with the changes. Raises NmtError when they contradict what else it says."""
    changes = list(changes)
    said = [(change.key, side) for change in changes for side in _sides(change.side)]
    if twice := next((key for key, side in said if said.count((key, side)) > 1), ""):
        raise NmtError(f"'{twice}' is supposed twice of one side; suppose it once.")
    data = msgspec.to_builtins(case.file)
    record(data, [_answer(case, change, kb) for change in changes])
    try:
        return case_of(data, case.file.id, kb)
    except ProblemsError as error:
        told = "; ".join(problem.message for problem in error.problems)
        raise NmtError(f"That cannot be supposed of {case.file.id} as it stands: {told}.") from None


def _sides(side: str | None) -> tuple[str, ...]:
    """The sides that a change can speak of: all, where it names none."""
    return (side,) if side in ("left", "right") else ("left", "right")


def case_of(data: dict[str, Any], id: str, kb: KnowledgeBase) -> Case:
    """The case in the data of a file. A side that is left beside a single finding without sides goes with its fellows."""
    for entry in data.get("findings", ()):
        keys = [key for state in ("present", "absent") for key in entry.get(state, ())]
        if len(keys) == 1 and (finding := kb.finding(keys[0])) and not finding.sided:
            entry.pop("side", None)
    return parse_case(yaml.safe_dump(data, sort_keys=False), id, kb)


def _answer(case: Case, change: Supposed, kb: KnowledgeBase) -> Change:
    if change.key in _HEAD:
        return Field(_HEAD[change.key], change.value)
    if change.state == NOT_TESTED:
        return Retract(change.key)
    finding = kb.finding(change.key)
    side = (change.side or _said_side(case, change.key)) if finding and finding.sided else None
    return Answer(change.key, change.state, side, change.value)  # type: ignore[arg-type]


def _said_side(case: Case, key: str) -> str | None:
    """The side on which the case speaks of a finding, as a file writes it."""
    sides = {s for o in case.observations if o.key == key for s in o.sides}
    return side_words(sides).removesuffix(" sides") or None


def changed(
    observations: Iterable[Observation], change: Supposed, case: Case, kb: KnowledgeBase
) -> tuple[Observation, ...]:
    """The observations with one change, without the way over the file: for looking at many changes at once."""
    observations = tuple(observations)
    kept = tuple(o for o in observations if o.key != change.key)
    if change.state == NOT_TESTED:
        return kept
    finding = kb.finding(change.key)
    side = change.side or _said_side(case, change.key) or case.file.complaint.side or ""
    sides = frozenset(("left", "right") if side == "both" else (side,)) & {"left", "right"}
    new = Observation(change.key, change.state, sides if finding and finding.sided else frozenset(), change.value)  # type: ignore[arg-type]
    return (*kept, new)
