"""Rules and presentations that untested findings could make speak, with an upper bound of what each would do to a score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from nmt_expert.knowledge.atoms import atom_of, family_of, finding_key
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.presenting import named
from nmt_expert.reasoning.facts import Fact, FactBase
from nmt_expert.reasoning.ranking.weigh import Scored, Weighed

_HALLMARK = "its hallmark"  # a group: it is paid for once
Move = tuple[str, str]  # key of a finding, and present or absent


class Prospect(NamedTuple):
    """One rule: what it could do, the answers that count for it, and how many of them it needs at least."""

    gain: float
    moves: frozenset[Move]
    missing: int
    group: str  # evidence group; '' where it counts by itself
    before: float  # the strongest argument of the group so far
    argues: bool = True  # an argument comes or goes, and with it what it explains; else a presentation or a price
    alone: bool = False  # a new argument that would rest on these answers and nothing else


def prospects(kb: KnowledgeBase, facts: FactBase, scored: Scored, *, rising: bool) -> list[Prospect]:
    """What could let a score rise, or fall: rules that would speak, and spoken ones that an answer would silence."""
    fired = {a.rule.id: a for a in scored.arguments}
    strongest: dict[str, float] = {}
    for a in scored.arguments:
        if (a.weight > 0) == rising:
            strongest[a.rule.group] = max(strongest.get(a.rule.group, 0.0), abs(a.weight))
    answers = _Answers(kb, facts, scored.side)
    found = []
    for rule in kb.rules_of(scored.hypothesis):
        argument = fired.get(rule.id)
        if argument is None and (rule.weight > 0) == rising:
            before = strongest.get(rule.group, 0.0)
            alone = not rule.context and answers.suffice(rule)
            found.append(Prospect(abs(rule.weight), *answers.completing(rule), rule.group, before, alone=alone))
        elif argument is not None and (rule.weight > 0) == rising:
            # a better fit of a drawing, or a finding of its own beside those that other arguments used already
            found.append(Prospect(abs(rule.weight) - abs(argument.counted), answers.completing(rule)[0], 1, "", 0.0))
        elif argument is not None and (rule.weight > 0) != rising:
            silencing = frozenset(move for atom in rule.nots for move in answers.of(atom))
            found.append(Prospect(abs(argument.weight), silencing, 1, "", 0.0))
    if rising and not scored.hallmark:
        hallmarks = (answers.completing(rule) for rule in kb.rules_of(scored.hypothesis) if rule.hallmark)
        found += [
            Prospect(kb.scale.no_hallmark, moves, missing, _HALLMARK, 0.0, argues=False) for moves, missing in hallmarks
        ]
    sign = 1 if rising else -1
    for key, present, absent in named(kb, scored.hypothesis):
        for weight, state in ((present, "present"), (absent, "absent")):
            found.append(Prospect(sign * weight, frozenset([(key, state)]), 1, "", 0.0, argues=False))
    return [p for p in found if p.moves and p.gain > 0]


def strongest_by_group(arguments: Iterable[Weighed]) -> dict[tuple[str, bool], float]:
    """The size of the strongest argument of each evidence group, those for and those against apart."""
    strongest: dict[tuple[str, bool], float] = {}
    for a in arguments:
        group = (a.rule.group, a.weight >= 0)
        strongest[group] = max(strongest.get(group, 0.0), abs(a.weight))
    return strongest


def gain(kb: KnowledgeBase, rule: Rule, strongest: Mapping[tuple[str, bool], float]) -> float:
    """What a rule would add beside the strongest arguments of the evidence groups; negative where it speaks against."""
    before = strongest.get((rule.group, rule.weight >= 0), 0.0)
    size, discount = abs(rule.weight), kb.scale.group_discount
    added = size - before * (1 - discount) if size > before else size * discount
    return added if rule.weight >= 0 else -added


def most_gained(completed: Iterable[Prospect], discount: float, again: float = 1.0, answers: int = 0) -> float:
    """What rules that are completed by so many answers add together: of an evidence group the strongest counts, the others
    a fraction; of those that rest on the answers alone one for each answer counts, and `again` is the share of the others."""
    gained = 0.0
    alone: list[float] = []
    groups: dict[str, list[Prospect]] = {}
    for p in completed:
        if p.group:
            groups.setdefault(p.group, []).append(p)
        else:
            gained += p.gain
    for members in groups.values():
        largest = max(members, key=lambda p: (p.gain, not p.alone))
        for p in members:
            leads = p is largest and p.gain > p.before
            counts = p.gain - p.before * (1 - discount) if leads else p.gain * discount
            if p.alone:
                alone.append(counts)
            else:
                gained += counts
    alone.sort(reverse=True)
    return gained + sum(alone[:answers]) + again * sum(alone[answers:])


class _Answers:
    """Which answers to untested findings make an atom hold, seen from one side."""

    def __init__(self, kb: KnowledgeBase, facts: FactBase, side: str) -> None:
        self._kb, self._facts, self._side = kb, facts, side
        self._known: dict[int, frozenset[Move]] = {}
        self._scores = {score.key for score in kb.scores}

    def completing(self, rule: Rule) -> tuple[frozenset[Move], int]:
        """The answers that count for the rule's conditions, and how many it lacks at least."""
        moves: set[Move] = set()
        missing, several = 0, False  # one answer may complete several conditions through a pattern or a general finding
        for n, atoms in rule.groups:
            open_atoms = [atom for atom in atoms if Fact(atom, self._side) not in self._facts.origins]
            missing += max(0, n - (len(atoms) - len(open_atoms)))
            for atom in open_atoms:
                own = self.of(atom)
                several = several or len(own) > 1
                moves |= own
        return frozenset(moves), min(missing, 1) if several else missing

    def suffice(self, rule: Rule) -> bool:
        """Would the rule rest on the answers alone? Not where something of it is there, nor by a pattern or a score."""
        atoms = [atom for _, group in rule.groups for atom in group]
        keys = [atom_of(self._kb.atoms[atom]).key for atom in atoms]
        seen = any(Fact(atom, self._side) in self._facts.origins for atom in atoms)
        return not seen and None not in keys and self._scores.isdisjoint(keys)

    def of(self, atom: int) -> frozenset[Move]:
        if atom not in self._known:
            self._known[atom] = frozenset()  # a pattern that rests on itself
            self._known[atom] = frozenset(self._find(self._kb.atoms[atom]))
        return self._known[atom]

    def _find(self, text: str) -> Iterator[Move]:
        atom = atom_of(text)
        if atom.key is None:
            for rule in self._kb.rules_of(atom.pattern):
                for _, atoms in rule.groups:
                    for inner in atoms:
                        yield from self.of(inner)
        elif not atom.bound:
            yield from self._stated(atom.key, "absent" if atom.absent else "present")

    def _stated(self, key: str, state: str) -> Iterator[Move]:
        """The answer itself, and those from which the vocabulary concludes it."""
        kb = self._kb
        todo = [key]
        for found in todo:  # grows while it is read
            yield found, state
            if state == "present":
                further = [*kb.implied_by.get(found, ()), *self._members_that_imply(found)]
            else:
                further = list(kb.finding(found).implies) if kb.finding(found) else []  # type: ignore[union-attr]
            todo += [k for k in further if k not in todo]
        family = family_of(key)
        if state == "absent":
            yield from ((f.key, "absent") for f in kb.summaries if family in f.summary_of)
            yield from ((f.key, "present") for f in kb.findings.values() if family in f.rules_out)

    def _members_that_imply(self, key: str) -> list[str]:
        kb = self._kb
        members = [m for i in kb.implications if i.key == key for m in i.members if "=" not in m]
        finding = kb.findings.get(key)
        families = finding.summary_of if finding else ()
        named = (finding_key(atom) or "" for atom in kb.atoms)
        return members + [k for k in dict.fromkeys(named) if family_of(k) in families] if families else members
