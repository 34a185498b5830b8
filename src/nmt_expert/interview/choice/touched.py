"""Which rules answers could help to complete."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.knowledge.base import KnowledgeBase


def rules_touched(kb: KnowledgeBase, keys: Iterable[str]) -> set[int]:
    """Numbers of the rules that findings could help to complete, themselves, through patterns or through scores."""
    known: dict[str, set[int]] = kb.__dict__.setdefault("touched", {})  # by finding or pattern, worked out once
    counted = {score.key: {key for item in score.items for _, of in item.parts for key in of} for score in kb.scores}
    todo, rules = {*keys}, set[int]()
    todo |= {score for score, of in counted.items() if of & todo}
    seen: set[str] = set()
    while todo:
        for name in todo - known.keys():
            known[name] = {rule for atom in _asked_of(kb, name) for rule in kb.group_index.rules_naming(atom)}
        new = set[int]().union(*(known[name] for name in todo)) - rules
        rules |= new
        seen |= todo
        todo = {f"@{target}" for rule in new if (target := kb.targets[rule]) in kb.patterns} - seen
    return rules


def _asked_of(kb: KnowledgeBase, name: str) -> Iterable[int]:
    """What rules ask of a pattern ('@name'), or of a finding: on any side, present or absent, or a number of it."""
    signs = ("",) if name.startswith("@") else ("+", "-")
    said = [f"{mark}{sign}{name}" for mark in ("", "~", "|", "&") for sign in signs]
    return [kb.atom_index[atom] for atom in (*said, *kb.value_atoms.get(name, ())) if atom in kb.atom_index]
