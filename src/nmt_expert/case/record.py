"""Writes answers into the data of a case file, in the order in which they were given.

The data may be plain dictionaries or ruamel's, which keep the comments of people. The list `findings` is the log of
the guided assessment: an answer that is changed keeps its place, a new one is appended.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any, Literal

State = Literal["present", "absent", "value", "not_raised", "not_tested"]
STATES: tuple[State, ...] = ("present", "absent", "value", "not_raised", "not_tested")
Data = MutableMapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """One finding answered."""

    key: str
    state: State
    side: str | None = None
    value: float | None = None
    note: str = ""


@dataclass(frozen=True)
class Field:
    """One field of the head of the case, such as ('client', 'age'); None removes it."""

    path: tuple[str, ...]
    value: Any


@dataclass(frozen=True)
class Retract:
    """A finding is taken back as if it had never been asked."""

    key: str


@dataclass(frozen=True)
class Passed:
    """A screen was left without an answer of its own."""

    screen: str


@dataclass(frozen=True)
class Asked:
    """A page of questions was shown and answered."""

    screen: str
    title: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """Free text of the therapist."""

    text: str


Change = Answer | Field | Retract | Passed | Asked | Note


def record(data: Data, changes: Iterable[Change]) -> None:
    """Applies the changes to the data of a case. All answers to one finding replace what was said of it before."""
    changes = list(changes)
    places: dict[str, int] = {}
    for key in dict.fromkeys(c.key for c in changes if isinstance(c, Answer | Retract)):
        place = _take_back(data, key)
        if place is not None:
            places[key] = place
    entries: dict[tuple[int, State, str | None, str], dict[str, Any]] = {}
    for change in changes:
        match change:
            case Answer():
                place = places.get(change.key, -1)
                # a note belongs to one finding, so its entry is not shared
                group = (place, change.state, change.side, change.key if change.note else "")
                _add(entries.setdefault(group, {}), change)
            case Field():
                _set(data, change)
            case Passed():
                passed = data.setdefault("interview", {}).setdefault("passed", [])
                if change.screen not in passed:
                    passed.append(change.screen)
            case Asked():
                page = {"screen": change.screen, "title": change.title, "asked": list(change.keys)}
                data.setdefault("interview", {}).setdefault("pages", []).append(page)
            case Note():
                data.setdefault("notes", []).append(change.text)
    _insert(data, entries)


def keys_of(entry: Any, state: State) -> list[str]:
    """The findings that an entry states in this way; a single key may stand without a list."""
    value = entry.get(state) or []
    return [value] if isinstance(value, str) else list(value)


def _add(entry: dict[str, Any], answer: Answer) -> None:
    if answer.state == "value":
        entry.setdefault("value", {})[answer.key] = answer.value
    else:
        entry.setdefault(answer.state, []).append(answer.key)
    if answer.side:
        entry["side"] = answer.side
    if answer.note:
        entry["note"] = answer.note


def _insert(data: Data, entries: dict[tuple[int, State, str | None, str], dict[str, Any]]) -> None:
    """New entries at the end, changed ones at the place of the old; later places first, so that none shifts another."""
    findings = data.setdefault("findings", [])
    for (place, *_), entry in sorted(entries.items(), key=lambda item: -item[0][0]):
        if place < 0:
            findings.append(entry)
        else:
            findings.insert(place, entry)
    if not findings:
        del data["findings"]


def _take_back(data: Data, key: str) -> int | None:
    """Removes every statement of a finding; the place where the first one stood, or None."""
    findings = data.get("findings") or []
    first = None
    for place in range(len(findings) - 1, -1, -1):
        entry = findings[place]
        if not any(key in keys_of(entry, state) for state in STATES):
            continue
        first = place
        for state in STATES:
            _remove(entry, state, key)
        if not any(keys_of(entry, state) for state in STATES):
            if entry.get("text"):
                first = place + 1  # words of a person stay, the new answer follows them
            else:
                del findings[place]
    return first


def _remove(entry: Any, state: State, key: str) -> None:
    stated = entry.get(state)
    if stated == key:
        del entry[state]
    elif stated is not None and not isinstance(stated, str) and key in stated:
        if state == "value":
            del stated[key]
        else:
            stated.remove(key)
        if not stated:
            del entry[state]


def _set(data: Data, field: Field) -> None:
    *parents, name = field.path
    for parent in parents:
        data = data.setdefault(parent, {})
    if field.value is None:
        data.pop(name, None)
    else:
        data[name] = field.value
