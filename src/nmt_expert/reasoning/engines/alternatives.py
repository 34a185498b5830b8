"""Groups of alternatives by number: a fact is asserted under every group that names its atom, and a rule asks for groups.

So a rule fires once a side, however many of its atoms would do, and an engine compares numbers instead of sets.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.facts import Fact

ANY = -1  # in the place of an atom: which one it was does not matter


class Alternatives:
    """The numbered groups of some rules."""

    def __init__(self, rules: Iterable[tuple[int, Rule]]) -> None:
        self.numbers: dict[tuple[int, ...], int] = {}
        self.named_by: dict[int, list[int]] = {}  # atom -> numbers of the groups that name it
        self.used_by: dict[int, list[int]] = {}  # rule -> numbers of its groups
        self.counted: set[int] = set()  # groups of which some rule asks for more than one atom
        for index, rule in rules:
            groups = [*rule.groups, *([(1, rule.nots)] if rule.nots else [])]
            self.used_by[index] = [self._number(atoms) for _, atoms in groups]
            self.counted |= {self.numbers[atoms] for n, atoms in groups if n > 1}

    def to_bytes(self) -> bytes:
        """What `from_bytes` reads; without `numbers`, which only the building of rules needs."""
        return msgspec.msgpack.encode((self.named_by, self.used_by, self.counted))

    @classmethod
    def from_bytes(cls, content: bytes | memoryview) -> Alternatives:
        """Alternatives that were numbered before. Raises msgspec.DecodeError."""
        kept = cls(())
        form = tuple[dict[int, list[int]], dict[int, list[int]], set[int]]
        kept.named_by, kept.used_by, kept.counted = msgspec.msgpack.decode(content, type=form)
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

    def _number(self, atoms: tuple[int, ...]) -> int:
        if atoms not in self.numbers:
            number = self.numbers[atoms] = len(self.numbers)
            for atom in atoms:
                self.named_by.setdefault(atom, []).append(number)
        return self.numbers[atoms]
