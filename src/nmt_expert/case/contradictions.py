"""Statements that cannot both be true are refused with both places: which one is right, only the therapist knows."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.case.observation import Observation
from nmt_expert.case.statements import Statement, Statements, YamlPath
from nmt_expert.knowledge.atoms import finding_key
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Contradiction

_LESS = (("diastolic_pressure", "systolic_pressure"),)  # the first is always the smaller number


def agreed(statements: Statements, kb: KnowledgeBase) -> tuple[Observation, ...]:
    """What the statements say together, each finding once in each state. Contradictions are reported to `statements`."""
    said: dict[tuple[str, str], Statement] = {}
    for new, path in statements.all:
        key = (new.key, new.state)
        old = said.get(key)
        if old is not None and new.state != "value":
            note = old.observation.note or new.note
            new = Observation(new.key, new.state, old.observation.sides | new.sides, note=note)
        elif old is not None and old.observation.value != new.value:
            values = f"{old.observation.value:g} (line {statements.line(old.path)}) and {new.value:g}"
            statements.report(path, f"'{new.key}' has two values, {values}; keep one")
        said[key] = Statement(new, path)
        _present_and_absent(new, path, said, statements, kb)
    _place_denied(said, statements, kb)
    _vocabulary(said, statements, kb)
    return tuple(statement.observation for statement in said.values())


def _present_and_absent(
    new: Observation,
    path: YamlPath,
    said: dict[tuple[str, str], Statement],
    statements: Statements,
    kb: KnowledgeBase,
) -> None:
    other = said.get((new.key, "absent" if new.state == "present" else "present"))
    if other is None or new.state == "value":
        return
    sides, finding = other.observation.sides, kb.finding(new.key)
    if finding and (not finding.sided or not new.sides or not sides or new.sides & sides):
        where = f" ({', '.join(sorted(new.sides & sides))})" if new.sides & sides else ""
        line = statements.line(other.path)
        keep = "keep one, or give each its side" if finding.sided else "keep one"
        statements.report(
            path, f"'{new.key}' is said to be present and absent{where}, the other in line {line}; {keep}"
        )


def _place_denied(said: dict[tuple[str, str], Statement], statements: Statements, kb: KnowledgeBase) -> None:
    """A place that is said to be free, and a spot of it that is not: no pain of the neck, and pain at its side."""
    for (key, state), denied in said.items():
        parts = kb.parts_of(key) if state == "absent" else ()
        for spot in (said[part, "present"] for part in parts if (part, "present") in said):
            here, there = denied.observation.sides, spot.observation.sides
            if not here or not there or here & there:
                lines = statements.line(denied.path)
                told = f"{_told(spot.observation)} contradicts {_told(denied.observation)} (line {lines})"
                statements.report(spot.path, f"{told}: that says that every spot of it is free")


def ruled_out(kb: KnowledgeBase, key: str, present: bool, stated: Iterable[Observation]) -> bool:
    """Does what was stated leave no room for this statement?"""
    known: dict[str, list[Contradiction]] = kb.__dict__.setdefault("contradictions_naming", {})  # worked out once
    if not known:
        for contradiction in kb.contradictions:
            for atom in {atom for group in contradiction.groups for atom in group}:
                known.setdefault(atom, []).append(contradiction)
    against = known.get(f"{'+' if present else '-'}{key}", ())
    held = [Observation(key, "present" if present else "absent"), *stated] if against else []
    return any(all(any(_is(o, a) for o in held for a in group) for group in one.groups) for one in against)


def _vocabulary(said: dict[tuple[str, str], Statement], statements: Statements, kb: KnowledgeBase) -> None:
    """Contradictions between different findings, as the vocabulary names them."""
    keys = {s.observation.key for s in said.values()}
    for contradiction, named in _with_keys(kb):
        if any(map(keys.isdisjoint, named)):
            continue
        met = [
            next((s for s in said.values() if any(_is(s.observation, a) for a in group)), None)
            for group in contradiction.groups
        ]
        if all(met):
            *others, last = sorted((s for s in met if s), key=lambda s: statements.line(s.path))
            told = " and ".join(f"{_told(s.observation)} (line {statements.line(s.path)})" for s in others)
            statements.report(last.path, f"{_told(last.observation)} contradicts {told}: {contradiction.because}")
    for small, large in _LESS:
        less, more = said.get((small, "value")), said.get((large, "value"))
        if less and more and (less.observation.value or 0) >= (more.observation.value or 0):
            line = statements.line(more.path)
            statements.report(
                less.path,
                f"{_told(less.observation)} is not below {_told(more.observation)} (line {line}); the two may be swapped",
            )


def _with_keys(kb: KnowledgeBase) -> list[tuple[Contradiction, list[frozenset[str | None]]]]:
    """The contradictions with the findings that each of their groups names; worked out once for a knowledge base."""
    known: list[tuple[Contradiction, list[frozenset[str | None]]]] = kb.__dict__.setdefault("contradicting", [])
    if not known:
        known += [(one, [frozenset(map(finding_key, group)) for group in one.groups]) for one in kb.contradictions]
    return known


def _is(o: Observation, atom: str) -> bool:
    """Does the observation state this atom: '+key', '-key', 'key>=5' or 'key<=5'?"""
    if o.value is not None:
        key, at_least, low = atom.partition(">=")
        if at_least:
            return key == o.key and o.value >= float(low)
        key, at_most, high = atom.partition("<=")
        return key == o.key and bool(at_most) and o.value <= float(high)
    return atom == ("+" if o.state == "present" else "-") + o.key


def _told(o: Observation) -> str:
    return f"{o.key} = {o.value:g}" if o.value is not None else f"'{o.key}' {o.state}"
