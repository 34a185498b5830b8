"""The rules of a red flag: one for each alternative, and one for each thing that lowers an emergency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nmt_expert.errors import Problem, nearest
from nmt_expert.knowledge.compiled.conditions import Clause
from nmt_expert.knowledge.compiled.entries import sources_of
from nmt_expert.knowledge.language.tree import Path
from nmt_expert.knowledge.written.load import Item
from nmt_expert.knowledge.written.red_flag import RedFlagEntry


def flag_rules(item: Item[RedFlagEntry]) -> Iterator[tuple[Path, Any, dict[str, Any]]]:
    """Path and condition of every rule of a flag, and what else it says."""
    flag = item.entry
    for name, lower in flag.lowers.items():
        id = _lower(flag, name)
        yield (
            ("lowers", name, "when"),
            lower.when,
            {"id": id, "text": id, "kind": "lower", "because": lower.because, "sources": tuple(lower.source)},
        )
    for raised in flag.raised():
        id = f"{flag.id}/{raised.id}"
        rest = {
            "id": id,
            "text": id,
            "kind": "flag",
            "urgency": raised.urgency,
            "because": raised.because or flag.because,
            "sources": tuple(raised.source) or sources_of(flag),
            "life": raised.life,
            "lowered_by": tuple(_lower(flag, name) for name in raised.lowered_by),
        }
        yield raised.path, raised.when, rest


def flag_problems(item: Item[RedFlagEntry]) -> Iterator[Problem]:
    """What is wrong in how a flag's emergencies are lowered."""
    flag = item.entry
    for raised in flag.raised():
        path = (*raised.path[:2], "lowered_by")
        for name in raised.lowered_by:
            if name not in flag.lowers:
                yield item.problem(
                    path, f"nothing under `lowers:` is called '{name}'.{nearest(name, flag.lowers)}", "lowers"
                )
        if raised.lowered_by and raised.urgency != "emergency":
            yield item.problem(path, f"'{raised.id}' is {raised.urgency}; only an emergency can be lowered", "lowers")
    used = {name for raised in flag.raised() for name in raised.lowered_by}
    for name in sorted(flag.lowers.keys() - used):
        yield item.problem(("lowers", name), f"no emergency is lowered by '{name}'; name it in `lowered_by:`", "lowers")


def vetoed(item: Item[RedFlagEntry], path: Path, clause: Clause) -> Problem | None:
    """An alternative under its urgency that something could silence."""
    if path[0] in ("emergency", "urgent") and (clause.nots or any(inner.nots for inner in clause.all_inner)):
        message = (
            "nothing silences an emergency or urgent sign: instead of `unless`, name under `lowers:` what lowers it"
        )
        return item.problem(path, message, "veto")
    return None


def _lower(flag: RedFlagEntry, name: str) -> str:
    return f"{flag.id}/lowers/{name}"
