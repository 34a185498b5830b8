"""The fast engine: CLIPS through clipspy, with the whole knowledge base kept as a binary image.

CLIPS finds a pattern by its constants, the numbers of groups of alternatives (see alternatives.py). No Python is called
from CLIPS: facts go over in one call a side, and firings are facts, collected in one call a side.
"""

from __future__ import annotations

import contextlib
import platform
import tempfile
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import clips
import msgspec

from nmt_expert import private_cache
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.engines.alternatives import ANY, Alternatives
from nmt_expert.reasoning.engines.interface import Firing, evoked, with_matched
from nmt_expert.reasoning.facts import CENTRAL, FactBase

# `seen`: a group of alternatives is met from a side. `nth`: so is the n-th different atom of a group of which some rule
# wants several, so that "at least n" is one condition and not every combination of n. `also`: a concluded pattern is
# one more atom of such a group; CLIPS keeps a fact once, so that a pattern concluded twice counts once.
_BASE = """
(deftemplate seen (slot as) (slot side))
(deftemplate nth (slot as) (slot count) (slot side))
(deftemplate also (slot as) (slot atom) (slot side))
(deftemplate case-side (slot side))
(deftemplate fired (slot rule) (slot side))
(defrule count-on (also (as ?as) (side ?side)) =>
  (bind ?before (length$ (find-all-facts ((?n nth)) (and (eq ?n:as ?as) (eq ?n:side ?side)))))
  (assert (nth (as ?as) (count (+ ?before 1)) (side ?side))))
(deffunction see (?side ?numbers)
  (progn$ (?number ?numbers) (assert (seen (as ?number) (side ?side)))))
(deffunction see-nth (?side ?pairs)
  (loop-for-count (?i 1 (div (length$ ?pairs) 2))
    (assert (nth (as (nth$ (- (* 2 ?i) 1) ?pairs)) (count (nth$ (* 2 ?i) ?pairs)) (side ?side)))))
(deffunction collect (?side) (bind ?all (create$))
  (do-for-all-facts ((?f fired)) (eq ?f:side ?side) (bind ?all (create$ ?all ?f:rule))) ?all)
"""


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
        self._key = f"{kb.hash} {clips.__version__} {platform.machine()}".encode() + private_cache.code_of(
            "reasoning/engines"
        )
        self._name = f"rules-{sha256(self._key).hexdigest()[:16]}"
        self._alternatives = self._numbered()
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
        met: Counter[tuple[int, str]] = Counter()
        for view in facts.views:
            groups, counted = [], []
            for number, atom, side in seen:
                if side == view and atom == ANY:
                    groups.append(number)
                elif side == view:
                    met[number, side] += 1
                    counted += [number, met[number, side]]
            self._env.call("see", clips.Symbol(view), groups)
            self._env.call("see-nth", clips.Symbol(view), counted)

    def _numbered(self) -> Alternatives:
        """The groups by number: from the cache, or from all rules."""
        name = self._name + ".groups"
        kept = private_cache.read(name, self._key)
        if kept is not None:
            with contextlib.suppress(msgspec.DecodeError):
                return Alternatives.from_bytes(kept.content)
        alternatives = Alternatives(enumerate(self.kb.rules))
        private_cache.write(name, self._key, alternatives.to_bytes())
        return alternatives

    def _environment(self) -> Any:
        """From the binary image in the cache; anything wrong with it only means building again."""
        name = self._name + ".clips"
        kept = private_cache.read(name, self._key)  # CLIPS itself would crash on a damaged image
        if kept is not None:
            with contextlib.suppress(clips.CLIPSError):
                env = clips.Environment()
                env.load(str(kept.path), binary=True)
                return env
        self._alternatives = Alternatives(enumerate(self.kb.rules))  # with the numbers that rules are written with
        env = clips.Environment()
        env.add_router(_Silence())
        with tempfile.TemporaryDirectory() as folder:
            source, compiled = Path(folder, "rules.clp"), Path(folder, "rules.clips")
            source.write_text(_BASE + "\n".join(self._defrule(i, rule) for i, rule in enumerate(self.kb.rules)))
            env.load(str(source))
            env.save(str(compiled), binary=True)
            private_cache.write(name, self._key, compiled.read_bytes())
        return env

    def _defrule(self, index: int, rule: Rule) -> str:
        side = "?side" if rule.sided else CENTRAL
        conditions = ["(case-side (side ?side))"] if rule.sided else []
        conditions += [self._met(n, self._alternatives.numbers[atoms], side) for n, atoms in rule.groups]
        if rule.nots:
            conditions.append(f"(not {self._met(1, self._alternatives.numbers[rule.nots], side)})")
        actions = [f"(assert (fired (rule {index}) (side {side})))"]
        if rule.kind == "pattern":
            actions += self._conclusions(rule, side)
        return f"(defrule r{index} {' '.join(conditions)} => {' '.join(actions)})"

    def _met(self, n: int, number: int, side: str) -> str:
        """The pattern of the one fact which says that n atoms of a group are seen from a side."""
        if number in self._alternatives.counted:
            return f"(nth (as {number}) (count {n}) (side {side}))"
        return f"(seen (as {number}) (side {side}))"

    def _conclusions(self, rule: Rule, side: str) -> list[str]:
        """A pattern is seen from its own side and without side; a central one, and `either side`, from everywhere."""
        plain, either = self.kb.pattern_atoms(rule)
        actions = []
        for atom, everywhere in ((plain, not rule.sided), (either, True)):
            for number in self._alternatives.named_by.get(atom, ()) if atom is not None else ():
                counted = number in self._alternatives.counted
                seen = f"(also (as {number}) (atom {atom}) (side %s))" if counted else f"(seen (as {number}) (side %s))"
                actions.append(f"(assert {seen % CENTRAL})")
                actions.append(
                    f"(do-for-all-facts ((?c case-side)) TRUE (assert {seen % '?c:side'}))"
                    if everywhere
                    else f"(assert {seen % side})"
                )
        return actions
