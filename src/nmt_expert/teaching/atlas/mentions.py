"""Which rules speak of a finding: the knowledge read the other way round."""

from __future__ import annotations

from typing import NamedTuple

from nmt_expert.knowledge.atoms import atom_of, finding_key
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule


class Mention(NamedTuple):
    """A rule that rests on a finding."""

    rule: Rule
    present: bool  # the rule asks for its presence (or a number), not its absence
    alone: bool  # the finding is enough


class Mentions:
    """All mentions, by the key of the finding; made once for a knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._by_key: dict[str, list[Mention]] = {}
        for rule in kb.rules:
            if rule.kind not in ("argument", "flag") or rule.part_of:
                continue
            said = {
                (key, present)
                for atom in self._atoms(rule)
                if (key := finding_key(atom))
                for present in [not atom_of(atom).absent]
            }
            alone = len(rule.groups) == 1 and rule.groups[0][0] == 1
            direct = {finding_key(kb.atoms[a]) for _, group in rule.groups for a in group}
            for key, present in said:
                self._by_key.setdefault(key, []).append(Mention(rule, present, alone and key in direct))

    def of(self, key: str) -> list[Mention]:
        return self._by_key.get(key, [])

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    def _atoms(self, rule: Rule, depth: int = 0) -> list[str]:
        """The atoms of a rule, those of the patterns inside it too."""
        atoms = [self._kb.atoms[a] for _, group in rule.groups for a in group]
        inner = [name for a in atoms if (name := atom_of(a).pattern) and depth < 4]
        return atoms + [a for name in inner for r in self._kb.rules_of(name) for a in self._atoms(r, depth + 1)]
