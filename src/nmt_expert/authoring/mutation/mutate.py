"""Which small wrong edits of the rules does no test notice?

What looks at single clients is a witness: the clients beside rules and in tests/clinical, the dangerous presentations, and
the published answers of the library that are met. The sheets are asked directly. (Ordinary presentations have only a common bound, and are left aside.)
Only witnesses whom a changed rule can concern are looked at, and of these only what rests on the rule is inferred again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from nmt_expert.authoring.client_tests.clients import ClientTest
from nmt_expert.authoring.client_tests.presentations import Presentation
from nmt_expert.authoring.mutation.asked import Argued, Asked, Dangerous, Published, Small, Vignette
from nmt_expert.authoring.mutation.mutants import Mutant
from nmt_expert.authoring.mutation.sheets import Sheets
from nmt_expert.authoring.mutation.witness import Rules, Touched, Witness
from nmt_expert.case.load import Case
from nmt_expert.knowledge.model import Hypothesis

_KINDS: dict[str, type[Small | Vignette]] = {"argument": Argued, "vignette": Vignette}


class Suite:
    """All witnesses, and what is asked of them."""

    def __init__(
        self,
        rules: Rules,
        tests: Iterable[ClientTest],
        told: Iterable[Presentation],
        cases: Iterable[Case],
        sheets: Sheets | None = None,
    ) -> None:
        self._asked: list[Asked] = [
            _KINDS.get(test.about, Small)(Witness(test.observations, rules), test) for test in tests
        ]
        self._asked += [Dangerous(Witness(p.observations, rules), p) for p in told if p.flag]
        self._asked += [
            Published(Witness(case.observations, rules), case.file.answer) for case in cases if case.file.answer
        ]
        self._touched = Touched(rules, [asked.witness for asked in self._asked])
        self._rules = rules
        self._sheets = sheets

    def notices(self, mutant: Mutant) -> bool:
        """Does any test notice this mutant?"""
        if self._by_sheet(mutant):
            return True
        if mutant.hypothesis and mutant.change == "prior":
            return self._by_rank(mutant.hypothesis)
        return self._by_rules(mutant)

    def _by_sheet(self, mutant: Mutant) -> bool:
        sheets, group, hypothesis, line = self._sheets, mutant.group, mutant.hypothesis, mutant.line
        return sheets is not None and (
            (group is not None and any(sheets.of_group(group)))
            or (mutant.sign is not None and any(sheets.signs.differences(mutant.unit.id[1:], mutant.sign)))
            or (hypothesis is not None and any(sheets.of_hypothesis(hypothesis)))
            or (line is not None and any(sheets.of_line(line)))
        )

    def _by_rank(self, hypothesis: Hypothesis) -> bool:
        """Do those notice in whose ranking the hypothesis stands, once it says something else of itself?"""
        return any(
            asked.broken(replace(asked.witness.unchanged, hypothesis=hypothesis))
            for asked in self._ranking.get(hypothesis.id, ())
        )

    @cached_property
    def _ranking(self) -> dict[str, list[Asked]]:
        """Who looks at a ranking, by the hypotheses in it."""
        found: dict[str, list[Asked]] = {}
        for asked in self._asked:
            if isinstance(asked, Vignette | Published):
                for id in {rule.target for rule in asked.witness.unchanged.fired_rules}:
                    found.setdefault(id, []).append(asked)
        return found

    def _by_rules(self, mutant: Mutant) -> bool:
        concerned: dict[int, list[int]] = {}  # changed rules that can hold for a witness, now or before
        for place, (_, body) in mutant.rules.items():
            touched = self._touched.by(self._rules.each[place].groups)
            for number in touched | self._touched.by(body.groups) if body else touched:
                concerned.setdefault(number, []).append(place)
        for number, places in sorted(concerned.items()):
            asked = self._asked[number]
            if all(asked.witness.surely_same(*mutant.rules[at], mutant.usual.get(at)) for at in places):
                continue
            now = asked.witness.after(mutant.rules, places)
            if now is not None and asked.broken(now):
                return True
        return False


@dataclass
class Tally:
    """How many mutants were noticed, by kind of rule and by change, and those that were not."""

    counts: dict[str, dict[str, Count]] = field(default_factory=dict)  # by kind, then by change; "" is all
    unnoticed: list[Mutant] = field(default_factory=list)

    def add(self, mutant: Mutant, noticed: bool) -> None:
        """Counts one mutant."""
        for change in ("", mutant.change):
            count = self.counts.setdefault(mutant.unit.kind, {}).setdefault(change, Count())
            count.noticed += noticed
            count.all += 1
        if not noticed:
            self.unnoticed.append(mutant)


@dataclass
class Count:
    noticed: int = 0
    all: int = 0

    @property
    def share(self) -> float:
        """Noticed of all, 0 to 1."""
        return self.noticed / self.all
