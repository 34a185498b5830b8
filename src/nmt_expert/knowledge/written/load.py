"""Reads the files of rules/ into checked entries. Problems are collected, not raised one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from nmt_expert.errors import Problem, ProblemsError, nearest
from nmt_expert.files import decoded
from nmt_expert.knowledge.written.files import RuleFile, read_rules
from nmt_expert.knowledge.written.own import REPORTED, SWITCHABLE, SwitchedOff
from nmt_expert.knowledge.written.places import Locator
from nmt_expert.knowledge.written.red_flag import RedFlagEntry
from nmt_expert.knowledge.written.schema import anatomy, common, presentation, protocols, rules, safety, vocabulary
from nmt_expert.knowledge.written.short_forms import SAID_FORMS, written_as
from nmt_expert.knowledge.written.weakened import weakened
from nmt_expert.knowledge.written.yaml_source import parse

FORMATS: tuple[tuple[str, str, type[BaseModel] | None], ...] = (
    # pattern of the file, kind, format
    ("vocabulary/zones.yaml", "zone", vocabulary.ZoneEntry),
    ("vocabulary/movements.yaml", "movement", vocabulary.SubjectEntry),
    ("vocabulary/activities.yaml", "activity", vocabulary.SubjectEntry),
    ("vocabulary/sites.yaml", "site", vocabulary.SubjectEntry),
    ("vocabulary/reflexes.yaml", "reflex", vocabulary.SubjectEntry),
    ("vocabulary/wholes.yaml", "whole", vocabulary.WholeEntry),
    ("vocabulary/families.yaml", "family", vocabulary.FamilyEntry),
    ("vocabulary/groups.yaml", "group", vocabulary.GroupEntry),
    ("vocabulary/signs.yaml", "sign", vocabulary.SignEntry),
    ("vocabulary/synonyms.yaml", "synonym", vocabulary.SynonymEntry),
    ("vocabulary/findings/*.yaml", "finding", vocabulary.FindingEntry),
    ("vocabulary/contradictions.yaml", "contradiction", vocabulary.ContradictionEntry),
    ("vocabulary/scores.yaml", "score", vocabulary.ScoreEntry),
    ("anatomy/muscles/*.yaml", "muscle", anatomy.MuscleEntry),
    ("anatomy/nerves/*.yaml", "nerve", anatomy.NerveEntry),
    ("conditions/*.yaml", "condition", anatomy.ConditionEntry),
    ("presentations/*.yaml", "presentation", presentation.PresentationEntry),
    ("templates/*.yaml", "template", rules.TemplateEntry),
    ("patterns/loads.yaml", "load", rules.LoadEntry),
    ("patterns/*.yaml", "rule", None),  # a rule has `then`, a pattern has a label
    ("safety/red_flags/*.yaml", "red_flag", RedFlagEntry),
    ("safety/cautions.yaml", "caution", safety.CautionEntry),
    ("safety/urgency.yaml", "urgency", safety.UrgencyEntry),
    ("safety/screen.yaml", "screen", safety.ScreenEntry),
    ("safety/topics.yaml", "topic", safety.TopicEntry),
    ("factors/*.yaml", "factor", safety.FactorEntry),
    ("sources/*.yaml", "source", common.SourceEntry),
    ("protocols/technique.yaml", "technique", protocols.TechniqueEntry),
    ("protocols/aftercare.yaml", "aftercare", protocols.AftercareEntry),
    ("protocols/home.yaml", "home", protocols.HomeEntry),
    ("protocols/regions.yaml", "regions", protocols.RegionEntry),
    ("protocols/measures.yaml", "measures", protocols.MeasureEntry),
)

# kinds of which no two entries may have one id
_BESIDE = {"pattern": "rule", "rule": "pattern", "nerve": "condition", "condition": "nerve"}
E = TypeVar("E", bound=BaseModel)
_HYPOTHESES = ("muscle", "nerve", "condition")
BLANK = re.compile(r"<[a-z][a-z ]*>")


@dataclass
class Item(Generic[E]):
    """One entry with its place."""

    entry: E
    locator: Locator
    index: int
    changed: str = ""  # why it is another than the one of the rules below
    own: bool = False  # of a folder of own rules

    def problem(self, path: Sequence[str | int], message: str, code: str, at: int | None = None) -> Problem:
        return self.locator.problem((self.index, *path), message, code, at)


@dataclass
class RuleFiles:
    """Everything that was read: entries by kind, the scale, and problems."""

    items: dict[str, list[Item[Any]]] = field(default_factory=dict)
    scale: rules.Scale | None = None
    problems: list[Problem] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)  # ids of entries with a mistake of form, of which nothing is known
    off: set[str] = field(default_factory=set)  # what a later folder switches off, as own.is_off calls it
    own: list[str] = field(default_factory=list)  # what later folders add, change and switch off, for every report
    weakened: list[str] = field(default_factory=list)  # red flags that a later folder switches off or cuts
    own_hypotheses: list[str] = field(default_factory=list)  # that a later folder adds or changes

    def of(self, kind: str) -> list[Item[Any]]:
        return self.items.get(kind, [])


def load(folders: Sequence[Path]) -> RuleFiles:
    """Reads all folders; an entry in a later folder replaces the one with the same id in an earlier folder."""
    return loaded(read_rules(folders))


def loaded(folders: Iterable[Iterable[RuleFile]]) -> RuleFiles:
    """The entries of files that were read, by folder."""
    files = RuleFiles()
    for number, folder in enumerate(folders):
        here: dict[str, list[Item[Any]]] = {}
        for file in folder:
            _load_file(file, files, here)
        off = {kind: here.pop(f"{kind} off") for kind in SWITCHABLE if f"{kind} off" in here}
        if number:
            known = [item.entry for item in files.of("red_flag")]
            replacing = [item.entry for item in here.get("red_flag", ())]
            files.weakened += weakened(known, replacing, [item.entry for item in off.get("red_flag", ())])
            _lay_over(here, off, files)
        else:
            _refuse_changes(here, off, files)
        for kind, items in here.items():
            replaced = {item.entry.id for item in items}
            files.items[kind] = [old for old in files.of(kind) if old.entry.id not in replaced] + items
            _refuse_duplicates(items, files)
            _refuse_shared(kind, items, files)
    return files


def _lay_over(here: Mapping[str, list[Item[Any]]], off: Mapping[str, list[Item[Any]]], files: RuleFiles) -> None:
    """Notes in `files` what a folder of own rules adds, changes and switches off; what has no reason is a problem."""
    said: dict[str, list[str]] = {"added": [], "changed": [], "switched off": []}
    for kind, items in here.items():
        known = {item.entry.id for item in files.of(kind)}
        files.own_hypotheses += [_hypothesis_id(kind, item) for item in items if kind in _HYPOTHESES]
        for item in items:
            item.own = True
            if item.entry.id in known and item.changed:
                said["changed"].append(f"{item.entry.id} ({item.changed})")
            elif item.entry.id in known:
                message = f"'{item.entry.id}' stands in the rules below; say why it is another here: `changed: why`"
                files.problems.append(item.problem(("id",), message, "changed"))
            elif item.changed:
                message = f"there is no {kind.replace('_', ' ')} '{item.entry.id}' to change."
                files.problems.append(item.problem(("id",), message + nearest(item.entry.id, known), "changed"))
            elif kind in REPORTED:
                said["added"].append(item.entry.id)
    for kind, items in off.items():
        names = dict(_names(kind, files))
        for item in items:
            if item.entry.id not in names:
                part = "/" in item.entry.id
                what = "argument" if part else SWITCHABLE[kind]
                near = nearest(item.entry.id, [name for name in names if ("/" in name) == part])
                message = f"there is no {what} '{item.entry.id}' to switch off.{near}"
                files.problems.append(item.problem(("id",), message, "unknown"))
                continue
            files.off.add(names[item.entry.id])
            said["switched off"].append(f"{item.entry.id} ({item.entry.switched_off})")
    files.own += [f"{what}: {'; '.join(ids)}" for what, ids in said.items() if ids]


def _refuse_changes(here: Mapping[str, list[Item[Any]]], off: Mapping[str, list[Item[Any]]], files: RuleFiles) -> None:
    """The rules that lie below all others have nothing to change."""
    changing = [item for items in here.values() for item in items if item.changed]
    for item in changing + [item for items in off.values() for item in items]:
        message = f"only a folder of own rules changes or switches off; take it out of '{item.entry.id}'"
        files.problems.append(item.problem(("id",), message, "changed"))


def _hypothesis_id(kind: str, item: Item[Any]) -> str:
    return f"trigger_point.{item.entry.id}" if kind == "muscle" else item.entry.id


def _names(kind: str, files: RuleFiles) -> Iterator[tuple[str, str]]:
    """Everything of a kind that can be switched off: its id, and how the compiler calls what is then left out."""
    both = files.of("rule") + files.of("pattern")  # they share their files
    for item in both if kind in ("rule", "pattern") else files.of(kind):
        id = _hypothesis_id(kind, item)
        if kind in _HYPOTHESES:
            yield item.entry.id, f"hypothesis {id}"
            yield id, f"hypothesis {id}"
            for argument in item.entry.arguments:
                yield f"{id}/{argument.id}", f"text {id}/{argument.id}"
        elif kind in ("red_flag", "caution"):
            yield id, f"{kind} {id}"
        else:
            yield id, f"text {'urgency/' if kind == 'urgency' else ''}{id}"


def _load_file(file: RuleFile, files: RuleFiles, here: dict[str, list[Item[Any]]]) -> None:
    text = decoded(file.content, file.name)
    try:
        data = parse(text, file.name, aliases=True)
    except ProblemsError as error:
        files.problems.extend(error.problems)
        return
    locator = Locator(file.name, text)
    if blanks := list(_blanks(file.name, text)):
        files.problems += blanks
        return
    name = str(PurePosixPath(file.name).with_suffix(".yaml"))
    if name == "scale.yaml":
        files.scale = _checked(rules.Scale, data, locator, (), files)
        return
    found = _format_of(name)
    if found is None:
        files.problems.append(
            locator.problem((), "a file of rules that belongs to no known folder; see docs/knowledge-format.md", "file")
        )
        return
    if not isinstance(data, list):
        if data is not None:
            files.problems.append(
                locator.problem((), "expected a list of entries, each beginning with '- id:'", "schema")
            )
        return
    for index, raw in enumerate(data):
        kind, model = found
        if not isinstance(raw, dict):
            files.problems.append(locator.problem((index,), "expected an entry with `id:`", "schema"))
            continue
        if model is None:
            kind, model = (
                ("rule", rules.RuleEntry) if kind_of(file.name, raw) == "rule" else ("pattern", rules.PatternEntry)
            )
        reason = raw.pop("changed", "")
        if not isinstance(reason, str):
            files.problems.append(locator.problem((index, "changed"), "changed: a sentence that says why", "schema"))
        if "switched_off" in raw and kind in SWITCHABLE:
            kind, model = f"{kind} off", SwitchedOff
        if misplaced := _misplaced(kind, raw):
            files.problems.append(locator.problem((index,), misplaced, "schema"))
            continue
        entry = _checked(model, raw, locator, (index,), files)
        if entry is not None:
            here.setdefault(kind, []).append(Item(entry, locator, index, str(reason)))


def _blanks(file: str, text: str) -> Iterator[Problem]:
    """What `nmt rules new` left for the author to fill in; until then nothing else is said of the file."""
    for number, line in enumerate(text.split("\n") if "<" in text else (), 1):
        for blank in BLANK.finditer(line):
            if not line.lstrip().startswith("#"):
                yield Problem(file, number, blank.start() + 1, f"{blank[0]} is still to be filled in", "blank")


def _misplaced(kind: str, raw: dict[str, Any]) -> str:
    """Why an entry cannot be one of its kind at all, so that nothing else is said of it; '' when it may be."""
    id, concludes = str(raw.get("id", "")), written_as("then", list(raw)) or ("then" if "then" in raw else None)
    if "/" in id and kind in ("muscle", "nerve", "condition"):
        whole = id.partition("/")[0]
        return (
            f"one argument of '{whole}' is not changed alone: switch it off (- {{id: {id}, switched_off: why}}), and "
            f"write the new one as a rule in patterns/ (strong for {whole}: why)"
        )
    if concludes and kind not in ("rule", "template"):
        return f"'{concludes}' makes this a rule; put it into a file in patterns/"
    return ""


def _checked(model: type[E], raw: Any, locator: Locator, place: tuple[int, ...], files: RuleFiles) -> E | None:
    """What was written in the format of `model`; None when it is not, which is then among the problems."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        fields = [*common.keys_of(model), *SAID_FORMS]
        files.problems.extend(locator.validation_problems(error, fields, place))
        files.refused |= {str(raw["id"])} if isinstance(raw, dict) and "id" in raw else set()
        return None


def kind_of(name: str, entry: Any = None) -> str | None:
    """The kind of an entry in a file of this name inside its folder; None when it holds no list of entries."""
    found = _format_of(str(PurePosixPath(name).with_suffix(".yaml")))
    if found is not None and found[1] is None and isinstance(entry, dict) and "then" not in entry:
        return "rule" if written_as("then", list(entry)) else "pattern"
    return found[0] if found else None


def _format_of(name: str) -> tuple[str, type[BaseModel] | None] | None:
    return next(((kind, fmt) for pattern, kind, fmt in FORMATS if fnmatch(name, pattern)), None)


def _refuse_duplicates(items: list[Item[Any]], files: RuleFiles) -> None:
    seen: dict[str, Item[Any]] = {}
    for item in items:
        first = seen.setdefault(item.entry.id, item)
        if first is not item:
            files.problems.append(
                item.problem(
                    ("id",), f"the id '{item.entry.id}' stands twice; first in {first.locator.file}", "duplicate-id"
                )
            )


def _refuse_shared(kind: str, items: list[Item[Any]], files: RuleFiles) -> None:
    beside = _BESIDE.get(kind, "")
    taken = {item.entry.id: item for item in files.of(beside)}
    for item in items:
        if (first := taken.get(item.entry.id)) and not item.changed:
            message = f"'{item.entry.id}' is a {beside} in {first.locator.file}; give the {kind} another id"
            files.problems.append(item.problem(("id",), message, "duplicate-id"))
