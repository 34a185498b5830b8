"""Lints of the rules: what compiles but cannot be meant. Every check has a stable code; docs/lints.md explains them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from nmt_expert.errors import Problem
from nmt_expert.knowledge.compiled.conditions import finding_key
from nmt_expert.knowledge.model import KnowledgeBase, Rule
from nmt_expert.knowledge.written.load import Item, RuleFiles
from nmt_expert.knowledge.written.schema import RuleText

Check = Callable[[RuleFiles, KnowledgeBase], Iterator[Problem]]
_ASKED = ("history", "symptom")


def check_rules(files: RuleFiles, kb: KnowledgeBase) -> list[Problem]:
    """All problems of rules that compile, in the order of their places."""
    return sorted({problem for check in CHECKS for problem in check(files, kb)})


def _pattern_unused(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A pattern that no rule, and no load, asks for."""
    asked = {atom.lstrip("|")[1:] for atom in kb.atoms if atom.lstrip("|").startswith("@")} | set(kb.loads)
    for item in files.of("pattern"):
        if item.entry.id not in asked:
            yield item.problem(
                ("id",), f"no rule uses the pattern '{item.entry.id}'; use it, or take it out", "pattern-unused"
            )


def _pattern_circular(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """Patterns that conclude each other in a circle."""
    needs: dict[str, set[str]] = defaultdict(set)
    for rule in kb.rules:
        if rule.kind == "pattern":
            atoms = [kb.atoms[a].lstrip("|") for _, group in rule.groups for a in group]
            needs[rule.target] |= {a[1:] for a in atoms if a.startswith("@")}

    def reaches(start: str, goal: str, seen: set[str]) -> bool:
        return any(n == goal or (n not in seen and reaches(n, goal, seen | {n})) for n in needs[start])

    for item in files.of("pattern"):
        if reaches(item.entry.id, item.entry.id, set()):
            yield item.problem(
                ("when",), f"the pattern '{item.entry.id}' rests on itself through other patterns", "pattern-circular"
            )


def _finding_idle(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A finding that no rule uses, and that is not kept for the record on purpose."""
    used = {finding_key(atom) for atom in kb.atoms}
    for item in files.of("finding"):
        e = item.entry
        if e.id not in used and not e.record and not e.screen:
            yield item.problem(
                ("id",), f"no rule uses the finding '{e.id}'; use it, or mark it `record: true`", "finding-idle"
            )


def _screen_gap(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A question that a red flag needs and that no screen asks."""
    asked = {q for screen in kb.screens for q in screen.questions}
    for item in files.of("red_flag"):
        keys = {
            finding_key(kb.atoms[a]) for r in _with_inner(kb, item.entry.id) for _, group in r.groups for a in group
        }
        missing = sorted(
            k for k in keys if k and k not in asked and (f := kb.findings.get(k)) and f.section in _ASKED and f.screen
        )
        if missing:
            yield item.problem(
                ("id",),
                f"the red flag '{item.entry.id}' needs {', '.join(missing)}, which no screen asks",
                "screen-gap",
            )


def _with_inner(kb: KnowledgeBase, target: str) -> list[Rule]:
    rules = list(kb.rules_by_target.get(target, ()))
    return rules + [
        inner
        for rule in rules
        for inner in kb.rules
        if inner.kind == "pattern" and inner.target.startswith(rule.id + "#")
    ]


def _hypothesis_unreachable(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A hypothesis for which nothing but circumstance speaks."""
    for item, hypothesis in _hypotheses(files):
        if not any(r.weight > 0 and not r.context for r in kb.rules_by_target.get(hypothesis, ())):
            yield item.problem(
                ("id",), f"nothing can speak for '{hypothesis}'; give it arguments or zones", "hypothesis-unreachable"
            )


def _hypothesis_indistinct(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """Two hypotheses that no finding tells apart."""
    same: dict[frozenset[Any], str] = {}
    for item, hypothesis in _hypotheses(files):
        body = frozenset((r.groups, r.nots, r.weight) for r in kb.rules_by_target.get(hypothesis, ()))
        first = same.setdefault(body, hypothesis)
        if first != hypothesis and body:
            yield item.problem(
                ("id",), f"no finding tells '{hypothesis}' from '{first}'; write what does", "hypothesis-indistinct"
            )


def _rule_twice(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """Two rules with the same condition about the same hypothesis: said twice, or for and against at once."""
    places = _places(files)
    for rules in kb.rules_by_target.values():
        seen: dict[Any, Rule] = {}
        for rule in rules:
            first = seen.setdefault((rule.groups, rule.nots, rule.urgency), rule)
            place = places.get(rule.text) or places.get(rule.target)
            if first is rule or place is None:
                continue
            item, path = place
            if first.weight * rule.weight < 0:
                yield item.problem(
                    path,
                    f"'{rule.id}' and '{first.id}' draw opposite conclusions from one finding",
                    "rule-contradiction",
                )
            else:
                yield item.problem(path, f"'{rule.id}' asks for the same as '{first.id}'; keep one", "rule-duplicate")


def _rule_subsumed(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A rule that holds only when another of its group holds that weighs at least as much: it can never count more."""
    places = _places(files)
    for rules in kb.rules_by_target.values():
        by_group: dict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            if rule.kind == "argument" and not rule.graded and rule.text in places:
                by_group[rule.group].append(rule)
        for group in by_group.values():
            for rule in group:
                wider = next(
                    (
                        o
                        for o in group
                        if o is not rule
                        and o.weight * rule.weight > 0
                        and abs(o.weight) >= abs(rule.weight)
                        and _implies(rule, o)
                        and not (_implies(o, rule) and o.id > rule.id)
                    ),
                    None,
                )
                if wider is not None:
                    item, path = places[rule.text]
                    yield item.problem(
                        path,
                        f"'{rule.id}' holds only when '{wider.id}' holds, which weighs as much; make it stronger or take it out",
                        "rule-subsumed",
                    )


def _implies(narrow: Rule, wide: Rule) -> bool:
    """Does `narrow` holding mean that `wide` holds? (Sufficient test: every group of `wide` is met by one of `narrow`.)"""
    return set(wide.nots) <= set(narrow.nots) and all(
        any(set(mine) <= set(theirs) and n_mine >= n_theirs for n_mine, mine in narrow.groups)
        for n_theirs, theirs in wide.groups
    )


def _rule_counts_twice(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A rule that counts findings of which one follows from the other: one observation would count as two."""
    places = _places(files)
    entries = {hypothesis: item for item, hypothesis in _hypotheses(files)}
    for rule in kb.rules:
        for n, atoms in rule.groups:
            keys = {
                key for a in atoms if kb.atoms[a].lstrip("~|&").startswith("+") and (key := finding_key(kb.atoms[a]))
            }
            pairs = [(key, implied) for key in sorted(keys) for implied in _follows(kb, key) & keys] if n > 1 else []
            item, path = places.get(rule.text) or (entries.get(rule.target), ())
            if pairs and item is not None:
                key, implied = pairs[0]
                message = f"'{rule.id}' counts '{key}' and '{implied}', which follows from it; list one of them"
                yield item.problem(path, message, "rule-counts-twice")


def _follows(kb: KnowledgeBase, key: str) -> set[str]:
    """Findings that follow from one, through any number of steps."""
    found: set[str] = set()
    todo = [key]
    while todo:
        finding = kb.finding(todo.pop())
        fresh = set(finding.implies) - found - {key} if finding else set()
        found |= fresh
        todo += fresh
    return found


def _flag_without_action(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    for item in files.of("red_flag"):
        for field in ("do", "say"):
            if not getattr(item.entry, field).strip():
                yield item.problem(
                    (field,), f"the red flag '{item.entry.id}' does not say what to {field}", "flag-without-action"
                )


def _number_without_source(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A likelihood ratio without a source in which it was seen."""
    places = _places(files)
    for rule in kb.rules:
        seen = [kb.sources[s] for s in rule.sources if s in kb.sources]
        if rule.strength.startswith("LR") and not any(s.seen != "textbook" for s in seen):
            item, path = places.get(rule.text, (None, ()))
            if item is not None:
                yield item.problem(
                    path, f"'{rule.id}' has a number without a source in which it was seen", "number-without-source"
                )


def _source_unused(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    used = {name for items in files.items.values() for item in items for name in _source_names(item.entry.model_dump())}
    used |= _source_names(kb.protocols)
    for item in files.of("source"):
        if item.entry.id not in used:
            yield item.problem(("id",), f"nothing cites the source '{item.entry.id}'; take it out", "source-unused")


def _source_names(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = value.get("source")
        names = {own} if isinstance(own, str) else set(own) if isinstance(own, list) else set()
        return names.union(*(_source_names(v) for v in value.values()))
    if isinstance(value, list):
        return set().union(*map(_source_names, value))
    return set()


def _rule_untested(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    """A rule of its own without a case in which it fires and one in which it stays quiet.

    A rule that asks for one pattern and nothing else is tested where the pattern is.
    """
    for kind in ("rule", "pattern"):
        for item in files.of(kind):
            tests = item.entry.tests
            if isinstance(item.entry.when, dict) and set(item.entry.when) == {"pattern"}:
                continue
            if tests is None or not tests.fires or not tests.quiet:
                yield item.problem(
                    ("id",),
                    f"'{item.entry.id}' needs tests: a case in which it fires and one in which it stays quiet",
                    "rule-untested",
                )


def _reason_missing(files: RuleFiles, kb: KnowledgeBase) -> Iterator[Problem]:
    for rule_id, (item, path) in _places(files).items():
        entry = item.entry
        for step in path:
            entry = entry[step] if isinstance(step, int) else getattr(entry, step)
        if isinstance(entry, RuleText) and not entry.because.strip():
            yield item.problem(path, f"'{rule_id}' does not say why (because)", "reason-missing")


def _hypotheses(files: RuleFiles) -> Iterator[tuple[Item[Any], str]]:
    for kind in ("muscle", "nerve", "condition"):
        for item in files.of(kind):
            yield item, item.entry.id if kind != "muscle" else f"trigger_point.{item.entry.id}"


def _places(files: RuleFiles) -> dict[str, tuple[Item[Any], tuple[str | int, ...]]]:
    """Where each rule text stands, by the text id that compiled rules carry."""
    places: dict[str, tuple[Item[Any], tuple[str | int, ...]]] = {}
    for item, hypothesis in _hypotheses(files):
        for i, argument in enumerate(item.entry.arguments):
            places[f"{hypothesis}/{argument.id}"] = (item, ("arguments", i))
    for kind in ("rule", "pattern"):
        places.update({item.entry.id: (item, ()) for item in files.of(kind)})
    for item in files.of("red_flag"):
        places.update(
            {f"{item.entry.id}/{a.id}": (item, ("alternatives", i)) for i, a in enumerate(item.entry.alternatives)}
        )
    return places


CHECKS: tuple[Check, ...] = (
    _pattern_unused,
    _pattern_circular,
    _finding_idle,
    _screen_gap,
    _hypothesis_unreachable,
    _hypothesis_indistinct,
    _rule_twice,
    _rule_subsumed,
    _rule_counts_twice,
    _flag_without_action,
    _number_without_source,
    _source_unused,
    _rule_untested,
    _reason_missing,
)
