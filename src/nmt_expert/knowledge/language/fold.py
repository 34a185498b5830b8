"""Puts the names of groups in the place of the lists that they stand for; nothing is widened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.language.groups import Group
from nmt_expert.knowledge.language.tree import AllOf, AnyOf, Compare, CountOf, Finding, Tree, Unless, Word

MOST = 6  # words of a list; a longer one wants a name
_LEAST = 3  # members that a name is worth; a list that is too long takes names of two as well


def folded(tree: Tree, kb: KnowledgeBase, groups: Mapping[str, Group]) -> Tree:
    """The condition, which is tidy, with every group in the place of its members."""
    match tree:
        case AllOf() | CountOf():
            return replace(tree, parts=tuple(folded(part, kb, groups) for part in tree.parts))
        case AnyOf():
            parts = _findings([folded(part, kb, groups) for part in tree.parts], groups)
            return AnyOf(parts) if len(parts) > 1 else parts[0]
        case Unless():
            return Unless(folded(tree.base, kb, groups), folded(tree.nots, kb, groups))
        case Finding() if tree.subjects and tree.names[0] in kb.families:
            kind = kb.families[tree.names[0]].over
            return replace(tree, subjects=tuple(_folded(tree.subjects, _of(kind, groups))))
        case Finding() | Compare():
            return tree


def _of(kind: str, groups: Mapping[str, Group]) -> list[Group]:
    """Groups of a kind that are worth a name, the largest first."""
    found = [group for group in groups.values() if group.of == kind and len(group.members) > 1]
    return sorted(found, key=lambda group: -len(group.members))


def _folded(words: Sequence[Word], groups: list[Group]) -> list[Word]:
    found = list(words)
    if len(found) > MOST:
        members = {f"@{group.id}": group.members for group in groups}
        found = list(dict.fromkeys(Word(m) for word in found for m in members.get(word, (word,))))
    for group in groups:
        if set(group.members) == set(found) and len(found) >= _LEAST:
            return [Word(f"@{group.id}")]
    for group in groups:
        if set(group.members) <= set(found) and not group.whole and (len(group.members) >= _LEAST or len(found) > MOST):
            place = min(found.index(Word(member)) for member in group.members)
            found = [word for word in found if word not in group.members]
            found.insert(min(place, len(found)), Word(f"@{group.id}"))
    return found


def _findings(parts: list[Tree], groups: Mapping[str, Group]) -> tuple[Tree, ...]:
    """Alternatives with groups of findings in the place of their members."""
    plain = {part.keys[0]: part for part in parts if isinstance(part, Finding) and _is_plain(part)}
    for group in _of("findings", groups):
        if set(group.members) <= plain.keys() and not group.whole and len(group.members) >= _LEAST:
            named = [plain.pop(member) for member in group.members]
            parts = [Finding((Word(f"@{group.id}"),)), *(part for part in parts if part not in named)]
    return tuple(parts)


def _is_plain(part: Finding) -> bool:
    return len(part.keys) == 1 and not part.absent and part.side == "same" and part.n is None
