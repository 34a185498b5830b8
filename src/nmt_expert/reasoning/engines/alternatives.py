"""Groups of alternatives by number: a fact is asserted under every group that names its atom, and a rule asks for groups.

So a rule fires once a side, however many of its atoms would do, and an engine compares numbers instead of sets.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from nmt_expert.knowledge.model import Rule
from nmt_expert.knowledge.rows import Rows, rows
from nmt_expert.reasoning.facts import Fact

ANY = -1  # in the place of an atom: which one it was does not matter


class Alternatives:
    """The numbered groups of some rules."""

    def __init__(self, rules: Iterable[tuple[int, Rule]]) -> None:
        named_by: dict[int, list[int]] = {}
        used_by: dict[int, list[int]] = {}
        self.numbers: dict[tuple[int, ...], int] = {}
        self.counted: set[int] = set()  # groups of which some rule asks for more than one atom

        def number(atoms: tuple[int, ...]) -> int:
            if atoms not in self.numbers:
                new = self.numbers[atoms] = len(self.numbers)
                for atom in atoms:
                    named_by.setdefault(atom, []).append(new)
            return self.numbers[atoms]

        for index, rule in rules:
            groups = [*rule.groups, *([(1, rule.nots)] if rule.nots else [])]
            used_by[index] = [number(atoms) for _, atoms in groups]
            self.counted |= {self.numbers[atoms] for n, atoms in groups if n > 1}
        self.named_by: dict[int, list[int]] | Rows = named_by  # atom -> numbers of the groups that name it
        self.used_by: dict[int, list[int]] | Rows = used_by  # rule -> numbers of its groups

    def to_bytes(self) -> bytes:
        """What `from_bytes` reads: all but `numbers`, which only the writing of rules needs."""
        lists = (self.named_by, self.used_by)
        kept = [
            rows([each.get(i, ()) for i in range(max(each, default=-1) + 1)])
            for each in lists
            if isinstance(each, dict)
        ]
        return msgspec.msgpack.encode((*kept, self.counted))

    @classmethod
    def from_bytes(cls, content: bytes | memoryview) -> Alternatives:
        """Alternatives that were numbered before. Raises msgspec.DecodeError."""
        kept = cls(())
        kept.named_by, kept.used_by, kept.counted = msgspec.msgpack.decode(content, type=tuple[Rows, Rows, set[int]])
        return kept

    def asked(self, evoked: Iterable[tuple[int, str]]) -> set[tuple[int, str]]:
        """Groups and the sides from which evoked rules look at them; others could complete no rule."""
        return {(number, side) for rule, side in evoked for number in self.used_by[rule]}

    def seen(self, facts: Iterable[Fact], asked: set[tuple[int, str]]) -> list[tuple[int, int, str]]:
        """(group, atom, side) for every group that facts meet, each once; the atom is named in counted groups only."""
        return list(
            dict.fromkeys(
                (number, atom if number in self.counted else ANY, side)
                for atom, side in facts
                for number in self.named_by.get(atom, ())
                if (number, side) in asked
            )
        )
