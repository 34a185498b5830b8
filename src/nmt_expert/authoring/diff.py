"""What a change of the rules does to cases: urgency, red flags and the first three hypotheses, and which rules did it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from nmt_expert.case.load import Case
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.model import Rule
from nmt_expert.reasoning.engines.plain import PlainEngine
from nmt_expert.reasoning.judge import Judged, judge

_RANKS = 3


@dataclass(frozen=True)
class Difference:
    """One thing that is otherwise for one case. `rules`: `+` speaks now, `-` no more, `~` with another weight or level."""

    case: str
    what: str  # urgency, flag, rank
    words: str
    rules: tuple[str, ...]


def differences(old: KnowledgeBase, new: KnowledgeBase, cases: Iterable[tuple[Case, Case]]) -> Iterator[Difference]:
    """The differences of each case, which was read under the old rules and under the new ones."""
    engines = PlainEngine(old), PlainEngine(new)
    for then, now in cases:
        yield from _of_case(
            then.file.id, _Side(old, judge(then, old, engines[0])), _Side(new, judge(now, new, engines[1]))
        )


class _Side:
    """A case under some rules."""

    def __init__(self, kb: KnowledgeBase, judged: Judged) -> None:
        self.kb = kb
        self.judged = judged
        fired = (kb.rules[f.rule] for f in judged.firings)
        self.fired = {rule.id: rule for rule in fired if "#" not in rule.id}
        self.flags: dict[str, str] = {flag.id: flag.urgency for flag in judged.flags}
        self.ranks = [line.hypothesis for line in judged.lines[:_RANKS]]

    def name(self, id: str) -> str:
        known = self.kb.hypotheses.get(id) or self.kb.flags.get(id)
        return known.name if known else id


def _of_case(case: str, old: _Side, new: _Side) -> Iterator[Difference]:
    changed = _changed_rules(old.fired, new.fired)
    if old.judged.level != new.judged.level:
        words = f"{old.judged.level} -> {new.judged.level}: {new.judged.why}"
        asking = {id: rule for id, rule in changed.items() if rule.kind in ("flag", "lower", "urgency", "caution")}
        yield Difference(case, "urgency", words, _marked(asking, old, new))
    for flag in sorted(old.flags.keys() | new.flags.keys()):
        before, after = old.flags.get(flag, "not raised"), new.flags.get(flag, "not raised")
        if before != after:
            about = {id: rule for id, rule in changed.items() if rule.target == flag}
            yield Difference(case, "flag", f"{new.name(flag)}: {before} -> {after}", _marked(about, old, new))
    if old.ranks != new.ranks:
        moved = {h for pair in zip_longest(old.ranks, new.ranks) if pair[0] != pair[1] for h in pair if h}
        about = {id: rule for id, rule in changed.items() if rule.kind == "argument" and rule.target in moved}
        words = f"{', '.join(map(old.name, old.ranks))} -> {', '.join(map(new.name, new.ranks))}"
        yield Difference(case, "rank", words, _marked(about, old, new))


def _changed_rules(old: dict[str, Rule], new: dict[str, Rule]) -> dict[str, Rule]:
    """The rules that hold under one side only, or that weigh otherwise."""
    found = {id: old.get(id) or new[id] for id in old.keys() ^ new.keys()}
    both = old.keys() & new.keys()
    return found | {
        id: new[id] for id in both if (old[id].weight, old[id].urgency) != (new[id].weight, new[id].urgency)
    }


def _marked(rules: dict[str, Rule], old: _Side, new: _Side) -> tuple[str, ...]:
    def mark(id: str) -> str:
        if id not in old.fired or id not in new.fired:
            return f"+{id}" if id in new.fired else f"-{id}"
        before, after = old.fired[id], new.fired[id]
        how = (before.urgency, after.urgency) if before.urgency != after.urgency else (before.strength, after.strength)
        return f"~{id} ({how[0]} -> {how[1]})"

    return tuple(mark(id) for id in sorted(rules))
