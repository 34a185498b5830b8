"""A case made from the rules: what they would expect of a hypothesis, typical or not, or hidden behind another one."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

import yaml

from nmt_expert.case.load import Case, parse_case
from nmt_expert.case.model import SCHEMA
from nmt_expert.errors import NmtError, ProblemsError
from nmt_expert.knowledge.atoms import atom_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Hypothesis, Rule, Urgency
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.joined_words import joined, said_of
from nmt_expert.reasoning.judge import judge
from nmt_expert.reasoning.ranking.rank import Ranked
from nmt_expert.reasoning.ranking.standing import Standing
from nmt_expert.reasoning.words import capped
from nmt_expert.teaching.steps import STAGES, case_after, steps_of

_TYPICAL, _ATYPICAL = 0.5, 0.1  # by how much it then leads (weight of evidence)
_LEAST, _MOST = 5, 14  # entries of findings
_OBVIOUS = 0.7  # rules at least as weighty as this are left out of what is atypical
_MIMICKED = 6  # rules of the other hypothesis that are tried first
MARK = "Generated from the rules; nobody's findings"


def made_case(
    kb: KnowledgeBase, hypothesis: str, *, atypical: bool = False, mimic: str | None = None, seed: int = 0
) -> str:
    """The YAML text of a case that the rules rank this hypothesis first in, marked as generated.

    `mimic`: findings of this other hypothesis are put in first, so that it leads after the complaint and the chart. Raises
    NmtError when the rules cannot tell the hypothesis with what is left, or would not be misled.
    """
    known, other = kb.hypotheses[hypothesis], kb.hypotheses.get(mimic or "")
    if other and not set(known.regions) & set(other.regions) - {"general"}:
        raise NmtError(
            f"{other.name} is felt elsewhere than {known.name}; --mimic takes a hypothesis of the same region."
        )
    return _Maker(kb, hypothesis, atypical, mimic, seed).text()


def is_made(case: Case) -> bool:
    """Was this case made here, so that its answer is the rules' own?"""
    return case.file.source is not None and case.file.source.title.startswith(MARK)


class _Maker:
    def __init__(self, kb: KnowledgeBase, hypothesis: str, atypical: bool, mimic: str | None, seed: int) -> None:
        self.kb, self.hypothesis, self.atypical, self.mimic = kb, hypothesis, atypical, mimic
        self.known = kb.hypotheses[hypothesis]
        self.like = kb.hypotheses[mimic] if mimic else None
        self.standing = Standing(kb)
        drawn = f"{hypothesis}/{atypical}/{mimic}/{seed}"
        self.rng = random.Random(drawn)  # noqa: S311 - repeatable draws are wanted
        self.id = f"made-{sha256(drawn.encode()).hexdigest()[:8]}"  # one of its own, which does not tell the answer
        self.side = self.rng.choice(("left", "right")) if self.known.sided else None
        self.findings: list[dict[str, Any]] = []

    def text(self) -> str:
        lead = _ATYPICAL if self.atypical or self.mimic else _TYPICAL
        if self.like:
            self._mislead(self.like)
        else:
            self._try(self._drawing(self.known))
        groups: set[str] = set()
        for rule in self._rules(self.hypothesis)[: 4 * _MOST]:
            if (len(self.findings) >= _LEAST and self._leads(lead)) or len(self.findings) > _MOST:
                break
            if rule.group not in groups and not (self.atypical and rule.weight >= _OBVIOUS):
                groups.add(rule.group)  # one of each kind of evidence, as an examination brings them
                self._try(self._findings(rule))
        if not self._leads(lead):
            left = " when the weightiest findings are left out" if self.atypical else ""
            left += f" after {self.like.name} has led" if self.like else ""
            raise NmtError(
                f"the rules do not put {self.known.name} first{left}; try another --seed, or without options."
            )
        return yaml.safe_dump(self._data(answered=True), sort_keys=False, allow_unicode=True, width=110)

    def _mislead(self, other: Hypothesis) -> None:
        """Puts in what the other one shows, until it leads. Raises NmtError when it does not."""
        self.findings.append(self._drawing(other))
        for rule in self._rules(other.id)[:_MIMICKED]:
            if self._misled():
                return
            if rule.weight < _OBVIOUS:
                self.findings.append(self._findings(rule))
                if not self._valid():
                    self.findings.pop()
        if not self._misled():
            raise NmtError(f"{other.name} does not lead at first in a case of {self.known.name}; try another --seed.")

    def _misled(self) -> bool:
        """Does the other one lead when the complaint and the chart are known, and no more?"""
        case = self._case()
        told = [step for step in steps_of(case, self.kb) if step.stage == STAGES[0]]
        lines = self.standing.lines(case_after(case, self.kb, told).observations)
        return bool(lines) and lines[0].hypothesis == self.mimic

    def _rules(self, hypothesis: str) -> list[Rule]:
        """Rules that speak for it, the weighty first, equal ones in an order of the seed."""
        arguments = (r for r in self.kb.rules_of(hypothesis) if r.kind == "argument" and not r.part_of)
        rules = [r for r in arguments if r.weight > 0 and not r.graded]
        self.rng.shuffle(rules)
        return sorted(rules, key=lambda r: (r.context, -r.weight))

    def _drawing(self, h: Hypothesis) -> dict[str, Any]:
        """Where it hurts, or where the skin feels changed."""
        if self.atypical:
            spill = [z for t in h.triggers for z in t.spillover] or [z for z in h.pain if z not in h.sensory] or h.pain
            return {"present": [f"pain({zone})" for zone in spill[:2]]}
        if h.sensory and h.mechanism in ("entrapment", "compression"):
            return {"present": [f"{kind}({zone})" for zone in h.sensory[:3] for kind in ("numbness", "tingling")]}
        zones = h.triggers[0].essential if h.triggers else h.pain
        return {"present": [f"pain({zone})" for zone in zones[:4]]}

    def _findings(self, rule: Rule, depth: int = 0) -> dict[str, Any]:
        """Findings that meet the rule's conditions."""
        entry: dict[str, Any] = {"present": [], "absent": [], "value": {}}
        for n, atoms in rule.groups:
            for atom in self.rng.sample(atoms, min(n, len(atoms))):
                for state, key, value in self._atom(self.kb.atoms[atom], depth):
                    if state == "value":
                        entry["value"][key] = value
                    elif key not in entry[state]:
                        entry[state].append(key)
        return {state: said for state, said in entry.items() if said}

    def _atom(self, atom: str, depth: int) -> Iterator[tuple[str, str, float]]:
        asked = atom_of(atom)
        if asked.key is None:
            inner = self.kb.rules_of(asked.pattern)
            if inner and depth < 4:
                found = self._findings(self.rng.choice(inner), depth + 1)
                yield from (("present", k, 0.0) for k in found.get("present", ()))
                yield from (("absent", k, 0.0) for k in found.get("absent", ()))
                yield from (("value", k, v) for k, v in found.get("value", {}).items())
        elif asked.bound:
            yield "value", asked.key, float(asked.bound[2:])
        else:
            yield "absent" if asked.absent else "present", asked.key, 0.0

    def _try(self, entry: dict[str, Any]) -> None:
        """Puts findings in unless they contradict the others, let the hypothesis fall, or tell at once what it is."""
        if not entry:
            return
        score = self._score()
        self.findings.append(entry)
        if not self._valid() or self._score() < score or (self.mimic and not self._misled()):
            self.findings.pop()

    def _valid(self) -> bool:
        try:
            return bool(self._case())
        except ProblemsError:
            return False

    def _score(self) -> float:
        return next((line.scored.score for line in self._lines() if line.hypothesis == self.hypothesis), -9.0)

    def _lines(self) -> Sequence[Ranked]:
        try:
            case = self._case()
            return self.standing.lines(case.observations, case.file.complaint.regions)
        except ProblemsError:
            return []

    def _leads(self, by: float) -> bool:
        lines = self._lines()
        if not lines or lines[0].hypothesis != self.hypothesis:
            return False
        return len(lines) == 1 or lines[0].scored.score - lines[1].scored.score >= by

    def _case(self) -> Case:
        return parse_case(yaml.safe_dump(self._data(answered=False), sort_keys=False), self.id, self.kb)

    def _data(self, *, answered: bool) -> dict[str, Any]:
        h = self.known
        told = [f for entry in self.findings for key in entry.get("present", ()) if (f := self.kb.finding(key))]
        text = "; ".join(joined(dict.fromkeys(said_of(self.kb, f.key) for f in told if f.section == "symptom")))
        data: dict[str, Any] = {"schema": SCHEMA, "id": self.id, "title": MARK}
        data["complaint"] = {
            "text": capped(text, 200) or h.regions[0],
            "regions": [r for r in h.regions if r != "general"],
        }
        if self.side:
            data["complaint"]["side"] = self.side
        data["findings"] = self.findings
        if answered:
            how = "".join([", atypical" if self.atypical else "", f", mimicking {self.mimic}" if self.mimic else ""])
            data["notes"] = [f"{MARK}{how}."]
            data["source"] = {"title": f"{MARK} {self.kb.hash}{how}"}
            data["answer"] = _answer(h, judge(self._case(), self.kb, PlainEngine(self.kb)).level)
        return data


def _answer(h: Hypothesis, urgency: Urgency) -> dict[str, Any]:
    return {
        "mechanism": h.mechanism,
        "structure": h.name,
        "hypotheses": [h.id],
        "triage": urgency,
        "kind": "vignette",
        "confirmed_by": "nothing; generated from the rules",
    }
