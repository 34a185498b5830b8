"""Strict YAML: text becomes data in one pass over the parser's events, and what readers disagree about is refused.

Read are text, whole and decimal numbers, true and false, nothing (~), lists, and mappings whose keys are words. What
costs more than it says (deep nesting, aliases of aliases, huge numbers) is refused before it costs anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from nmt_expert.errors import Problem, ProblemsError
from nmt_expert.knowledge.written.scalars import CONTROL, INVISIBLE, SEPARATORS, RefusedError, name_of, refuse, scalar

_KEY = re.compile(r"( *)[\w.-]+:")
_KEY_AND_VALUE = re.compile(r"( *(?:- )?)[\w.-]+: +[^\s#]")
MAX_DEPTH = 40
MAX_VALUES = 50_000  # in one file, what an alias stands for included; the largest shipped file of rules holds 12,000

# What the parser says, and what a writer can do about it.
_MENDS = {
    "found character that cannot start any token": "a tab or one of % @ ` cannot begin a text; indent with spaces, or put the text in quotes",
    "mapping values are not allowed in this context": "a ': ' inside a text, or a wrong indent; put the text in quotes, or align the key",
    "found a tab character that violates indentation": "a tab; indent with spaces",
    "exceeded maximum nesting depth": "nested too deeply to be a case or a rule",
    "but found another document": "a second document begins here; keep one in a file",
    "did not find expected alphabetic or numeric character": "a text that begins with * or & needs quotes",
    "did not find expected key": "a quote or bracket that does not match, or a wrong indent",
    "did not find expected ',' or ']'": "the list that begins above does not end; write ] behind its last word",
    "did not find expected ',' or '}'": "the braces that open above do not close; write } behind the last value",
    "found unexpected end of stream": "a quote that opens above does not close",
    "found invalid Unicode character escape code": "write the character itself instead of the escape",
    "found unknown escape character": "a backslash in double quotes means more; use single quotes",
    "did not find expected node content": "a value is missing, or a bracket that opens above does not close",
    "did not find expected '-' indicator": "a key stands among entries that begin with '- '; align it with the key of the list",
    "block sequence entries are not allowed in this context": "put each entry of a list on a line of its own",
    "mapping keys are not allowed in this context": "a text that begins with ? needs quotes",
    "did not find expected comment or line break": "write the text behind | or > on the next line, indented",
    "found unexpected document indicator": "--- inside a quoted text; close the quote, or put the text on one line",
    "found incompatible YAML document": "leave out the line that begins with %",
    "found unknown directive name": "leave out the line that begins with %",
    "found undefined tag handle": "a text that begins with ! needs quotes",
    "did not find expected <document start>": "something follows what is complete; put the whole in quotes, or remove it",
    "could not find expected ':'": "a line that is neither 'key: value' nor part of the text above; indent it, or put the text in quotes",
}


def parse(text: str, file: str, aliases: bool = False) -> Any:
    """The data of one YAML text; `file` is how messages call it, `aliases` reads &names and *names.

    Raises ProblemsError with the place of the first thing that cannot be read.
    """
    text = one_line_each(text)
    control = CONTROL.search(text)
    if control:
        lines = text[: control.start()].split("\n")
        message = f"a control character (U+{ord(control[0]):04X}) stands here; take it out"
        raise ProblemsError([Problem(file, len(lines), len(lines[-1]) + 1, message, "yaml")])
    mark: yaml.Mark | None
    try:
        return _Builder(text, aliases).document()
    except RefusedError as refused:
        message, mark = refused.message, refused.mark
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = _deeper(text, mark) or _MENDS.get(error.problem or "", error.problem or "not readable as YAML")
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    raise ProblemsError([Problem(file, line, column, message + _unseen(text, line), "yaml")])


def one_line_each(text: str) -> str:
    """The text as the parser gets it: the line separators of text processors are spaces. Places stay the same."""
    return text.removeprefix("\ufeff").translate(SEPARATORS)


class _Builder:
    """Builds the data of one document."""

    def __init__(self, text: str, aliases: bool) -> None:
        self._parser = yaml.CSafeLoader(text)
        self._aliases = aliases
        self._named: dict[str, tuple[Any, int]] = {}  # value, and how many values it holds
        self._values = 0

    def document(self) -> Any:
        self._parser.get_event()  # the stream starts
        if isinstance(self._parser.get_event(), yaml.StreamEndEvent):
            return None
        data = self._value(self._parser.get_event(), 0)
        self._parser.get_event()  # the document ends
        further = self._parser.get_event()
        if not isinstance(further, yaml.StreamEndEvent):
            refuse(further, _MENDS["but found another document"])
        return data

    def _value(self, event: Any, depth: int) -> Any:
        self._count(event, 1)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if event.tag is not None:
            refuse(
                event,
                f"the tag {event.tag} is not read; write the value itself, or put a text that begins with ! in quotes",
            )
        if event.anchor is not None and not self._aliases:
            refuse(
                event,
                f"&{event.anchor} is not read here; write the thing out each time, or put a text that begins with & in quotes",
            )
        before = self._values
        value: Any
        if isinstance(event, yaml.ScalarEvent):
            value = scalar(event)
        elif depth == MAX_DEPTH:
            refuse(event, "nested too deeply to be a case or a rule")
        elif isinstance(event, yaml.SequenceStartEvent):
            value = [self._value(item, depth + 1) for item in self._until(yaml.SequenceEndEvent)]
        else:
            value = {}
            for key in self._until(yaml.MappingEndEvent):
                name = self._key(key)
                if name in value:
                    refuse(key, f"the key '{name}' stands twice; keep one of the two")
                value[name] = self._value(self._parser.get_event(), depth + 1)
        if event.anchor is not None:
            self._named[event.anchor] = value, self._values - before + 1
        return value

    def _until(self, end: type[yaml.Event]) -> Iterator[Any]:
        while not isinstance(event := self._parser.get_event(), end):
            yield event

    def _key(self, event: Any) -> str:
        self._count(event, 1)
        if not isinstance(event, yaml.ScalarEvent) or event.tag is not None or event.anchor is not None:
            refuse(event, "a key is one word; put a text that begins with { [ * & or ! in quotes")
        key = scalar(event)
        if not isinstance(key, str):
            refuse(event, f"'{event.value}' cannot be a key, which is a word; a decimal number is written with a point")
        return key

    def _alias(self, event: Any) -> Any:
        if not self._aliases:
            refuse(
                event,
                f"*{event.anchor} is not read here; write the thing out, or put a text that begins with * in quotes",
            )
        if event.anchor not in self._named:
            refuse(event, f"*{event.anchor} names nothing above; a text that begins with * needs quotes")
        value, values = self._named[event.anchor]
        self._count(event, values)
        return value

    def _count(self, event: Any, values: int) -> None:
        self._values += values
        if self._values > MAX_VALUES:
            refuse(event, f"more than {MAX_VALUES:,} values: too much for one file; split it")


def _deeper(text: str, mark: Any) -> str:
    """Says of a key that stands deeper than the line above, which has its value already, that one of the two is wrong."""
    lines = text.split("\n")
    if mark is None or not 0 < mark.line < len(lines):
        return ""
    key, value = _KEY.match(lines[mark.line]), _KEY_AND_VALUE.match(lines[mark.line - 1])
    if not key or not value or mark.column + 1 != key.end() or len(key[1]) <= len(value[1]):
        return ""
    dash = ", begin the entry above with '- '" if not value[1] else ""
    return f"this key stands deeper than the one above; align the two{dash}, or put a text that goes on here in quotes"


def _unseen(text: str, line: int) -> str:
    """A hint when the line holds what an editor does not show."""
    lines = text.split("\n")
    found = INVISIBLE.search(lines[line - 1]) if 0 < line <= len(lines) else None
    if found is None:
        return ""
    return f"; the line holds an invisible character ({name_of(found[0])}, column {found.start() + 1})"
