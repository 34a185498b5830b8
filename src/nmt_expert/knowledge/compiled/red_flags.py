"""The rules of a red flag: one for each alternative, and one for each thing that lowers an emergency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nmt_expert.errors import Problem, nearest
from nmt_expert.knowledge.atoms import atom_of
from nmt_expert.knowledge.compiled.conditions import Clause
from nmt_expert.knowledge.compiled.entries import sources_of
from nmt_expert.knowledge.language.tree import Path
from nmt_expert.knowledge.written.load import Item
from nmt_expert.knowledge.written.red_flag import RedFlagEntry

_HASTE = ("emergency", "urgent")


def flag_rules(item: Item[RedFlagEntry]) -> Iterator[tuple[Path, str, dict[str, Any]]]:
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
    """What is wrong in how a flag's emergencies are lowered, and in what is done at each level."""
    flag = item.entry
    levels = {raised.urgency for raised in flag.raised()} | ({"urgent"} if flag.lowers else set())
    for level in flag.act:
        if level not in levels:
            yield item.problem(("act", level), f"nothing raises '{flag.id}' as {level}; take this line out", "act-idle")
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


def vetoed(item: Item[RedFlagEntry], path: Path, urgency: str, clause: Clause) -> Iterator[Problem]:
    """An alternative of an urgent flag that something could silence, or that waits until something was denied.

    A chronic course, an earlier test, a tender muscle or a sign of a neighbour clears nothing: acute on chronic is the
    usual way.
    """
    if urgency not in _HASTE:
        return
    if clause.nots or any(inner.nots for inner in clause.all_inner):
        message = (
            "nothing silences an emergency or urgent sign: instead of `unless`, name under `lowers:` what lowers it"
        )
        yield item.problem(path, message, "veto")
    if denied := _denied(clause):
        message = (
            f"raised only once '{denied}' was asked: whom nobody asked, it would pass over. Take it out, join it with "
            "`or` to what was found, or make it a `refer` sign"
        )
        yield item.problem(path, message, "veto")


def _denied(clause: Clause) -> str:
    """A denial without which the clause cannot hold, as it is written; '' when none is needed."""
    inner = {f"@{one.name}": _denied(one) for one in clause.inner}
    for group in clause.groups:
        denials = {atom: inner.get(atom) or _as_denied(atom) for atom in group.atoms}
        if sum(not denial for denial in denials.values()) < group.n:
            return next(filter(None, denials.values()), "")  # a sign that cannot be read has nothing
    return ""


def _as_denied(atom: str) -> str:
    asked = atom_of(atom)
    return f"no {asked.key}" if asked.absent else ""


def _lower(flag: RedFlagEntry, name: str) -> str:
    return f"{flag.id}/lowers/{name}"
