"""Red flags whose findings nobody is ever asked for."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_expert.errors import Problem
from nmt_expert.knowledge.atoms import atom_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.written.load import RuleFiles

_TOLD = ("history", "symptom")  # what is examined is found by looking, asked or not
_NEXT = ("emergency", "urgent")  # of these the last finding that is missing is asked next


def flag_unasked(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """An alternative of a red flag that waits for what the client has to tell, and that no question can ask for: no screen,
    no broad question, no hypothesis, and no danger that is known but for it."""
    groups = {rule.id: [_keys(kb, atoms) for _, atoms in rule.groups] for rule in kb.rules if rule.kind == "flag"}
    asked = _asked(kb, [groups[rule.id] for rule in kb.rules if rule.kind == "flag" and rule.urgency in _NEXT])
    for item in files.of("red_flag"):
        for raised in item.entry.raised():
            unasked = [keys for keys in groups.get(f"{item.entry.id}/{raised.id}", ()) if _is_stranded(kb, keys, asked)]
            if unasked:
                names = " and ".join(" or ".join(sorted(keys)) for keys in unasked)
                yield item.problem(
                    raised.path[:2],
                    f"nothing ever asks for {names}: write it in safety/screen.yaml and under `covers:` of a broad question in "
                    "safety/topics.yaml",
                    "flag-unasked",
                )


def _asked(kb: KnowledgeBase, dangers: list[list[frozenset[str]]]) -> set[str]:
    """All that can be asked: by the screen and what it implies, for hypotheses, and as the last that a danger lacks."""
    asked = {q for screen in kb.screens for q in screen.questions} | {k for t in kb.topics.values() for k in t.covers}
    asked |= {*kb.presentations.shown}
    arguments = [rule for rule in kb.rules if rule.kind == "argument"]
    asked = asked.union(*(_keys(kb, atoms) for rule in arguments for _, atoms in rule.groups))
    new = asked
    while new:
        new = {key for q in new if (f := kb.finding(q)) for key in f.implies}
        for groups in dangers:
            stranded = [keys for keys in groups if _is_stranded(kb, keys, asked)]
            if len(groups) > 1 and len(stranded) < 2:  # what stands in for the last that is open is asked whole
                new = new.union(*(stranded or groups))
        new -= asked
        asked |= new
    return asked


def _is_stranded(kb: KnowledgeBase, keys: frozenset[str], asked: set[str]) -> bool:
    """Is all of a group to be told, and none of it asked?"""
    told = all(key in kb.findings and kb.findings[key].section in _TOLD and not kb.findings[key].unit for key in keys)
    return told and keys.isdisjoint(asked)


def _keys(kb: KnowledgeBase, atoms: tuple[int, ...], seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """The findings behind a group, those of patterns and of conditions inside it among them."""
    found: set[str] = set()
    for asked in (atom_of(kb.atoms[atom]) for atom in atoms):
        if asked.key:
            found.add(asked.key)
        elif asked.pattern in kb.both_sides:
            found.update(kb.both_sides[asked.pattern])
        elif asked.pattern not in seen:
            for rule in kb.rules_of(asked.pattern):
                found.update(*(_keys(kb, group, seen | {asked.pattern}) for _, group in rule.groups))
    return frozenset(found)
