"""How much danger hangs on a finding: counted from the rules of red flags that it would bring nearer, for this client."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from nmt_expert.case.load import Case
from nmt_expert.case.model import CaseFile, Complaint
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.words.onset import ONSETS
from nmt_expert.knowledge.atoms import finding_key
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.assessment import level_of
from nmt_expert.reasoning.facts import CENTRAL
from nmt_expert.reasoning.safety.topics import not_raised

HEAD = {"age", "sex_female", "sex_male", "duration_days", "course_chronic", *ONSETS.values()}
_WEIGHT = (4.0, 3.0, 1.0, 0.0, 0.0)  # of an emergency, something urgent, something for a physician
_STANDS = 16  # times what would make a flag more urgent counts where it stands already


class Group(NamedTuple):
    """Of one rule: how many of which atoms it wants, and the findings that make them true."""

    wanted: int
    atoms: frozenset[int]
    keys: frozenset[str]
    meant_by: frozenset[str]  # and those that mean one of these

    def missing(self, known: set[int]) -> int:
        """How many atoms are still wanted; none or fewer when it is met."""
        return self.wanted - len(self.atoms & known)


class Alternative(NamedTuple):
    """One rule of a red flag."""

    level: int
    groups: tuple[Group, ...]
    nots: tuple[int, ...]


@lru_cache(maxsize=4)  # asked many times for one state of a case
def danger_weights(picture: Picture) -> dict[str, float]:
    """What each finding counts that the safety screen could still ask: of every red flag of the regions concerned, its share
    in the rule that it alone brings nearest; what would make a flag that stands more urgent counts most, so that it is asked
    next. What is known shares in nothing; a rule that can no longer hold counts nothing.
    """
    return _weights(picture, _STANDS)


def _weights(picture: Picture, where_it_stands: int) -> dict[str, float]:
    kb, here = picture.kb, {"general", *picture.regions}
    open_keys = set(picture.wanted) - picture.screened - not_raised(kb, picture.case.observations)
    known = {fact.atom for fact in picture.known if fact.side == CENTRAL}
    stands = {flag.id: level_of(flag.urgency) for flag in picture.flags}
    found: dict[str, float] = {}
    for flag, rules in alternatives(kb).items():
        if here.intersection(kb.flags[flag].regions):
            shares: dict[str, float] = {}
            for rule in rules:
                if rule.level < stands.get(flag, len(_WEIGHT)) and known.isdisjoint(rule.nots):
                    _share(rule, known, open_keys, shares)
            times = where_it_stands if flag in stands else 1
            for key, share in shares.items():
                found[key] = found.get(key, 0.0) + share * times
    return found


def background_weights(picture: Picture) -> dict[str, float]:
    """What each finding counts by the head of the case and the body chart alone: the same on every page, and on the way back."""
    kb = picture.kb
    head = tuple(o for o in picture.case.observations if o.key in HEAD or _drawn(kb, o.key))
    before: tuple[object, dict[str, float]] = kb.__dict__.get("danger_before", (None, {}))
    known, found = before
    if known != (picture.regions, head):
        file = CaseFile("nmt-case/1", "", complaint=Complaint(regions=list(picture.regions)))
        found = _weights(Picture(kb, Case(file, head)), 1)
        kb.__dict__["danger_before"] = ((picture.regions, head), found)
    return found


def _drawn(kb: KnowledgeBase, key: str) -> bool:
    family = kb.families.get(key.partition("(")[0])
    return family is not None and family.over == "zones" and family.section == "symptom"


def _share(rule: Alternative, known: set[int], open_keys: set[str], shares: dict[str, float]) -> None:
    """Gives each open finding of a rule its share, where open findings can complete the rule."""
    lacking: list[tuple[int, frozenset[str]]] = []
    for group in rule.groups:
        missing = group.missing(known)
        if missing > 0:
            keys = group.meant_by & open_keys
            if not keys:
                return
            lacking.append((missing, keys))
    if lacking:
        share = _WEIGHT[rule.level] / sum(missing for missing, _ in lacking)
        for _, keys in lacking:
            for key in keys:
                shares[key] = max(shares.get(key, 0.0), share)


def named_by_flags(kb: KnowledgeBase) -> frozenset[str]:
    """Findings that some red flag rests on."""
    groups = (group for rules in alternatives(kb).values() for rule in rules for group in rule.groups)
    return frozenset().union(*(group.meant_by for group in groups))


def alternatives(kb: KnowledgeBase) -> dict[str, list[Alternative]]:
    """By flag, worked out once for a knowledge base."""
    found = kb.__dict__.get("danger_alternatives")
    if not isinstance(found, dict):
        keys: dict[int, set[str]] = {}
        found = kb.__dict__["danger_alternatives"] = {
            flag: [_alternative(kb, rule, keys) for rule in kb.rules_of(flag) if rule.kind == "flag"]
            for flag in kb.flags
        }
    return found


def _alternative(kb: KnowledgeBase, rule: Rule, keys: dict[int, set[str]]) -> Alternative:
    for _, atoms in rule.groups:
        for atom in atoms:
            if atom not in keys:
                keys[atom] = _findings_of(kb, atom)
    groups = tuple(_group(kb, n, atoms, set().union(*(keys[atom] for atom in atoms))) for n, atoms in rule.groups)
    return Alternative(level_of(rule.urgency), groups, rule.nots)


def _group(kb: KnowledgeBase, n: int, atoms: tuple[int, ...], keys: set[str]) -> Group:
    meant_by = keys.union(*(kb.implied_by.get(key, ()) for key in keys))
    return Group(n, frozenset(atoms), frozenset(keys), frozenset(meant_by))


def _findings_of(kb: KnowledgeBase, number: int, inside: frozenset[str] = frozenset()) -> set[str]:
    """Findings that make an atom true when they are present or have a number, themselves or through patterns."""
    atom = kb.atoms[number]
    key, pattern = finding_key(atom), atom.lstrip("|@")
    if key is not None:
        return set() if atom.lstrip("~|&").startswith("-") else {key}
    if pattern in inside:
        return set()
    rules: list[Rule] = kb.rules_of(pattern)
    return {
        k for rule in rules for _, atoms in rule.groups for a in atoms for k in _findings_of(kb, a, inside | {pattern})
    }
