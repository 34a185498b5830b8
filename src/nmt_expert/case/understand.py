"""What a person meant by data that a format refuses: harmless other spellings are taken, the rest is named, all at once.

Taken, because they can mean one thing only: a single thing where a list stands, an empty value where the key may be left
out, another case of a word of a closed list, a whole number where a text stands, a number in quotes. Everything else is
a problem. The format is a msgspec Struct; what it knows of itself is read off its types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import Struct, inspect

from nmt_expert.errors import nearest

YamlPath = tuple[str | int, ...]
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_NUMBER_WITH_MORE = re.compile(r"\s*([-+]?\d+)(?:([.,])(\d+))?\s*(\D*)")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})[./-]?(\d{1,2})[./-]?(\d{1,2})(?:[T ].*)?")


def understood(data: object, form: type[Struct]) -> tuple[Any, list[tuple[YamlPath, str]]]:
    """The data as the format wants it, and everything that is wrong in it: the path to the place, and the sentence."""
    reading = _Reading(form)
    return reading.value(data, inspect.type_info(form), ()), reading.problems


def without_gaps(meant: Any) -> Any:
    """What `understood` gave, without the places where something was wrong, so that the rest can be read."""
    if isinstance(meant, dict):
        return {key: without_gaps(value) for key, value in meant.items() if value is not None}
    if isinstance(meant, list):
        return [{} if value is None else without_gaps(value) for value in meant]  # entries keep their numbers
    return meant


PUBLISHED = ("source", "answer")  # headings of published cases only


class _Reading:
    def __init__(self, form: type[Struct]) -> None:
        self.problems: list[tuple[YamlPath, str]] = []
        self._homes: dict[str, dict[str, None]] = {}  # key -> the headings that it stands under
        for key, heading in _homes(inspect.type_info(form), ""):
            self._homes.setdefault(key, {})[heading] = None

    def value(self, data: object, kind: inspect.Type, path: YamlPath, hint: str = "") -> Any:
        match kind:
            case inspect.Metadata():
                return self.value(data, kind.type, path, (kind.extra_json_schema or {}).get("description", ""))
            case inspect.UnionType():  # something or None
                one = next(t for t in kind.types if not isinstance(t, inspect.NoneType))
                return None if data is None else self.value(data, one, path)
            case inspect.StructType():
                return self._struct(data, kind, path)
            case inspect.ListType():
                return self._list(data, kind, path)
            case inspect.DictType():
                return self._dict(data, kind, path)
            case inspect.LiteralType():
                return self._word(data, kind, path)
            case inspect.DateType():
                return self._date(data, path)
            case inspect.BoolType():
                return self._truth(data, path)
            case inspect.FloatType() | inspect.IntType():
                return self._number(data, kind, path)
            case inspect.StrType():
                return self._text(data, kind, path, hint)
            case _:
                raise TypeError(kind)

    def _struct(self, data: object, kind: inspect.StructType, path: YamlPath) -> Any:
        if not isinstance(data, dict):
            keys = ", ".join(f.encode_name for f in kind.fields[:3])
            return self._wrong(path, f"expected keys such as {keys}, each with a colon and its value")
        fields = {f.encode_name: f for f in kind.fields}
        for key in data:
            if key not in fields:
                homes = self._homes.get(str(key), {})
                own = [f"'{home}:'" for home in homes if home not in PUBLISHED] or [f"'{home}:'" for home in homes]
                mend = f" It stands under {' or '.join(own)}." if own else nearest(str(key), fields)
                self._wrong((*path, key), f"unknown key '{key}'.{mend}")
        found = {}
        for name, field in fields.items():
            if name not in data:
                if field.required:
                    self._wrong(path, f"the key '{name}' is missing")
            elif data[name] is not None or field.required:
                found[name] = self.value(data[name], field.type, (*path, name))
        return found

    def _list(self, data: object, kind: inspect.ListType, path: YamlPath) -> Any:
        item = kind.item_type
        if not isinstance(data, list):
            if isinstance(item, inspect.StructType):
                return self._wrong(path, f"{path[-1]}: expected a list, each entry on a line that begins with '- '")
            return [self.value(data, item, path)]
        return [self.value(one, item, (*path, i)) for i, one in enumerate(data) if one is not None]

    def _dict(self, data: object, kind: inspect.DictType, path: YamlPath) -> Any:
        if not isinstance(data, dict):
            return self._wrong(path, f"expected {{key: number}}, as in {path[-1]}: {{temperature: 38.5}}")
        return {key: self.value(one, kind.value_type, (*path, key)) for key, one in data.items()}

    def _word(self, data: object, kind: inspect.LiteralType, path: YamlPath) -> Any:
        words = [str(value) for value in kind.values]
        if data in kind.values:
            return data
        meant = str(data).strip(" \t\"'\u201c\u201d\u201e\u2018\u2019").lower().replace(" ", "_").replace("-", "_")
        if isinstance(data, str) and meant in words:
            return meant
        return self._wrong(path, f"'{data}' is not one of {', '.join(words)}.{nearest(str(data), words)}")

    def _truth(self, data: object, path: YamlPath) -> Any:
        if data in ("True", "TRUE", "False", "FALSE"):
            return str(data).lower() == "true"
        return (
            data if isinstance(data, bool) else self._wrong(path, f"{_told(data)} is neither true nor false; write one")
        )

    def _date(self, data: object, path: YamlPath) -> Any:
        try:
            if isinstance(data, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", data):
                date.fromisoformat(data)
                return data
        except ValueError:
            return self._wrong(path, f"{path[-1]}: there is no day {data}")
        return self._wrong(path, f"{path[-1]}: {_told(data)} is no date; {_date_hint(str(data))}")

    def _number(self, data: object, kind: inspect.FloatType | inspect.IntType, path: YamlPath) -> Any:
        whole = isinstance(kind, inspect.IntType)
        if isinstance(data, str) and _NUMBER.fullmatch(data) and not (whole and "." in data):
            data = int(data) if whole else float(data)
        if isinstance(data, bool) or not isinstance(data, int if whole else int | float):
            return self._wrong(path, f"{path[-1]}: {_told(data)} is no number{_number_hint(data)}")
        low, high = kind.ge, kind.le
        if (low is not None and not data >= low) or (high is not None and not data <= high) or data in _INFINITE:
            between = f" from {low:g} to {high:g}" if low is not None and high is not None else ""
            return self._wrong(path, f"{path[-1]}: {data:g} is no number{between}")
        return data

    def _text(self, data: object, kind: inspect.StrType, path: YamlPath, hint: str) -> Any:
        if isinstance(data, int) and not isinstance(data, bool):
            data = str(data)
        if not isinstance(data, str):
            return self._wrong(path, f"{path[-1]}: {_told(data)} is no text; put it in quotes")
        if kind.pattern and not re.search(kind.pattern, data):
            return self._wrong(path, f"{path[-1]}: '{data[:80]}' is not possible; write {hint}")
        return data

    def _wrong(self, path: YamlPath, message: str) -> None:
        self.problems.append((path, message))


_INFINITE = (float("inf"), float("-inf"))


def _homes(kind: inspect.Type, heading: str) -> Iterator[tuple[str, str]]:
    """Every key of a format with the heading under which it stands; the outermost keys have none."""
    match kind:
        case inspect.StructType():
            for field in kind.fields:
                yield from _homes(field.type, field.encode_name)
                if heading:
                    yield field.encode_name, heading
        case inspect.UnionType():
            for one in kind.types:
                yield from _homes(one, heading)
        case inspect.ListType():
            yield from _homes(kind.item_type, heading)


def _told(data: object) -> str:
    """A value as a message shows it."""
    if data is None:
        return "nothing"
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, dict | list):
        return "a list" if isinstance(data, list) else "a mapping (a ': ' inside a text needs quotes)"
    return f"'{str(data)[:80]}'"


def _date_hint(written: str) -> str:
    """How to write the date that somebody seems to have meant."""
    if found := _DAY_MONTH_YEAR.fullmatch(written):
        first, second, year = (int(part) for part in found.groups())
        # 3/4 may be March or April
        meant = [
            (m, d) for d, m in {(first, second), (second, first)} if m <= 12 and ("." not in written or m == second)
        ]
        days = sorted({f"{year}-{m:02}-{d:02}" for m, d in meant if d <= 31})
        return f"write {' or '.join(days)}" if days else "write year-month-day, as in 2026-11-21"
    found = _YEAR_MONTH_DAY.fullmatch(written)
    if found and 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31:
        return f"write {found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    return "write year-month-day, as in 2026-11-21"


def _number_hint(data: object) -> str:
    """How to write the number that somebody seems to have meant: 38,5 or '38.5 °C'."""
    found = _NUMBER_WITH_MORE.fullmatch(data) if isinstance(data, str) else None
    if not found:
        return ""
    number = found[1] + (f".{found[3]}" if found[3] else "")
    if found[4].startswith("month"):
        return f"; {number} months are {float(number) / 12:.2g} years"
    if found[4].strip():
        return f"; write it without '{found[4].strip()}', in the unit that the vocabulary names"
    return f"; write {number}"
