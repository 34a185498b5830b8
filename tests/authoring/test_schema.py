"""The schema that editors complete from lets in what the formats let in, and nothing misspelt."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from nmt_expert.authoring.schema import schemas
from nmt_expert.cli.rules_author import schema as command
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.language.mistakes import KEYWORDS
from nmt_expert.knowledge.written.files import read_rules
from nmt_expert.knowledge.written.yaml_source import parse
from nmt_expert.paths import shipped


@pytest.fixture(scope="module")
def written(kb: KnowledgeBase) -> dict[str, Any]:
    return schemas(kb)


def _of(written: dict[str, Any], name: str) -> Draft202012Validator:
    return Draft202012Validator(next(schema for pattern, schema in written.items() if fnmatch(name, pattern)))


def test_the_shipped_rules_fit_their_schemas(written: dict[str, Any]) -> None:
    wrong, seen = [], set()
    for file in sorted(read_rules([shipped("rules")])[0], key=lambda file: len(file.content)):
        kind = next(pattern for pattern in written if fnmatch(file.name, pattern))
        if kind in seen and len(file.content) > 20_000:  # the validator is slow; the shorter files show every form
            continue
        seen.add(kind)
        data = parse(file.content.decode(), file.name, aliases=True)
        wrong += [
            f"{file.name} {list(e.absolute_path)}: {e.message[:90]}" for e in _of(written, file.name).iter_errors(data)
        ]
    assert wrong == []
    assert seen == set(written)


_ENTRY = {"id": "other.a", "name": "A", "regions": ["arm"], "prior": "rare", "triage": "treat", "pain": ["thumb"]}


@pytest.mark.parametrize(
    ("changed", "fits"),
    [
        ({"arguments": [{"warm": "fever_or_chills", "weak for (heat)": "Why."}]}, True),
        ({"arguments": [{"id": "warm", "when": "fever_or_chills", "strength": "weak", "because": "Why."}]}, True),
        (
            {"provenance": ["textbook_x", {"textbook_x": ["pain"]}, {"source": ["x"], "note": "n"}]},
            False,
        ),  # no such source
        ({"pain": ["thum"]}, False),
        ({"prior": "rarely"}, False),
        ({"painn": ["thumb"]}, False),
        ({"arguments": [{"id": "warm", "wen": "fever_or_chills"}]}, False),
    ],
)
def test_what_the_schema_lets_in(changed: dict[str, Any], fits: bool, written: dict[str, Any]) -> None:
    assert _of(written, "conditions/own.yaml").is_valid([_ENTRY | changed]) is fits


def test_the_command_writes_schemas_and_settings(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, [str(tmp_path / "s")])
    assert result.exit_code == 0, result.output
    settings = json.loads((tmp_path / "s/settings.json").read_text())["yaml.schemas"]
    assert settings["./s/anatomy.muscles.json"] == ["**/anatomy/muscles/*.yaml"]
    for path in settings:
        Draft202012Validator.check_schema(json.loads((tmp_path / path).read_text()))


def test_the_editor_colours_every_reserved_word(repository: Path) -> None:
    grammar = json.loads((repository / "editors/vscode/nmt-rules.tmLanguage.json").read_text())
    patterns = [
        re.compile(one["match"].replace("(?<=[a-z0-9_)] |\\()", "(?:(?<=[a-z0-9_)] )|(?<=\\())"))
        for one in grammar["patterns"]
    ]
    for word in KEYWORDS:
        sentence = f"when: fever {word} spurling"
        assert any(found[1] == word for p in patterns for found in p.finditer(sentence) if p.groups), word
    coloured = {
        p.search("  strong for (g): pain in @leg and $field >= 3").group()
        for p in patterns
        if p.search("strong for @leg $field pain in @leg")
    }  # type: ignore[union-attr]
    assert {"strong for", "@leg", "$field"} <= coloured
    package = json.loads((repository / "editors/vscode/package.json").read_text())
    (contributed,) = package["contributes"]["grammars"]
    assert (repository / "editors/vscode" / contributed["path"]).is_file()
    assert contributed["scopeName"] == grammar["scopeName"]
