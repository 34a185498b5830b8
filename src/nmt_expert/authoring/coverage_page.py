"""What the rules cover and how they are tested, as one page that needs nothing from outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from nmt_expert.authoring.client_tests.beside import tried_of, written
from nmt_expert.authoring.client_tests.clients import ClientTest
from nmt_expert.case.model import CaseFile
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.written.load import RuleFiles

_STYLE = """
body{font:15px/1.45 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222}
table{border-collapse:collapse;width:100%;margin:1rem 0 2rem}
th,td{border-bottom:1px solid #ddd;padding:.25rem .6rem;text-align:right}
th:first-child,td:first-child{text-align:left}
thead th{position:sticky;top:0;background:#fff;border-bottom:2px solid #444}
.none{background:#fdecea}.some{background:#fff6e0}.all{background:#e9f5ea}
"""


def coverage_page(files: RuleFiles, kb: KnowledgeBase, tests: Iterable[ClientTest], cases: Iterable[CaseFile]) -> str:
    """The page. `cases` are those with a published answer."""
    tests, cases = list(tests), list(cases)
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>What the rules cover</title>"
        f"<style>{_STYLE}</style><h1>What the rules cover</h1><p>Rules {escape(kb.hash)}: {sum(not rule.part_of for rule in kb.rules):,} rules, "
        f"{len(kb.hypotheses)} hypotheses, {len(kb.flags)} red flags, {len(tests):,} small clients, {len(cases)} cases.</p>"
        f"<h2>Red flags</h2>{_flags(files, kb, tests, cases)}<h2>Hypotheses</h2>{_hypotheses(files, kb, tests, cases)}</html>\n"
    )


def _flags(files: RuleFiles, kb: KnowledgeBase, tests: list[ClientTest], cases: list[CaseFile]) -> str:
    alternatives: Counter[str] = Counter()
    paired: Counter[str] = Counter()
    tried = tried_of(tests)
    for rule in written(files):
        if rule.kind == "red flag alternative":
            flag = rule.rule.partition("/")[0]
            alternatives[flag] += 1
            paired[flag] += not rule.lacks(tried)
    clients = Counter(test.id for test in tests if test.about == "flag")
    named = Counter(flag for case in cases if case.answer for flag in set(case.answer.red_flags))
    rows = [
        (
            flag.name,
            alternatives[flag.id],
            _share(paired[flag.id], alternatives[flag.id]),
            clients[flag.id],
            named[flag.id],
        )
        for flag in kb.flags.values()
    ]
    return _table(("red flag", "alternatives", "with fires and quiet", "clients of the whole", "cases"), rows)


def _hypotheses(files: RuleFiles, kb: KnowledgeBase, tests: list[ClientTest], cases: list[CaseFile]) -> str:
    rules: dict[str, list[bool]] = {}
    for rule in kb.rules:
        if rule.kind == "argument" and not rule.part_of:
            rules.setdefault(rule.target, []).append(rule.basis == "sourced")
    own: dict[str, list[bool]] = {}
    tried = tried_of(tests)
    for each in written(files):
        if each.kind == "argument" and each.rule in kb.rules_by_id:
            own.setdefault(kb.rules_by_id[each.rule].target, []).append(not each.lacks(tried))
    clients = Counter(test.id for test in tests if test.about in ("hypothesis", "vignette"))
    answered = Counter(h for case in cases if case.answer for h in set(case.answer.hypotheses))
    rows = [
        (
            h.name,
            len(rules.get(h.id, ())),
            f"{sum(rules.get(h.id, ())) / max(1, len(rules.get(h.id, ()))):.0%}",
            _share(sum(own.get(h.id, ())), len(own.get(h.id, ()))),
            clients[h.id],
            answered[h.id],
        )
        for h in kb.hypotheses.values()
    ]
    head = ("hypothesis", "rules", "sourced", "own rules with fires and quiet", "clients of the whole", "cases")
    return _table(head, rows)


def _share(part: int, all_: int) -> str:
    return f"{part} of {all_}" if all_ else ""


def _table(head: tuple[str, ...], rows: Sequence[tuple[str | int, ...]]) -> str:
    cells = "".join(f"<th scope=col>{escape(name)}</th>" for name in head)
    lines = "".join(
        f"<tr>{''.join(_cell(value) for value in row)}</tr>" for row in sorted(rows, key=lambda row: str(row[0]))
    )
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>"


def _cell(value: str | int) -> str:
    """A share is coloured, and says the same in numbers."""
    part, of, all_ = str(value).partition(" of ")
    if of and part.isdecimal() and all_.isdecimal():
        kind = "none" if part == "0" else "all" if part == all_ else "some"
        return f"<td class={kind}>{value}</td>"
    return f"<td>{escape(str(value))}</td>"
