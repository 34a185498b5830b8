"""What a case file states, one observation after the other, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from nmt_expert.case.age import age_at
from nmt_expert.case.areas import area_problems
from nmt_expert.case.medicines import said_by
from nmt_expert.case.model import CaseFile, Entry
from nmt_expert.case.observation import Observation
from nmt_expert.case.regions import region_meant, unknown_region
from nmt_expert.errors import ENOUGH, Problem, ProblemsError, nearest
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Finding
from nmt_expert.knowledge.written.places import Locator

YamlPath = tuple[str | int, ...]
_SIDES = {"left": frozenset({"left"}), "right": frozenset({"right"}), "both": frozenset({"left", "right"})}


class Statement(NamedTuple):
    """One observation and the path in the file under which it stands."""

    observation: Observation
    path: YamlPath


class Statements:
    """Reads a case file against the vocabulary; `problems` fill up while it is read.

    `file` is the case file with what its head implies: the age of somebody whose day of birth is given, and regions by
    their names.
    """

    def __init__(self, file: CaseFile, kb: KnowledgeBase, locator: Locator) -> None:
        self.kb = kb
        self.problems: list[Problem] = []
        self._locator = locator
        self.file = self._with_age(self._with_regions(file))
        self.all = (*self._head(), *self._findings())

    def report(self, path: YamlPath, message: str) -> None:
        self.problems.append(self._locator.problem(path, message, "case"))
        if len(self.problems) >= ENOUGH:
            raise ProblemsError(self.problems)

    def line(self, path: YamlPath) -> int:
        """The line in which something stands, from 1."""
        return self._locator.problem(path, "").line

    # -- the head of the case

    def _with_regions(self, file: CaseFile) -> CaseFile:
        regions = []
        for i, word in enumerate(file.complaint.regions):
            region = region_meant(word, self.kb)
            if region is None:
                self.report(("complaint", "regions", i), unknown_region(word, self.kb))
            else:
                regions.append(region)
        for path, message in area_problems(file.complaint.areas, self.kb):
            self.report(("complaint", "areas", *path), message)
        complaint = msgspec.structs.replace(file.complaint, regions=list(dict.fromkeys(regions)))
        return msgspec.structs.replace(file, complaint=complaint)

    def _with_age(self, file: CaseFile) -> CaseFile:
        client, place = file.client, ("client", "born")
        if client.born is None:
            return file
        if file.date_ is None:
            if client.age is None:
                self.report(
                    place,
                    "an age cannot be told from the day of birth alone; write the `date:` of the case, or the age",
                )
            return file
        age = age_at(client.born, file.date_)
        if not 0 <= age <= 120:
            self.report(place, f"born {client.born} and seen {file.date_} cannot both be right; mend one")
        elif client.age is None:
            return msgspec.structs.replace(file, client=msgspec.structs.replace(client, age=age))
        elif int(client.age) != int(age):
            line = self.line(("client", "age"))
            self.report(
                place,
                f"born {client.born} is {age:g} years on {file.date_}, but the age is said to be {client.age:g} "
                f"(line {line}); mend one of them",
            )
        return file

    def _head(self) -> Iterator[Statement]:
        client = self.file.client
        if client.age is not None:
            yield Statement(Observation("age", "value", value=client.age), ("client", "age"))
        if client.sex != "unknown":
            yield Statement(Observation(f"sex_{client.sex}", "present"), ("client", "sex"))
        for key, number in said_by(self.kb, client.medicines):
            yield Statement(Observation(key, "present"), ("client", "medicines", number))
        yield from self._duration()

    def _duration(self) -> Iterator[Statement]:
        """The duration that the complaint's 'since' says, where no finding states it."""
        since, place = self.file.complaint.since, ("complaint", "since")
        stated = next((e.value["duration_days"] for e in self.file.findings if "duration_days" in e.value), None)
        if not since or "duration_days" not in self.kb.findings:
            return
        from nmt_expert.case import duration  # not every case says it in words

        days = duration.days_of(since, self.file.date_)
        if days is None:
            if stated is None:
                self.report(
                    place, f"since: how long '{since}' is cannot be told; write {duration.ASK}, or leave it out"
                )
        elif stated is None:
            yield Statement(Observation("duration_days", "value", value=days), place)
            if not any("course_chronic" in (*e.present, *e.absent) for e in self.file.findings):
                yield Statement(Observation("course_chronic", duration.course(days)), place)
        elif not duration.agree(days, stated):
            self.report(
                place, f"'{since}' is {days} days, but duration_days is said to be {stated:g}; mend one of them"
            )

    # -- findings

    def _findings(self) -> Iterator[Statement]:
        for i, entry in enumerate(self.file.findings):
            path: YamlPath = ("findings", i)
            yield from self._said(entry, "present", path)
            yield from self._said(entry, "absent", path)
            for state in ("not_raised", "not_tested"):
                for j, key in enumerate(getattr(entry, state)):
                    self._finding(key, (*path, state, j))
            for key, value in entry.value.items():
                place = (*path, "value", key)
                finding = self._finding(key, place)
                if finding is not None:
                    self._in_range(finding, value, place)
                    yield Statement(Observation(key, "value", value=value, note=entry.note), place)

    def _said(self, entry: Entry, state: Any, path: YamlPath) -> Iterator[Statement]:
        keys: list[str] = getattr(entry, state)
        for j, key in enumerate(keys):
            place = (*path, state) if len(keys) == 1 else (*path, state, j)
            finding = self._finding(key, place)
            if finding is None:
                continue
            if finding.unit:
                self.report(place, f"'{key}' is a number; write value: {{{key}: ...}}")
                continue
            sides = self._sides(finding, entry, (*path, "side"))
            yield Statement(Observation(key, state, sides, note=entry.note), place)

    def _in_range(self, finding: Finding, value: float, place: YamlPath) -> None:
        if not finding.unit:
            self.report(place, f"'{finding.key}' is not a number; write present: {finding.key}")
        elif not finding.low <= value <= finding.high:
            meant = (
                f"; {value:g} °F are {(value - 32) / 1.8:.1f} °C" if finding.unit == "°C" and 86 <= value <= 113 else ""
            )
            said = f"{finding.key} = {value:g} {finding.unit} lies outside {finding.low:g} to {finding.high:g}"
            self.report(place, said + meant)

    def _sides(self, finding: Finding, entry: Entry, path: YamlPath) -> frozenset[str]:
        """The sides of a finding: its own, else those of the complaint; never those of another finding."""
        if not finding.sided:
            if (
                entry.side in ("left", "right")
                and len(entry.present) + len(entry.absent) == 1
                and finding.section not in ("history", "factor")
            ):
                self.report(path, f"'{finding.key}' lies on the midline or has no side; remove `side:`")
            return frozenset()
        return _SIDES.get(entry.side or self.file.complaint.side or "", frozenset())

    def _finding(self, key: str, path: YamlPath) -> Finding | None:
        finding = self.kb.finding(key)
        if finding is None:
            self.report(path, unknown_finding(key, self.kb))
        return finding


def unknown_finding(key: Any, kb: KnowledgeBase) -> str:
    """The message for a key that the vocabulary does not have, with the nearest one that it has."""
    if "," in str(key):
        return f"'{key}' is several; write them as a list, [{key}]"
    name, _, subject = str(key).rstrip(")").partition("(")
    name = name.strip()
    family = kb.families.get(name)
    if family and subject:
        if kb.finding(f"{name}({subject.strip()})"):
            return f"'{key}': write it without spaces, {name}({subject.strip()})"
        subjects = {**kb.subjects(family.over), **kb.wholes.get(family.over, {})}
        return f"'{key}': {family.over} have no '{subject}'.{nearest(subject, dict(subjects))} List them with: nmt vocabulary {subject}"
    if family:
        return f"'{key}' needs its subject, as in {name}({next(iter(kb.subjects(family.over)))})"
    names: dict[str, object] = {**kb.findings, **kb.families}
    return f"unknown finding '{key}'.{nearest(name, names)} Search with: nmt vocabulary {name.replace('_', ' ')}"
