"""Groups of alternatives by number: a fact is asserted under every group that names its atom, and a rule asks for groups.

So a rule fires once a side, however many of its atoms would do, and an engine compares numbers instead of sets.
"""

from __future__ import annotations

from collections.abc import Iterable

from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.facts import Fact

ANY = -1  # in the place of an atom: which one it was does not matter


class Alternatives:
    """The numbered groups of the rules that were added."""

    def __init__(self) -> None:
        self.named_by: dict[int, list[int]] = {}  # atom -> numbers of the groups that name it
        self.used_by: dict[int, list[int]] = {}  # rule -> numbers of its groups, that of its negations last
        self.counted: set[int] = set()  # groups of which several atoms are asked for
        self._numbers: dict[tuple[tuple[int, ...], bool, bool], int] = {}  # by atoms, counted, seen from a side

    def add(self, index: int, rule: Rule) -> dict[int, tuple[int, ...]]:
        """Numbers the groups of a rule. Those that no rule asked for before, with their atoms."""
        new: dict[int, tuple[int, ...]] = {}
        numbers = self.used_by[index] = []
        for n, atoms in (*rule.groups, *([(1, rule.nots)] if rule.nots else [])):
            asked = (atoms, n > 1, rule.sided)
            if asked not in self._numbers:
                number = self._numbers[asked] = len(self._numbers)
                new[number] = atoms
                for atom in atoms:
                    self.named_by.setdefault(atom, []).append(number)
                if n > 1:
                    self.counted.add(number)
            numbers.append(self._numbers[asked])
        return new

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
