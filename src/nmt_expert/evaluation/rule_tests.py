"""Small clients for red flags, written beside an alternative or in a file for each flag: do the rules what they say?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from nmt_expert.case.observation import Observation
from nmt_expert.errors import NmtError, ProblemsError, nearest
from nmt_expert.files import read_text
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.language.mistakes import SentenceError
from nmt_expert.knowledge.language.sentence import parse_case
from nmt_expert.knowledge.language.tree import Stated
from nmt_expert.knowledge.language.units import in_unit_of
from nmt_expert.knowledge.written.flag_tests import FlagTests
from nmt_expert.knowledge.written.load import RuleFiles
from nmt_expert.knowledge.written.places import Locator
from nmt_expert.knowledge.written.yaml_source import parse
from nmt_expert.reasoning.engines.interface import Engine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.reasoning.safety import raised_flags

_SIDES = {"left": ("left",), "right": ("right",), "bilateral": ("left", "right"), "": ("left",)}


@dataclass(frozen=True)
class FlagTest:
    """What one client shall do to one flag. `alternative`: only this one is looked at. `place`: where it is written."""

    flag: str
    case: str
    expected: Literal["fires", "quiet", "omission"]
    place: str
    urgency: str = ""  # of `fires` and `omission` of a flag as a whole
    alternative: str = ""
    defining: tuple[str, ...] = ()


def beside_rules(files: RuleFiles) -> Iterator[FlagTest]:
    """The tests written beside the alternatives of red flags."""
    for item in files.of("red_flag"):
        for raised in item.entry.raised():
            place = f"{item.locator.file}: {item.entry.id}/{raised.id}"
            for case in raised.fires:
                if isinstance(case, str):
                    yield FlagTest(item.entry.id, case, "fires", place, alternative=raised.id)
            for case in raised.quiet:
                if isinstance(case, str):
                    yield FlagTest(item.entry.id, case, "quiet", place, alternative=raised.id)


def of_file(path: Path) -> Iterator[FlagTest]:
    """The tests of one file; its name is the flag's id. Raises ProblemsError with every mistake of form."""
    text = read_text(path)
    data = parse(text, path.name) or {}
    try:
        tests = FlagTests.model_validate(data)
    except ValidationError as error:
        locator = Locator(path.name, text)
        raise ProblemsError(locator.validation_problems(error, list(FlagTests.model_fields))) from None
    for urgency, clients in tests.fires.items():
        for client in clients:
            yield FlagTest(path.stem, client.case, "fires", path.name, urgency)
    for client in tests.quiet:
        yield FlagTest(path.stem, client.case, "quiet", path.name)
    for o in tests.omission:
        yield FlagTest(path.stem, o.case, "omission", path.name, o.urgency, defining=tuple(o.defining))


def difference(test: FlagTest, kb: KnowledgeBase, engine: Engine) -> str:
    """What the rules do otherwise than the test says, in words; empty when they do just that. Raises NmtError."""
    if test.flag not in kb.flags:
        raise NmtError(f"{test.place}: unknown red flag '{test.flag}'.{nearest(test.flag, kb.flags)}")
    try:
        facts = parse_case(test.case)
    except SentenceError as error:
        raise NmtError(f"{test.place}: {test.case!r}, character {error.at + 1}: {error}") from None
    found = {fact: _observation(fact, kb, test.place) for fact in facts}
    if test.alternative:
        fires = f"{test.flag}/{test.alternative}" in _fired(list(found.values()), kb, engine)
        if fires == (test.expected == "fires"):
            return ""
        return f"{test.place}: {'fires' if fires else 'stays quiet'} for {test.case}"
    level = _level(test.flag, list(found.values()), kb, engine)
    wanted = test.urgency or "not raised"
    if level != wanted:
        return f"{test.place}: {level} instead of {wanted} for {test.case}"
    return _omitted(test, found, kb, engine) if test.expected == "omission" else ""


def _omitted(test: FlagTest, found: dict[Stated, Observation], kb: KnowledgeBase, engine: Engine) -> str:
    steps = ("emergency", "urgent", "refer", "not raised")
    if unknown := set(test.defining) - {fact.key for fact in found}:
        raise NmtError(f"{test.place}: defining, but not in the case: {', '.join(sorted(unknown))}")
    for fact in found:
        if fact.key not in test.defining:
            level = _level(test.flag, [o for other, o in found.items() if other is not fact], kb, engine)
            if steps.index(level) > steps.index(test.urgency) + 1:
                return f"{test.place}: without {fact.key} only {level} instead of {test.urgency} for {test.case}"
    return ""


def _level(flag: str, observations: list[Observation], kb: KnowledgeBase, engine: Engine) -> str:
    facts = build_facts(observations, kb)
    levels = {f.id: f.urgency for f in raised_flags(kb, facts, engine.infer(facts))}
    return levels.get(flag, "not raised")


def _fired(observations: list[Observation], kb: KnowledgeBase, engine: Engine) -> set[str]:
    return {kb.rules[firing.rule].id for firing in engine.infer(build_facts(observations, kb))}


def _observation(fact: Stated, kb: KnowledgeBase, place: str) -> Observation:
    finding = kb.finding(fact.key)
    if finding is None and fact.state == "value":
        finding = kb.finding(f"{fact.key}_{fact.unit}") or kb.finding(f"{fact.key}_days")
    if finding is None:
        raise NmtError(f"{place}: unknown finding '{fact.key}'.{nearest(fact.key, kb.findings)}")
    if fact.state == "value":
        value = in_unit_of(finding, fact.key, fact.value or 0, fact.unit)
        if isinstance(value, str):
            raise NmtError(f"{place}: {value}")
        return Observation(finding.key, "value", value=value)
    return Observation(finding.key, fact.state, frozenset(_SIDES[fact.place]) if finding.sided else frozenset())
