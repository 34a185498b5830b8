"""The fast engine: CLIPS through clipspy, with the whole knowledge base kept as a binary image.

CLIPS finds a pattern by its constants, the numbers of groups of alternatives (see alternatives.py). No Python is called
from CLIPS: facts go over in one call a side, and firings are facts, collected in one call a side.
"""

from __future__ import annotations

import contextlib
import itertools
import tempfile
from pathlib import Path
from typing import Any

import clips

from nmt_expert.knowledge.compiled.cache import cache_path, write_quietly
from nmt_expert.knowledge.model import KnowledgeBase, Rule
from nmt_expert.reasoning.engines.alternatives import ANY, Alternatives
from nmt_expert.reasoning.engines.interface import Firing, evoked, with_matched
from nmt_expert.reasoning.facts import CENTRAL, FactBase

_BASE = """
(deftemplate seen (slot as) (slot atom) (slot side))
(deftemplate case-side (slot side))
(deftemplate fired (slot rule) (slot side))
(deffunction see (?side ?numbers)
  (progn$ (?number ?numbers) (assert (seen (as ?number) (side ?side)))))
(deffunction see-each (?side ?pairs)
  (loop-for-count (?i 1 (div (length$ ?pairs) 2))
    (assert (seen (as (nth$ (- (* 2 ?i) 1) ?pairs)) (atom (nth$ (* 2 ?i) ?pairs)) (side ?side)))))
(deffunction collect (?side) (bind ?all (create$))
  (do-for-all-facts ((?f fired)) (eq ?f:side ?side) (bind ?all (create$ ?all ?f:rule))) ?all)
"""
_FORM = 4  # of the constructs below; a change makes old images useless


class _Silence(clips.Router):  # type: ignore[misc]
    """Swallows CLIPS' own chatter: saving an image warns of constraints that these constructs do not have."""

    def __init__(self) -> None:
        super().__init__("silence", 40)

    def query(self, name: str) -> bool:
        return name in ("stdout", "stdwrn")

    def write(self, name: str, message: str) -> None:
        pass


class ClipsEngine:
    """Forward chaining with CLIPS. One environment serves many cases."""

    name = "clips"

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self._alternatives = Alternatives(enumerate(kb.rules))
        self._env = self._environment()
        self._env.reset()
        self._case_side = self._env.find_template("case-side")

    def infer(self, facts: FactBase) -> list[Firing]:
        seen = self._alternatives.seen(sorted(facts.origins), self._alternatives.asked(evoked(self.kb, facts)))
        try:
            self._assert(facts, seen)
            self._env.run()
            fired = [
                (int(rule), side) for side in facts.views for rule in self._env.call("collect", clips.Symbol(side))
            ]
        finally:
            self._env.reset()  # nothing of a case stays behind
        return with_matched(self.kb, facts, sorted(fired))

    def _assert(self, facts: FactBase, seen: list[tuple[int, int, str]]) -> None:
        """Facts are asserted by CLIPS, a call for a side: from Python each would cost four times as much."""
        for side in facts.sides:
            self._case_side.assert_fact(side=clips.Symbol(side))
        for view in facts.views:
            groups = [number for number, atom, side in seen if side == view and atom == ANY]
            counted = [value for number, atom, side in seen if side == view and atom != ANY for value in (number, atom)]
            self._env.call("see", clips.Symbol(view), groups)
            self._env.call("see-each", clips.Symbol(view), counted)

    def _environment(self) -> Any:
        """From the binary image in the cache; anything wrong with it only means building again."""
        image = cache_path(f"rules-{_FORM}-{self.kb.hash}.clips")
        if image.exists():
            with contextlib.suppress(clips.CLIPSError):
                env = clips.Environment()
                env.load(str(image), binary=True)
                return env
        env = clips.Environment()
        env.add_router(_Silence())
        with tempfile.TemporaryDirectory() as folder:
            source, compiled = Path(folder, "rules.clp"), Path(folder, "rules.clips")
            source.write_text(_BASE + "\n".join(self._defrule(i, rule) for i, rule in enumerate(self.kb.rules)))
            env.load(str(source))
            env.save(str(compiled), binary=True)
            write_quietly(image, compiled.read_bytes())
        return env

    def _defrule(self, index: int, rule: Rule) -> str:
        side = "?side" if rule.sided else CENTRAL
        conditions = ["(case-side (side ?side))"] if rule.sided else []
        for n, atoms in rule.groups:
            names = [f"?a{place}" for place in range(n)] if n > 1 else ["?"]
            wanted = [f"(seen (as {self._alternatives.numbers[atoms]}) (atom {name}) (side {side}))" for name in names]
            # different atoms, each combination once
            wanted += [f"(test (< {one} {other}))" for one, other in itertools.pairwise(names)]
            conditions.append(f"(exists {' '.join(wanted)})")
        if rule.nots:
            conditions.append(f"(not (seen (as {self._alternatives.numbers[rule.nots]}) (side {side})))")
        actions = [f"(assert (fired (rule {index}) (side {side})))"]
        if rule.kind == "pattern":
            actions += self._conclusions(rule, side)
        return f"(defrule r{index} {' '.join(conditions)} => {' '.join(actions)})"

    def _conclusions(self, rule: Rule, side: str) -> list[str]:
        """A pattern is seen from its own side and without side; a central one, and `either side`, from everywhere."""
        plain, either = self.kb.pattern_atoms(rule)
        actions = []
        for atom, everywhere in ((plain, not rule.sided), (either, True)):
            for number in self._alternatives.named_by.get(atom, ()) if atom is not None else ():
                seen = f"(assert (seen (as {number}) (atom {atom}) (side %s)))"
                actions.append(seen % CENTRAL)
                actions.append(
                    f"(do-for-all-facts ((?c case-side)) TRUE {seen % '?c:side'})" if everywhere else seen % side
                )
        return actions
