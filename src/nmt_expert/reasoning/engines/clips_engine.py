"""The fast engine: CLIPS through clipspy. It learns a rule when a case first evokes it, and keeps it for the next cases.

CLIPS finds a pattern by its constants, the numbers of groups of alternatives (see alternatives.py). No Python is called
from CLIPS: facts go over in one call a side, and firings are facts, collected in one call a side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import clips

from nmt_expert.knowledge.atoms import atom_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.engines.alternatives import ANY, Alternatives
from nmt_expert.reasoning.engines.interface import Firing, evoked, with_matched
from nmt_expert.reasoning.facts import CENTRAL, FactBase

_ROW = 64  # groups in a row: a new pattern is compared with the rows and then with those of its own, not with all
# `seen`: a group of alternatives is met from a side. `nth`: so is the n-th different atom of a group of which some rule
# wants several, so that "at least n" is one condition and not every combination of n. `concluded`: a pattern, which a rule
# of its own turns into `seen` or one more `nth`; CLIPS keeps a fact once, so that a pattern concluded twice counts once.
_BASE = (
    "(deftemplate view (slot side))",
    "(deftemplate seen (slot row) (slot as) (slot side))",
    "(deftemplate nth (slot as) (slot count) (slot side))",
    "(deftemplate concluded (slot atom) (slot side))",
    "(deftemplate fired (slot rule) (slot side))",
    f"""(deffunction see (?side ?groups ?counted)
      (assert (view (side ?side)))
      (progn$ (?group ?groups) (assert (seen (row (div ?group {_ROW})) (as ?group) (side ?side))))
      (loop-for-count (?i 1 (div (length$ ?counted) 2))
        (assert (nth (as (nth$ (- (* 2 ?i) 1) ?counted)) (count (nth$ (* 2 ?i) ?counted)) (side ?side)))))""",
    """(deffunction count-on (?group ?side)
      (bind ?before (length$ (find-all-facts ((?n nth)) (and (eq ?n:as ?group) (eq ?n:side ?side)))))
      (assert (nth (as ?group) (count (+ ?before 1)) (side ?side))))""",
    """(deffunction conclude-everywhere (?atom)
      (do-for-all-facts ((?v view)) TRUE (assert (concluded (atom ?atom) (side ?v:side)))))""",
    # a few at a time: whoever adds one to a long list copies it
    """(deffunction collect (?side) (bind ?all "") (bind ?few (create$))
      (do-for-all-facts ((?f fired)) (eq ?f:side ?side)
        (bind ?few (create$ ?few ?f:rule))
        (if (> (length$ ?few) 8) then (bind ?all (str-cat ?all " " (implode$ ?few))) (bind ?few (create$))))
      (str-cat ?all " " (implode$ ?few)))""",
)


class ClipsEngine:
    """Forward chaining with CLIPS. One environment serves many cases."""

    name = "clips"

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self._alternatives = Alternatives()
        self._env = clips.Environment()
        # CLIPS asks every router at every character that it reads; those of clipspy are Python and would take most of it
        for router in list(self._env.routers()):
            router.deactivate()
        for construct in _BASE:
            self._env.build(construct)

    def infer(self, facts: FactBase) -> list[Firing]:
        chosen = evoked(self.kb, facts)
        self._learn({rule for rule, _ in chosen})
        seen = self._alternatives.seen(sorted(facts.origins), self._alternatives.asked(chosen))
        try:
            self._assert(facts, seen)
            self._env.run()
            fired = [(int(rule), side) for side in facts.views for rule in self._collected(side)]
        finally:
            self._env.reset()  # nothing of a case stays behind
        return with_matched(self.kb, facts, sorted(fired))

    def _assert(self, facts: FactBase, seen: Iterable[tuple[int, int, str]]) -> None:
        """Facts are asserted by CLIPS, a call for a side: from Python each would cost four times as much."""
        groups: dict[str, list[int]] = {view: [] for view in facts.views}
        counted: dict[str, dict[int, list[int]]] = {view: {} for view in facts.views}
        for number, atom, side in seen:
            if atom == ANY:
                groups[side].append(number)
            else:
                met = counted[side].setdefault(number, [])
                met += (number, len(met) // 2 + 1)
        for view in facts.views:
            pairs = [value for met in counted[view].values() for value in met]
            self._env.call("see", clips.Symbol(view), groups[view], pairs)

    def _collected(self, view: str) -> list[str]:
        """Numbers of the rules that fired, seen from a side."""
        rules: str = self._env.call("collect", clips.Symbol(view))
        return rules.split()

    def _learn(self, rules: set[int]) -> None:
        new = sorted(rules.difference(self._alternatives.used_by))
        for index in new:
            for construct in self._constructs(index):
                self._env.build(construct)

    def _constructs(self, index: int) -> Iterator[str]:
        """A rule, and what leads from patterns to those of its groups that are new."""
        rule = self.kb.rules[index]
        for number, atoms in self._alternatives.add(index, rule).items():
            for atom in atoms:
                if atom_of(self.kb.atoms[atom]).key is None:
                    yield self._link(number, atom, rule.sided)
        side = "?side" if rule.sided else CENTRAL
        numbers = iter(self._alternatives.used_by[index])
        conditions = [self._met(n, next(numbers), side) for n, _ in rule.groups]
        conditions += [f"(not {self._met(1, number, side)})" for number in numbers]
        actions = [f"(assert (fired (rule {index}) (side {side})))", *self._conclusions(rule, side)]
        yield f"(defrule r{index} {' '.join(conditions)} => {' '.join(actions)})"

    def _met(self, n: int, number: int, side: str) -> str:
        """The pattern of the one fact which says that n atoms of a group are seen from a side."""
        if number in self._alternatives.counted:
            return f"(nth (as {number}) (count {n}) (side {side}))"
        return _seen(number, side)

    def _link(self, number: int, atom: int, sided: bool) -> str:
        side = f"?side&~{CENTRAL}" if sided else f"?side&{CENTRAL}"
        counted = number in self._alternatives.counted
        action = f"(count-on {number} ?side)" if counted else f"(assert {_seen(number, '?side')})"
        return f"(defrule g{number}-{atom} (concluded (atom {atom}) (side {side})) => {action})"

    def _conclusions(self, rule: Rule, side: str) -> Iterator[str]:
        """A pattern is seen from its own side and without side; a central one, and `either side`, from everywhere."""
        if rule.kind != "pattern":
            return
        plain, either = self.kb.pattern_atoms(rule.target)
        if plain is not None and rule.sided:
            for view in (side, CENTRAL):
                yield f"(assert (concluded (atom {plain}) (side {view})))"
        elif plain is not None:
            yield f"(conclude-everywhere {plain})"
        if either is not None:
            yield f"(conclude-everywhere {either})"


def _seen(number: int, side: str) -> str:
    """The fact that a group is met, or the pattern that asks for it."""
    return f"(seen (row {number // _ROW}) (as {number}) (side {side}))"
