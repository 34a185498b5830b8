"""What the rules make of the answers so far, computed once for one state of the case.

The questions are chosen with the plain evaluator: it gives the same firings as the engines (the property tests hold
them to it) in two milliseconds, so that no answer waits for the next screen. The ranking at the end uses the engine
that the therapist chose.
"""

from __future__ import annotations

from functools import cached_property

from msgspec.structs import asdict

from nmt_expert.case.load import Case
from nmt_expert.case.model import Page
from nmt_expert.case.observation import Observation
from nmt_expert.case.record import STATES, State, keys_of
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.reasoning.assess import case_regions
from nmt_expert.reasoning.assessment import Flag
from nmt_expert.reasoning.engines.interface import Firing, concluded
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.facts import Fact, FactBase, facts_of
from nmt_expert.reasoning.ranking.rank import Ranked, rank
from nmt_expert.reasoning.ranking.resting import Resting
from nmt_expert.reasoning.ranking.weigh import Scored, score_all
from nmt_expert.reasoning.safety.gate import raised_flags, screen_blocks, screen_questions
from nmt_expert.reasoning.safety.topics import concerns, person

CHART = "chart"


class Picture:
    """Facts, firings, flags and ranking of one state of a case, each computed when it is first asked for."""

    def __init__(self, kb: KnowledgeBase, case: Case) -> None:
        self.kb = kb
        self.case = case

    @cached_property
    def log(self) -> dict[str, State]:
        """Every finding that was asked and how it was answered, in the order of the case file."""
        log: dict[str, State] = {}
        for entry in self.case.file.findings:
            data = asdict(entry)
            for state in STATES:
                for key in keys_of(data, state):
                    if state not in ("not_raised", "not_tested") or key not in log:
                        log[key] = state
        return log

    @cached_property
    def asked(self) -> set[str]:
        """Findings that are not asked again: those of the log, of the head of the case, and summaries that follow."""
        return set(self.log) | {o.key for o in self.facts.observations}

    @cached_property
    def screened(self) -> set[str]:
        """What the safety screen need not ask: what was asked itself, and what is there by what was found. A denial in
        general answers none of its questions (docs/architecture.md, absence has to be stated)."""
        found = (o.key for o in self.facts.observations if o.state != "absent" or o == o.stated)
        return {*self.log, *found}

    @cached_property
    def stated(self) -> dict[str, list[Observation]]:
        found: dict[str, list[Observation]] = {}
        for o in self.case.observations:
            found.setdefault(o.key, []).append(o)
        return found

    @cached_property
    def passed(self) -> tuple[str, ...]:
        """The screens that were left, in order."""
        return tuple(self.case.file.interview.passed if self.case.file.interview else ())

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages that were answered, in order, as they were shown."""
        return tuple(self.case.file.interview.pages if self.case.file.interview else ())

    @property
    def depth(self) -> str:
        return self.case.file.interview.depth if self.case.file.interview else "standard"

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Regions of the complaint and, once the body chart is finished, of what was drawn beyond it."""
        if CHART not in self.passed and self.case.file.complaint.regions:
            return tuple(self.case.file.complaint.regions)
        drawn = [
            zone.region
            for o in self.case.observations
            if o.state == "present" and (zone := self.kb.subject("zones", o.key.partition("(")[2].rstrip(")")))
        ]
        return tuple(dict.fromkeys((*case_regions(self.case, self.kb), *drawn)))

    @cached_property
    def screen_keys(self) -> set[str]:
        """What the safety screen asks for these regions: findings, and broad questions that stand for them."""
        return {key for block in screen_blocks(self.kb, self.regions) for key in block.questions} | set(self.kb.topics)

    @cached_property
    def wanted(self) -> list[str]:
        """Findings that the complete safety screen asks and that can concern this person."""
        return screen_questions(self.kb, self.case.observations, self.regions)

    @cached_property
    def _person(self) -> tuple[str, float | None]:
        return person(self.case.observations)

    def concerns(self, key: str) -> bool:
        """Can a finding concern a person of this sex and age, itself and by what it means?"""
        return all(concerns(self.kb, one, *self._person) for one in (key, *self.kb.implied(key)))

    @cached_property
    def facts(self) -> FactBase:
        return facts_of(self.case, self.kb)

    @cached_property
    def firings(self) -> list[Firing]:
        return PlainEngine(self.kb).infer(self.facts)

    @cached_property
    def known(self) -> set[Fact]:
        """Facts of the case and those that patterns added."""
        known = set(self.facts.origins)
        for firing in self.firings:
            if self.kb.rules[firing.rule].kind == "pattern":
                known.update(concluded(self.kb, firing.rule, firing.side, self.facts.sides))
        return known

    @cached_property
    def resting(self) -> Resting:
        return Resting(self.kb, self.facts, self.firings)

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        return raised_flags(self.kb, self.firings, self.resting)

    @cached_property
    def scores(self) -> dict[tuple[str, str], Scored]:
        return score_all(self.kb, self.facts, self.firings)

    @cached_property
    def ranking(self) -> list[Ranked]:
        return rank(self.scores)
