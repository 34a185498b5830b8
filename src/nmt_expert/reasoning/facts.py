"""From observations to facts: what an engine can match.

A fact is an atom (see knowledge/compiled/conditions.py) seen from one side. The sides of a case are the body sides that it
speaks of; `central` is the view of hypotheses without a side, which sees every observation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from nmt_expert.case.load import Case
from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import family_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.scores import counted

CENTRAL = "central"
UNSPECIFIED = "unspecified"
_OTHER = {"left": "right", "right": "left"}
_BOTH = frozenset(_OTHER)


class Fact(NamedTuple):
    atom: int
    side: str


class FactBase(Struct):
    """All facts of one case, with the observations that each rests on."""

    sides: tuple[str, ...]  # lateral views, without `central`
    observations: tuple[Observation, ...]  # as stated, with what follows from them
    regions: frozenset[str] = frozenset()  # of the complaint, as it was told; none: not told
    origins: dict[Fact, tuple[Observation, ...]] = {}

    @property
    def views(self) -> tuple[str, ...]:
        return (*self.sides, CENTRAL)

    def seen(self) -> dict[str, set[int]]:
        """Atoms by the side from which they are seen, in sets of the caller's own."""
        return by_side(self.views, self.origins)


def by_side(views: Iterable[str], facts: Iterable[Fact]) -> dict[str, set[int]]:
    """The atoms of facts by the side from which they are seen."""
    found: dict[str, set[int]] = {view: set() for view in views}
    for atom, side in facts:
        found[side].add(atom)
    return found


def lacking(seen: Set[int], n: int, atoms: Collection[int]) -> int:
    """How many atoms of a group are missing for n of them; none or fewer when it is met."""
    if n == 1:
        return int(seen.isdisjoint(atoms))
    return n - sum(map(seen.__contains__, atoms))


def case_sides(observations: Iterable[Observation], kb: KnowledgeBase) -> tuple[str, ...]:
    """Left and right as far as the case speaks of them; `unspecified` when it never names a side.

    A finding that rules also see from the opposite side (turning the head away) speaks of both. What is absent in a
    region where nothing was found names none: it is not of this complaint. What follows from a finding has wider
    regions than it (a stab in the sacrum is pain of back or leg) and does not make the leg a place of this complaint.
    """
    observations = list(observations)
    found = [o for o in observations if o.state == "present" and o == o.stated]
    here = {"general"} | {r for o in found if (f := kb.finding(o.key)) for r in f.regions}
    named: set[str] = set()
    for o in observations:
        if o.state == "absent" and not all(
            here & set(f.regions) for k in (o.key, o.stated.key) if (f := kb.finding(k))
        ):
            continue
        named |= o.sides
        if any(f"~{sign}{o.key}" in kb.atom_index for sign in "+-"):
            named |= {_OTHER[side] for side in o.sides}
    return tuple(sorted(named)) or (UNSPECIFIED,)


def facts_of(case: Case, kb: KnowledgeBase) -> FactBase:
    """The facts of a case."""
    return build_facts(case.observations, kb, regions=case.file.complaint.regions)


def build_facts(
    observations: Iterable[Observation],
    kb: KnowledgeBase,
    also: Mapping[str, int] = MappingProxyType({}),
    regions: Iterable[str] = (),
) -> FactBase:
    """The facts of these observations. Only atoms that some rule asks for become facts, and those of `also`, by their
    numbers. `regions`: of the complaint, as it was told."""
    observations = list(observations)
    observed = _with_implied(observations, kb)
    observed += _summaries(observed, kb)
    observed += _ruled_out(observed, kb)
    from_items = counted(kb, observed)
    observed += from_items
    base = FactBase(case_sides(observed, kb), tuple(observed), frozenset(regions))
    sides, views = base.sides, base.views
    present = {(o.key, side) for o in observed if o.state == "present" for side in (o.sides or sides)}
    both = {(o.key, o.state) for o in observed if o.sides == _BOTH or (o.state == "absent" and not o.sides)}

    def add(number: int | None, views: Iterable[str], behind: tuple[Observation, ...]) -> None:
        if number is not None:
            for view in views:
                fact = Fact(number, view)
                base.origins[fact] = (*base.origins.get(fact, ()), *behind)

    for o in observed:
        behind = from_items.get(o, (o,))
        if o.state == "value":
            further = [atom for atom in also if atom.startswith((f"{o.key}>=", f"{o.key}<="))]
            for atom in (*kb.value_atoms.get(o.key, ()), *further):
                if _holds(atom, o.value):
                    add(kb.atom_index.get(atom, also.get(atom)), views, behind)
            continue
        own, opposite, either, both_sides = _seen_as(kb, ("+" if o.state == "present" else "-") + o.key, also)
        # where no side is named, what is absent on one side speaks of the one complaint that there is
        add(own, [side for side in sides if not o.sides or side in o.sides or side == UNSPECIFIED], behind)
        add(opposite, [side for side in sides if _OTHER.get(side) in o.sides], behind)
        add(either, views, behind)
        if (o.key, o.state) in both:
            add(both_sides, views, behind)
        # seen without side, a finding is absent only where it is present on neither side
        if o.state == "present" or not any((o.key, side) in present for side in sides):
            add(own, (CENTRAL,), behind)
    found = [o for o in observed if o.state == "present" and o.sides]
    for name in dict.fromkeys(name for o in found for name in kb.both_sides_of.get(o.key, ())):
        members = [o for o in found if o.key in kb.both_sides[name]]
        if _on_both_sides(members):
            for o in members:
                add(kb.atom_index.get(f"@{name}", also.get(f"@{name}")), views, from_items.get(o, (o,)))
    return base


def _seen_as(kb: KnowledgeBase, atom: str, also: Mapping[str, int]) -> tuple[int | None, ...]:
    """Numbers of an atom as it is seen from its own side, from the opposite, from either and from both."""
    known: dict[str, tuple[int | None, ...]] = kb.__dict__.setdefault(
        "seen_as", {}
    )  # worked out once for a knowledge base
    if atom not in known:
        known[atom] = tuple(kb.atom_index.get(mark + atom) for mark in ("", "~", "|", "&"))
    if not also:
        return known[atom]
    return tuple(
        also.get(mark + atom) if number is None else number
        for mark, number in zip(("", "~", "|", "&"), known[atom], strict=True)
    )


def _on_both_sides(observations: Iterable[Observation]) -> bool:
    return {side for o in observations for side in o.sides} >= _BOTH


def _with_implied(observations: list[Observation], kb: KnowledgeBase) -> list[Observation]:
    """The observations and what they imply: a special finding its general one; absence of the general one the special."""
    found = sorted(observations, key=_in_any_order)
    stated = {o.key for o in observations}
    for o in found:  # grows while it is read, so that implications chain
        for key in _follow(o, found, kb):
            implied = kb.finding(key)
            one_side = len(o.sides) == 1 and o.state == "absent"  # says nothing of a finding without side
            if implied is not None and key not in stated and (implied.sided or not one_side):
                stated.add(key)
                sides = o.sides if implied.sided else frozenset[str]()
                found.append(Observation(key, "absent" if o.state == "absent" else "present", sides, follows_from=o))
    return [*observations, *found[len(observations) :]]


def _in_any_order(o: Observation) -> tuple[str, str, list[str]]:
    """What follows from several is said to follow from the same one, whatever came first."""
    return o.key, o.state, sorted(o.sides)


def _follow(o: Observation, found: list[Observation], kb: KnowledgeBase) -> tuple[str, ...]:
    """Keys of the findings that follow from one observation, those on both sides with the help of the others."""
    if o.state == "absent":
        return (*kb.implied_by.get(o.key, ()), *kb.parts_of(o.key))
    implications = kb.implications_of.get(o.key, ())
    if o.state == "value":
        bounds = {
            i.key: [m for m in i.members if m.startswith((f"{o.key}>", f"{o.key}<"))]
            for i in implications
            if not i.bilateral
        }
        return tuple(key for key, members in bounds.items() if any(_holds(member, o.value) for member in members))
    keys = kb.implied(o.key)
    for implication in implications:
        if implication.bilateral:
            members = [other for other in found if other.state == "present" and other.key in implication.members]
            if _on_both_sides(members):
                keys += (implication.key,)
    return keys


def _summaries(observations: Iterable[Observation], kb: KnowledgeBase) -> list[Observation]:
    """Presence of findings that sum up a family, where nobody stated them."""
    observations = list(observations)
    stated = {o.key for o in observations}
    summaries = []
    for finding in kb.summaries:
        members = [o for o in observations if o.state == "present" and family_of(o.key) in finding.summary_of]
        if members and finding.key not in stated:
            sides = frozenset(side for o in members for side in o.sides) if finding.sided else frozenset()
            first = min(members, key=_in_any_order)
            summaries.append(Observation(finding.key, "present", sides, follows_from=first))
    return summaries


def _ruled_out(observations: Iterable[Observation], kb: KnowledgeBase) -> list[Observation]:
    """Absence of single findings that a general one rules out ('no weakness'), in the regions of the complaint."""
    stated = {o.key for o in observations}
    findings = {o.key: kb.finding(o.key) for o in observations}
    regions = {
        r
        for o in observations
        if o.state == "present" and (f := findings[o.key]) and f.section == "symptom"
        for r in f.regions
    }
    ruled_out = []
    for o in observations:
        finding = findings[o.key]
        families = (
            ()
            if finding is None
            else finding.summary_of
            if o.state == "absent"
            else finding.rules_out
            if o.state == "present"
            else ()
        )
        ruled_out += [
            Observation(member.key, "absent", o.sides if member.sided else frozenset(), follows_from=o)
            for family in families
            for member in kb.absent_members(family)
            if member.key not in stated and regions & set(member.regions)
        ]
    return list(dict.fromkeys(ruled_out))


def _holds(atom: str, value: float | None) -> bool:
    if value is None:
        return False
    _, op, bound = atom.partition(">=") if ">=" in atom else atom.partition("<=")
    return value >= float(bound) if op == ">=" else value <= float(bound)
