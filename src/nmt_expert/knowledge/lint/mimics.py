"""Mimics: what argues for one of a pair is answered at the other, or is said to be neutral there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from nmt_expert.errors import Problem
from nmt_expert.knowledge.atoms import Atom, atom_of, family_of, subject_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.lint.places import hypotheses
from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.written.load import RuleFiles

_PLACES = ("zones", "muscles")  # drawn and palpated: what lies elsewhere is weighed by what it leaves unexplained


class Silent(NamedTuple):
    """How often a finding argues for one of two mimics, and where the other says nothing of it."""

    asked: int
    notices: list[Problem]

    @property
    def share(self) -> float:
        """Of what argues at one of a pair, the part to which the other is silent: 0 to 1."""
        return len(self.notices) / self.asked if self.asked else 0.0


def silent(files: RuleFiles, kb: KnowledgeBase) -> Silent:
    """Findings that alone argue at least moderately for a hypothesis, at every hypothesis that is its mimic and names it so.

    Trigger points are not asked: they stand beside every disease, so that another's finding says nothing of them.
    """
    entries = {hypothesis: item for item, hypothesis in hypotheses(files)}
    argues = {hypothesis: _argues(kb, hypothesis) for hypothesis in entries}
    asked, notices = 0, []
    for here, item in entries.items():
        if here not in kb.hypotheses or kb.hypotheses[here].mechanism == "trigger_point":
            continue
        speaks = _Spoken(kb, here)
        for i, rival in enumerate(item.entry.mimics):
            if rival not in kb.hypotheses or here not in entries[rival].entry.mimics:
                continue
            shared = set(kb.hypotheses[here].regions) & set(kb.hypotheses[rival].regions)
            for key, rule in argues[rival].items():
                finding = kb.finding(key)
                if finding is None or (finding.regions and not shared & set(finding.regions)):
                    continue
                asked += 1
                if key not in item.entry.neutral and not speaks.of(key):
                    message = (
                        f"'{here}' says nothing of {key}, which argues for its mimic '{rival}' ({rule.strength}); "
                        "answer it here, or name it under `neutral:`"
                    )
                    notices.append(item.problem(("mimics", i), message, "mimic-silent"))
    return Silent(asked, sorted(notices))


def neutral_idle(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A finding that is called neutral and argues all the same."""
    for kind in ("nerve", "condition"):
        for item in files.of(kind):
            speaks = _Spoken(kb, item.entry.id) if item.entry.neutral else None
            for i, key in enumerate(item.entry.neutral):
                if speaks is not None and speaks.of(key):
                    message = f"'{key}' is called neutral, yet a rule of '{item.entry.id}' speaks of it; keep one"
                    yield item.problem(("neutral", i), message, "neutral-idle")


def _argues(kb: KnowledgeBase, hypothesis: str) -> dict[str, Rule]:
    """Findings of which each alone argues at least moderately for a hypothesis, with the strongest rule."""
    found: dict[str, Rule] = {}
    for rule in kb.rules_of(hypothesis):
        if rule.kind != "argument" or rule.context or rule.part_of or rule.weight < kb.scale.strengths["moderate"]:
            continue
        if len(rule.groups) > 1 or rule.groups[0][0] > 1:
            continue
        for atom in _atoms(kb, rule.groups[0][1]):
            if atom.key and not (atom.mark or atom.bound or atom.absent or _is_place(kb, atom.key)):
                found[atom.key] = max(found.get(atom.key, rule), rule, key=lambda one: one.weight)
    return found


def _is_place(kb: KnowledgeBase, key: str) -> bool:
    family = kb.families.get(family_of(key)) if subject_of(key) else None
    return family is not None and family.over in _PLACES


def _atoms(kb: KnowledgeBase, numbers: Iterable[int]) -> Iterator[Atom]:
    return (atom_of(kb.atoms[number]) for number in numbers)


class _Spoken:
    """What the rules of a hypothesis speak of, for it or against it, themselves or in their patterns."""

    def __init__(self, kb: KnowledgeBase, hypothesis: str) -> None:
        self.kb = kb
        self.states: dict[str, set[bool]] = defaultdict(set)  # finding -> states that are asked for: absent or not
        todo, seen = [hypothesis], {hypothesis}
        while todo:
            for rule in kb.rules_of(todo.pop()):
                for atom in _atoms(kb, (*(a for _, group in rule.groups for a in group), *rule.nots)):
                    for key in kb.both_sides.get(atom.key, (atom.key,)) if atom.key else ():
                        self.states[key].add(atom.absent)
                    if atom.pattern and atom.pattern not in seen:
                        seen.add(atom.pattern)
                        todo.append(atom.pattern)

    def of(self, key: str) -> bool:
        """Does a rule ask for this finding, or for the presence of one that follows from it?"""
        return key in self.states or any(False in self.states.get(general, ()) for general in self._general(key))

    def _general(self, key: str) -> set[str]:
        found, todo = {key}, [key]
        while todo:
            one = todo.pop()
            sums_up = (finding.key for finding in self.kb.summaries if family_of(one) in finding.summary_of)
            fresh = {*self.kb.implied(one), *sums_up} - found
            found |= fresh
            todo += fresh
        return found
