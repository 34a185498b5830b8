"""The conditions of rules in words, and the reason of a rule that speaks while one of its conditions is not known."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.atoms import atom_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.joined_words import Said, joined, observed, said_of
from nmt_expert.reasoning.words import capped, first_of

_SEEN = {"~": "other side", "|": "either side", "&": "both sides"}  # by the mark of an atom
_NAMED, _LONGEST = 3, 160  # kinds of findings and characters of what is known, and of what is not


def reason_of(kb: KnowledgeBase, rule: Rule, found: Iterable[Observation]) -> str:
    """Why the rule says what it says. In part it says what is known of the argument and what is not: the reason that was
    written holds for the whole, and would tell as known what nobody found."""
    if not rule.part_of:
        return rule.because
    known = first_of(joined(observed(kb, o) for o in found), _NAMED)
    whole = next(each for each in kb.rules_of(rule.target) if each.id == rule.part_of)  # of all rules few are read
    _, atoms = next(group for group in whole.groups if group not in rule.groups)
    words = first_of(joined((atom_words(kb, atom) for atom in atoms), "or"), _NAMED)
    one_of = "any of: " if len(atoms) > 1 else ""
    return f"Would fit with {capped(known, _LONGEST)}; not known: {capped(one_of + words, _LONGEST)}."


def atom_words(kb: KnowledgeBase, atom: int) -> Said:
    """An atom as a reader understands it; a condition inside a rule is spelled out in brackets."""
    mark, key, name, absent, bound = atom_of(kb.atoms[atom])
    if name.startswith("both#"):
        return Said("two of these, one on each side")
    if key is None:
        words = item_words(kb, atom)
        named = name in kb.patterns and "#" not in name
        return Said("pattern", words, _SEEN.get(mark, "")) if named else Said(f"({words})")
    if bound:
        return Said(f"{said_of(kb, key).text} {'at least' if bound.startswith('>') else 'at most'} {bound[2:]}")
    return said_of(kb, key, _SEEN.get(mark, ""), denied=absent)


def item_words(kb: KnowledgeBase, atom: int) -> str:
    """An atom that stands by itself: a pattern by its name, a condition inside a rule without brackets."""
    name = atom_of(kb.atoms[atom]).pattern
    if not name or name.startswith("both#"):
        return atom_words(kb, atom).text
    pattern, inner = kb.patterns.get(name), kb.rules_of(name)
    if pattern and "#" not in name:
        return pattern.label
    return _inner_words(kb, inner[0]) if inner else f"@{name}"


def rule_words(kb: KnowledgeBase, rule: Rule) -> list[str]:
    """A rule's condition as sentences, one a group."""
    lines = [group_words(kb, n, atoms) for n, atoms in rule.groups]
    if rule.nots:
        lines.append("none of: " + "; ".join(joined(atom_words(kb, atom) for atom in rule.nots)))
    return lines


def _inner_words(kb: KnowledgeBase, rule: Rule) -> str:
    """A condition inside another in one line; of several groups, one of alternatives has its own brackets."""
    lines = rule_words(kb, rule)
    if len(lines) == 1:
        return lines[0]
    alone = [len(atoms) == 1 for _, atoms in rule.groups]
    bracketed = [line if single else f"({line})" for line, single in zip(lines, [*alone, False], strict=False)]
    return " and ".join(bracketed)


def group_words(kb: KnowledgeBase, n: int, atoms: tuple[int, ...]) -> str:
    """'At least n of these' in words: zones of one kind of finding in one breath, kinds with the same zones together."""
    words = joined((atom_words(kb, atom) for atom in atoms), "or")
    if len(atoms) == 1:
        return words[0]
    return f"{'any' if n == 1 else f'at least {n}'} of: " + "; ".join(words)
