"""Where a problem stands: the line and column of a path such as (3, 'arguments', 0, 'when') in a YAML text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import yaml

from nmt_expert.errors import Problem, nearest
from nmt_expert.knowledge.written.short_forms import written_as
from nmt_expert.knowledge.written.word_place import word_place
from nmt_expert.knowledge.written.yaml_source import one_line_each

if TYPE_CHECKING:
    from pydantic import ValidationError  # its import is slow, and a valid case does not need it

YamlPath = tuple[str | int, ...]
_MOST = 50  # problems of one entry that are told
_CONCLUDES = re.compile(r"\w+ (for|against)\b")
_NO_NAME = re.compile(r"[^a-z0-9_./]+")
_NAME = "small letters, figures and _"
_PATTERNS = {
    "id": f"{_NAME}, of a nerve or condition behind entrapment., compression. or other.",
    "date": "year-month-day, as in 2026-11-28",
}


class Locator:
    """Finds the line and column of a path in one file; composes the file only when first asked."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = one_line_each(text)
        self._root: yaml.Node | None = None

    def problem(self, path: Sequence[str | int], message: str, code: str = "", at: int | None = None) -> Problem:
        """A problem at a path, or at the word with offset `at` in the sentence that stands there."""
        if self._root is None:
            self._root = yaml.compose(self.text, Loader=yaml.CSafeLoader)
        node = self._root
        mark = node.start_mark if node else None
        for step in path:
            found = None
            if isinstance(node, yaml.MappingNode):
                keys = [key.value for key, _ in node.value]
                wanted = step if step in keys else written_as(str(step), keys)
                for key, value in node.value:
                    if key.value == wanted:
                        found, mark = value, key.start_mark
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = node.value[step]
                mark = found.start_mark
            if found is None:
                break
            node = found
        line, column = (mark.line, mark.column) if mark else (-1, -1)
        if at is not None and isinstance(node, yaml.ScalarNode):
            line, column = word_place(self.text.split("\n"), node, at)
        return Problem(self.file, line + 1, column + 1, message, code)

    def entry(self, index: int) -> str:
        """The text of one entry of a list."""
        begins = [self.problem((place,), "").line - 1 for place in (index, index + 1)]
        lines = self.text.split("\n")[begins[0] : begins[1] if begins[1] > begins[0] else None]
        while lines and (not lines[-1].strip() or lines[-1].startswith("#")):  # what stands before the next one
            del lines[-1]
        return "\n".join(lines)

    def validation_problems(
        self, error: ValidationError, fields: Sequence[str], prefix: YamlPath = ()
    ) -> list[Problem]:
        """Every error of a pydantic validation, with its place; `fields` are the keys that the format knows.

        A key that is missing because it was misspelt is no second error.
        """
        found = error.errors(include_url=False)[:_MOST]
        unknown = {(*item["loc"][:-1], word) for item in found for word in _meant(item, fields)}
        return [
            self.problem((*prefix, *item["loc"]), _sentence(item, fields), "schema")
            for item in found
            if item["type"] != "missing" or item["loc"] not in unknown
        ]


def _meant(item: Any, fields: Sequence[str]) -> list[str]:
    """The keys that an unknown one can stand for."""
    if item["type"] != "extra_forbidden":
        return []
    key = str(item["loc"][-1])
    # a word of strength that there is not: 'medium against', where 'moderate against' concludes
    said = ["then", "label"] if _CONCLUDES.match(key) else []
    return [*said, *(field for field in fields if f"'{field}'" in nearest(key, list(fields)))]


def _sentence(item: Any, fields: Sequence[str]) -> str:
    where = str(item["loc"][-1]) if item["loc"] else "entry"
    value = item.get("input")
    match item["type"]:
        case "extra_forbidden":
            return f"unknown key '{where}'.{nearest(where, list(fields))}"
        case "missing":
            return f"the key '{where}' is missing"
        case "string_pattern_mismatch":
            mended = _NO_NAME.sub("_", str(value).strip().lower())
            hint = f"write {mended}" if re.search(item["ctx"]["pattern"], mended) else _PATTERNS.get(where, _NAME)
            return f"{where}: '{value}' is no name here; {hint}"
        case "literal_error":
            expected = str(item["ctx"]["expected"]).replace(" or ", ", ")
            words = [word.strip(" '") for word in expected.split(",")]
            return f"'{value}' is not one of {', '.join(words)}.{nearest(str(value), words)}"
        case _:
            message = str(item["msg"]).removeprefix("Value error, ")
            return f"{where}: {message[0].lower() + message[1:]}"
