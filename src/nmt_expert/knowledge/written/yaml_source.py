"""Strict YAML: duplicate keys and bare yes/no/on/off are refused, and any place in a file can be found again.

Files are read with PyYAML's C parser. Only when something is wrong is the text composed once more into nodes, whose
marks give the line and column of a path such as (3, 'when', 'all', 0).
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from nmt_expert.errors import NmtError, Problem, ProblemsError, nearest
from nmt_expert.knowledge.written.word_place import word_place

_AMBIGUOUS = {"yes", "no", "on", "off", "y", "n"}
MAX_BYTES = 5_000_000
YamlPath = tuple[str | int, ...]


class _StrictLoader(yaml.CSafeLoader):
    """CSafeLoader without surprises. Dates stay text; pydantic reads them where a field is a date."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own way to configure a loader
        first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith((":bool", ":timestamp"))]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key_node, _ in node.value:
            if key_node.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key '{key_node.value}' stands twice; keep one of the two", key_node.start_mark
                )
            seen.add(key_node.value)
        return super().construct_mapping(node, deep)


def _construct_str(loader: _StrictLoader, node: yaml.ScalarNode) -> str:
    value = str(node.value)
    if not node.style and value.lower() in _AMBIGUOUS:
        raise yaml.constructor.ConstructorError(
            None,
            None,
            f"a bare '{value}' means different things to different readers; write true, false or quote it",
            node.start_mark,
        )
    return value


_StrictLoader.add_constructor("tag:yaml.org,2002:str", _construct_str)
_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def read_text(path: Path) -> str:
    """The text of a YAML file. Raises NmtError when it is missing, unreadable, too large or not UTF-8."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise NmtError(
                f"{path}: larger than {MAX_BYTES // 1_000_000} MB; a case or rule file is text of some kilobytes."
            )
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        near = nearest(path.name, [p.name for p in path.parent.glob("*.y*ml")]) if path.parent.is_dir() else ""
        raise NmtError(f"{path}: there is no such file.{near}") from None
    except UnicodeDecodeError as error:
        raise NmtError(f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8.") from None
    except OSError as error:
        raise NmtError(f"{path}: cannot be read ({error.strerror}).") from None


def parse(text: str, file: str) -> Any:
    """The data of one YAML text. Raises ProblemsError with the place of the first syntax error."""
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a safe loader, made stricter
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or "not readable as YAML"
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise ProblemsError([Problem(file, line, column, problem, "yaml")]) from None
    except yaml.reader.ReaderError as error:
        raise ProblemsError(
            [Problem(file, 0, 0, f"a character that YAML does not allow (position {error.position})", "yaml")]
        ) from None
    except RecursionError:
        raise ProblemsError([Problem(file, 0, 0, "nested too deeply to be a case or a rule", "yaml")]) from None


class Locator:
    """Finds the line and column of a path in one file; composes the file only when first asked."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._text = text
        self._root: yaml.Node | None = None

    def problem(self, path: Sequence[str | int], message: str, code: str = "", at: int | None = None) -> Problem:
        """A problem at a path, or at the word with offset `at` in the sentence that stands there."""
        if self._root is None:
            self._root = yaml.compose(self._text, Loader=yaml.CSafeLoader)
        node = self._root
        mark = node.start_mark if node else None
        for step in path:
            found = None
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if key.value == step:
                        found, mark = value, key.start_mark
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = node.value[step]
                mark = found.start_mark
            if found is None:
                break
            node = found
        line, column = (mark.line, mark.column) if mark else (-1, -1)
        if at is not None and isinstance(node, yaml.ScalarNode):
            line, column = word_place(self._text.splitlines(), node, at)
        return Problem(self.file, line + 1, column + 1, message, code)

    def validation_problems(
        self, error: ValidationError, fields: Sequence[str], prefix: YamlPath = ()
    ) -> list[Problem]:
        """Every error of a pydantic validation, with its place; `fields` are the keys that the format knows."""
        return [
            self.problem((*prefix, *item["loc"]), _sentence(item, fields), "schema")
            for item in error.errors(include_url=False)
        ]


def _sentence(item: Any, fields: Sequence[str]) -> str:
    where = str(item["loc"][-1]) if item["loc"] else "entry"
    value = item.get("input")
    match item["type"]:
        case "extra_forbidden":
            return f"unknown key '{where}'.{nearest(where, list(fields))}"
        case "missing":
            return f"the key '{where}' is missing"
        case "literal_error":
            expected = str(item["ctx"]["expected"]).replace(" or ", ", ")
            words = [word.strip(" '") for word in expected.split(",")]
            return f"'{value}' is not one of {', '.join(words)}.{nearest(str(value), words)}"
        case _:
            message = str(item["msg"]).removeprefix("Value error, ")
            return f"{where}: {message[0].lower() + message[1:]}"
