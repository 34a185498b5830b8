"""Which small wrong edits of the rules does no test notice?

What looks at single clients is a witness: the clients beside rules and in tests/clinical, the dangerous presentations, and
the published answers of the library that are met. (Ordinary presentations have only a common bound, and are left aside.)
Only witnesses whom a changed rule can concern are looked at, and of these only what rests on the rule is inferred again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from nmt_expert.authoring.asked import Argued, Asked, Dangerous, Published, Small, Vignette
from nmt_expert.authoring.clients import ClientTest
from nmt_expert.authoring.mutants import Mutant
from nmt_expert.authoring.presentations import Presentation
from nmt_expert.authoring.witness import Rules, Touched, Witness
from nmt_expert.case.load import Case

_KINDS: dict[str, type[Small | Vignette]] = {"argument": Argued, "vignette": Vignette}


class Suite:
    """All witnesses, and what is asked of them."""

    def __init__(
        self, rules: Rules, tests: Iterable[ClientTest], told: Iterable[Presentation], cases: Iterable[Case]
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

    def notices(self, mutant: Mutant) -> bool:
        """Does any test notice this mutant?"""
        concerned: dict[int, list[int]] = {}  # changed rules that can hold for a witness, now or before
        for place, (_, body) in mutant.rules.items():
            touched = self._touched.by(self._rules.each[place].groups)
            for number in touched | self._touched.by(body.groups) if body else touched:
                concerned.setdefault(number, []).append(place)
        for number, places in sorted(concerned.items()):
            asked = self._asked[number]
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
