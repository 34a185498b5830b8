"""Named groups of zones, muscles, movements, reflexes, sites, activities or findings: a rule says @leg, not eleven zones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nmt_expert.errors import nearest
from nmt_expert.knowledge.base import SINGULAR, KnowledgeBase
from nmt_expert.knowledge.belongs import mend
from nmt_expert.knowledge.language.tree import Path

DEEPEST = 8  # groups inside each other
Report = Callable[[str, Path, str, str], None]  # id of the group, where in its entry, message, code


@dataclass(frozen=True)
class Group:
    """A group with its members spread out, each once, in the order in which they are written."""

    id: str
    of: str
    members: tuple[str, ...]
    whole: bool = False


def spread(entries: dict[str, Any], kb: KnowledgeBase, report: Report) -> dict[str, Group]:
    """The groups of `entries` (by id), as far as they can be spread out; everything wrong in them is reported."""
    return _Spread(entries, kb, report).all()


class _Spread:
    def __init__(self, entries: dict[str, Any], kb: KnowledgeBase, report: Report) -> None:
        self._entries = entries
        self._kb = kb
        self._report = report
        self._done: dict[str, Group] = {}
        self._deep: dict[str, int] = {}
        self._open: list[str] = []

    def all(self) -> dict[str, Group]:
        for entry_id, entry in self._entries.items():
            if self._is_member(entry.of, entry_id):
                message = f"'{entry_id}' is also one of the {entry.of}; give the group another id"
                self._report(entry_id, ("id",), message, "group")
            self._group(entry_id)
        return self._done

    def _group(self, group_id: str) -> Group:
        if group_id not in self._done:
            entry = self._entries[group_id]
            self._open.append(group_id)
            self._deep[group_id] = 1
            members = [m for place, word in enumerate(entry.members) for m in self._member(entry, place, word)]
            self._open.pop()
            self._done[group_id] = Group(group_id, entry.of, tuple(dict.fromkeys(members)), entry.whole)
        return self._done[group_id]

    def _member(self, entry: Any, place: int, word: str) -> tuple[str, ...]:
        at: Path = ("members", place)
        if not word.startswith("@"):
            if self._is_member(entry.of, word):
                return (word,)
            kind = SINGULAR[entry.of]
            self._report(
                entry.id, at, f"unknown {kind} '{word}'.{mend(self._kb, word, self._known(entry.of))}", "unknown"
            )
            return ()
        inner = self._entries.get(word[1:])
        if inner is None:
            groups = [f"@{e.id}" for e in self._entries.values() if e.of == entry.of]
            self._report(entry.id, at, f"unknown group '{word}'.{nearest(word, groups)}", "unknown")
        elif inner.of != entry.of:
            self._report(entry.id, at, f"{word} is a group of {inner.of}, '{entry.id}' one of {entry.of}", "group")
        elif inner.id in self._open:
            circle = " > ".join([*self._open[self._open.index(inner.id) :], inner.id])
            self._report(entry.id, at, f"the group rests on itself: {circle}", "group")
        elif len(self._open) >= DEEPEST or self._deep.get(inner.id, 0) >= DEEPEST:
            self._report(entry.id, at, f"groups stand more than {DEEPEST} deep inside each other", "group")
        else:
            found = self._group(inner.id)
            self._deep[entry.id] = max(self._deep[entry.id], self._deep[inner.id] + 1)
            return found.members
        return ()

    def _is_member(self, of: str, word: str) -> bool:
        if of == "findings":
            return word in self._kb.patterns or self._kb.finding(word) is not None
        return word in self._kb.subjects(of)

    def _known(self, of: str) -> Any:
        return [*self._kb.findings, *self._kb.patterns] if of == "findings" else self._kb.subjects(of)
