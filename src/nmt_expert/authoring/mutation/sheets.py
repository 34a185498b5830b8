"""Sheets of what stands beside the conditions: tests/clinical/groups.yaml, signs.yaml, triage.yaml, frequency.yaml, plan.yaml.

# a group of the vocabulary: what belongs to it, and what an author could take for it
leg: {in: ["@thigh", shin], out: ["@foot", knee_front]}

    # a shared sign: sign_sheet.py
    thin_blood: {just_enough: anticoagulant_use or bleeding_disorder, not_enough: varicose_veins}

# a class of conditions: how soon somebody else must see them, by which principle
broken_limbs: {because: a fracture that bears weight, urgency: [urgent], hypotheses: [other.scaphoid_fracture]}

    # of one region what a practice sees oftener: each line is commoner than all below it, so that its prior is higher
    wrist_and_hand: [[entrapment.carpal_tunnel], [other.de_quervain, other.trigger_finger], [other.glomus_tumour]]

    # for whom a line of the protocols must not be said as it stands, and for whom only such a line is said
    anticoagulants: {never: [pressure_level, foot_roll], asks_for: []}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from nmt_expert.authoring.mutation.said import PLAN
from nmt_expert.authoring.mutation.sign_sheet import SignSheet, SignTests
from nmt_expert.errors import NmtError, ProblemsError, nearest
from nmt_expert.files import read_text
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.language.groups import Group
from nmt_expert.knowledge.language.names import Names
from nmt_expert.knowledge.model import Hypothesis, Urgency
from nmt_expert.knowledge.written.places import Locator
from nmt_expert.knowledge.written.schema.common import Strict
from nmt_expert.knowledge.written.yaml_source import parse


class GroupSheet(Strict):
    in_: list[str] = Field([], alias="in")
    out: list[str] = Field([])


class PlanSheet(Strict):
    """What one caution, factor or finding does to the plan: ids of lines."""

    never: list[str] = Field([])
    asks_for: list[str] = Field([])


class UrgencyClass(Strict):
    because: str
    urgency: list[Urgency] = Field(min_length=1)
    hypotheses: list[str] = Field(min_length=1)


M = TypeVar("M")


class Sheets:
    """What the sheets of a folder ask for; a folder without them asks for nothing. Raises NmtError and ProblemsError."""

    def __init__(self, folder: Path, kb: KnowledgeBase, names: Names) -> None:
        groups = names.groups
        self._kb = kb
        self._trees = names.signs
        self.groups = _read(folder / "groups.yaml", GroupSheet)
        self._classes = _read(folder / "triage.yaml", UrgencyClass)
        self._spread = {f"@{name}": group.members for name, group in groups.items()}
        self.classes: dict[str, str] = {}  # of each hypothesis
        for name, one in self._classes.items():
            for id in (found for word in one.hypotheses for found in _matching(word, kb.hypotheses)):
                _known(f"triage.yaml: {name}", id, kb.hypotheses, "hypothesis")
                if id in self.classes:
                    raise NmtError(f"triage.yaml: {name}: '{id}' stands in '{self.classes[id]}' as well; name it once.")
                self.classes[id] = name
        self.frequency = _read(folder / "frequency.yaml", list[list[str]])
        for name, lines in self.frequency.items():
            for id in (id for line in lines for id in line):
                _known(f"frequency.yaml: {name}", id, kb.hypotheses, "hypothesis")
        self.plan = _read(folder / "plan.yaml", PlanSheet)
        self._lines = {line["id"]: line for name in PLAN for line in kb.protocols.get(name, ())}
        for name, plan in self.plan.items():
            for id in (*plan.never, *plan.asks_for):
                _known(f"plan.yaml: {name}", id, self._lines, "line")
        self.signs = SignSheet(names)
        for name, tests in _read(folder / "signs.yaml", SignTests).items():
            _known("signs.yaml", name, names.signs, "sign")
            self.signs.add(name, tests, partial("signs.yaml: {}".format, name))
        for name, sheet in self.groups.items():
            _known("groups.yaml", name, groups, "group")
            for word in (*sheet.in_, *sheet.out):
                known = {*kb.findings, *kb.patterns} if groups[name].of == "findings" else kb.subjects(groups[name].of)
                _known(f"groups.yaml: {name}", word, [*known, *(self._spread.keys() - {f"@{name}"})], "member")

    def of_group(self, group: Group) -> Iterator[str]:
        """In words, what is otherwise than its sheet says."""
        sheet = self.groups.get(group.id, GroupSheet())
        for word in self._all(sheet.in_):
            if word not in group.members:
                yield f"groups.yaml: @{group.id} lacks {word}"
        for word in self._all(sheet.out):
            if word in group.members:
                yield f"groups.yaml: @{group.id} must not take in {word}"

    def of_hypothesis(self, known: Hypothesis) -> Iterator[str]:
        """In words, what is otherwise than its class and its place among the frequent and the rare ask for."""
        name = self.classes.get(known.id)
        if name and known.triage not in self._classes[name].urgency:
            asked = self._classes[name]
            yield f"triage.yaml: {known.id} is {known.triage} instead of {' or '.join(asked.urgency)}: {asked.because}"

        yield from self._frequency(known)

    def _frequency(self, known: Hypothesis) -> Iterator[str]:
        weights = self._kb.scale.priors
        for lines in self.frequency.values():
            at = next((i for i, line in enumerate(lines) if known.id in line), None)
            for i, line in enumerate(lines if at is not None else ()):
                for id in line if i != at else ():
                    other, oftener = self._kb.hypotheses[id], i < (at or 0)
                    less, more = (known, other) if oftener else (other, known)
                    if weights[less.prior] >= weights[more.prior]:
                        yield f"frequency.yaml: {more.id} ({more.prior}) shall be commoner than {less.id} ({less.prior})"

    def of_line(self, line: Mapping[str, Any]) -> Iterator[str]:
        """In words, for whom a line of the protocols is said or not otherwise than the sheet says."""
        for name, plan in self.plan.items():
            if line["id"] in plan.never and name not in line.get("not_with", ()):
                yield f"plan.yaml: {line['id']} is said to {name}"
            if line["id"] in plan.asks_for and name not in line.get("only_with", ()):
                yield f"plan.yaml: {name} does not ask for {line['id']}"

    def differences(self, groups: Iterable[Group]) -> list[str]:
        """All that is otherwise than the sheets say, in these groups, every sign, hypothesis and line of the protocols."""
        found = [words for group in groups for words in self.of_group(group)]
        found += [words for name, tree in self._trees.items() for words in self.signs.differences(name, tree)]
        found += [words for known in self._kb.hypotheses.values() for words in self.of_hypothesis(known)]
        found += [words for line in self._lines.values() for words in self.of_line(line)]
        return list(dict.fromkeys(found))

    def _all(self, words: Iterable[str]) -> Iterator[str]:
        for word in words:
            yield from self._spread[word] if word.startswith("@") else [word]


def _read(path: Path, model: type[M]) -> dict[str, M]:
    if not path.is_file():
        return {}
    text = read_text(path)
    try:
        return TypeAdapter(dict[str, model]).validate_python(parse(text, path.name) or {})  # type: ignore[valid-type]
    except ValidationError as error:
        raise ProblemsError(Locator(path.name, text).validation_problems(error, [])) from None


def _matching(word: str, known: Iterable[str]) -> list[str]:
    """The word; of `trigger_point.*` all that begin so."""
    return [id for id in known if id.startswith(word[:-1])] if word.endswith(".*") else [word]


def _known(where: str, word: str, known: Iterable[str], what: str) -> None:
    known = list(known)
    if word not in known:
        raise NmtError(f"{where}: unknown {what} '{word}'.{nearest(word, known)}")
