"""The stop rule: what the answers that are still open could do to the first rank, as a bound, not a guess.

For every other hypothesis, on the sides that the case speaks of, the bound adds what open findings could give it and
what they could take from the leader. Each evidence group is counted as if all its rules spoke; a rule that lacks several
findings shares its weight among them; findings of a presentation count one by one. What a rival owes for a hallmark or
for findings that it does not explain could be spared by any argument; what the leader owes grows with each finding that
nothing explains. So the true effect of any set of answers is never larger than the bound: when it says that the first
rank cannot move, it cannot; when it says that it takes at least three answers, two are not enough.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from nmt_expert.interview.choice.potential import Potential, Prospect
from nmt_expert.interview.choice.touched import rules_touched
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.knowledge.atoms import finding_key
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.presenting import Named, named, says
from nmt_expert.reasoning.facts import CENTRAL
from nmt_expert.reasoning.ranking.gather import prior
from nmt_expert.reasoning.ranking.presented import Presentation
from nmt_expert.reasoning.ranking.weigh import Scored

NEVER = 99
Place = tuple[str, str]  # finding and side of the body
Answers = dict[tuple[str, bool], set[tuple[str, bool]]]  # statement -> answers that make it
_MARGIN = 1e-9


@dataclass(frozen=True)
class Outlook:
    """What could still move the first rank, over `open` questions."""

    leader: str  # '' when nothing is ranked yet
    open: int
    answers: int  # least number of answers that it would take; NEVER: no answers to the open questions can
    rival: str  # the hypothesis that could get there with the fewest

    @property
    def settled(self) -> bool:
        return bool(self.leader) and self.answers >= NEVER

    @property
    def words(self) -> str:
        if not self.leader:
            return "nothing is ranked yet"
        if self.settled and not self.open:
            return "settled: nothing that is left could change it"
        if self.settled:
            plural = "s" if self.open != 1 else ""
            return f"settled: no answers to what is left could change it ({self.open} question{plural})"
        if self.answers == 1:
            return "open: one answer may change it"
        return f"at least {self.answers} of {self.open} open answers would be needed to change it"


def outlook(picture: Picture, open_keys: set[str]) -> Outlook:
    """What answers to `open_keys` could do to the first rank."""
    if not picture.ranking:
        return Outlook("", len(open_keys), 1 if open_keys else NEVER, "")
    leader = picture.ranking[0].scored
    if not open_keys:
        return Outlook(leader.hypothesis, 0, NEVER, "")
    answers = _answers_that_state(picture, open_keys)
    stated = {key for key, _ in answers}
    touched = rules_touched(picture.kb, stated)
    potential = Potential(picture, stated, touched)
    loss = _Side(picture.kb, leader, potential.of(leader.hypothesis, leader.side), -1, answers)
    resting = picture.resting
    loss.owe_more(resting.explainable(leader.side).bit_count(), open_keys)
    loss.presented(potential.presented(leader.hypothesis))
    loss.unnamed(leader.hypothesis)
    presentation = Presentation(picture.kb, picture.facts, resting)
    best = (NEVER, "")
    could_speak = {picture.kb.targets[rule] for rule in touched} | _coming_to_mind(picture, stated)
    for hypothesis, side in _rivals(picture, could_speak):
        if hypothesis == leader.hypothesis:
            continue
        scored = picture.scores.get((hypothesis, side))
        score = scored.score if scored else _unspoken(picture, presentation, hypothesis, side)
        rise = _Side(picture.kb, scored, potential.of(hypothesis, side), 1, answers)
        rise.presented(potential.presented(hypothesis))
        rise.spare()
        best = min(best, (_fewest(leader.score - score, rise, loss), hypothesis))
        if best[0] == 1:
            break
    return Outlook(leader.hypothesis, len(open_keys), *best)


def _answers_that_state(picture: Picture, open_keys: set[str]) -> Answers:
    """What the open questions could state, themselves or by what follows from them, and which answers would."""
    kb, known = picture.kb, picture.asked
    answers: Answers = {}
    for key in open_keys:
        for present in (True, False):
            for statement in _consequences(kb, key, present):
                if statement[0] in open_keys or statement[0] not in known:
                    answers.setdefault(statement, set()).add((key, present))
    return answers


def _consequences(kb: KnowledgeBase, key: str, present: bool) -> set[tuple[str, bool]]:
    """An answer and all that may follow from it: a general finding, the sum of a family, members that are ruled out."""
    found: set[tuple[str, bool]] = set()
    todo = [(key, present)]
    while todo:
        statement = todo.pop()
        finding = kb.finding(statement[0])
        if finding is None or statement in found:
            continue
        found.add(statement)
        if statement[1]:
            todo += [(implied, True) for implied in kb.implied(statement[0])]
            todo += [(implication.key, True) for implication in kb.implications_of.get(statement[0], ())]
            todo += [(s.key, True) for s in kb.summaries if statement[0].partition("(")[0] in s.summary_of]
        else:
            todo += [(special, False) for special in kb.implied_by.get(statement[0], ())]
        families = finding.rules_out if statement[1] else finding.summary_of
        found.update((member.key, False) for family in families for member in kb.absent_members(family))
    return found


def _rivals(picture: Picture, touched: set[str]) -> Iterable[tuple[str, str]]:
    """Hypotheses and sides that are or could be ranked, the nearest first, so that an early answer ends the search."""
    near = sorted(picture.scores, key=lambda key: -picture.scores[key].score)
    seen = set(near)
    yield from near
    for name in sorted(touched & picture.kb.hypotheses.keys()):
        for side in picture.facts.sides if picture.kb.hypotheses[name].sided else (CENTRAL,):
            if (name, side) not in seen:
                yield name, side


def _coming_to_mind(picture: Picture, open_keys: set[str]) -> set[str]:
    """Conditions of the complaint's regions that an open finding would be usual in."""
    told, here = picture.kb.presentations, picture.facts.regions
    numbers = {number for key in open_keys & told.shown.keys() for number in array("H", told.shown[key].who)}
    names = (told.hypotheses[number] for number in numbers)
    return {name for name in names if not here.isdisjoint(picture.kb.hypotheses[name].regions)}


def _unspoken(picture: Picture, presentation: Presentation, hypothesis: str, side: str) -> float:
    """What a hypothesis would score at most with the first argument: what it then finds usual in the case counts at once."""
    said = presentation.of(hypothesis, side, beside=-1)
    return prior(picture.kb, hypothesis, picture.facts.regions) + sum(one.weight for one in said)


class _Side:
    """How far open findings could move one score in one direction: by finding, and in all."""

    def __init__(
        self, kb: KnowledgeBase, scored: Scored | None, prospects: list[Prospect], sign: int, answers: Answers
    ) -> None:
        self._kb = kb
        self._answers = answers
        self.by_slot: dict[Place, dict[bool, float]] = {}
        self.total = 0.0
        groups: dict[str, list[float]] = {}
        for p in prospects:
            if p.gain * sign > 0:
                groups.setdefault(p.rule.group, []).append(abs(p.rule.weight))
                for slot, share in p.shares.items():
                    self._add(slot.key, slot.body, slot.present, abs(p.gain) * share)
        for a in scored.arguments if scored else ():
            self._change_of_fired(a.rule.nots if a.counted * sign < 0 else (), abs(a.weight))
            if a.rule.graded:  # the fit of a drawing changes as more of it is found
                room = a.rule.weight * (1 - a.fit) if sign > 0 else a.rule.weight * a.fit
                families = {
                    key.partition("(")[0] for atom in a.rule.groups[0][1] if (key := finding_key(kb.atoms[atom]))
                }
                open_places = [key for key, present in answers if present and key.partition("(")[0] in families]
                if open_places:
                    self.total += room
                    for key in open_places:
                        self._add(key, "any", True, room)
        self.total += sum(self._group(group, sizes, scored, sign) for group, sizes in groups.items())
        self._sign = sign
        self._owed = scored.owed if scored else 0.0
        self._unexplained = scored.unexplained.bit_count() if scored else 0

    def presented(self, open_findings: Iterable[Named]) -> None:
        """Each open finding of its presentation moves the score by itself."""
        for key, present, absent in open_findings:
            for weight, there in ((present, True), (absent, False)):
                if weight * self._sign > 0:
                    self.total += abs(weight)
                    self._add(key, "any", there, abs(weight))

    def spare(self) -> None:
        """What it owes could be spared by any answer that moves it."""
        if self.by_slot:
            self.total += self._owed
            for states in self.by_slot.values():
                for state, amount in states.items():
                    states[state] = amount + self._owed if amount else 0.0

    def owe_more(self, found: int, open_keys: set[str]) -> None:
        """Each further finding that nothing explains raises the share of `found` that is left open, the first the most."""
        if not found:
            return
        price, open_share = self._kb.scale.unexplained, self._unexplained / found
        further = len(open_keys)
        self.total += price * ((self._unexplained + further) / (found + further) - open_share)
        for key in open_keys:
            place = self.by_slot.setdefault((key, "any"), {True: 0.0, False: 0.0})
            place[True] += price * (1 - open_share) / (found + 1)

    def unnamed(self, hypothesis: str) -> None:
        """Each open finding that its presentation does not name, though others do, takes something from the leader."""
        known = {key for key, _, _ in named(self._kb, hypothesis)}
        for key, present in self._answers:
            shown = self._kb.presentations.shown.get(key) if present and key not in known else None
            if shown is not None and hypothesis in self._kb.presentations.numbers:
                lost = -says(self._kb.scale, shown).unnamed
                self.total += lost
                self._add(key, "any", True, lost)

    def _add(self, key: str, body: str, present: bool, amount: float) -> None:
        """A statement moves the score; every answer that makes it does."""
        for answered, state in self._answers.get((key, present), ()):
            place = (answered, body if answered == key else "any")
            self.by_slot.setdefault(place, {True: 0.0, False: 0.0})[state] += amount

    def _change_of_fired(self, nots: Iterable[int], weight: float) -> None:
        """A rule that spoke falls silent when something that it excludes is found."""
        atoms = [
            (key, not self._kb.atoms[atom].lstrip("~|&").startswith("-"))
            for atom in nots
            if (key := finding_key(self._kb.atoms[atom]))
        ]
        if any(statement in self._answers for statement in atoms):
            self.total += weight
            for key, present in atoms:
                self._add(key, "any", present, weight)

    def _group(self, group: str, sizes: list[float], scored: Scored | None, sign: int) -> float:
        """What a group adds when all its rules speak: the strongest whole, of the others a share."""
        spoken = [
            abs(a.weight) for a in (scored.arguments if scored else ()) if a.rule.group == group and a.weight * sign > 0
        ]
        discount = self._kb.scale.group_discount

        def worth(weights: list[float]) -> float:
            return max(weights, default=0.0) * (1 - discount) + sum(weights) * discount

        return worth(sizes + spoken) - worth(spoken)


def _fewest(gap: float, rise: _Side, loss: _Side) -> int:
    """Least number of answers that could close the gap; NEVER when all together cannot."""
    if rise.total + loss.total < gap - _MARGIN:
        return NEVER
    most: dict[str, float] = {}
    for place in rise.by_slot.keys() | loss.by_slot.keys():
        up, down = rise.by_slot.get(place, {}), loss.by_slot.get(place, {})
        effect = max(up.get(state, 0.0) + down.get(state, 0.0) for state in (True, False))
        most[place[0]] = most.get(place[0], 0.0) + effect
    closed = 0.0
    for count, effect in enumerate(sorted(most.values(), reverse=True), start=1):
        closed += effect
        if closed >= gap - _MARGIN:
            return count
    return NEVER
