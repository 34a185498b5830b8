"""What must hold for every input: one sentence or an answer, nothing that steers a terminal, engines that agree."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest import mock

import msgspec
import pytest
import yaml

from nmt_expert import private_cache
from nmt_expert.case.load import Case, parse_case
from nmt_expert.case.observation import Observation
from nmt_expert.errors import NmtError
from nmt_expert.files import decoded
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.cache import knowledge_base
from nmt_expert.knowledge.compiled.compile import compile_rules
from nmt_expert.knowledge.lint.check import check_rules
from nmt_expert.knowledge.written.files import read_rules
from nmt_expert.knowledge.written.load import loaded
from nmt_expert.reasoning.assess import assess
from nmt_expert.reasoning.condition_words import rule_words
from nmt_expert.reasoning.engines import engine
from nmt_expert.reasoning.engines.clips_engine import ClipsEngine
from nmt_expert.reasoning.engines.interface import Engine
from nmt_expert.reasoning.facts import build_facts
from nmt_expert.report.terminal_text import assessment_text
from tests.fuzz.conditions import drawn_rule
from tests.fuzz.mutate import damaged_data, damaged_text, written
from tests.fuzz.seeds import RULES, cases
from tests.test_private_cache import damaged

_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST_MESSAGE = 60_000
# What is slow is done on one input in so many.
_ASSESSED_EVERY = 5
_EXPERTA_EVERY = 40
_SHIPPED_EVERY = 50


class WrongError(AssertionError):
    """An input for which something did not hold."""


@cache
def known() -> KnowledgeBase:
    """The shipped rules."""
    return knowledge_base()


def damaged_case(chance: Random) -> dict[str, bytes]:
    """A case that was damaged, or one that says something else of what can be said."""
    seed = cases()[0] if chance.random() < 0.3 else chance.choice(cases())
    how = chance.choice((damaged_text, damaged_data, _other_findings))
    return {"case.yaml": how(seed, chance)}


def _other_findings(content: bytes, chance: Random) -> bytes:
    data = yaml.load(content, Loader=yaml.CSafeLoader)
    data["findings"] = [
        {o.state: {o.key: o.value} if o.state == "value" else o.key}
        | ({"side": "both" if len(o.sides) > 1 else min(o.sides)} if o.sides else {})
        for o in _observations(known(), chance, chance.choice((3, 10, 60)))
    ]
    return written(data, chance)


def try_case(files: dict[str, bytes], chance: Random) -> str:
    """Reads a case and assesses it. Returns what came of it."""
    kb = known()
    try:
        case = parse_case(decoded(files["case.yaml"], "case.yaml"), "case.yaml", kb)
    except NmtError as error:
        return _refused(error)
    if chance.randrange(_ASSESSED_EVERY) == 0:
        _harmless(_assessed(kb, case, _engine("plain")))
    _agree(case.observations, kb, _engine("plain"), _engine("clips"))
    if chance.randrange(_EXPERTA_EVERY) == 0:
        _agree(case.observations, kb, _engine("plain"), _engine("experta"))
    return "read"


@cache
def _engine(name: str) -> Engine:
    return engine(name, known())


def damaged_rules(chance: Random) -> dict[str, bytes]:
    """A folder of rules that ask for something else, in which files are damaged, or whose files have other names."""
    files = {name: text.encode() for name, text in RULES.items()}
    if chance.random() < 0.4:
        return files | {
            "patterns/drawn.yaml": written([drawn_rule(i, chance) for i in range(chance.randrange(1, 12))], chance)
        }
    for name in chance.sample(sorted(files), chance.choice((1, 1, 2))):
        how = chance.random()
        if how < 0.45:
            files[name] = damaged_data(files[name], chance)
        elif how < 0.9:
            files[name] = damaged_text(files[name], chance)
        elif how < 0.95:
            files[chance.choice(sorted(files))] = files[name]
        else:
            del files[name]
            other = (name.replace(".yaml", ".yml"), f"{name}.txt", f"{name}~", f"own/{name}", name.upper(), f".#{name}")
            files[chance.choice(other)] = b"[]"
    return files


def try_rules(files: dict[str, bytes], chance: Random) -> str:
    """Checks a folder of rules as `nmt rules check` does, and holds the engines together on what compiles."""
    with TemporaryDirectory() as place:
        try:
            read = loaded(read_rules([_written_to(Path(place), files)]))
            kb = compile_rules(read)
        except NmtError as error:
            return _refused(error)
    for problem in check_rules(read, kb):
        _harmless(str(problem))
    for rule in kb.rules:
        for line in rule_words(kb, rule):
            _harmless(line)
    clips = ClipsEngine(kb)
    for _ in range(3):
        found = _observations(kb, chance)
        _agree(found, kb, engine("plain", kb), clips)
        if chance.randrange(_EXPERTA_EVERY) == 0:
            _agree(found, kb, engine("plain", kb), engine("experta", kb))
        _harmless(_assessed(kb, msgspec.structs.replace(_empty_case(), observations=found), engine("plain", kb)))
    return "compiled"


def _observations(kb: KnowledgeBase, chance: Random, most: int = 6) -> tuple[Observation, ...]:
    keys = [*kb.findings, *(f"{f.id}({subject})" for f in kb.families.values() for subject in kb.subjects(f.over))]
    found = []
    for key in chance.sample(keys, min(len(keys), chance.randrange(1, most + 1))):
        finding = kb.finding(key)
        if finding is None:
            continue
        sides = (
            frozenset(chance.choice(((), ("left",), ("right",), ("left", "right")))) if finding.sided else frozenset()
        )
        if finding.unit:
            found.append(Observation(key, "value", value=chance.uniform(finding.low, finding.high)))
        else:
            found.append(Observation(key, chance.choice(("present", "present", "absent")), sides))
    return tuple(found)


def _assessed(kb: KnowledgeBase, case: Case, by: Engine) -> str:
    """The assessment as text, uncoloured, so that every control character in it is somebody else's."""
    assessed = assess(case, kb, by)
    msgspec.json.encode(assessed)
    with mock.patch("click.style", lambda text, **_: text):
        return assessment_text(assessed, case.file, show_all=True)


@cache
def _empty_case() -> Case:
    return parse_case("schema: nmt-case/1\nid: fuzz\n", "fuzz.yaml", known())


def damaged_cache(chance: Random) -> dict[str, bytes]:
    """A kept knowledge base in which something is damaged; now and then those of the shipped rules."""
    rules = "tiny" if chance.randrange(_SHIPPED_EVERY) else "shipped"
    name = chance.choice(sorted(_sound(rules)[1]))
    return {f"{rules}/{name}": damaged(_sound(rules)[1][name], chance)}


def try_cache(files: dict[str, bytes], chance: Random) -> str:
    """A run on a damaged cache knows the same, and leaves a sound cache behind."""
    ((path, content),) = files.items()
    rules, name = path.split("/")
    expected, sound = _sound(rules)
    with _cache_of(rules) as folder:
        for kept, whole in {**sound, name: content}.items():
            (folder / kept).write_bytes(whole)
            (folder / kept).chmod(0o600)
        kb = knowledge_base()
        clips = ClipsEngine(kb)
        if kb != expected:
            raise WrongError("the damaged cache changed the knowledge")
        if (folder / name).read_bytes() == content:
            raise WrongError("the damaged cache is still there")
        for _ in range(3):
            _agree(_observations(kb, chance), kb, engine("plain", expected), clips)
    return "rebuilt"


@cache
def _sound(rules: str) -> tuple[KnowledgeBase, dict[str, bytes]]:
    """The knowledge base of the rules, and the files that are kept of it."""
    with _cache_of(rules) as folder:
        kb = knowledge_base()
        return kb, {path.name: path.read_bytes() for path in folder.iterdir()}


@contextmanager
def _cache_of(rules: str) -> Iterator[Path]:
    """An empty cache, where the tiny rules may stand in for the shipped ones."""
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", place)
        if rules == "tiny":
            own = _written_to(Path(place, "rules"), {name: text.encode() for name, text in RULES.items()})
            patch.setattr("nmt_expert.knowledge.compiled.cache.shipped", lambda _name: own)
        folder = private_cache.cache_folder()
        folder.mkdir(mode=0o700)
        yield folder


def _written_to(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def _refused(error: NmtError) -> str:
    said = str(error)
    _harmless(said)
    if not said.strip():
        raise WrongError("refused without a word")
    return "refused"


def _harmless(said: str) -> None:
    steers = _STEERS.search(said)
    if steers:
        raise WrongError(f"{steers[0]!r} reaches the terminal in {said[max(0, steers.start() - 60) :][:120]!r}")
    if len(said) > _LONGEST_MESSAGE:
        raise WrongError(f"a text of {len(said):,} characters")


def _agree(found: tuple[Observation, ...], kb: KnowledgeBase, one: Engine, other: Engine) -> None:
    facts = build_facts(found, kb)
    if one.infer(facts) != other.infer(facts):
        raise WrongError(f"{one.name} and {other.name} differ on {found}")


Files = dict[str, bytes]
TARGETS: dict[str, tuple[Callable[[Random], Files], Callable[[Files, Random], str]]] = {
    "case": (damaged_case, try_case),
    "rules": (damaged_rules, try_rules),
    "cache": (damaged_cache, try_cache),
}


def own_folders(place: str) -> None:
    """A cache of its own, so that fuzzing touches nobody's."""
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        os.environ[name] = place
