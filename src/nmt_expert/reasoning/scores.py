"""Scores counted from their items: what is met, what is not, what nobody asked, and what follows for rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from nmt_expert.case.observation import Observation
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Score, ScoreItem

_SIDES = ("left", "right")
Said = dict[str, list[Observation]]  # by the finding that they state


@dataclass(frozen=True)
class Tally:
    """One score on one side of the body ('' for a score without sides)."""

    score: Score
    side: str
    points: dict[str, float]  # by column
    met: tuple[ScoreItem, ...]
    not_met: tuple[ScoreItem, ...]
    open: tuple[ScoreItem, ...]
    from_: tuple[Observation, ...]  # what the points rest on

    @property
    def enough(self) -> bool:
        return all(self.points[column] >= enough for column, enough in self.score.enough)

    @property
    def short(self) -> bool:
        """Is it certain that the points do not suffice? Not while what is open could still bring enough."""
        could = dict(self.points)
        for item in self.open:
            could[item.of] += max(item.points, 0)
        return any(could[column] < enough for column, enough in self.score.enough)

    @property
    def sides(self) -> frozenset[str]:
        """The side that it is told of: none where nothing of it names one."""
        return frozenset({self.side} - {""}) if any(o.sides for o in self.from_) else frozenset()


def tallies(kb: KnowledgeBase, observations: Iterable[Observation]) -> list[Tally]:
    """The scores whose ground is given and of which an item was met, on each side."""
    said = _said(observations)
    found = []
    for score in kb.scores:
        finding = kb.findings[score.key]
        for side in _SIDES if finding.sided else ("",):
            if all(_held(n, keys, side, said) for n, keys in score.given):
                tally = _tally(score, side, said)
                if tally.met:
                    found.append(tally)
    # what names no side counts on both, and is told once
    return [t for t in found if t.side != "right" or not any(_same(t, o) for o in found if o.side == "left")]


def tally_of(score: Score, side: str, observations: Iterable[Observation]) -> Tally:
    """One score as it stands, whether its ground is given or not."""
    return _tally(score, side, _said(observations))


def counted(kb: KnowledgeBase, observations: list[Observation]) -> dict[Observation, tuple[Observation, ...]]:
    """What follows from scores that nobody stated, each with the observations that it was counted from."""
    stated = {o.key for o in observations}
    made = {}
    for tally in tallies(kb, observations) if kb.scores else ():
        if tally.score.key not in stated and (tally.enough or tally.short):
            state: Literal["present", "absent"] = "present" if tally.enough else "absent"
            made[Observation(tally.score.key, state, tally.sides, follows_from=tally.from_[0])] = tally.from_
    return made


def _same(one: Tally, other: Tally) -> bool:
    return one.score is other.score and one.from_ == other.from_ and not any(o.sides for o in one.from_)


def _said(observations: Iterable[Observation]) -> Said:
    said: Said = {}
    for o in observations:
        if o.state != "absent" or o.follows_from is None:
            said.setdefault(o.key, []).append(o)
    return said


def _tally(score: Score, side: str, said: Said) -> Tally:
    met, not_met, rest, resting = [], [], [], []
    points = dict.fromkeys((column for column, _ in score.enough), 0.0)
    for item in score.items:
        held = [_held(n, keys, side, said) for n, keys in item.parts]
        if all(held):
            met.append(item)
            points[item.of] += item.points
            resting += [o for found in held for o in found]
        elif any(_denied(n, keys, side, said) for n, keys in item.parts):
            not_met.append(item)
        else:
            rest.append(item)
    return Tally(score, side, points, tuple(met), tuple(not_met), tuple(rest), tuple(dict.fromkeys(resting)))


def _held(n: int, keys: tuple[str, ...], side: str, said: Said) -> list[Observation]:
    """The observations that hold a group; none when fewer than `n` of its members are there."""
    found = {key: o for key in keys for o in said.get(_bound(key)[0], ()) if _here(o, side) and _says(o, key)}
    return list(found.values()) if len(found) >= n else []


def _denied(n: int, keys: tuple[str, ...], side: str, said: Said) -> bool:
    """Are so many members absent, or measured otherwise, that `n` cannot be reached?"""
    denied = {key for key in keys for o in said.get(_bound(key)[0], ()) if _here(o, side) and _says_not(o, key)}
    return len(keys) - len(denied) < n


def _here(o: Observation, side: str) -> bool:
    return not side or not o.sides or side in o.sides


def _says(o: Observation, key: str) -> bool:
    name, op, bound = _bound(key)
    if not op:
        return o.key == key and o.state == "present"
    return o.key == name and o.value is not None and (o.value >= bound if op == ">=" else o.value <= bound)


def _says_not(o: Observation, key: str) -> bool:
    name, op, _ = _bound(key)
    return o.key == name and (o.value is not None and not _says(o, key) if op else o.state == "absent")


@cache
def _bound(key: str) -> tuple[str, str, float]:
    for op in (">=", "<="):
        name, found, bound = key.partition(op)
        if found:
            return name, op, float(bound)
    return key, "", 0.0
