"""What findings that nobody stated yet could do to a score.

A rule that still lacks several findings shares its weight among them, so that every set of answers that completes the
rule holds at least the whole weight. This makes sums over findings an upper bound of what any set of answers can do
(used by the stop rule), and lets a question count that only leads somewhere together with a second one (used by the
choice of questions).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.atoms import atom_of
from nmt_expert.knowledge.model import Rule, Score
from nmt_expert.knowledge.presenting import Named, named
from nmt_expert.reasoning.facts import CENTRAL, by_side, lacking
from nmt_expert.reasoning.ranking.prospects import gain, strongest_by_group
from nmt_expert.reasoning.scores import tally_of

_OTHER = {"left": "right", "right": "left"}


class Slot(NamedTuple):
    """One thing that an answer can state: a finding, on which side of the body, present or absent."""

    key: str
    body: str  # left, right or any
    present: bool


@dataclass(frozen=True)
class Prospect:
    """A rule that could still speak: what it would add to the score, and the share that each slot has in it."""

    rule: Rule
    gain: float
    shares: dict[Slot, float]


class Potential:
    """Prospects for one state of a case.

    `askable` says which findings may still be answered; `among` are the numbers of the rules to look at (all when None).
    """

    def __init__(self, picture: Picture, askable: Container[str], among: set[int] | None = None) -> None:
        self._picture = picture
        self._kb = picture.kb
        self._askable = askable
        self._among = among
        self._known = by_side(picture.facts.views, picture.known)
        self._scores = {score.key: score for score in picture.kb.scores if score.key not in picture.asked}
        self._of_atom: dict[tuple[int, str], dict[Slot, float]] = {}
        self._prospects: dict[tuple[str, str], list[Prospect]] = {}

    def of(self, hypothesis: str, side: str) -> list[Prospect]:
        """Every rule about a hypothesis, seen from one side, that open findings could make speak."""
        if (hypothesis, side) not in self._prospects:
            self._prospects[hypothesis, side] = list(self._find(hypothesis, side))
        return self._prospects[hypothesis, side]

    def presented(self, hypothesis: str) -> Iterator[Named]:
        """What open findings would say by how often a hypothesis shows them."""
        return (one for one in named(self._kb, hypothesis) if one.key in self._askable)

    def _find(self, hypothesis: str, side: str) -> Iterator[Prospect]:
        scored = self._picture.scores.get((hypothesis, side))
        arguments = scored.arguments if scored else ()
        fired = {a.rule.id for a in arguments}
        strongest = strongest_by_group(arguments)
        for number in self._kb.places.get(hypothesis, ()):
            if self._among is not None and number not in self._among:
                continue
            rule = self._kb.rules[number]
            if rule.kind == "argument" and rule.id not in fired:
                shares = self._shares(rule, side)
                if shares:
                    yield Prospect(rule, gain(self._kb, rule, strongest), shares)

    def _shares(self, rule: Rule, side: str) -> dict[Slot, float]:
        """The share of each slot in completing the rule; {} when open findings cannot complete it."""
        known = self._known[side]
        if not known.isdisjoint(rule.nots):
            return {}
        open_groups = []
        for n, atoms in rule.groups:
            missing = lacking(known, n, atoms)
            if missing > 0:
                possible = [slots for atom in atoms if atom not in known and (slots := self._slots(atom, side))]
                if len(possible) < missing:
                    return {}
                open_groups.append((missing, possible))
        shares: dict[Slot, float] = {}
        for missing, possible in open_groups:
            part = 1 / (len(open_groups) * missing)
            for slots in possible:
                for slot, share in slots.items():
                    shares[slot] = shares.get(slot, 0.0) + part * share
        return shares

    def _slots(self, atom: int, side: str) -> dict[Slot, float]:
        """What could state an atom; many rules ask for the same."""
        found = self._of_atom.get((atom, side))
        if found is None:
            found = self._of_atom[atom, side] = self._stating(atom, side)
        return found

    def _stating(self, atom: int, side: str) -> dict[Slot, float]:
        mark, key, _, absent, _ = atom_of(self._kb.atoms[atom])
        if key is None:
            self._of_atom[atom, side] = {}  # a pattern that rests on itself adds nothing
            return self._pattern(atom, side)
        if (score := self._scores.get(key)) is not None:
            return self._items(score, side, mark, absent)
        return self._slot(atom, side) if key in self._askable else {}

    def _slot(self, atom: int, side: str) -> dict[Slot, float]:
        """The one answer that states what is no pattern and no score: the same whatever is known."""
        made: dict[tuple[int, str], dict[Slot, float]] = self._kb.__dict__.setdefault("slots", {})
        found = made.get((atom, side))
        if found is None:
            mark, key, _, absent, _ = atom_of(self._kb.atoms[atom])
            body = side if mark == "" else _OTHER.get(side, "any") if mark == "~" else "any"
            found = made[atom, side] = {Slot(key or "", body if body in _OTHER else "any", not absent): 1.0}
        return found

    def _items(self, score: Score, side: str, mark: str, absent: bool) -> dict[Slot, float]:
        """Shares of a score's items in its points, or in what makes them too few: whatever does it holds the whole."""
        sided = self._kb.findings[score.key].sided and side in _OTHER
        body = "" if not sided else _OTHER[side] if mark == "~" else side
        tally = tally_of(score, body, self._picture.facts.observations)
        missing = {column: enough - tally.points[column] for column, enough in score.enough}
        columns = sum(points > 0 for points in missing.values())
        shares: dict[Slot, float] = {}
        for item in tally.open:
            could = sum(max(other.points, 0) for other in tally.open if other.of == item.of)
            wanted = could - missing[item.of] if absent else missing[item.of] * columns
            found = absent == (item.points < 0)  # what takes points away makes them too few when it is found
            if wanted > 0 and (absent or found):
                part = min(abs(item.points) / wanted, 1.0)
            elif absent:
                part = 1.0
            else:
                continue
            for n, keys in item.parts:
                for key in self._askable_of(keys):
                    slot = Slot(key, body or "any", found)
                    shares[slot] = shares.get(slot, 0.0) + part / (n if found else len(keys) - n + 1)
        return shares

    def _askable_of(self, keys: Iterable[str]) -> Iterator[str]:
        return (key for key in keys if key in self._askable)

    def _pattern(self, atom: int, side: str) -> dict[Slot, float]:
        """Shares in concluding a pattern: of every rule that concludes it, the larger."""
        pattern = atom_of(self._kb.atoms[atom])
        best: dict[Slot, float] = {}
        for rule in self._kb.rules_of(pattern.pattern):
            views = (
                self._picture.facts.sides
                if rule.sided and (pattern.mark or side == CENTRAL)
                else (side,)
                if rule.sided
                else (CENTRAL,)
            )
            for view in views:
                for slot, share in self._shares(rule, view).items():
                    best[slot] = max(best.get(slot, 0.0), share)
        return best
