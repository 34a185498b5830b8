"""The knowledge base: every record, and the indexes over them that the engines, the ranking and the interview read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from msgspec import Struct

from nmt_expert.knowledge.atoms import atom_of, family_of, finding_key, subject_of
from nmt_expert.knowledge.group_index import GroupIndex, indexed
from nmt_expert.knowledge.model import (
    Caution,
    Contradiction,
    Factor,
    Family,
    Finding,
    Hypothesis,
    Implication,
    Pattern,
    RedFlag,
    Rule,
    Score,
    Screen,
    Source,
    Subject,
    Topic,
    Who,
)
from nmt_expert.knowledge.presentations import Presentations
from nmt_expert.knowledge.scale import Scale


class Drawing(NamedTuple):
    """What a rule wants drawn."""

    families: frozenset[str]
    zones: frozenset[str]


_KEY = re.compile(r"^([a-z0-9_]+)(?:\(([a-z0-9_]+)\))?$")


class KnowledgeBase(Struct, dict=True):
    hash: str
    scale: Scale
    zones: dict[str, Subject]
    movements: dict[str, Subject]
    activities: dict[str, Subject]
    sites: dict[str, Subject]
    reflexes: dict[str, Subject]
    families: dict[str, Family]
    findings: dict[str, Finding]  # without family members
    implications: list[Implication]
    both_sides: dict[str, tuple[str, ...]]  # `both#...`: findings of which one must be present on each side
    hypotheses: dict[str, Hypothesis]
    patterns: dict[str, Pattern]
    atoms: list[str]
    rules: Sequence[Rule]
    flags: dict[str, RedFlag]
    cautions: dict[str, Caution]
    screens: list[Screen]
    factors: dict[str, Factor]
    loads: dict[str, tuple[str, ...]]  # posture or gait finding -> hypotheses that it loads
    protocols: dict[str, list[dict[str, Any]]]
    contradictions: tuple[Contradiction, ...]
    scores: tuple[Score, ...]
    sources: dict[str, Source]
    wholes: dict[str, dict[str, Subject]] = {}  # zones and movements of which it was not stated which one
    synonyms: dict[str, tuple[str, ...]] = {}  # a phrase that people say -> readings in words of labels
    topics: dict[str, Topic] = {}
    who: dict[str, Who] = {}  # findings of the safety screen that concern some people only
    own: tuple[str, ...] = ()  # what own rules add, change and switch off, a sentence each
    own_hypotheses: tuple[str, ...] = ()  # that own rules add or change: the accuracy measured is not theirs
    presentations: Presentations = Presentations()
    weakened: tuple[str, ...] = ()  # shipped red flags that own rules switch off or cut, one sentence each

    @cached_property
    def muscles(self) -> dict[str, Subject]:
        """Muscles as subjects of findings, by muscle id."""
        return {
            h.id.removeprefix("trigger_point."): Subject(
                h.id.removeprefix("trigger_point."), h.structure, h.regions[0], _PALPATED[h.regions[0]], h.sided
            )
            for h in self.hypotheses.values()
            if h.mechanism == "trigger_point"
        }

    @cached_property
    def observable(self) -> list[Finding]:
        """Findings without the answers to broad questions, which nobody observes, and without family members."""
        return [finding for key, finding in self.findings.items() if key not in self.topics]

    @cached_property
    def atom_index(self) -> dict[str, int]:
        return {atom: i for i, atom in enumerate(self.atoms)}

    def rules_of(self, target: str) -> list[Rule]:
        """The rules that speak of a hypothesis, pattern, red flag or caution, in their order."""
        return [self.rules[i] for i in self.places.get(target, ())]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Places of rules by their target. As with `group_index`, the cache keeps that of the compiled rules."""
        index: dict[str, list[int]] = {}
        for i, rule in enumerate(self.rules):
            index.setdefault(rule.target, []).append(i)
        return index

    @cached_property
    def targets(self) -> dict[int, str]:
        """What a rule speaks of, by its number; no rule is decoded for it."""
        return {number: target for target, numbers in self.places.items() for number in numbers}

    @cached_property
    def rules_by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def group_index(self) -> GroupIndex:
        """Made anew where the rules were changed; the cache keeps that of the rules as they were compiled."""
        return indexed(((rule.sided, rule.groups) for rule in self.rules), len(self.atoms))

    def pattern_atoms(self, pattern: str) -> tuple[int | None, int | None]:
        """The atoms '@pattern' and '|@pattern' as far as some rule asks for them."""
        return self.atom_index.get("@" + pattern), self.atom_index.get("|@" + pattern)

    def drawing_of(self, place: int) -> Drawing:
        """What the rule at this place wants drawn, worked out when it is first asked for."""
        drawing = self._drawings.get(place)
        if drawing is None:
            keys = [finding_key(self.atoms[atom]) or "" for _, group in self.rules[place].groups for atom in group]
            zones = frozenset(map(subject_of, keys)) - {"", *self.wholes.get("zones", ())}
            drawing = self._drawings[place] = Drawing(frozenset(map(family_of, keys)), zones)
        return drawing

    @cached_property
    def _drawings(self) -> dict[int, Drawing]:
        return {}

    @cached_property
    def value_atoms(self) -> dict[str, list[str]]:
        """Atoms that compare a number, by the key of the finding."""
        index: dict[str, list[str]] = {}
        for atom in self.atoms:
            if "=" in atom and (key := atom_of(atom).key):
                index.setdefault(key, []).append(atom)
        return index

    def absent_members(self, family: str) -> list[Finding]:
        """Members of a family whose absence some rule asks for."""
        return [member for key in self._absent_keys.get(family, ()) if (member := self.finding(key))]

    @cached_property
    def _absent_keys(self) -> dict[str, dict[str, None]]:
        """Members of families that some rule asks to be absent, by family, in the order of the atoms."""
        index: dict[str, dict[str, None]] = {}
        for atom in self.atoms:
            mark, denied, key = atom.partition(
                "-"
            )  # read by hand: there are thousands, and the first case waits for it
            if denied and len(mark) < 2 and key[-1] == ")":
                index.setdefault(family_of(key), {})[key] = None
        return index

    @cached_property
    def implied_by(self) -> dict[str, list[str]]:
        """Findings that imply a finding, by the implied one."""
        index: dict[str, list[str]] = {}
        for finding in self.findings.values():
            for implied in finding.implies:
                index.setdefault(implied, []).append(finding.key)
        return index

    @cached_property
    def implications_of(self) -> dict[str, list[Implication]]:
        """Implications by the key of a member, which is a finding of a family or a number."""
        index: dict[str, list[Implication]] = {}
        for implication in self.implications:
            for key in dict.fromkeys(re.split("[<>]", member)[0] for member in implication.members):
                index.setdefault(key, []).append(implication)
        return index

    @cached_property
    def both_sides_of(self) -> dict[str, list[str]]:
        """The names in `both_sides`, by a finding."""
        index: dict[str, list[str]] = {}
        for name, keys in self.both_sides.items():
            for key in keys:
                index.setdefault(key, []).append(name)
        return index

    def implied(self, key: str) -> tuple[str, ...]:
        """Findings that are present when this one is, whatever else is."""
        finding = self.finding(key)
        drawn = [i.key for i in self.implications_of.get(key, ()) if not i.bilateral]
        return (*(finding.implies if finding else ()), *drawn)

    @cached_property
    def summaries(self) -> list[Finding]:
        return [finding for finding in self.findings.values() if finding.summary_of]

    @cached_property
    def _members(self) -> dict[str, Finding | None]:
        return {}

    def subjects(self, over: str) -> dict[str, Subject]:
        found: dict[str, Subject] = self.muscles if over == "muscles" else getattr(self, over)
        return found

    def subject(self, over: str, id: str) -> Subject | None:
        """One subject of a family over zones, movements ...; also one of which the spot was not stated."""
        return self.subjects(over).get(id) or self.wholes.get(over, {}).get(id)

    @cached_property
    def body_places(self) -> dict[str, Subject]:
        """Zones, and places told without their spot, by id."""
        return {**self.zones, **self.wholes.get("zones", {})}

    def parts_of(self, key: str) -> tuple[str, ...]:
        """Keys of what a finding without its spot speaks of: pain(neck_any) of pain(neck_side) and its neighbours."""
        match = _KEY.match(key)
        family = self.families.get(match[1]) if match and match[2] else None
        whole = self.wholes.get(family.over, {}).get(match[2]) if family and match else None
        return tuple(f"{family.id}({part})" for part in whole.parts) if family and whole else ()

    def finding(self, key: str) -> Finding | None:
        """The finding with this key, or None when the vocabulary does not have it."""
        if key not in self._members:
            self._members[key] = self._resolve(key)
        return self._members[key]

    def _resolve(self, key: str) -> Finding | None:
        match = _KEY.match(key)
        if not match:
            return None
        name, subject_id = match.groups()
        if subject_id is None:
            return self.findings.get(name)
        family = self.families.get(name)
        subject = self.subject(family.over, subject_id) if family else None
        if family is None or subject is None:
            return None
        # a proper label keeps its capital; inside a sentence a zone or movement is written small
        inside = subject.label if family.over == "muscles" else subject.label[0].lower() + subject.label[1:]
        label = family.label.replace("{subject}", inside)
        return Finding(
            key=f"{name}({subject_id})",  # not the caller's word, which may know its place in a file
            label=label[0].upper() + label[1:],
            ask=family.ask.replace("{subject}", inside),
            section=family.section,
            position="interview" if family.section in ("symptom", "history") else subject.position,
            regions=(subject.region,),
            how=family.how,
            sided=subject.sided and family.over != "activities",
            score=bool(subject.parts),
        )


# What one subject of a family is called.
SINGULAR = {
    "zones": "zone",
    "muscles": "muscle",
    "movements": "movement",
    "reflexes": "reflex",
    "sites": "site",
    "activities": "activity",
    "findings": "finding",
}
# Where a muscle is usually palpated.
_PALPATED = {
    "head": "supine",
    "face": "supine",
    "neck": "supine",
    "shoulder": "side_lying",
    "thorax": "prone",
    "arm": "supine",
    "elbow": "supine",
    "forearm": "sitting",
    "wrist": "sitting",
    "hand": "sitting",
    "abdomen": "supine",
    "pelvis": "side_lying",
    "low_back": "prone",
    "hip": "side_lying",
    "thigh": "supine",
    "knee": "supine",
    "leg": "prone",
    "ankle": "supine",
    "foot": "supine",
    "general": "supine",
}
