"""The fast engine: CLIPS through clipspy, with the whole knowledge base kept as a binary image.

CLIPS finds a pattern by its constants, so a fact is asserted once under every group of alternatives that names its atom
(`as`), and rules ask for the group. No Python is called from CLIPS: firings are facts, collected in one call.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import clips

from nmt_expert.knowledge.cache import cache_path, write_quietly
from nmt_expert.knowledge.model import KnowledgeBase, Rule
from nmt_expert.reasoning.engines.interface import Firing, assemble, evoked
from nmt_expert.reasoning.facts import CENTRAL, UNSPECIFIED, FactBase

_BASE = """
(deftemplate seen (slot as) (slot atom) (slot side))
(deftemplate case-side (slot side))
(deftemplate fired (slot rule) (slot side) (multislot atoms))
(deffunction collect () (bind ?all (create$))
  (do-for-all-facts ((?f fired)) TRUE (bind ?all (create$ ?all ?f:rule ?f:side (length$ ?f:atoms) ?f:atoms))) ?all)
"""
_FORM = 1  # of the constructs below; a change makes old images useless
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
        for rule in kb.rules:
            groups = [atoms for _, atoms in rule.groups] + ([rule.nots] if rule.nots else [])
            self._used_by.append([self._number(atoms) for atoms in groups])
        self._env = self._environment()
        self._seen = self._env.find_template("seen")
        self._case_side = self._env.find_template("case-side")
        self._symbols = {side: clips.Symbol(side) for side in (CENTRAL, UNSPECIFIED, "left", "right")}

    def infer(self, facts: FactBase) -> list[Firing]:
        # only the alternatives of evoked rules, from the sides from which they look: others could complete no rule
        asked = {(n, self.kb.rules[rule].sided) for rule in evoked(self.kb, facts) for n in self._used_by[rule]}
        self._env.reset()
        for side in facts.sides:
            self._case_side.assert_fact(side=self._symbols[side])
        for atom, side in sorted(facts.origins):
            lateral, symbol = side != CENTRAL, self._symbols[side]
            for number in self._named_by.get(atom, ()):
                if (number, lateral) in asked:
                    self._seen.assert_fact(**{"as": number, "atom": atom, "side": symbol})
        self._env.run()
        collected = list(self._env.eval("(collect)"))
        self._env.reset()  # nothing of a case stays behind
        return assemble(_matches(collected))

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
        side = "?side&~central" if rule.sided else CENTRAL
        again = "?side" if rule.sided else CENTRAL
        conditions: list[str] = []
        names: list[str] = []
        for n, atoms in rule.groups:
            for place in range(n):
                name = f"?a{len(names)}"
                conditions.append(f"(seen (as {self._numbers[atoms]}) (atom {name}) (side {again if names else side}))")
                if place:  # each pair once, in one order
                    conditions.append(f"(test (< {names[-1]} {name}))")
                names.append(name)
        if rule.nots:
            conditions.append(f"(not (seen (as {self._numbers[rule.nots]}) (side {again})))")
        actions = [f"(assert (fired (rule {index}) (side {again}) (atoms {' '.join(names)})))"]
        if rule.kind == "pattern":
            actions += self._conclusions(rule, again)
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


def _matches(collected: list[Any]) -> Iterator[tuple[int, str, list[int]]]:
    """Splits CLIPS' flat answer: rule, side, number of atoms, atoms."""
    place = 0
    while place < len(collected):
        rule, side, count = collected[place : place + 3]
        yield rule, str(side), collected[place + 3 : place + 3 + count]
        place += 3 + count
