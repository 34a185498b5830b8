"""Ids in the fields of entries that name nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import chain, islice
from typing import Any

from nmt_expert.errors import ENOUGH, Problem, nearest
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.belongs import mend
from nmt_expert.knowledge.written.load import Item, RuleFiles

_FIELDS = {
    "zones": "essential spillover pain sensory spared_zones zones",
    "movements": "actions limits motor spared_motor",
    "activities": "loads eases",
    "reflexes": "reflex_reduced reflex_kept",
    "muscles": "muscles forbids wasting satellites imitates overloads",
    "hypotheses": "entraps hypotheses mimics nerves",
    "factors": "factors",
    "flags": "red_flag safety",
    "sources": "source guideline",
    "findings": "posture gait symptoms provoke relieve history questions implies known_by neutral examine",
}
# field of an entry: what its words name
NAMES = {field: names for names, fields in _FIELDS.items() for field in fields.split()}
_QUOTED = re.compile(r"'([^']+)'")


def reference_problems(files: RuleFiles, kb: KnowledgeBase) -> list[Problem]:
    """Unknown and shared ids, each with its place and the nearest known one."""
    unknown = (problem for items in files.items.values() for item in items for problem in unknown_in(item, kb))
    return list(islice(chain(_shared_ids(files), _topics(files, kb), unknown), ENOUGH))


def without_echoes(problems: Iterable[Problem], refused: Set[str]) -> Iterator[Problem]:
    """The problems, but for names that are unknown only because their entry was refused for another of them."""
    for problem in problems:
        name = _QUOTED.search(problem.message)
        if not (problem.code == "unknown" and name and {name[1], name[1].partition(".")[2]} & refused):
            yield problem


def unknown_in(item: Item[Any], kb: KnowledgeBase) -> Iterator[Problem]:
    """The words in the fields of an entry that name nothing."""
    return _walk(item, item.entry.model_dump(by_alias=True, exclude_none=True), (), kb)


def _topics(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """Findings and topics that a broad question names."""
    for item in files.of("topic"):
        e = item.entry
        for field, names, known in (
            ("covers", e.covers, kb.findings),
            ("who", e.who, kb.findings),
            ("words", e.words, e.covers),
            ("sudden", e.sudden, e.covers),
            ("joins", e.joins, kb.topics),
            ("of", [e.of] if e.of else [], kb.topics),
        ):
            for i, name in enumerate(names):
                if name not in known:
                    path = (field,) if field == "of" else (field, i if isinstance(names, list) else name)
                    yield item.problem(path, f"{field}: unknown '{name}'.{nearest(name, known)}", "unknown")


def _shared_ids(files: RuleFiles) -> Iterator[Problem]:
    """A factor is a finding too, and may not have the id of another; no two arguments of a hypothesis have one name."""
    findings = {item.entry.id for item in files.of("finding")}
    for item in files.of("factor"):
        if item.entry.id in findings:
            message = f"the factor '{item.entry.id}' has the id of another finding"
            yield item.problem(("id",), message, "duplicate-id")
    for item in (each for kind in ("muscle", "nerve", "condition") for each in files.of(kind)):
        names: set[str] = set()
        for i, argument in enumerate(item.entry.arguments):
            if argument.id in names:
                message = f"two arguments are named '{argument.id}'; rename one"
                yield item.problem(("arguments", i), message, "duplicate-id")
            names.add(argument.id)


def _walk(item: Item[Any], value: Any, path: tuple[str | int, ...], kb: KnowledgeBase) -> Iterator[Problem]:
    if isinstance(value, list):
        for i, child in enumerate(value):
            yield from _walk(item, child, (*path, i), kb)
    elif isinstance(value, dict):
        for name, child in value.items():
            if name == "signs":  # each with a name of its own
                continue
            words = [child] if isinstance(child, str) else child if isinstance(child, list) else []
            for i, word in enumerate(words):
                if name in NAMES and isinstance(word, str) and word and not _known(kb, NAMES[name], word):
                    place = (*path, name, i) if isinstance(child, list) else (*path, name)
                    yield item.problem(
                        place, f"{name}: unknown '{word}'.{mend(kb, word, getattr(kb, NAMES[name]))}", "unknown"
                    )
            yield from _walk(item, child, (*path, name), kb)


def _known(kb: KnowledgeBase, names: str, word: str) -> bool:
    if names == "findings":
        return kb.finding(word) is not None or word in kb.patterns
    return word in getattr(kb, names)
