"""A case in the order in which it is found out: by stages of the assessment, or as its file tells it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import msgspec
from msgspec import Struct

from nmt_expert.case.load import Case
from nmt_expert.case.model import Entry
from nmt_expert.errors import NmtError
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Finding
from nmt_expert.reasoning.explanation.what_if import case_of
from nmt_expert.reasoning.joined_words import joined, observed
from nmt_expert.reasoning.safety.topics import without_apart
from nmt_expert.reasoning.words import measured

Order = Literal["assessment", "file"]
STAGES = ("Complaint and chart", "History", "Posture and gait", "Examination")
_STAGE_OF = {"symptom": 0, "history": 1, "factor": 1, "posture": 2, "gait": 2}  # sections; all others are examination


class Step(Struct, frozen=True):
    """What is found out in one go."""

    stage: str
    findings: tuple[str, ...]  # in words
    told: str  # how the case says it, or ''
    keys: tuple[str, ...]
    entries: tuple[Entry, ...]


def steps_of(case: Case, kb: KnowledgeBase, order: Order = "assessment") -> list[Step]:
    """Every statement of the case once. One that spans stages is told in parts; text alone cannot be reasoned about."""
    steps = []
    for entry in case.file.findings:
        parts: dict[int, list[tuple[str, str]]] = {}
        for state in ("present", "absent", "value"):
            for key in getattr(entry, state):
                finding = kb.finding(key)
                stage = STAGES.index(stage_of(finding)) if finding else len(STAGES) - 1
                parts.setdefault(stage, []).append((state, key))
        last = max(parts, default=0)  # the words of the case would tell what a later part finds out
        steps += [
            _step(case, kb, entry, stage, said, entry.text if stage == last else "")
            for stage, said in sorted(parts.items())
        ]
    if order == "assessment":
        steps.sort(key=lambda step: STAGES.index(step.stage))  # stable: within a stage as the file tells it
    return steps


def stage_of(finding: Finding) -> str:
    """The stage at which something is found out."""
    return STAGES[_STAGE_OF.get(finding.section, len(STAGES) - 1)]


def case_after(case: Case, kb: KnowledgeBase, steps: Iterable[Step]) -> Case:
    """The case as it stands when these steps are known. Raises NmtError when they contradict the head of the case."""
    data: dict[str, Any] = msgspec.to_builtins(case.file)
    data["findings"] = [msgspec.to_builtins(entry) for step in steps for entry in step.entries]
    return case_of(data, case.file.id, kb)


def about(case: Case) -> str:
    """'47 years, male, office worker': who the case tells of, as far as it says."""
    client = case.file.client
    age = measured(client.age, "years") if client.age is not None else ""
    sex = client.sex if client.sex != "unknown" else ""
    return ", ".join(word for word in (age, sex, client.occupation) if word)


def can_be_shown(case: Case, kb: KnowledgeBase, steps: list[Step]) -> None:
    """Raises NmtError when the case states nothing to show a class, or an own one holds what was told in confidence."""
    if not steps:
        raise NmtError(f"{case.file.id} states no findings yet; there is nothing to show.")
    if case.file.source is None and without_apart(kb, case) != case:
        raise NmtError(
            f"{case.file.id} holds what was asked alone, of mood or safety at home, so that it is shown to nobody. "
            "Make a copy without it; a published or invented case says under `source:` where it is from."
        )


def _step(case: Case, kb: KnowledgeBase, entry: Entry, stage: int, said: list[tuple[str, str]], told: str) -> Step:
    keys = tuple(key for _, key in said)
    part = msgspec.structs.replace(
        entry,
        present=[key for state, key in said if state == "present"],
        absent=[key for state, key in said if state == "absent"],
        value={key: entry.value[key] for state, key in said if state == "value"},
        not_tested=[],
    )
    own = {(state, key) for state, key in said}
    findings = [observed(kb, o) for o in case.observations if (o.state, o.key) in own]
    if all(state == "absent" for state, _ in said):
        told = ""  # a case often names the test alone, which would then read as found
    return Step(STAGES[stage], tuple(joined(findings)), told, keys, (part,))
