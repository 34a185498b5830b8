"""The knowledge base with its red flags alone, for properties that try many thousand cases."""

from __future__ import annotations

from msgspec import structs

from nmt_expert.knowledge.base import KnowledgeBase


def safety_only(kb: KnowledgeBase) -> KnowledgeBase:
    """`kb` with no rules but red flags and what they rest on."""
    targets: set[str] = set()
    kept = {r.id: r for r in kb.rules if r.kind in ("flag", "lower")}
    todo = list(kept.values())
    for rule in todo:  # grows while it is read
        atoms = {a for _, group in rule.groups for a in group}
        named = {kb.atoms[a].lstrip("|")[1:] for a in atoms if kb.atoms[a].lstrip("|").startswith("@")} - targets
        targets |= named
        fresh = [r for name in named for r in kb.rules_of(name) if r.kind == "pattern"]
        kept |= {r.id: r for r in fresh}
        todo += fresh
    used = sorted({a for r in kept.values() for a in (*r.nots, *(a for _, g in r.groups for a in g))})
    number = {old: new for new, old in enumerate(used)}
    rules = [
        structs.replace(
            r,
            groups=tuple((n, tuple(number[a] for a in group)) for n, group in r.groups),
            nots=tuple(number[a] for a in r.nots),
        )
        for r in kept.values()
    ]
    fields = {name: getattr(kb, name) for name in kb.__struct_fields__}
    return KnowledgeBase(**(fields | {"rules": rules, "atoms": [kb.atoms[a] for a in used]}))
