"""Reads a case file and turns it into observations. Every problem is named with its place and the way to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from nmt_expert.case import model
from nmt_expert.case.model import SCHEMA, CaseFile, Entry
from nmt_expert.case.observation import Observation
from nmt_expert.errors import NmtError, Problem, ProblemsError, nearest
from nmt_expert.files import read_text
from nmt_expert.knowledge.model import Finding, KnowledgeBase
from nmt_expert.knowledge.written.places import Locator
from nmt_expert.knowledge.written.yaml_source import parse

_SIDES = {"left": frozenset({"left"}), "right": frozenset({"right"}), "both": frozenset({"left", "right"})}
MAX_ENTRIES = 2_000


@dataclass(frozen=True)
class Case:
    """A case file that was read, and what it says in observations."""

    file: CaseFile
    observations: tuple[Observation, ...]


def load_case(path: Path, kb: KnowledgeBase) -> Case:
    """Reads a case. Raises NmtError or ProblemsError with all problems at once."""
    return parse_case(read_text(path), str(path), kb)


def parse_case(text: str, name: str, kb: KnowledgeBase) -> Case:
    """The case in a YAML text; `name` is how messages call it."""
    data = parse(text, name)
    if not isinstance(data, dict):
        raise NmtError(f"{name}: empty or not a case; a case begins with 'schema: {SCHEMA}' and 'id:'.")
    locator = Locator(name, text)
    schema = data.get("schema")
    if isinstance(schema, str) and schema.startswith("nmt-case/") and schema != SCHEMA:
        raise ProblemsError(
            [
                locator.problem(
                    ("schema",),
                    f"'{schema}' is a case format of another version of this program, "
                    f"which reads {SCHEMA}; update nmt-expert",
                    "case-schema",
                )
            ]
        )
    try:
        file = CaseFile.model_validate(data)
    except ValidationError as error:
        raise ProblemsError(locator.validation_problems(error, _known_fields())) from None
    if len(file.findings) > MAX_ENTRIES:
        raise NmtError(f"{name}: {len(file.findings)} findings; a case holds at most {MAX_ENTRIES}.")
    reader = _Reader(kb, locator)
    observations = reader.observations(file)
    if reader.problems:
        raise ProblemsError(reader.problems)
    return Case(file, observations)


def _known_fields() -> list[str]:
    formats = [m for m in vars(model).values() if isinstance(m, type) and issubclass(m, BaseModel)]
    return sorted({info.alias or name for fmt in formats for name, info in fmt.model_fields.items()})


class _Reader:
    def __init__(self, kb: KnowledgeBase, locator: Locator) -> None:
        self.kb = kb
        self.locator = locator
        self.problems: list[Problem] = []

    def observations(self, file: CaseFile) -> tuple[Observation, ...]:
        stated: dict[tuple[str, str], Observation] = {}
        for observation, path in self._stated(file):
            key = (observation.key, observation.state)
            old = stated.get(key)
            if old is not None and observation.state != "value":
                observation = Observation(
                    observation.key, observation.state, old.sides | observation.sides, note=old.note or observation.note
                )
            elif old is not None and old.value != observation.value:
                self._report(
                    path, f"'{observation.key}' has two values, {old.value:g} and {observation.value:g}; keep one"
                )
            stated[key] = observation
            self._contradiction(observation, stated, path)
        return tuple(stated.values())

    def _contradiction(
        self, new: Observation, stated: dict[tuple[str, str], Observation], path: tuple[str | int, ...]
    ) -> None:
        other = stated.get((new.key, "absent" if new.state == "present" else "present"))
        if other is None or new.state == "value":
            return
        finding = self.kb.finding(new.key)
        if finding and (not finding.sided or not new.sides or not other.sides or new.sides & other.sides):
            where = f" ({', '.join(sorted(new.sides & other.sides))})" if new.sides & other.sides else ""
            self._report(path, f"'{new.key}' is said to be present and absent{where}; keep one, or give each its side")

    def _stated(self, file: CaseFile) -> Iterator[tuple[Observation, tuple[str | int, ...]]]:
        default = self._default_sides(file)
        client = file.client
        if client.age is not None:
            yield Observation("age", "value", value=client.age), ("client", "age")
        if client.sex != "unknown":
            yield Observation(f"sex_{client.sex}", "present"), ("client", "sex")
        for i, entry in enumerate(file.findings):
            path: tuple[str | int, ...] = ("findings", i)
            for state in ("present", "absent"):
                for j, key in enumerate(getattr(entry, state)):
                    place = (*path, state) if len(getattr(entry, state)) == 1 else (*path, state, j)
                    finding = self._finding(key, place)
                    if finding is None:
                        continue
                    if finding.unit:
                        self._report(place, f"'{key}' is a number; write value: {{{key}: ...}}")
                        continue
                    yield (
                        Observation(key, state, self._sides(finding, entry, default, (*path, "side")), note=entry.note),
                        place,
                    )
            for j, key in enumerate(entry.not_tested):
                self._finding(key, (*path, "not_tested", j))
            for key, value in entry.value.items():
                finding = self._finding(key, (*path, "value", key))
                if finding is None:
                    continue
                if not finding.unit:
                    self._report((*path, "value", key), f"'{key}' is not a number; write present: {key}")
                elif not finding.low <= value <= finding.high:
                    self._report(
                        (*path, "value", key),
                        f"{key} = {value:g} {finding.unit} lies outside {finding.low:g} to {finding.high:g}",
                    )
                yield Observation(key, "value", value=value, note=entry.note), (*path, "value", key)

    def _default_sides(self, file: CaseFile) -> frozenset[str]:
        """A sided finding without a side is on the side of the complaint, else on the sides that the case names."""
        if file.complaint.side in _SIDES:
            return _SIDES[file.complaint.side]
        named = [_SIDES[e.side] for e in file.findings if e.side in _SIDES]
        return frozenset().union(*named)

    def _sides(
        self, finding: Finding, entry: Entry, default: frozenset[str], path: tuple[str | int, ...]
    ) -> frozenset[str]:
        if not finding.sided:
            if (
                entry.side in ("left", "right")
                and len(entry.present) + len(entry.absent) == 1
                and finding.section not in ("history", "factor")
            ):
                self._report(path, f"'{finding.key}' lies on the midline or has no side; remove `side:`")
            return frozenset()
        if entry.side is None:
            return default
        return _SIDES.get(entry.side, frozenset())

    def _finding(self, key: str, path: tuple[str | int, ...]) -> Finding | None:
        finding = self.kb.finding(key)
        if finding is None:
            self._report(path, unknown_finding(key, self.kb))
        return finding

    def _report(self, path: tuple[str | int, ...], message: str) -> None:
        self.problems.append(self.locator.problem(path, message, "case"))


def unknown_finding(key: Any, kb: KnowledgeBase) -> str:
    """The message for a key that the vocabulary does not have, with the nearest one that it has."""
    name, _, subject = str(key).rstrip(")").partition("(")
    family = kb.families.get(name)
    if family and subject:
        subjects = kb.subjects(family.over)
        return f"'{key}': {family.over} have no '{subject}'.{nearest(subject, dict(subjects))} List them with: nmt vocabulary {subject}"
    if family:
        return f"'{key}' needs its subject, as in {name}({next(iter(kb.subjects(family.over)))})"
    names: dict[str, object] = {**kb.findings, **kb.families}
    return f"unknown finding '{key}'.{nearest(name, names)} Search with: nmt vocabulary {name.replace('_', ' ')}"
