"""Reads a case file and turns it into observations. Every problem is named with its place and the way to mend it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from nmt_expert.case.contradictions import agreed
from nmt_expert.case.model import SCHEMA, CaseFile
from nmt_expert.case.observation import Observation
from nmt_expert.case.statements import Statements
from nmt_expert.errors import NmtError, Problem, ProblemsError
from nmt_expert.files import read_text
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.written.places import Locator
from nmt_expert.knowledge.written.yaml_source import parse

MAX_ENTRIES = 2_000
_MOST_PROBLEMS = 50  # are told at once


class Case(msgspec.Struct, frozen=True):
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
    file, problems = _file(data, locator)
    if len(file.findings) > MAX_ENTRIES:
        raise NmtError(f"{name}: {len(file.findings)} findings; a case holds at most {MAX_ENTRIES}.")
    statements = Statements(file, kb, locator)
    observations = agreed(statements, kb)
    if problems or statements.problems:
        raise ProblemsError([*problems, *statements.problems][:_MOST_PROBLEMS])
    return Case(statements.file, observations)


def _file(data: dict[str, Any], locator: Locator) -> tuple[CaseFile, list[Problem]]:
    """The data as a case file, and what is wrong in its form; what is wrong is left out of the file.

    Raises ProblemsError when too little is left to look for mistakes in the rest.
    """
    try:
        return msgspec.convert(_listed(data), CaseFile), []
    except msgspec.ValidationError:
        from nmt_expert.case.understand import understood, without_gaps  # for the unusual only

        meant, wrong = understood(data, CaseFile)
        problems = [locator.problem(path, message, "schema") for path, message in wrong[:_MOST_PROBLEMS]]
        try:
            return msgspec.convert(without_gaps(meant), CaseFile), problems
        except msgspec.ValidationError:
            raise ProblemsError(problems) from None


def _listed(data: dict[str, Any]) -> dict[str, Any]:
    """The data with single keys of findings as lists of one, as people like to write them."""
    findings = data.get("findings")
    if not isinstance(findings, list):
        return data
    keys = ("present", "absent", "not_raised", "not_tested")
    return data | {
        "findings": [
            entry | {key: [entry[key]] for key in keys if isinstance(entry.get(key), str)}
            if isinstance(entry, dict)
            else entry
            for entry in findings
        ]
    }
