"""The fast engine: CLIPS through clipspy, with the whole knowledge base kept as a binary image.

CLIPS finds a pattern by its constants, so a fact is asserted under every group of alternatives that names its atom
(`as`), and rules ask whether such a fact exists: each fires once a side, however many atoms would do. No Python is called
from CLIPS: firings are facts, collected in one call.
"""

from __future__ import annotations

import contextlib
import itertools
import tempfile
from pathlib import Path
from typing import Any

import clips

from nmt_expert.knowledge.cache import cache_path, write_quietly
from nmt_expert.knowledge.model import KnowledgeBase, Rule
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
Alternatives = tuple[int, ...]


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
        self._numbers: dict[Alternatives, int] = {}
        self._named_by: dict[int, list[int]] = {}  # atom -> numbers of the alternatives that name it
        self._used_by: list[list[int]] = []  # rule -> numbers of its alternatives
        self._counted: set[int] = set()  # alternatives of which some rule asks for more than one
        for rule in kb.rules:
            groups = [atoms for _, atoms in rule.groups] + ([rule.nots] if rule.nots else [])
            self._used_by.append([self._number(atoms) for atoms in groups])
            self._counted |= {self._number(atoms) for n, atoms in rule.groups if n > 1}
        self._env = self._environment()
        self._env.reset()
        self._case_side = self._env.find_template("case-side")

    def infer(self, facts: FactBase) -> list[Firing]:
        # only the alternatives of evoked rules, from the sides from which they look: others could complete no rule
        asked = {(number, side) for rule, side in evoked(self.kb, facts) for number in self._used_by[rule]}
        try:
            self._assert(facts, asked)
            self._env.run()
            fired = [
                (int(rule), side) for side in facts.views for rule in self._env.call("collect", clips.Symbol(side))
            ]
        finally:
            self._env.reset()  # nothing of a case stays behind
        return with_matched(self.kb, facts, sorted(fired))

    def _assert(self, facts: FactBase, asked: set[tuple[int, str]]) -> None:
        """Facts are asserted by CLIPS, a call for a side: from Python each would cost four times as much."""
        for side in facts.sides:
            self._case_side.assert_fact(side=clips.Symbol(side))
        seen: dict[str, list[int]] = {side: [] for side in facts.views}  # which atom it was does not matter
        counted: dict[str, list[int]] = {side: [] for side in facts.views}  # here it does: number, atom, number, atom
        for atom, side in sorted(facts.origins):
            for number in self._named_by.get(atom, ()):
                if (number, side) in asked:
                    if number in self._counted:
                        counted[side] += [number, atom]
                    else:
                        seen[side].append(number)
        for side in facts.views:
            self._env.call("see", clips.Symbol(side), list(dict.fromkeys(seen[side])))
            self._env.call("see-each", clips.Symbol(side), counted[side])

    def _number(self, atoms: Alternatives) -> int:
        if atoms not in self._numbers:
            number = self._numbers[atoms] = len(self._numbers)
            for atom in atoms:
                self._named_by.setdefault(atom, []).append(number)
        return self._numbers[atoms]

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
            wanted = [f"(seen (as {self._numbers[atoms]}) (atom {name}) (side {side}))" for name in names]
            # different atoms, each combination once
            wanted += [f"(test (< {one} {other}))" for one, other in itertools.pairwise(names)]
            conditions.append(f"(exists {' '.join(wanted)})")
        if rule.nots:
            conditions.append(f"(not (seen (as {self._numbers[rule.nots]}) (side {side})))")
        actions = [f"(assert (fired (rule {index}) (side {side})))"]
        if rule.kind == "pattern":
            actions += self._conclusions(rule, side)
        return f"(defrule r{index} {' '.join(conditions)} => {' '.join(actions)})"

    def _conclusions(self, rule: Rule, side: str) -> list[str]:
        """A pattern is seen from its own side and without side; a central one, and `either side`, from everywhere."""
        plain, either = self.kb.pattern_atoms(rule)
        actions = []
        for atom, everywhere in ((plain, not rule.sided), (either, True)):
            for number in self._named_by.get(atom, ()) if atom is not None else ():
                seen = f"(assert (seen (as {number}) (atom {atom}) (side %s)))"
                actions.append(seen % CENTRAL)
                actions.append(
                    f"(do-for-all-facts ((?c case-side)) TRUE {seen % '?c:side'})" if everywhere else seen % side
                )
        return actions
